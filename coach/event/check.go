package event

import (
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

const (
	msgBackwards fault.ID = "event.backwards" // start, end
	msgTooLong   fault.ID = "event.too-long"  // start, end
	msgProgramme fault.ID = "event.programme" // programme, nearest
	msgTwice     fault.ID = "event.twice"     // id, start, end
	msgOverlap   fault.ID = "event.overlap"   // id, other, start, end
)

// A Warning is a code for what is odd about an event that is accepted all the same.
type Warning string

// The warnings.
const (
	WarnKnown   Warning = "already-known"   // the same event is there: nothing to do
	WarnSeason  Warning = "out-of-season"   // its day is in no season of the programme
	WarnEnded   Warning = "programme-ended" // the programme is not run on that day
	WarnHours   Warning = "unusual-hours"   // not the programme's hours
	WarnHoliday Warning = "holiday"         // the programme calls none on that day
	WarnLimit   Warning = "over-limit"      // more than the season's maximum
	WarnSlot    Warning = "same-slot"       // another event of the programme in that half of the day
)

// Check looks at an event that a person adds among those that are there. It refuses one
// that ends before it starts, lasts more than a day, is of no programme, bears the id of
// another window, or overlaps another event of its programme for the same home
// (fault.Invalid, with what to do). What is merely odd comes back as warnings.
func (r *Rules) Check(e Event, others []Event) ([]Warning, error) {
	start, end := e.Start.In(r.loc).Format(time.RFC3339), e.End.In(r.loc).Format(time.RFC3339)
	switch {
	case !slices.Contains(Programmes(), e.Programme):
		near := fault.Nearest(string(e.Programme), words(Programmes()))
		return nil, fault.New(fault.Invalid, msgProgramme, "programme", e.Programme, "nearest", near)
	case !e.Start.Before(e.End):
		return nil, fault.New(fault.Invalid, msgBackwards, "start", start, "end", end)
	case e.End.Sub(e.Start) > longest:
		return nil, fault.New(fault.Invalid, msgTooLong, "start", start, "end", end)
	}
	var warn []Warning
	for _, o := range others {
		same := o.ID == e.ID && o.Home == e.Home
		switch {
		case same && o.Start.Equal(e.Start) && o.End.Equal(e.End):
			return []Warning{WarnKnown}, nil
		case same:
			return nil, fault.New(fault.Invalid, msgTwice, "id", e.ID,
				"start", o.Start.In(r.loc).Format(time.RFC3339), "end", o.End.In(r.loc).Format(time.RFC3339))
		case o.Withdrawn || o.Programme != e.Programme || (o.Home != "" && e.Home != "" && o.Home != e.Home):
		case o.Start.Before(e.End) && e.Start.Before(o.End):
			return nil, fault.New(fault.Invalid, msgOverlap, "id", e.ID, "other", o.ID,
				"start", o.Start.In(r.loc).Format(time.RFC3339), "end", o.End.In(r.loc).Format(time.RFC3339))
		case r.keyOf(o) == r.keyOf(e) && !slices.Contains(warn, WarnSlot):
			warn = append(warn, WarnSlot)
		}
	}
	return append(warn, r.odd(e, others)...), nil
}

// odd lists what is unusual by the rules of the event's day.
func (r *Rules) odd(e Event, others []Event) (warn []Warning) {
	d := series.DateOf(e.Start, r.loc)
	season, in := r.Season(e.Programme, d)
	if !in {
		warn = append(warn, WarnSeason)
	}
	if _, ok := r.Programme(e.Programme, d); !ok {
		warn = append(warn, WarnEnded)
	}
	if start, end, ok := r.Window(e.Programme, d, SlotOf(e.Start, r.loc)); ok && !(start.Equal(e.Start) && end.Equal(e.End)) {
		warn = append(warn, WarnHours)
	}
	if r.Excluded(e.Programme, d) {
		warn = append(warn, WarnHoliday)
	}
	if limit, ok := r.Limit(e.Programme, d); ok && in {
		n, total := r.count(append(slices.Clone(others), e), e.Programme, season, e.Home)
		if (limit.MaxEvents > 0 && n > limit.MaxEvents) || (limit.MaxHours > 0 && total.Hours() > limit.MaxHours) {
			warn = append(warn, WarnLimit)
		}
	}
	return warn
}

// count is how many events of a programme a home has in a season, and their time: those
// that are not withdrawn and name the home or nobody.
func (r *Rules) count(events []Event, p home.Programme, s Season, id home.ID) (n int, total time.Duration) {
	for _, e := range events {
		if e.Programme == p && !e.Withdrawn && (e.Home == "" || id == "" || e.Home == id) && s.Contains(series.DateOf(e.Start, r.loc)) {
			n++
			total += e.End.Sub(e.Start)
		}
	}
	return n, total
}

func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}
