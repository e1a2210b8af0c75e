package influxtest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"courant/coach/series"
)

// A HomeAssistant writes what its sensors would have had of a home: a point a change, measurement =
// unit, entity_id without its domain.
type HomeAssistant struct {
	Set  series.Set     // one home's measurements, on the poll's grid (Hilo's is 5 min)
	Loc  *time.Location // where the daily counter begins anew at midnight
	Away []Away         // when entities were unavailable

	// FahrenheitZone is a room whose thermostat shows °F, DoubledZone one whose thermostat was
	// added a second time half way: its entities end in _2 from then on.
	FahrenheitZone, DoubledZone string
	// NoMeter leaves the counter of the whole home away: its power alone is there.
	NoMeter bool
}

// An Away is a span without a word: of entities whose name holds a text, of all when it is "".
type Away struct {
	Entity   string
	From, To time.Time
}

// HAZone is a zone's name as an entity has it.
func HAZone(zone string) string { return strings.ReplaceAll(strings.ToLower(zone), "-", "_") }

// haPoints gathers lines.
type haPoints struct {
	HomeAssistant
	lines []string
	last  map[string]string
}

// put writes a point when its fields changed; an entity that was away says how it is when it
// comes back, changed or not.
func (p *haPoints) put(at time.Time, unit, domain, id, fields string) {
	key := unit + "," + domain + "." + id
	for _, a := range p.Away {
		if strings.Contains(id, a.Entity) && !at.Before(a.From) && at.Before(a.To) {
			delete(p.last, key)
			return
		}
	}
	if p.last[key] == fields {
		return
	}
	p.last[key] = fields
	p.lines = append(p.lines, fmt.Sprintf("%s,domain=%s,entity_id=%s %s %d", strings.ReplaceAll(unit, " ", `\ `), domain, id, fields, at.Unix()))
}

func value(v float64, decimals int) string {
	f := math.Pow(10, float64(decimals))
	return fmt.Sprintf("value=%g", math.Round(v*f)/f)
}

// Lines are the points in line protocol, stamps in seconds, in order of time.
func (h HomeAssistant) Lines() []string {
	p := &haPoints{HomeAssistant: h, last: map[string]string{}}
	energy := h.Set.Get("", series.Energy)
	step := energy.Step
	half := energy.Time(energy.Len() / 2)
	zones := h.Set.Zones()
	total := 0.0
	day := series.DateOf(energy.Start, h.Loc)
	for i := range energy.Len() {
		at, end := energy.Time(i), energy.Time(i+1)
		kwh := energy.Values[i]
		p.put(at, "W", "sensor", "smartenergymeter_power", value(kwh/step.Hours()*1000, 0))
		if total += kwh; !h.NoMeter {
			if d := series.DateOf(end, h.Loc); d != day { // begun anew at midnight
				p.put(end.Add(-time.Second), "kWh", "sensor", "hilo_energy_total", value(total, 3))
				day, total = d, 0
			}
			p.put(end, "kWh", "sensor", "hilo_energy_total", value(total, 3))
		}
		p.put(at, "°C", "sensor", "outdoor_weather_hilo", value(h.Set.Get("", series.Outdoor).Values[i], 1))
		for _, z := range zones {
			p.zone(z, at, i, step, half)
		}
		p.strangers(at, i, kwh)
	}
	slices.SortStableFunc(p.lines, func(a, b string) int { return strings.Compare(stamp(a), stamp(b)) })
	return p.lines
}

func stamp(line string) string { return line[strings.LastIndexByte(line, ' '):] }

// zone writes a thermostat: its sensors, and the climate that says the same.
func (p *haPoints) zone(z string, at time.Time, i int, step time.Duration, half time.Time) {
	device, again := "thermostat_"+HAZone(z), ""
	if z == p.DoubledZone && !at.Before(half) {
		again = "_2"
	}
	unit, degrees := "°C", func(c float64) float64 { return c }
	if z == p.FahrenheitZone {
		unit, degrees = "°F", func(c float64) float64 { return c*1.8 + 32 }
	}
	indoor, set := p.Set.Get(z, series.Indoor), p.Set.Get(z, series.Setpoint)
	p.put(at, unit, "sensor", device+"_temperature"+again, value(degrees(indoor.Values[i]), 1))
	p.put(at, unit, "sensor", device+"_target_temperature"+again, value(degrees(set.Values[i]), 1))
	if heat := p.Set.Get(z, series.Heating); heat.Len() > i {
		p.put(at, "W", "sensor", device+"_power"+again, value(heat.Values[i]/step.Hours()*1000, 0))
	}
	p.put(at, "climate."+device+again, "climate", device+again,
		fmt.Sprintf(`state="heat",current_temperature=%.1f,temperature=%.1f,max_temp=%.0f`, degrees(indoor.Values[i]), degrees(set.Values[i]), degrees(36)))
}

// strangers writes what is in such a bucket too and must not be taken for the home's series.
func (p *haPoints) strangers(at time.Time, i int, kwh float64) {
	p.put(at, "W", "sensor", "television_power", value(float64(60+i%7*10), 0))
	p.put(at, "°C", "sensor", "freezer_temperature", value(-18-float64(i%3), 1))
	p.put(at, "kWh", "sensor", "hilo_energy_total_low", value(float64(i)*kwh, 3))
	p.put(at, "kWh", "sensor", "maison_wc_yesterday_morning_peak_actual_consumption", value(float64(i/288), 1))
	p.put(at, "$/kWh", "sensor", "hilo_rate_current", "value=0.0703")
	p.put(at, "sensor.defi_hilo", "sensor", "defi_hilo", `state="off",next_events_str="[{'phase': 'none'}]"`)
}
