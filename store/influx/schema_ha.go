package influx

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"courant/coach/home"
	"courant/coach/series"
)

// Home Assistant writes a point a state_changed event: measurement = the unit (else the whole name of the
// entity), tags domain and entity_id (without the domain), fields value (numbers), state (texts) and one an
// attribute. Nothing is written while nothing changes, nor while an entity is unavailable.
// Sources: homeassistant/components/influxdb/__init__.py; the names are those of the integrations
// dvd-dev/hilo (sensor.py, climate.py) and hydroqc-ha.

// numbered is what Home Assistant adds to the name of a second entity.
var numbered = pattern(`_\d+$`)

// A haRule says what an entity's name tells. The first rule that fits stands; of the views of one
// series the one whose rule comes first is the first.
type haRule struct {
	ignore bool // a name that looks like a series and is none
	domain string
	dim    dimension             // of the entity's unit; 0: any
	name   func() *regexp.Regexp // of the entity_id; its group is the device
	field  string                // "" for value
	kind   series.Kind
	read   string
	device bool // only of a device that has a set-point: others with a power or a temperature heat nothing
}

func haName(expr string) func() *regexp.Regexp {
	return pattern(`^(?:` + expr + `)(?:_\d+)?$`)
}

var haRules = []haRule{
	// Periods of a tariff, prices, rewards, and the winter credit's own accounts of past peaks.
	{ignore: true, domain: "sensor", name: haName(`hilo_(?:energy|cost)_total_(?:low|medium|high)|hilo_(?:rate|cost)_.*|.*recompenses.*|.*rewards?.*`)},
	{ignore: true, domain: "sensor", name: haName(`.*_(?:wc|dpc|dcpc)_.*|.*_(?:peak|anchor|pointe|ancrage)_.*|.*_(?:ref|saved|projected|current_billing)_.*`)},

	{domain: "sensor", dim: energyUnit, name: haName(`(?:.*[^o])?meter.*_energy`), kind: series.Energy, read: readCounter},
	{domain: "sensor", dim: energyUnit, name: haName(`hilo_energy_total`), kind: series.Energy, read: readCounter},
	{domain: "sensor", dim: powerUnit, name: haName(`(?:.*[^o])?meter.*_power`), kind: series.Energy, read: readLevel},

	{domain: "sensor", dim: temperatureUnit, name: haName(`outdoor_weather_hilo|(?:.*_)?(?:outdoor|outside|exterieure?)(?:_temperature)?|temperature_exterieure`), kind: series.Outdoor, read: readLevel},
	{domain: "sensor", dim: temperatureUnit, name: haName(`(.*)_(?:target_temperature|setpoint|consigne)`), kind: series.Setpoint, read: readLevel},
	{domain: "sensor", dim: temperatureUnit, name: haName(`(.*)_temperature`), kind: series.Indoor, read: readLevel, device: true},
	{domain: "climate", name: haName(`(.*)`), field: "temperature", kind: series.Setpoint, read: readLevel},
	{domain: "climate", name: haName(`(.*)`), field: "current_temperature", kind: series.Indoor, read: readLevel},

	{domain: "sensor", dim: energyUnit, name: haName(`(.*)_hilo_energy|(.*)_energy`), kind: series.Heating, read: readCounter, device: true},
	{domain: "sensor", dim: powerUnit, name: haName(`(.*)_power`), kind: series.Heating, read: readLevel, device: true},

	{domain: "weather", name: haName(`.*`), field: "temperature", kind: series.Outdoor, read: readLevel},
}

// An entity is a series of Home Assistant.
type entity struct {
	Found
	domain, id, unit string
	alias            string // its name without the number of a second try
}

// entityOf reads an entity; ok is false for what Home Assistant did not write.
func entityOf(f Found) (e entity, ok bool) {
	e = entity{Found: f, domain: f.Tags["domain"], id: f.Tags["entity_id"], unit: unitOf(f.Measurement)}
	if _, is := units[e.unit]; !is {
		e.unit = unitOf(cmp.Or(f.Fields["unit_of_measurement_str"].Text, f.Tags["unit_of_measurement"]))
	}
	return e, e.domain != "" && e.id != ""
}

// haReading is what a survey tells of a bucket of Home Assistant.
type haReading struct {
	sources []Source
	other   []Found // entities that are nobody's series
}

// isHomeAssistant reports whether a survey looks like one of Home Assistant.
func isHomeAssistant(found []Found) bool {
	return slices.ContainsFunc(found, func(f Found) bool { _, ok := entityOf(f); return ok })
}

// homeAssistant tells what the entities of a bucket are by their names.
func homeAssistant(found []Found) haReading {
	var out haReading
	var entities []entity
	for _, f := range found {
		if e, ok := entityOf(f); ok {
			entities = append(entities, e)
		}
	}
	heats := heaters(entities)
	type ranked struct {
		Source
		rank int
	}
	var all []ranked
	for _, e := range entities {
		used := false
		for rank, r := range haRules {
			if !r.fits(e, heats) {
				continue
			}
			used = used || !r.ignore
			if !r.ignore {
				all = append(all, ranked{r.source(e), rank})
			}
			if r.field == "" { // a climate has several fields
				break
			}
		}
		if !used {
			out.other = append(out.other, e.Found)
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		ka, _ := series.ParseKind(a.Kind)
		kb, _ := series.ParseKind(b.Kind)
		return cmp.Or(cmp.Compare(a.Zone, b.Zone), cmp.Compare(ka, kb), cmp.Compare(a.rank, b.rank), cmp.Compare(a.Tags["entity_id"], b.Tags["entity_id"]), cmp.Compare(a.Measurement, b.Measurement))
	})
	for _, s := range all { // an entity whose other tags changed is still one
		if n := len(out.sources); n == 0 || !out.sources[n-1].same(s.Source) {
			out.sources = append(out.sources, s.Source)
		}
	}
	return out
}

// same reports whether two sources are of the same points.
func (s Source) same(o Source) bool {
	return s.Measurement == o.Measurement && s.Field == o.Field && s.Kind == o.Kind && maps.Equal(s.Tags, o.Tags)
}

// heaters are the devices with a set-point. The name of a climate may end in the number of a second try: it
// is left away where its sensors tell so, as "cuisine_2" may as well be a kitchen's name.
func heaters(entities []entity) map[string]bool {
	heats := map[string]bool{}
	for _, e := range entities {
		for _, r := range haRules {
			if r.kind == series.Setpoint && r.field == "" && r.fits(e, nil) {
				heats[r.deviceOf(e)] = true
			}
		}
	}
	for i, e := range entities {
		if e.domain != "climate" {
			continue
		}
		short := numbered().ReplaceAllString(e.id, "")
		if !heats[deviceOf(e.id)] && heats[deviceOf(short)] {
			entities[i].alias = short
		}
	}
	for _, e := range entities {
		if e.domain == "climate" {
			heats[deviceOf(e.name())] = true
		}
	}
	return heats
}

// name is what rules look at.
func (e entity) name() string { return cmp.Or(e.alias, e.id) }

// fits reports whether a rule is about an entity; heats are the devices with a set-point.
func (r haRule) fits(e entity, heats map[string]bool) bool {
	field := cmp.Or(r.field, "value")
	switch {
	case r.domain != e.domain || !r.name().MatchString(e.name()):
		return false
	case r.ignore:
		return true
	case !e.Fields[field].Number:
		return false
	case r.dim != 0 && units[e.unit].dimension != r.dim:
		return false
	case r.device && !heats[r.deviceOf(e)] && !strings.HasPrefix(e.id, "thermostat"):
		return false
	}
	return home.ValidID(cmp.Or(r.zone(e), "x"))
}

// deviceOf is the device that an entity is of.
func (r haRule) deviceOf(e entity) string {
	for _, group := range r.name().FindStringSubmatch(e.name())[1:] {
		if group != "" {
			return deviceOf(group)
		}
	}
	return ""
}

// deviceOf is a device's name without the word for what it is.
func deviceOf(id string) string {
	return cmp.Or(strings.TrimPrefix(strings.TrimPrefix(id, "thermostat_"), "thermostat"), id)
}

func (r haRule) zone(e entity) string {
	switch r.kind {
	case series.Energy, series.Outdoor:
		return ""
	}
	return r.deviceOf(e)
}

// source is the entity as a Source.
func (r haRule) source(e entity) Source {
	s := Source{
		Measurement: e.Measurement, Tags: map[string]string{"domain": e.domain, "entity_id": e.id},
		Kind: r.kind.String(), Zone: r.zone(e), Read: r.read, Field: r.field,
	}
	switch {
	case r.field != "":
		s.Unit = temperatureOf(e)
	case unitOf(e.Measurement) != e.unit:
		s.Unit = e.unit
	}
	return s
}

// temperatureOf is the unit of a climate's or the weather's attributes: what it says, else what they can
// only be. No room and no thermostat is above 45 °C, and no °F of theirs below.
func temperatureOf(e entity) string {
	for _, name := range []string{"temperature_unit_str", "unit_of_measurement_str"} {
		if u := unitOf(e.Fields[name].Text); units[u].dimension == temperatureUnit {
			return u
		}
	}
	for _, name := range []string{"max_temp", "current_temperature", "temperature"} {
		if v, ok := parseNumber([]byte(e.Fields[name].Text)); ok && e.domain == "climate" && v > 45 {
			return "°F"
		}
	}
	return "°C"
}
