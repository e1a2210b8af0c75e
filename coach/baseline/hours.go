package baseline

import (
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// Nothing is learned from the preheat before a window nor from the recovery after it.
const (
	preheatSpan  = 3 * time.Hour
	recoverySpan = 6 * time.Hour
)

// longestPast is how many years are read at most: one stray value of long ago must not
// make a table of centuries.
const longestPast = 5

// An hour is one hour of a home, as the learner sees it.
type hour struct {
	energy   float64 // kWh, NaN unknown
	outdoor  float64 // °C, NaN unknown
	setpoint float64 // °C, NaN unknown
	solar    float64 // 100 W/m², 0 when unknown
	clock    int8    // local hour of day, 0–23
	off      bool    // weekend or holiday
	masked   bool    // in or around a window: learned from by nobody
	stuck    bool    // the outdoor temperature has not moved for too long …
	wild     bool    // … or was one that cannot be
}

// A table is a home's hours in order, without a hole, split into local days.
type table struct {
	start time.Time // UTC, a whole hour
	hours []hour
	days  []tableDay
	// What nothing is learned from: events and the windows that are asked about.
	windows []Window
	// Whether any set-point is known.
	setpoints bool
}

// A tableDay is the hours [from, to) of a table that one local day has.
type tableDay struct {
	date     series.Date
	from, to int
	free     bool // no hour of it is masked
}

// index is the hour that holds t, out of range outside the table.
func (t table) index(at time.Time) int {
	d := at.Sub(t.start)
	if d < 0 {
		return -int((-d + time.Hour - 1) / time.Hour)
	}
	return int(d / time.Hour)
}

// dayOf is the index of the day that holds hour i, -1 outside.
func (t table) dayOf(i int) int {
	n, _ := slices.BinarySearchFunc(t.days, i, func(d tableDay, i int) int { return d.to - 1 - i })
	if i < 0 || n == len(t.days) {
		return -1
	}
	return n
}

// newTable lays energy and weather on hours, from the first known energy to the end of
// what is known of energy or weather; it is empty without energy. ok is false when the
// meter's step is too long.
func newTable(h History) (table, bool) {
	if h.Energy.Step > time.Hour {
		return table{}, false
	}
	last := h.Energy.Trim().End()
	energy := h.Energy.Slice(last.AddDate(-longestPast, 0, 0), last).Trim().Resample(time.Hour)
	if energy.Len() == 0 {
		return table{}, true
	}
	outdoor, solar := h.Outdoor.Trim().ResampleLoose(time.Hour), h.Solar.Trim().ResampleLoose(time.Hour)
	setpoint := h.Setpoint.Trim().ResampleLoose(time.Hour)
	t := table{start: energy.Start, setpoints: setpoint.Len() > 0}
	end := energy.End()
	if outdoor.Len() > 0 && outdoor.End().After(end) {
		end = outdoor.End()
	}
	t.hours = make([]hour, int(end.Sub(t.start)/time.Hour))
	t.split(h.Rules)
	shiftE, shiftT, shiftS, shiftP := offset(t.start, energy), offset(t.start, outdoor), offset(t.start, solar), offset(t.start, setpoint)
	for i := range t.hours {
		u := &t.hours[i]
		u.energy, u.outdoor = value(energy, i+shiftE), value(outdoor, i+shiftT)
		u.setpoint, u.solar = value(setpoint, i+shiftP), value(solar, i+shiftS)/100
	}
	doubtOutdoor(t.hours)
	fillSun(t.hours)
	holdOutdoor(t.hours)
	t.windows = windows(h)
	for _, w := range t.windows {
		t.mask(w)
	}
	for n, d := range t.days {
		t.days[n].free = !slices.ContainsFunc(t.hours[d.from:d.to], func(u hour) bool { return u.masked })
	}
	return t, true
}

// offset is how far hour 0 of a table lies into a series, in hours.
func offset(start time.Time, s series.Series) int {
	if s.Len() == 0 {
		return 0
	}
	return int(start.Sub(s.Start) / time.Hour)
}

func value(s series.Series, i int) float64 {
	if i < 0 || i >= s.Len() {
		return math.NaN()
	}
	return s.Values[i]
}

// split gives every hour its clock and every day its hours.
func (t *table) split(rules *event.Rules) {
	for i := 0; i < len(t.hours); {
		at := t.start.Add(time.Duration(i) * time.Hour)
		d := series.DateOf(at, rules.Loc())
		j := min(i+int(d.End(rules.Loc()).Sub(at)/time.Hour), len(t.hours))
		// People are at home on the days that the programmes leave out: they are holidays.
		off := d.Weekend() || rules.Excluded(home.WinterCredit, d)
		plain := j-i == 24 && d.Start(rules.Loc()).Equal(at) // whole, and its clock is not changed
		for k := i; k < j; k++ {
			t.hours[k].clock, t.hours[k].off = int8(k-i), off
			if !plain {
				t.hours[k].clock = int8(t.start.Add(time.Duration(k) * time.Hour).In(rules.Loc()).Hour())
			}
		}
		t.days = append(t.days, tableDay{date: d, from: i, to: j})
		i = j
	}
}

// windows lists the spans of events and of what is asked.
func windows(h History) []Window {
	var all []Window
	for _, e := range h.Events {
		if !e.Withdrawn {
			all = append(all, Window{e.Start, e.End})
		}
	}
	return append(all, h.Asked...)
}

// reach is a window with its preheat and recovery.
func (w Window) reach() Window { return Window{w.Start.Add(-preheatSpan), w.End.Add(recoverySpan)} }

// mask hides a window with its preheat and recovery from learning.
func (t *table) mask(w Window) {
	r := w.reach()
	from, to := max(t.index(r.Start), 0), min(t.index(r.End.Add(-1))+1, len(t.hours))
	for i := from; i < to; i++ {
		t.hours[i].masked = true
	}
}

// touched reports whether an hour lies within the reach of another window than w.
func (t table) touched(i int, w Window) bool {
	from, to := t.start.Add(time.Duration(i)*time.Hour), t.start.Add(time.Duration(i+1)*time.Hour)
	return slices.ContainsFunc(t.windows, func(o Window) bool {
		r := o.reach()
		return !o.Start.Equal(w.Start) && r.Start.Before(to) && from.Before(r.End)
	})
}

// fillSun puts the same hour of the day before where the sun is not known or cannot be so,
// and none where that is not known either.
func fillSun(hours []hour) {
	const most = 15 // 100 W/m²: above the atmosphere it is 13.7
	for i := range hours {
		if s := hours[i].solar; s >= 0 && s <= most {
			continue
		}
		hours[i].solar = 0
		if i >= 24 {
			hours[i].solar = hours[i-24].solar
		}
	}
}

// doubtOutdoor takes away outdoor temperatures that cannot be, and marks those that have not
// moved for too long.
func doubtOutdoor(hours []hour) {
	run := 0
	for i := range hours {
		u := &hours[i]
		if u.outdoor < coldestC || u.outdoor > hottestC {
			u.outdoor, u.wild = math.NaN(), true
		}
		if i == 0 || u.outdoor != hours[i-1].outdoor {
			run = 0
		}
		run++
		switch {
		case run == frozenWarm:
			for k := range run {
				hours[i-k].stuck = true
			}
		case run > frozenWarm:
			u.stuck = true
		}
	}
}

// holdOutdoor bridges short gaps of the outdoor temperature with the last value.
func holdOutdoor(hours []hour) {
	const longest = 3
	gap := 0
	for i := range hours {
		if !math.IsNaN(hours[i].outdoor) {
			gap = 0
			continue
		}
		if gap++; i > 0 && gap <= longest {
			hours[i].outdoor = hours[i-1].outdoor
		}
	}
}
