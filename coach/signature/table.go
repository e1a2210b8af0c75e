package signature

import (
	"math"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// recoverySpan and preheatSpan are what a peak event changes around its window.
const (
	preheatSpan  = 3 * time.Hour
	recoverySpan = 6 * time.Hour
)

// A table is a home by the hour, from the first known energy or indoor temperature on.
type table struct {
	start time.Time // UTC, a whole hour
	loc   *time.Location
	n     int

	raw     []float64 // kWh, whole home, as measured; NaN unknown
	energy  []float64 // the same as believed
	outdoor []float64 // °C
	solar   []float64 // W/m²; 0 when unknown
	event   []bool    // in or around a peak event
	zones   []zone
	heat    []float64 // kWh of all zones; NaN where one is unknown; nil: not all zones measure it
	days    []day
	left    []LeftOut
}

// A zone is a room by the hour.
type zone struct {
	home.Zone
	indoor, setpoint, heat []float64 // °C, °C, kWh; nil: not measured
	duty                   []float64 // 0–1; nil: not measured, or heat is
}

// A day is a local day, hours [from, to) of the table.
type day struct {
	date     series.Date
	from, to int
	energy   float64 // kWh a whole day; NaN with fewer than 20 hours believed
	heat     float64 // kWh of all zones; NaN likewise
	outdoor  float64 // °C, mean; NaN with fewer than 20 hours
	solar    float64 // W/m², mean
	indoor   float64 // °C, mean of the zones; NaN unknown
	event    bool
}

// A LeftOut says how many hours of energy are not believed, and why.
type LeftOut struct {
	Code  string    `json:"code"` // LeftImpossible, LeftFrozen, LeftMissing
	Hours int       `json:"hours"`
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
}

// Why hours are left out.
const (
	LeftImpossible = "impossible" // below zero, or beyond what a home can draw
	LeftFrozen     = "frozen"     // the meter repeats itself
	LeftMissing    = "missing"    // between known hours
)

// LeftCodes lists them.
func LeftCodes() []string { return []string{LeftImpossible, LeftFrozen, LeftMissing} }

// leastHours is how many known hours make a day.
const leastHours = 20

// longest is how much of a history is looked at: a winter, a summer and a winter.
const longest = 500 * 24 * time.Hour

// recent is how much of it anomalies look at: three weeks judged and two months of reference.
const recent = (driftLook + driftGap + driftRef + 2) * 24 * time.Hour

// newTable lays the last of a home's series on hours.
func newTable(h History, most time.Duration) *table {
	t := &table{loc: h.Loc}
	set := h.Series.Until(h.At)
	from, to := span(set, h.At, most)
	if !from.Before(to) {
		return t
	}
	t.start, t.n = from, int(to.Sub(from)/time.Hour)
	t.raw = t.hourly(set.Get("", series.Energy))
	t.energy = slices.Clone(t.raw)
	t.outdoor = t.hourly(set.Get("", series.Outdoor))
	t.solar = t.hourly(set.Get("", series.Solar))
	bridge(t.outdoor, 3)
	for i, v := range t.solar {
		if math.IsNaN(v) {
			t.solar[i] = 0
			if i >= 24 {
				t.solar[i] = t.solar[i-24]
			}
		}
	}
	t.event = make([]bool, t.n)
	for _, e := range h.Events {
		a, b := t.index(e.From.Add(-preheatSpan)), t.index(e.To.Add(recoverySpan-1))+1
		for i := max(a, 0); i < min(b, t.n); i++ {
			t.event[i] = true
		}
	}
	for _, z := range h.Home.Zones {
		if z.Name != "" {
			t.zones = append(t.zones, t.newZone(z, set))
		}
	}
	t.believe()
	t.rate()
	t.sumHeat(set)
	t.split()
	return t
}

// span is from the first known value of energy or of a zone to the end of the last,
// whole hours, most at most.
func span(set series.Set, at time.Time, most time.Duration) (from, to time.Time) {
	for _, k := range set.Keys() {
		if k.Forecast || k.Kind.Forecastable() {
			continue
		}
		s := set[k].Trim()
		if s.Len() == 0 {
			continue
		}
		if from.IsZero() || s.Start.Before(from) {
			from = s.Start
		}
		if s.End().After(to) {
			to = s.End()
		}
	}
	from, to = from.UTC().Truncate(time.Hour), to.UTC().Truncate(time.Hour)
	// Until cuts what is later than at; silence up to at is part of the story.
	if now := at.UTC().Truncate(time.Hour); !to.IsZero() && now.After(to) && now.Sub(to) < 40*24*time.Hour {
		to = now
	}
	if oldest := to.Add(-most); from.Before(oldest) {
		from = oldest
	}
	return from, to
}

// hourly is a series on the hours of the table.
func (t *table) hourly(s series.Series) []float64 {
	out := make([]float64, t.n)
	for i := range out {
		out[i] = math.NaN()
	}
	if s.Step <= 0 || s.Step > time.Hour {
		return out
	}
	s = s.Slice(t.start, t.time(t.n)).ResampleLoose(time.Hour)
	shift := int(s.Start.Sub(t.start) / time.Hour)
	for i, v := range s.Values {
		if k := i + shift; k >= 0 && k < t.n {
			out[k] = v
		}
	}
	return out
}

func (t *table) newZone(z home.Zone, set series.Set) zone {
	out := zone{Zone: z}
	get := func(kind series.Kind) []float64 {
		s := set.Get(z.Name, kind)
		if s.Known() == 0 {
			return nil
		}
		return t.hourly(s)
	}
	out.indoor, out.setpoint, out.heat = get(series.Indoor), get(series.Setpoint), get(series.Heating)
	if out.heat == nil {
		out.duty = get(series.Duty)
	}
	return out
}

// sumHeat adds the zones' heating up; where it is known for the whole home only, that.
func (t *table) sumHeat(set series.Set) {
	if len(t.zones) == 0 {
		if s := set.Get("", series.Heating); s.Known() > 0 {
			t.heat = t.hourly(s)
		}
		return
	}
	for _, z := range t.zones {
		if z.heat == nil {
			return
		}
	}
	t.heat = slices.Clone(t.zones[0].heat)
	for _, z := range t.zones[1:] {
		for i, v := range z.heat {
			t.heat[i] += v
		}
	}
}

// split makes the days.
func (t *table) split() {
	for i := 0; i < t.n; {
		at := t.time(i)
		d := series.DateOf(at, t.loc)
		j := i + int(d.End(t.loc).Sub(at)/time.Hour)
		if j > t.n { // a day that is not over is no day yet
			return
		}
		if d.Start(t.loc).Equal(at) {
			t.days = append(t.days, t.day(d, i, j))
		}
		i = j
	}
}

func (t *table) day(d series.Date, from, to int) day {
	out := day{date: d, from: from, to: to, heat: math.NaN(), outdoor: math.NaN(), indoor: math.NaN()}
	sum, n := 0.0, 0
	out.energy = daily(t.energy[from:to])
	for i := from; i < to; i++ {
		out.solar += t.solar[i] / float64(to-from)
		out.event = out.event || t.event[i]
		if v := t.outdoor[i]; !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	if n >= leastHours {
		out.outdoor = sum / float64(n)
	}
	if t.heat != nil {
		out.heat = daily(t.heat[from:to])
	}
	rooms, mean := 0, 0.0
	for _, z := range t.zones {
		if z.indoor == nil {
			continue
		}
		if m, known := meanOf(z.indoor[from:to]); known >= 12 {
			mean += m
			rooms++
		}
	}
	if rooms > 0 {
		out.indoor = mean / float64(rooms)
	}
	return out
}

func (t *table) time(i int) time.Time { return t.start.Add(time.Duration(i) * time.Hour) }

// index is the hour that holds at, out of range outside the table.
func (t *table) index(at time.Time) int {
	d := at.Sub(t.start)
	if d < 0 {
		d -= time.Hour - 1
	}
	return int(d / time.Hour)
}

// bridge holds the last value over gaps of at most longest hours.
func bridge(v []float64, longest int) {
	gap := 0
	for i := range v {
		if !math.IsNaN(v[i]) {
			gap = 0
			continue
		}
		if gap++; i > 0 && gap <= longest {
			v[i] = v[i-1]
		}
	}
}

// daily is the energy of a day of 24 hours from those of its hours that are known.
func daily(hours []float64) float64 {
	mean, known := meanOf(hours)
	if known < leastHours {
		return math.NaN()
	}
	return 24 * mean
}

func total(v []float64) (sum float64) {
	for _, x := range v {
		sum += x
	}
	return sum
}

// meanOf is the mean of what is known, and how many values that are.
func meanOf(v []float64) (mean float64, known int) {
	for _, x := range v {
		if !math.IsNaN(x) {
			mean += x
			known++
		}
	}
	return mean / float64(known), known
}
