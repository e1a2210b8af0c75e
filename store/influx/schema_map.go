package influx

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A Map says what in a bucket of another program is which series. The zero value is courant's
// own schema. Series of one home, zone and kind are the same thing seen several times: the first one
// listed stands and the others fill its gaps; they are never added.
type Map struct {
	Schema  string   `toml:"schema"`   // courant (the default), home-assistant, or other
	Home    string   `toml:"home"`     // whose series they are, where no tag says it
	HomeTag string   `toml:"home_tag"` // the tag that says whose; its values must be pseudonyms
	City    string   `toml:"city"`     // where that home is
	Series  []Source `toml:"series"`   // what is read; none with home-assistant: what its names tell
}

// A Source is one series of a Map.
type Source struct {
	Measurement string            `toml:"measurement"`
	Field       string            `toml:"field"`    // default value
	Tags        map[string]string `toml:"tags"`     // that its points must bear
	Kind        string            `toml:"kind"`     // energy, heating, indoor, outdoor, setpoint, solar, duty
	Zone        string            `toml:"zone"`     // the room, where it is one's
	ZoneTag     string            `toml:"zone_tag"` // the tag that names the room
	Unit        string            `toml:"unit"`     // default the measurement, when that is a unit, else the kind's
	Read        string            `toml:"read"`     // level, counter or interval; default by unit
	Label       string            `toml:"label"`    // start or end: what an interval is stamped with; default start
	Hold        string            `toml:"hold"`     // how long a value stands without another one, like 6h; default by kind
}

// The schemas.
const (
	SchemaCourant       = "courant"
	SchemaHomeAssistant = "home-assistant"
	SchemaOther         = "other"
)

// How the points of a source are read.
const (
	readLevel    = "level"    // a value stands until the next one
	readCounter  = "counter"  // a meter's reading: what it grows by is the energy
	readInterval = "interval" // each point is the value of one interval, at regular times
)

const (
	msgMap      fault.ID = "influx.map"       // key, value, want
	msgMapHome  fault.ID = "influx.map-home"  //
	msgMapUnit  fault.ID = "influx.map-unit"  // key, unit, kind
	msgMapNone  fault.ID = "influx.map-none"  // host, bucket
	msgMapWrite fault.ID = "influx.map-write" // host, bucket
)

// A dimension is what a unit measures.
type dimension int

const (
	energyUnit dimension = iota + 1
	powerUnit
	temperatureUnit
	sunUnit
	shareUnit
)

// units are the units that are known: a value times factor plus offset is in kWh, kW, °C, W/m² or a
// share.
var units = map[string]struct {
	dimension
	factor, offset float64
}{
	"Wh": {energyUnit, 1e-3, 0}, "kWh": {energyUnit, 1, 0}, "MWh": {energyUnit, 1e3, 0}, "MJ": {energyUnit, 1 / 3.6, 0},
	"W": {powerUnit, 1e-3, 0}, "kW": {powerUnit, 1, 0},
	"°C": {temperatureUnit, 1, 0}, "°F": {temperatureUnit, 5.0 / 9, -160.0 / 9}, "K": {temperatureUnit, 1, -273.15},
	"W/m²": {sunUnit, 1, 0}, "%": {shareUnit, 0.01, 0}, "1": {shareUnit, 1, 0},
}

// otherNames of units.
var unitNames = map[string]string{"C": "°C", "F": "°F", "degC": "°C", "degF": "°F", "w": "W", "kw": "kW", "KW": "kW", "wh": "Wh", "kwh": "kWh", "KWH": "kWh", "W/m2": "W/m²", "wm2": "W/m²"}

func unitOf(name string) string { return cmp.Or(unitNames[name], name) }

// fits reports whether values of a kind can come from a unit.
func (d dimension) fits(k series.Kind) bool {
	switch k {
	case series.Energy, series.Heating:
		return d == energyUnit || d == powerUnit
	case series.Indoor, series.Outdoor, series.Setpoint:
		return d == temperatureUnit
	case series.Solar:
		return d == sunUnit
	}
	return d == shareUnit
}

// usual is the unit of a kind's values when nothing else is said.
func usual(k series.Kind) string {
	if k == series.Duty {
		return "1"
	}
	return k.Unit()
}

// A source is a Source that was checked.
type source struct {
	measurement, field string
	tags               []tag // sorted by name
	zoneTag            string
	key                series.Key
	read               string
	atEnd              bool
	factor, offset     float64
	power              bool // the unit is one of power, the kind one of energy
	hold               time.Duration
}

type tag struct{ name, value string }

// A mapping is a Map that was checked.
type mapping struct {
	home    home.ID
	homeTag string
	city    home.City
	found   bool // its sources are those that Home Assistant's names tell
	sources []source
}

// mapped reports whether it is not courant's own schema.
func (m Map) mapped() bool { return m.Schema != "" && m.Schema != SchemaCourant }

// Check looks for what cannot be in a map: fault.Invalid, with the key.
func (m Map) Check() error {
	_, err := m.compile()
	return err
}

func badMap(key, value, want string) error {
	return fault.New(fault.Invalid, msgMap, "key", key, "value", value, "want", want)
}

// compile checks a map; nil for courant's own schema.
func (m Map) compile() (*mapping, error) {
	schemas := []string{SchemaCourant, SchemaHomeAssistant, SchemaOther}
	switch {
	case m.Schema == "" && len(m.Series) > 0:
		m.Schema = SchemaOther
	case !slices.Contains(schemas, cmp.Or(m.Schema, SchemaCourant)):
		return nil, badMap("schema", m.Schema, strings.Join(schemas, "|"))
	}
	if !m.mapped() {
		if m.Home != "" || m.HomeTag != "" || len(m.Series) > 0 {
			return nil, badMap("schema", m.Schema, SchemaHomeAssistant+"|"+SchemaOther)
		}
		return nil, nil
	}
	if (m.Home == "") == (m.HomeTag == "") {
		return nil, fault.New(fault.Invalid, msgMapHome)
	}
	out := &mapping{home: home.ID(m.Home), homeTag: m.HomeTag, city: home.City(m.City)}
	if m.Home != "" && !home.ValidID(m.Home) {
		return nil, badMap("home", m.Home, "A-Z a-z 0-9 _ -")
	}
	if m.City != "" && !slices.Contains(home.Cities(), out.city) {
		return nil, badMap("city", m.City, joinWords(home.Cities()))
	}
	out.found = m.Schema == SchemaHomeAssistant && len(m.Series) == 0
	if m.Schema == SchemaOther && len(m.Series) == 0 {
		return nil, badMap("series", "", "[[influx.map.series]]")
	}
	for _, s := range m.Series {
		c, err := s.compile(m.Schema)
		if err != nil {
			return nil, err
		}
		out.sources = append(out.sources, c)
	}
	return out, nil
}

func joinWords[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	return strings.Join(words, "|")
}

func (s Source) compile(schema string) (source, error) {
	out := source{measurement: s.Measurement, field: cmp.Or(s.Field, "value"), zoneTag: s.ZoneTag, atEnd: s.Label == "end"}
	if s.Measurement == "" {
		return out, badMap("series.measurement", "", "W|kWh|…")
	}
	kind, ok := series.ParseKind(s.Kind)
	if !ok {
		return out, badMap("series.kind", s.Kind, joinKinds())
	}
	out.key = series.Key{Zone: s.Zone, Kind: kind}
	if s.Zone != "" && (!home.ValidID(s.Zone) || s.ZoneTag != "") {
		return out, badMap("series.zone", s.Zone, "A-Z a-z 0-9 _ -")
	}
	for _, name := range slices.Sorted(maps.Keys(s.Tags)) {
		out.tags = append(out.tags, tag{name, s.Tags[name]})
	}
	unit := unitOf(s.Unit)
	if unit == "" {
		unit = usual(kind)
		if _, is := units[unitOf(s.Measurement)]; is {
			unit = unitOf(s.Measurement)
		}
	}
	u, known := units[unit]
	if !known {
		return out, badMap("series.unit", s.Unit, strings.Join(slices.Sorted(maps.Keys(units)), "|"))
	}
	if !u.fits(kind) {
		return out, fault.New(fault.Invalid, msgMapUnit, "key", s.Measurement, "unit", unit, "kind", kind)
	}
	out.factor, out.offset = u.factor, u.offset
	out.power = u.dimension == powerUnit && kind.Sums()
	if err := out.how(s, schema, u.dimension); err != nil {
		return out, err
	}
	out.hold = holdOf(kind)
	if s.Hold != "" {
		d, err := time.ParseDuration(s.Hold)
		if err != nil || d < time.Minute || d > longestHold {
			return out, badMap("series.hold", s.Hold, "1m…168h")
		}
		out.hold = d
	}
	return out, nil
}

// how settles the way in which points are read.
func (c *source) how(s Source, schema string, d dimension) error {
	c.read = s.Read
	if c.read == "" {
		c.read = readLevel
		if d == energyUnit {
			c.read = readInterval
			if schema == SchemaHomeAssistant {
				c.read = readCounter
			}
		}
	}
	want := []string{readLevel, readCounter, readInterval}
	switch {
	case d == energyUnit:
		want = want[1:] // an energy does not stand: it is that of a time
	default:
		want = []string{readLevel, readInterval}
	}
	if !slices.Contains(want, c.read) {
		return badMap("series.read", c.read, strings.Join(want, "|"))
	}
	if !slices.Contains([]string{"", "start", "end"}, s.Label) {
		return badMap("series.label", s.Label, "start|end")
	}
	return nil
}

func joinKinds() string {
	var words []string
	for _, k := range series.Kinds() {
		words = append(words, k.String())
	}
	return strings.Join(words, "|")
}

// longestHold is the longest that any value stands, and so how far beside a span is read.
const longestHold = 7 * 24 * time.Hour

// holdOf is how long a value of a kind stands when a program writes changes alone. A whole home's power
// changes at every poll; a set-point is left alone for days.
func holdOf(k series.Kind) time.Duration {
	switch k {
	case series.Energy:
		return time.Hour
	case series.Outdoor:
		return 3 * time.Hour
	case series.Solar:
		return 24 * time.Hour
	case series.Setpoint:
		return longestHold
	}
	return 6 * time.Hour
}
