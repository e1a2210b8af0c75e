package home

import (
	"slices"
	"time"

	"courant/coach/series"
)

// FiguresMost is how many figures of a home are kept: sixty winters of events.
const FiguresMost = 2000

// A Figure is what the customer portal says of one event of a home: the official result that
// ours stands beside. It is a part of the profile, so that it is sealed, exported and
// forgotten with the home.
type Figure struct {
	Start        time.Time    `json:"start"` // the event's window, [Start, End)
	End          time.Time    `json:"end"`
	ActualKWh    series.Maybe `json:"actual_kwh"`
	ReferenceKWh series.Maybe `json:"reference_kwh"`
	ErasedKWh    series.Maybe `json:"erased_kwh"`
	Dollars      series.Maybe `json:"dollars"` // of the credit
}

// KeepFigures is p with figures in the place of what was held of the same events, sorted, the
// oldest left out beyond FiguresMost; and how many of them are new or differ.
func KeepFigures(p Profile, figures ...Figure) (Profile, int) {
	p.Portal = slices.Clone(p.Portal)
	changed := 0
	for _, f := range figures {
		f.Start, f.End = f.Start.UTC(), f.End.UTC()
		i := slices.IndexFunc(p.Portal, func(o Figure) bool { return o.Start.Equal(f.Start) })
		switch {
		case i < 0:
			p.Portal = append(p.Portal, f)
			changed++
		case !p.Portal[i].equal(f):
			p.Portal[i] = f
			changed++
		}
	}
	slices.SortFunc(p.Portal, func(a, b Figure) int { return a.Start.Compare(b.Start) })
	p.Portal = p.Portal[max(len(p.Portal)-FiguresMost, 0):]
	return p, changed
}

func (f Figure) equal(o Figure) bool {
	same := func(a, b series.Maybe) bool { return a == b || !a.Known() && !b.Known() }
	return f.Start.Equal(o.Start) && f.End.Equal(o.End) && same(f.ActualKWh, o.ActualKWh) && same(f.ReferenceKWh, o.ReferenceKWh) &&
		same(f.ErasedKWh, o.ErasedKWh) && same(f.Dollars, o.Dollars)
}

// FigureOf is the figure about a window: the one that shares the most time with it.
func FigureOf(figures []Figure, start, end time.Time) (Figure, bool) {
	best, most := Figure{}, time.Duration(0)
	for _, f := range figures {
		from, to := f.Start, f.End
		if from.Before(start) {
			from = start
		}
		if to.After(end) {
			to = end
		}
		if d := to.Sub(from); d > most {
			best, most = f, d
		}
	}
	return best, most > 0
}
