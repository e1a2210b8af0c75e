package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/exchange"
	"courant/tui/text"
)

// passphraseVariable gives the vault's passphrase where there is no terminal to ask on.
const passphraseVariable = "COURANT_PASSPHRASE"

const (
	msgSetupTerminal fault.ID = "cli.setup-terminal" // file
	msgWriteFile     fault.ID = "cli.write-file"     // file, problem
)

func (a *app) setupCmd() *cobra.Command {
	return writes(&cobra.Command{Use: "setup", Short: a.cli.Setup, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		if !a.env.InTerm || !a.env.OutTerm {
			return fault.New(fault.Usage, msgSetupTerminal, "file", a.configFile())
		}
		return a.setup(cmd.Context())
	}})
}

// Where a person's readings are: the answers to setup's first question.
const (
	dataKept   = "kept" // as they are
	dataFile   = "file"
	dataInflux = "influx"
	dataDemo   = "demo"
)

// A setup is the answers of a run of `courant setup`. They are kept when all are given: whoever
// leaves before changes nothing, but for a file that was taken in, which is kept whole.
type setup struct {
	*app
	ask     asker
	answers map[string]string // of the configuration
	data    string            // where the readings are
	home    *home.Profile     // what is declared of the only home, nil where there is none
	rooms   []string          // its measured rooms
	lock    []byte            // the passphrase that is to protect the keys
}

// setup asks a few questions by the keyboard alone: language, where the readings are, what is
// known of the home, how charts are drawn, how the keys are kept. Enter keeps what stands in
// brackets, so that all of it can be skipped and repeated; < goes back a question.
func (a *app) setup(ctx context.Context) error {
	s := &setup{app: a, answers: map[string]string{}, ask: asker{ctx: ctx, in: bufio.NewReader(a.env.In), app: a, l: a.lang}}
	s.ask.say(a.lang.Setup().Welcome)
	steps := []step{s.askLanguage, func() (bool, error) { return true, s.askData(ctx) }}
	for _, fact := range homeFacts() {
		steps = append(steps, func() (bool, error) { return s.askFact(fact) })
	}
	steps = append(steps, s.askRooms, s.askLook, func() (bool, error) { return s.askLock(ctx) })
	if err := s.ask.through(steps...); err != nil {
		return err
	}
	return s.keep(ctx)
}

// keep writes down all that was answered.
func (s *setup) keep(ctx context.Context) error {
	if s.home != nil {
		st, err := s.realOnly(ctx)
		if err != nil {
			return err
		}
		defer st.Close()
		err = st.EditProfile(ctx, s.home.ID, func(p home.Profile) (home.Profile, error) {
			p.City, p.Rate, p.Programme, p.Mode, p.LowC, p.HighC, p.Zones = s.home.City, s.home.Rate, s.home.Programme, s.home.Mode, s.home.LowC, s.home.HighC, s.home.Zones
			return p, nil
		})
		if err != nil {
			return err
		}
		if err := s.keepLock(ctx, st); err != nil {
			return err
		}
	}
	path := s.configFile()
	if err := writeConfig(path, s.answers); err != nil {
		return err
	}
	q := s.lang.Setup()
	next := map[string]string{dataKept: q.NextOpen, dataFile: q.NextOpen, dataInflux: q.NextSync, dataDemo: q.NextDemo}[s.data]
	s.ask.say("", fmt.Sprintf(q.Done, path), next)
	return nil
}

func (s *setup) askLanguage() (bool, error) {
	lang, err := s.ask.choose(s.lang.Setup().Language, string(s.lang), []option{{"fr", "français"}, {"en", "English"}})
	if err == nil {
		s.lang, s.ask.l, s.answers["lang"] = text.Lang(lang), text.Lang(lang), lang
	}
	return true, err
}

// askData asks where the readings are, takes them in, and reads what is declared of the home.
func (s *setup) askData(ctx context.Context) (err error) {
	if s.data, err = s.setupData(ctx, &s.ask, s.answers); err != nil {
		return err
	}
	s.home, err = s.onlyProfile(ctx)
	if err == nil && s.home != nil {
		s.ask.say("", fmt.Sprintf(s.lang.Setup().Home, s.home.ID))
	}
	return err
}

func (s *setup) askLook() (bool, error) { return true, s.setupLook(&s.ask, s.answers) }

// setupLook asks how charts are drawn; where lines are read aloud there are none, and it asks
// whether that is to stay so.
func (a *app) setupLook(ask *asker, answers map[string]string) (err error) {
	q := a.lang.Setup()
	if a.cfg.Accessible {
		t := a.lang.Tables()
		answers["accessible"], err = ask.choose(q.Spoken, "true", []option{{"true", t.Yes}, {"false", t.No}})
		return err
	}
	ask.say("", q.GraphWhy)
	answers["graph"], err = ask.choose(q.Graph, a.cfg.Graph, []option{{"auto", q.Auto}, {"braille", q.Braille}, {"block", q.Block}, {"ascii", q.ASCII}})
	return err
}

// setupData asks where the readings are, and takes them in; it gives one of the data answers.
func (a *app) setupData(ctx context.Context, ask *asker, answers map[string]string) (string, error) {
	q := a.lang.Setup()
	homes, err := a.countHomes(ctx)
	if err != nil {
		return "", err
	}
	now, options := dataDemo, []option{{dataFile, q.DataFile}, {dataInflux, q.DataInflux}, {dataDemo, q.DataDemo}}
	if homes > 0 || a.cfg.Influx.URL != "" {
		now, options = dataKept, append([]option{{dataKept, a.lang.Count(q.DataKept, homes)}}, options...)
	}
	data, err := ask.choose(q.Data, now, options)
	if err != nil {
		return "", err
	}
	switch data {
	case dataFile:
		taken, err := a.setupFile(ctx, ask)
		if err == nil && !taken {
			data = now
		}
		return data, err
	case dataInflux:
		taken, err := a.setupInflux(ctx, ask, answers)
		if err == nil && !taken {
			data = now
		}
		return data, err
	}
	return data, nil
}

// setupFile takes in one file of readings, asked for until it can be read; false when none is
// named. What is wrong with the name of the home is asked for again by itself.
func (a *app) setupFile(ctx context.Context, ask *asker) (bool, error) {
	q := a.lang.Setup()
	for {
		file, err := ask.line(q.File, "")
		if err != nil || file == "" {
			return false, err
		}
		file = a.expand(file)
		if f, err := os.Open(file); err != nil {
			ask.say(text.Fault(a.lang, fault.New(fault.Invalid, msgOpenFile, "file", file, "problem", plainError(err))), q.TryAgain)
			continue
		} else {
			f.Close()
		}
		opt := exchange.Options{Format: "auto", Label: "start", Location: a.loc, Now: a.env.Now()}
		opt.Home, err = a.setupName(ask)
		if errors.Is(err, errBack) {
			continue
		}
		if err == nil {
			err = a.importFiles(ctx, []string{file}, opt, false)
		}
		if err == nil {
			return true, nil
		}
		if fault.CodeOf(err) == fault.Internal {
			return false, err
		}
		ask.say(text.Fault(a.lang, err), q.TryAgain)
	}
}

// setupName asks for a home's name until it is one.
func (a *app) setupName(ask *asker) (home.ID, error) {
	for {
		name, err := ask.line(a.lang.Setup().Name, strings.ToLower(a.lang.Words().Home))
		if err != nil {
			return "", err
		}
		id, err := home.ParseID(name)
		if err == nil {
			return id, nil
		}
		ask.say(text.Fault(a.lang, err))
	}
}

// expand is a path as a person types or drops it: without quotes, ~ for the home folder.
func (a *app) expand(path string) string {
	path = strings.Trim(path, `"'`)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(a.env.Get("HOME"), rest)
	}
	return path
}

// countHomes is how many real homes are held; no store is made to count them.
func (a *app) countHomes(ctx context.Context) (int, error) {
	st, err := a.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer st.Close()
	all, err := st.list(ctx)
	return len(all), err
}

// onlyProfile is what is declared of the only real home; nil where there is none, or several.
func (s *setup) onlyProfile(ctx context.Context) (*home.Profile, error) {
	st, err := s.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer st.Close()
	all, err := st.list(ctx)
	if err != nil || len(all) != 1 {
		return nil, err
	}
	if err := s.access(ctx, st, all[0].Home); err != nil {
		return nil, err
	}
	p, err := st.Profile(ctx, all[0].Home)
	s.rooms = all[0].Zones
	return &p, err
}

// A homeFact is a question of setup about the home: one of a few words, or degrees.
type homeFact struct {
	key      string
	question func(*text.Setup) string
	options  func(text.Lang) []option // nil: degrees
}

func homeFacts() []homeFact {
	return []homeFact{
		{"city", func(q *text.Setup) string { return q.City }, func(l text.Lang) []option { return named(home.Cities(), l.City) }},
		{"rate", func(q *text.Setup) string { return q.Rate }, func(l text.Lang) []option { return named(home.Rates(), l.RateTold) }},
		{"programme", func(q *text.Setup) string { return q.Programme }, func(l text.Lang) []option { return named(home.Programmes(), l.Programme) }},
		{"mode", func(q *text.Setup) string { return q.Mode }, func(l text.Lang) []option { return named(home.Modes(), l.Mode) }},
		{"low_c", func(q *text.Setup) string { return q.Low }, nil},
		{"high_c", func(q *text.Setup) string { return q.High }, nil},
	}
}

// askFact asks for one fact of the home. The programme that a rate brings with it is told, not
// asked.
func (s *setup) askFact(f homeFact) (bool, error) {
	if s.home == nil {
		return false, nil
	}
	q := s.lang.Setup()
	if f.options == nil {
		p, err := s.ask.degrees(*s.home, f.key, f.question(q))
		if err == nil {
			*s.home = p
		}
		return true, err
	}
	if f.key == "programme" && s.home.Rate != nil {
		if p, ok := programmeOf(*s.home.Rate); ok {
			s.home.Programme = &p
			s.ask.say("", fmt.Sprintf(q.ByRate, s.lang.Programme(p)))
			return false, nil
		}
	}
	options := f.options(s.lang)
	if f.key == "mode" {
		options = s.modes(options)
	}
	answer, err := s.ask.choose(f.question(q), declaredNow(*s.home, f.key), options)
	if err != nil || answer == "" {
		return true, err
	}
	p, err := home.Set(*s.home, f.key+"="+answer)
	if err == nil {
		*s.home = p
	}
	return true, err
}

// modes are the modes with how far each goes, where the rules say it.
func (s *setup) modes(options []option) []option {
	rules, err := s.rules()
	if err != nil {
		return options
	}
	for i, o := range options {
		if far, ok := rules.Offsets(home.Mode(o.code), series.DateOf(s.env.Now(), s.loc)); ok {
			options[i].words = s.lang.ModeTold(home.Mode(o.code), -far.ReductionC)
		}
	}
	return options
}

// programmeOf is the programme that a rate is of, false where it is of none alone.
func programmeOf(r home.Rate) (home.Programme, bool) {
	switch r {
	case home.RateWinterCredit:
		return home.WinterCredit, true
	case home.RateFlexD:
		return home.FlexD, true
	}
	return "", false
}

// askRooms asks which rooms no event may cool.
func (s *setup) askRooms() (bool, error) {
	if s.home == nil || len(s.rooms) == 0 {
		return false, nil
	}
	w := s.lang.Rooms()
	names := make([]string, len(s.rooms))
	var kept []string
	for i, r := range s.rooms {
		names[i] = s.lang.Zone(r)
		if z := s.home.Zones[r]; z.Sensitive != nil && *z.Sensitive {
			kept = append(kept, names[i])
		}
	}
	s.ask.say("", w.Ask, "  "+strings.Join(names, ", "))
	for {
		answer, err := s.ask.line(w.AskName, strings.Join(kept, ", "))
		if err != nil || answer == "" || answer == strings.Join(kept, ", ") {
			return true, err
		}
		p, bad := *s.home, ""
		for _, word := range strings.Split(answer, ",") {
			word = strings.TrimSpace(word)
			i := slices.IndexFunc(names, func(n string) bool { return sameWord(n, word) })
			if i < 0 {
				i = slices.IndexFunc(s.rooms, func(n string) bool { return sameWord(n, word) })
			}
			if i < 0 {
				bad = word
				break
			}
			if p, err = home.Set(p, "zones."+s.rooms[i]+".sensitive=yes"); err != nil {
				return true, err
			}
		}
		if bad == "" {
			*s.home = p
			return true, nil
		}
		s.ask.say(fmt.Sprintf(w.AskAgain, text.Clean(bad, 40), strings.Join(names, ", ")))
	}
}

// sameWord reports whether two names are the same but for capitals and the kind of their
// spaces.
func sameWord(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// degrees asks for a temperature until it is one that can be; none is an answer.
func (k *asker) degrees(p home.Profile, key, question string) (home.Profile, error) {
	for {
		answer, err := k.line(question, declaredNow(p, key))
		if err != nil || answer == "" {
			return p, err
		}
		next, err := home.Set(p, key+"="+strings.Trim(answer, " °Cc"))
		if err == nil {
			return next, nil
		}
		k.say(fmt.Sprintf(k.l.Setup().BadDegrees, text.Clean(answer, 20)))
	}
}

// declaredNow is what stands under a key, "" when nothing was declared.
func declaredNow(p home.Profile, key string) string {
	for _, f := range home.Resolve(p, nil).Facts() {
		if f.Key == key && f.Origin == home.Declared {
			return fmt.Sprint(f.Value)
		}
	}
	return ""
}
