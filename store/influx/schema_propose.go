package influx

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"courant/coach/series"
)

// A Proposal is what a survey makes of a bucket.
type Proposal struct {
	Schema string  // courant, home-assistant or other
	Map    Map     // what it proposes; no series where nothing was recognised
	Other  []Found // what it is not about
}

// Propose reads a survey: whose schema a bucket has, and a map of it. It is a guess by names and units, to
// be looked over by a person.
func Propose(s Survey, homeID string) Proposal {
	ours := func(f Found) bool { return f.Measurement == measured && f.Tags[tagHome] != "" }
	switch {
	case slices.ContainsFunc(s.Found, ours):
		return Proposal{Schema: SchemaCourant, Other: slices.DeleteFunc(slices.Clone(s.Found), func(f Found) bool {
			return f.Measurement == measured || f.Measurement == forecasted
		})}
	case isHomeAssistant(s.Found):
		r := homeAssistant(s.Found)
		return Proposal{Schema: SchemaHomeAssistant, Map: Map{Schema: SchemaHomeAssistant, Home: homeID, Series: r.sources}, Other: r.other}
	}
	return proposeOther(s.Found, homeID)
}

// pattern is a regular expression, compiled when it is first asked for: most runs of the
// program read no foreign bucket and should not wait for it.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// What tags and fields are called, in either language; the first that fits stands.
var (
	homeTags   = []string{"household", "home", "house", "dwelling", "maison", "foyer", "logement", "site"}
	zoneTags   = []string{"zone", "room", "piece", "pièce"}
	fieldWords = []struct {
		name func() *regexp.Regexp
		kind series.Kind
	}{
		{pattern(`setpoint|set_point|target|consigne`), series.Setpoint},
		{pattern(`heating|heater|chauffage`), series.Heating},
		{pattern(`outdoor|outside|exter|temp_?out|t_?out|t_?ext`), series.Outdoor},
		{pattern(`indoor|inside|inter|temp_?in|t_?in|room`), series.Indoor},
		{pattern(`solar|irradian|ghi`), series.Solar},
		{pattern(`energy|energie|énergie|consumption|conso|power|puissance|(^|[._])k?wh?$`), series.Energy},
	}
	unitEnding = pattern(`[._](kwh|wh|mwh|kw|w|c|f|k|wm2)$`)
	unitsByEnd = map[string]string{"kwh": "kWh", "wh": "Wh", "mwh": "MWh", "kw": "kW", "w": "W", "c": "°C", "f": "°F", "k": "K", "wm2": "W/m²"}
)

// proposeOther guesses by names.
func proposeOther(found []Found, homeID string) Proposal {
	p := Proposal{Schema: SchemaOther, Map: Map{Schema: SchemaOther}}
	homeTag := commonTag(found, homeTags)
	zoneTag := commonTag(found, zoneTags)
	p.Map.HomeTag = homeTag
	if homeTag == "" {
		p.Map.Home = homeID
	}
	seen := map[string]bool{}
	for _, f := range found {
		used := false
		for _, field := range slices.Sorted(maps.Keys(f.Fields)) {
			if !f.Fields[field].Number {
				continue
			}
			s, ok := guess(f.Measurement, field, f.Tags[zoneTag] != "")
			if !ok {
				continue
			}
			used = true
			s.Tags = map[string]string{}
			for name, value := range f.Tags {
				switch name {
				case homeTag:
				case zoneTag:
					s.ZoneTag = zoneTag
				default:
					s.Tags[name] = value
				}
			}
			if name := fmt.Sprint(s.Measurement, s.Field, s.ZoneTag, sortedTags(s.Tags)); !seen[name] && len(p.Map.Series) < 40 {
				seen[name] = true
				p.Map.Series = append(p.Map.Series, s)
			}
		}
		if !used {
			p.Other = append(p.Other, f)
		}
	}
	return p
}

// commonTag is the first of a few tags that any series bears.
func commonTag(found []Found, names []string) string {
	for _, name := range names {
		if slices.ContainsFunc(found, func(f Found) bool { return f.Tags[name] != "" }) {
			return name
		}
	}
	return ""
}

// guess tells a field's kind and unit by its own name, then with its measurement's. What has no unit in
// its name and is no name of ours is taken for the kind's own; a temperature of a room is its air's.
func guess(measurement, field string, zoned bool) (Source, bool) {
	s := Source{Measurement: measurement, Field: field}
	whole := strings.ToLower(measurement + "." + field)
	if m := unitEnding().FindStringSubmatch(strings.ToLower(field)); m != nil {
		s.Unit = unitsByEnd[m[1]]
	} else if _, is := units[unitOf(measurement)]; is {
		s.Unit = unitOf(measurement)
	}
	kind, ok := series.ParseKind(field)
	for _, text := range []string{strings.ToLower(field), whole} {
		for _, w := range fieldWords {
			if !ok && w.name().MatchString(text) {
				kind, ok = w.kind, true
			}
		}
	}
	if !ok && zoned && units[s.Unit].dimension == temperatureUnit {
		kind, ok = series.Indoor, true
	}
	if !ok {
		return s, false
	}
	s.Kind = kind.String()
	if s.Unit == "" && strings.Contains(whole, "power") && kind.Sums() {
		s.Unit = "W"
	}
	return s, units[cmp.Or(s.Unit, usual(kind))].dimension.fits(kind)
}

// TOML writes a map as the part of a configuration file, ready to be pasted.
func (m Map) TOML() string {
	var b strings.Builder
	b.WriteString("[influx.map]\n")
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", name, tomlString(value))
		}
	}
	line("schema", m.Schema)
	line("home", m.Home)
	line("home_tag", m.HomeTag)
	line("city", m.City)
	for _, s := range m.Series {
		b.WriteString("\n[[influx.map.series]]\n")
		line("kind", s.Kind)
		line("zone", s.Zone)
		line("zone_tag", s.ZoneTag)
		line("measurement", s.Measurement)
		line("field", s.Field)
		if len(s.Tags) > 0 {
			var words []string
			for _, t := range sortedTags(s.Tags) {
				words = append(words, tomlKey(t.name)+" = "+tomlString(t.value))
			}
			fmt.Fprintf(&b, "tags = { %s }\n", strings.Join(words, ", "))
		}
		line("unit", s.Unit)
		line("read", s.Read)
		line("label", s.Label)
		line("hold", s.Hold)
	}
	return b.String()
}

var bareKey = pattern(`^[A-Za-z0-9_-]+$`)

func tomlKey(s string) string {
	if bareKey().MatchString(s) {
		return s
	}
	return tomlString(s)
}

// tomlString quotes a text for TOML. What a terminal could take for a command is escaped: a bucket may hold
// anything.
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case strconv.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
