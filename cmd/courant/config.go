package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/influx"
)

// A Config is what one TOML file, the COURANT_… variables and the common flags say; later
// ones win. It holds nothing about a home: that is sealed with the home.
type Config struct {
	Lang       string `toml:"lang"`       // fr, en or auto (the locale); default auto
	Theme      string `toml:"theme"`      // auto, dark, light, high-contrast, mono; default auto
	Graph      string `toml:"graph"`      // braille, block, ascii or auto (ascii where there is no UTF-8); default auto
	Home       string `toml:"home"`       // the home meant when none is named
	Accessible bool   `toml:"accessible"` // linear text without boxes, for screen readers
	ReadOnly   bool   `toml:"read_only"`  // refuse every command that changes anything
	Mouse      bool   `toml:"mouse"`      // let the dashboard take the mouse; default no, so that text can be selected

	Store  StoreConfig  `toml:"store"`
	Influx InfluxConfig `toml:"influx"`
	Rules  RulesConfig  `toml:"rules"`
	Feeds  FeedsConfig  `toml:"feeds"`
}

// A StoreConfig says where the embedded store lies.
type StoreConfig struct {
	Path  string `toml:"path"`  // the store's file; default in the data folder
	Vault string `toml:"vault"` // the keys' file; default beside the store
	Key   string `toml:"key"`   // the key file that opens the vault; default beside the store. Losing it loses the data
}

// An InfluxConfig says which InfluxDB to read. Without a URL there is none.
type InfluxConfig struct {
	URL       string `toml:"url"`        // https://…, or http:// on this computer
	Bucket    string `toml:"bucket"`     // the bucket, or database/policy on 1.8
	Org       string `toml:"org"`        // the organisation; empty on 1.8
	Token     string `toml:"token"`      // the token, or user:password on 1.8; better in token_file
	TokenFile string `toml:"token_file"` // a file that holds the token, readable by its owner alone
	Sealed    bool   `toml:"sealed"`     // the bucket holds sealed chunks, which its host cannot read
	Insecure  bool   `toml:"insecure"`   // allow http:// to another computer: token and data travel unprotected

	Map influx.Map `toml:"map"` // what is what in a bucket of another program, as Home Assistant's
}

// A FeedsConfig says where events and weather are read: an address, a file, or "none".
type FeedsConfig struct {
	Events      string `toml:"events"`      // peak events; default Hydro-Québec's open data
	Calendar    string `toml:"calendar"`    // peak events in an iCal calendar; default none
	Annotations string `toml:"annotations"` // the bucket's measurement of peak events, where there is an InfluxDB; default peak_event
	Weather     string `toml:"weather"`     // city forecasts; default Environment and Climate Change Canada's
}

// none, as the value of a feed, turns it off.
const none = "none"

// The open data that are read unless the configuration says otherwise.
var defaultFeeds = FeedsConfig{
	Events:      "https://donnees.solutions.hydroquebec.com/donnees-ouvertes/data/json/pointeshivernales.json",
	Calendar:    none,
	Annotations: "peak_event",
	Weather:     "https://api.weather.gc.ca/collections/citypageweather-realtime/items",
}

// A RulesConfig names files that override the built-in rules and rates.
type RulesConfig struct {
	Events  string `toml:"events"`  // programmes, windows, phases, anchors
	Tariffs string `toml:"tariffs"` // rates and taxes
}

const (
	msgConfigSyntax  fault.ID = "config.syntax"   // file, line, column, problem
	msgConfigKey     fault.ID = "config.key"      // file, line, column, key, nearest
	msgConfigRead    fault.ID = "config.read"     // file, problem
	msgConfigVar     fault.ID = "config.variable" // variable, nearest
	msgConfigValue   fault.ID = "config.value"    // key, value, want, nearest; file, line, column where a file says it
	msgConfigExposed fault.ID = "config.exposed"  // file
)

// loadConfig reads the file (path, else the default one, which may be absent), then the
// variables.
func loadConfig(env Env, path string) (Config, error) {
	c := Config{Lang: "auto", Theme: "auto", Graph: "auto", Feeds: defaultFeeds}
	explicit := path != ""
	if !explicit {
		path = env.Path(configFolder, "courant.toml")
	}
	raw, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !explicit:
	case err != nil:
		return c, fault.New(fault.Invalid, msgConfigRead, "file", path, "problem", err)
	default:
		if err := decodeConfig(path, raw, &c); err != nil {
			return c, err
		}
		if err := c.validate(); err != nil {
			return c, placed(err, path, raw)
		}
		if c.Influx.Token != "" && exposed(path) {
			return c, fault.New(fault.Denied, msgConfigExposed, "file", path)
		}
	}
	if err := configFromVars(env.Vars, &c); err != nil {
		return c, err
	}
	return c, c.validate()
}

func decodeConfig(path string, raw []byte, c *Config) error {
	err := toml.NewDecoder(bytes.NewReader(raw)).DisallowUnknownFields().Decode(c)
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		first := strict.Errors[0]
		row, col := first.Position()
		key := strings.Join(first.Key(), ".")
		return fault.New(fault.Invalid, msgConfigKey, "file", path, "line", row, "column", col, "key", key, "nearest", nearestKey(key))
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, col := bad.Position()
		return fault.New(fault.Invalid, msgConfigSyntax, "file", path, "line", row, "column", col, "problem", bad)
	}
	return err
}

// nearestKey is the key that an unknown one may stand for: a near one, else one of another
// section that ends alike.
func nearestKey(key string) string {
	all := configKeys()
	for _, k := range all {
		if i := strings.LastIndexByte(k, '.'); i > 0 && !slices.Contains(all, k[:i]) {
			all = append(all, k[:i]) // a section
		}
	}
	if near := fault.Nearest(key, all); near != "" {
		return near
	}
	last := func(k string) string { return k[strings.LastIndexByte(k, '.')+1:] }
	var ends []string
	for _, k := range all {
		ends = append(ends, last(k))
	}
	if near := fault.Nearest(last(key), ends); near != "" {
		return all[slices.Index(ends, near)]
	}
	return ""
}

// placed gives an error about a key's value the place where a file has that key.
func placed(err error, path string, raw []byte) error {
	var e *fault.Error
	if !errors.As(err, &e) || e.ID != msgConfigValue {
		return err
	}
	line, column := 1, 1
	for _, a := range e.Args {
		if a.Name == "key" {
			line, column = keyPlace(raw, a.Value)
		}
	}
	e.Args = append(e.Args, fault.Arg{Name: "file", Value: path},
		fault.Arg{Name: "line", Value: strconv.Itoa(line)}, fault.Arg{Name: "column", Value: strconv.Itoa(column)})
	return e
}

// keyPlace is the line and column, from 1, of a dotted key in a TOML file that parses; 1, 1 when
// it is not there.
func keyPlace(raw []byte, key string) (line, column int) {
	var p unstable.Parser
	p.Reset(raw)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		var parts []string
		var first *unstable.Node
		for it := e.Key(); it.Next(); {
			if first == nil {
				first = it.Node()
			}
			parts = append(parts, string(it.Node().Data))
		}
		name := strings.Join(parts, ".")
		if e.Kind != unstable.KeyValue {
			table = name + "."
			continue
		}
		if table+name == key && first != nil {
			at := p.Shape(first.Raw).Start
			return at.Line, at.Column
		}
	}
	return 1, 1
}

// exposed reports whether others than its owner may read a file. Windows keeps a profile
// private by other means.
func exposed(path string) bool {
	info, err := os.Stat(path)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

// configFields walks the leaves of a Config with their dotted keys, in order. Lists, which only the
// file can hold, are left out.
func configFields(c *Config, visit func(key string, v reflect.Value)) {
	var walk func(prefix string, v reflect.Value)
	walk = func(prefix string, v reflect.Value) {
		for i := range v.NumField() {
			key := prefix + v.Type().Field(i).Tag.Get("toml")
			switch f := v.Field(i); f.Kind() {
			case reflect.Struct:
				walk(key+".", f)
			case reflect.Slice:
			default:
				visit(key, f)
			}
		}
	}
	walk("", reflect.ValueOf(c).Elem())
}

func configKeys() []string {
	var keys []string
	configFields(new(Config), func(key string, _ reflect.Value) { keys = append(keys, key) })
	return keys
}

func variableName(key string) string {
	return "COURANT_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// configFromVars sets what the variables say. COURANT_TEST_… belongs to the tests and
// COURANT_PASSPHRASE to the store.
func configFromVars(vars []string, c *Config) error {
	fields := map[string]reflect.Value{}
	var names []string
	configFields(c, func(key string, v reflect.Value) {
		fields[variableName(key)] = v
		names = append(names, variableName(key))
	})
	sorted := slices.Sorted(slices.Values(vars))
	for _, v := range sorted {
		name, value, _ := strings.Cut(v, "=")
		if !strings.HasPrefix(name, "COURANT_") || strings.HasPrefix(name, "COURANT_TEST_") || name == passphraseVariable {
			continue
		}
		field, ok := fields[name]
		if !ok {
			return fault.New(fault.Invalid, msgConfigVar, "variable", name, "nearest", fault.Nearest(name, names))
		}
		switch field.Kind() {
		case reflect.Bool:
			b, err := strconv.ParseBool(value)
			if err != nil {
				return fault.New(fault.Invalid, msgConfigValue, "key", name, "value", value, "want", "true|false", "nearest", "")
			}
			field.SetBool(b)
		default:
			field.SetString(value)
		}
	}
	return nil
}

// choices are the keys that take one of a few words.
var choices = []struct {
	key   string
	value func(*Config) string
	words []string
}{
	{"lang", func(c *Config) string { return c.Lang }, []string{"auto", "fr", "en"}},
	{"theme", func(c *Config) string { return c.Theme }, []string{"auto", "dark", "light", "high-contrast", "mono"}},
	{"graph", func(c *Config) string { return c.Graph }, []string{"auto", "braille", "block", "ascii"}},
}

func (c *Config) validate() error {
	for _, ch := range choices {
		if v := ch.value(c); !slices.Contains(ch.words, v) {
			return fault.New(fault.Invalid, msgConfigValue, "key", ch.key, "value", v, "want", strings.Join(ch.words, "|"), "nearest", fault.Nearest(v, ch.words))
		}
	}
	if err := c.Influx.Map.Check(); err != nil {
		return err
	}
	if c.Home != "" {
		if _, err := home.ParseID(c.Home); err != nil {
			return err
		}
	}
	return nil
}

// token is the InfluxDB token, from its file when one is named.
func (c InfluxConfig) token() (string, error) {
	if c.TokenFile == "" {
		return c.Token, nil
	}
	if exposed(c.TokenFile) {
		return "", fault.New(fault.Denied, msgConfigExposed, "file", c.TokenFile)
	}
	raw, err := os.ReadFile(c.TokenFile)
	if err != nil {
		return "", fault.New(fault.Invalid, msgConfigRead, "file", c.TokenFile, "problem", err)
	}
	return strings.TrimSpace(string(raw)), nil
}

// storePaths are the three files of a store: series, vault and key.
func (c StoreConfig) paths(env Env) (store, vault, key string) {
	store = c.Path
	if store == "" {
		store = env.Path(dataFolder, "courant.db")
	}
	base := strings.TrimSuffix(store, filepath.Ext(store))
	vault, key = c.Vault, c.Key
	if vault == "" {
		vault = base + ".vault"
	}
	if key == "" {
		key = base + ".key"
	}
	return store, vault, key
}
