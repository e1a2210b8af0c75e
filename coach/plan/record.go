package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// trainDays is how far back a home is learned: long enough for both day kinds and a few
// events, short enough to follow how people live now.
const trainDays = 42

// A record is a home's past on one grid of slots, ready to learn from.
type record struct {
	loc   *time.Location
	from  time.Time // local midnight
	until time.Time // the moment of the question, on the grid
	n     int       // slots
	free  []bool    // untouched by events
	out   []float64 // °C, gaps filled
	sun   []float64 // kW/m², gaps filled; nil without
	seen  []bool    // outdoor was measured
	clock []int     // local quarter of the day of each slot, 0–95
	kind  []uint8   // 1 on weekends, else 0
	days  []day     // whole local days
	hours []uint8   // local hour
	event []bool    // from a preheat to the end of a recovery
	rooms []*room   // in the order of the plan's zones

	wholeHome bool          // the heating is split off the home's energy
	otherDays [][24]float64 // kW that the home used beside heating by local hour, on event-free days
	other     [24]float64   // the mean of those days; 0 where not known
	otherSD   [24]float64   // their standard deviation

	source source // where weather comes from, before and after until
}

// A day is a local day of a record, as slots.
type day struct {
	date     series.Date
	from, to int
	free     bool // no event touches it
}

// openRecord lays a home's series on the grid.
func openRecord(h History) *record {
	known := h.Series.Until(h.At)
	src := newSource(known, h.At)
	src.doubt = h.Doubt
	until := floorSlot(h.At)
	newest := until
	if last := newestMeasure(known); !last.IsZero() && last.Before(newest) {
		newest = floorSlot(last)
	}
	from := series.DateOf(newest, h.Loc).Add(-trainDays).Start(h.Loc)
	if first := oldestMeasure(known); !first.IsZero() && first.After(from) {
		from = series.DateOf(first, h.Loc).Start(h.Loc)
	}
	r := &record{loc: h.Loc, from: from.UTC(), until: until, source: src}
	r.n = max(int(newest.Sub(from)/Step), 0)
	r.out, r.sun, r.seen = src.grid(r.from, r.n)
	r.free = make([]bool, r.n)
	for i := range r.free {
		r.free[i] = true
	}
	for _, e := range h.Past {
		lo := clamp(int(e.PreheatStart.Sub(r.from)/Step), 0, r.n)
		hi := clamp(int(e.RecoveryEnd.Add(aftermath).Sub(r.from)/Step), lo, r.n)
		for i := lo; i < hi; i++ {
			r.free[i] = false
		}
	}
	r.cutDays()
	r.markEvents(h.Past)
	r.openRooms(h.Home, known)
	r.measureOther(r.onGrid(known.Get("", series.Energy)))
	return r
}

// aftermath is how long after its recovery an event still shows in the heating.
const aftermath = 5 * time.Hour

// cutDays finds the local days of the record and where on the clock each slot lies.
func (r *record) cutDays() {
	r.clock, r.kind = make([]int, r.n), make([]uint8, r.n)
	for d := series.DateOf(r.from, r.loc); ; d = d.Add(1) {
		from, to := r.slotOf(d.Start(r.loc)), r.slotOf(d.End(r.loc))
		kind := uint8(kindOf(d.Weekday()))
		for i := from; i < min(to, r.n); i++ {
			r.clock[i], r.kind[i] = i-from, kind
			if to-from != slotsADay { // the clock changes on this day
				r.clock[i] = quarter(r.from.Add(time.Duration(i)*Step), r.loc)
			}
		}
		if to > r.n {
			return
		}
		r.days = append(r.days, day{date: d, from: from, to: to, free: !slices.Contains(r.free[from:to], false)})
	}
}

// slotsADay is the number of slots of a day without a clock change.
const slotsADay = int(24 * time.Hour / Step)

// quarter is where on the local clock t lies, 0–95.
func quarter(t time.Time, loc *time.Location) int {
	l := t.In(loc)
	return l.Hour()*4 + l.Minute()/15
}

// slotOf is the slot of a record that holds t; it may lie outside.
func (r *record) slotOf(t time.Time) int { return int(floorSlot(t).Sub(r.from) / Step) }

// onGrid is the part of s on the record's grid: gaps outside, and where a value is none
// that such a sensor can give.
func (r *record) onGrid(s series.Series) []float64 {
	v := r.grid(s)
	lo, hi := plausible(s.Kind)
	for i, x := range v {
		if !(x >= lo && x <= hi) {
			v[i] = math.NaN()
		}
	}
	return v
}

// plausible is what a kind of value can be, in its unit; energies by the slot.
func plausible(k series.Kind) (lo, hi float64) {
	switch k {
	case series.Setpoint:
		return 5, 36 // what thermostats take
	case series.Indoor:
		return -20, 50
	case series.Outdoor:
		return -60, 50
	case series.Solar:
		return 0, 1500
	case series.Duty:
		return 0, 1
	}
	return 0, 100 * Step.Hours() // twice a service entrance
}

func (r *record) grid(s series.Series) []float64 {
	to := r.from.Add(time.Duration(r.n) * Step)
	if s.Step <= 0 || s.Len() == 0 {
		return series.New(s.Kind, r.from, Step, r.n).Values
	}
	// One interval more on both sides, so that a coarser step still covers the ends.
	cut := s.Slice(r.from.Add(-s.Step), to.Add(s.Step))
	return cut.ResampleLoose(Step).Window(r.from, to).Values
}

func newestMeasure(s series.Set) (t time.Time) {
	for k, v := range s {
		if k.Forecast || k.Kind.Forecastable() {
			continue
		}
		if e := v.Trim().End(); v.Len() > 0 && e.After(t) {
			t = e
		}
	}
	return t
}

func oldestMeasure(s series.Set) (t time.Time) {
	for k, v := range s {
		if k.Forecast || k.Kind.Forecastable() || v.Len() == 0 {
			continue
		}
		if t.IsZero() || v.Start.Before(t) {
			t = v.Start
		}
	}
	return t
}

// floorSlot is the start of the slot that holds t, in UTC. The zone's offsets are whole
// quarter hours, so that local slots and UTC slots are the same.
func floorSlot(t time.Time) time.Time {
	return time.Unix(0, t.UnixNano()-mod(t.UnixNano(), int64(Step))).UTC()
}

func mod(a, b int64) int64 {
	if m := a % b; m >= 0 {
		return m
	}
	return a%b + b
}

func clamp(i, lo, hi int) int { return min(max(i, lo), hi) }

func known(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// zonesOf lists the rooms of a plan: the home's zones, or the home as one.
func zonesOf(h home.Home) []home.Zone {
	if len(h.Zones) > 0 {
		return h.Zones
	}
	return []home.Zone{{
		Kind: home.Known[home.ZoneKind]{Value: home.Living, Origin: home.Assumed}, Heating: h.Heating,
		Sensitive: home.Known[bool]{Origin: home.Assumed}, Plumbing: home.Known[bool]{Origin: home.Assumed},
	}}
}

// measureOther is what the home uses beside the heating of its rooms on each event-free day
// of the last weeks, by local hour. energy is kWh by slot.
func (r *record) measureOther(energy []float64) {
	var sum, squares [24]float64
	for _, d := range r.days {
		if d.to <= r.n-fitDays*slotsADay || !d.free {
			continue
		}
		var kw, count [24]float64
		for i := d.from; i < d.to; i++ {
			q := energy[i] / Step.Hours()
			for _, m := range r.rooms {
				if m.heat != nil {
					q -= m.heat[i]
				}
			}
			if known(q) {
				kw[r.clock[i]/4] += max(q, 0)
				count[r.clock[i]/4]++
			}
		}
		whole := true
		for h := range kw {
			whole = whole && count[h] > 0
			kw[h] /= max(count[h], 1)
		}
		if whole {
			r.otherDays = append(r.otherDays, kw)
			for h, q := range kw {
				sum[h], squares[h] = sum[h]+q, squares[h]+q*q
			}
		}
	}
	if n := float64(len(r.otherDays)); n > 0 {
		for h := range sum {
			r.other[h] = sum[h] / n
			r.otherSD[h] = math.Sqrt(max(squares[h]/n-r.other[h]*r.other[h], 0))
		}
	}
}
