package event

import (
	"slices"
	"time"

	"courant/coach/dated"
	"courant/coach/home"
	"courant/coach/series"
)

// A Season is a programme's winter, both days included.
type Season struct{ First, Last series.Date }

// Contains reports whether a day lies in the season.
func (s Season) Contains(d series.Date) bool { return !d.Before(s.First) && !s.Last.Before(d) }

// Season is the season that holds the day, else the next one; in says which.
func (r *Rules) Season(p home.Programme, d series.Date) (s Season, in bool) {
	row, ok := r.seasons.Near(string(p), d)
	if !ok {
		return Season{}, false
	}
	for year := d.Year - 1; ; year++ {
		s = Season{First: row.Value.first.in(year), Last: row.Value.last.in(year)}
		if row.Value.last.before(row.Value.first) {
			s.Last.Year++
		}
		if !s.Last.Before(d) {
			return s, s.Contains(d)
		}
	}
}

// Window is the standard hours of a programme's slot on a day.
func (r *Rules) Window(p home.Programme, d series.Date, slot Slot) (start, end time.Time, ok bool) {
	row, ok := r.windows.Near(string(p), d)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	h := row.Value.of(slot)
	return h[0].On(d, r.loc), h[1].On(d, r.loc), true
}

// Anchor is the anchor of a programme's slot on a day; ok is false without one.
func (r *Rules) Anchor(p home.Programme, d series.Date, slot Slot) (start, end time.Time, ok bool) {
	row, ok := r.anchors.Near(string(p), d)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	h := row.Value.of(slot)
	return h[0].On(d, r.loc), h[1].On(d, r.loc), true
}

// Excluded reports whether a programme calls no event on a day: holidays, as listed.
func (r *Rules) Excluded(p home.Programme, d series.Date) bool {
	row, ok := r.exclusions.At(string(p), d)
	if !ok {
		return false
	}
	easter := Easter(d.Year)
	return slices.Contains(row.Value.days, monthDay{d.Month, d.Day}) ||
		slices.ContainsFunc(row.Value.easter, func(n int) bool { return easter.Add(n) == d })
}

// A Timeline is the instants of one event.
type Timeline struct {
	Slot         Slot
	Deadline     time.Time // settings cannot be changed any more
	PreheatStart time.Time
	Start, End   time.Time // the window
	RecoveryEnd  time.Time
	AnchorStart  time.Time // zero where the programme has no anchor
	AnchorEnd    time.Time
	Rule         string // the newest rule behind it, "winter-credit 2025-12-01"
}

// Timeline is the instants of an event by the rules of its day. Preheat and recovery are
// spans of real time around the window; deadline and anchor are local hours, so that an
// anchor from 1 to 4 has two hours on the day the clock goes forward.
func (r *Rules) Timeline(e Event) Timeline {
	d := series.DateOf(e.Start, r.loc)
	t := Timeline{Slot: SlotOf(e.Start, r.loc), Deadline: d.Start(r.loc), PreheatStart: e.Start, Start: e.Start, End: e.End, RecoveryEnd: e.End}
	if row, ok := r.phases.Near(string(e.Programme), d); ok {
		preheat := row.Value.preheatAM
		if t.Slot == PM {
			preheat = row.Value.preheatPM
		}
		t.PreheatStart, t.RecoveryEnd = e.Start.Add(-preheat), e.End.Add(row.Value.recovery)
		t.Deadline = row.Value.deadline.On(d, r.loc)
		t.Rule = newer(t.Rule, row)
	}
	if row, ok := r.windows.Near(string(e.Programme), d); ok {
		t.Rule = newer(t.Rule, row)
	}
	if row, ok := r.anchors.Near(string(e.Programme), d); ok {
		h := row.Value.of(t.Slot)
		t.AnchorStart, t.AnchorEnd = h[0].On(d, r.loc), h[1].On(d, r.loc)
		t.Rule = newer(t.Rule, row)
	}
	return t
}

// newer keeps the rule with the later day: both are of the same programme, so that their
// names sort by day.
func newer[T any](rule string, row dated.Row[T]) string { return max(rule, row.ID()) }
