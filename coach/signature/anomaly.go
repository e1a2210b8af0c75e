package signature

import (
	"slices"
	"time"

	"courant/coach/series"
)

// Anomaly codes. They are words for machines and are never renamed.
const (
	BaseStep     = "base-load-step"        // the load that never stops has risen
	UADrift      = "ua-drift"              // the house loses more than it did
	MildNight    = "heating-on-mild-night" // heat at night above 14 °C outdoors
	Fighting     = "thermostats-fighting"  // one room heats what another lets cool
	NotReached   = "setpoint-not-reached"  // a room stays below its set-point
	Stuck        = "stuck-sensor"          // the same value for a day and more
	Silent       = "silent-sensor"         // nothing for a day and more
	Swapped      = "swapped-sensors"       // two rooms show each other's temperature
	UnlistedPeak = "unlisted-event"        // the home behaved as in an event that nobody listed
	Unit         = "suspicious-unit"       // values of another size than before
	Spike        = "impossible-spike"      // a value that no home has
)

// Codes lists the anomalies in the order in which they are told.
func Codes() []string {
	return []string{Silent, Stuck, Swapped, Unit, Spike, NotReached, BaseStep, UADrift, Fighting, MildNight, UnlistedPeak}
}

// An Anomaly is one thing that has changed or does not work.
type Anomaly struct {
	Code  string    `json:"code"`
	Zone  string    `json:"zone,omitempty"`
	Other string    `json:"other_zone,omitempty"` // where two are at odds
	Kind  string    `json:"kind,omitempty"`       // of series, where a sensor is at fault
	From  time.Time `json:"from"`                 // when it began, as far as can be told
	To    time.Time `json:"to"`                   // until when it was looked at
	// Size is how large it is: kW for a base load, a share for UA (0.15 is 15 % more), °C for
	// a set-point, hours for a sensor, times the usual for a unit or a spike.
	Size  Value  `json:"size"`
	Unit  string `json:"size_unit"`
	KWh   Value  `json:"kwh"`         // more than before, from From to To
	Daily Value  `json:"kwh_per_day"` // the same a day, as long as it lasts in this weather
	// Dollars is what KWh cost at the home's price; null where nobody knows it.
	Dollars series.Maybe `json:"dollars"`
	// Chance is how likely so much would be seen in a home without it: 0 where it is no
	// matter of chance. Control uses it over many homes.
	Chance   float64    `json:"chance"`
	Evidence []Evidence `json:"evidence"`
}

// Evidence is a row behind an anomaly: what was seen, when, how much.
type Evidence struct {
	What  string       `json:"what"`
	From  time.Time    `json:"from"`
	To    time.Time    `json:"to"`
	Value series.Maybe `json:"value"`
	Unit  string       `json:"unit"`
}

// What evidence is about.
const (
	SeenNow      = "level-now"      // of the days that are judged
	SeenBefore   = "level-before"   // of the reference
	SeenExpected = "level-expected" // by the reference, in the weather of the days judged
	SeenGap      = "gap"            // °C below the set-point, mean of a day
	SeenLast     = "last-value"     // the last value that changed, or that there was
	SeenLongest  = "longest-before" // hours that a value stood still at most before
	SeenNight    = "night-heat"     // kWh of a night
	SeenOutdoor  = "outdoor"        // °C
	SeenHours    = "hours"          // hours in which it was so
	SeenOther    = "other-zone"     // °C, set-point of the other room
	SeenMissing  = "missing-energy" // kWh less than expected
	SeenSpike    = "value"          // what was measured
	SeenFit      = "fit"            // °C between a sensor and its own set-point, or the other's
)

// EvidenceCodes lists them.
func EvidenceCodes() []string {
	return []string{SeenNow, SeenBefore, SeenExpected, SeenGap, SeenLast, SeenLongest, SeenNight, SeenOutdoor, SeenHours, SeenOther, SeenMissing, SeenSpike, SeenFit}
}

// anomalies looks for everything, at the end of the table.
func (t *table) anomalies(h History) []Anomaly {
	out := []Anomaly{}
	for _, find := range []func(*table, History) []Anomaly{
		(*table).silent, (*table).stuck, (*table).swapped, (*table).units, (*table).spikes,
		(*table).notReached, (*table).baseStep, (*table).uaDrift, (*table).fighting, (*table).mildNight, (*table).unlisted,
	} {
		out = append(out, find(t, h)...)
	}
	if t.heat == nil && slices.ContainsFunc(out, func(a Anomaly) bool { return a.Code == UADrift }) {
		// Without metered heating a drift looks like a base load for a while: not both.
		out = slices.DeleteFunc(out, func(a Anomaly) bool { return a.Code == BaseStep })
	}
	if slices.ContainsFunc(out, func(a Anomaly) bool { return a.Code == Unit && a.Kind == series.Energy.String() }) {
		// What is measured in another unit tells nothing of the house.
		out = slices.DeleteFunc(out, func(a Anomaly) bool { return a.Code == UADrift || a.Code == BaseStep })
	}
	for i := range out {
		out[i].price(h)
	}
	return out
}

// Anomalies is what Read finds wrong, without the signature: a fraction of the time.
func Anomalies(h History) []Anomaly { return newTable(h, recent).anomalies(h) }

// blank is an anomaly without numbers.
func (t *table) blank(code, zone string, from, to int) Anomaly {
	u := unknownValue()
	return Anomaly{Code: code, Zone: zone, From: t.time(from).In(t.loc), To: t.time(to).In(t.loc), Size: u, KWh: u, Daily: u, Dollars: series.Unknown(), Evidence: []Evidence{}}
}

// show adds a row of evidence about hours [from, to).
func (a *Anomaly) show(t *table, what string, from, to int, value float64, unit string) {
	a.Evidence = append(a.Evidence, Evidence{what, t.time(from).In(t.loc), t.time(to).In(t.loc), series.Maybe(value), unit})
}

// costs fills in energies from a mean power and its standard deviation, kW.
func (a *Anomaly) costs(kw, sd float64) {
	hours := a.To.Sub(a.From).Hours()
	a.KWh, a.Daily = spread(kw*hours, sd*hours, 0), spread(24*kw, 24*sd, 0)
}

// price is what an anomaly has cost, by the price in the middle of its span.
func (a *Anomaly) price(h History) {
	if h.Price == nil || !a.KWh.Known() {
		return
	}
	a.Dollars = a.KWh.Value * series.Maybe(h.Price(a.From.Add(a.To.Sub(a.From)/2)))
}
