package store

import (
	"slices"
	"time"

	"courant/coach/series"
)

// A Held says what a store holds of one series, without the values.
type Held struct {
	Key        series.Key
	First, End time.Time     // from the first known interval to the end of the last
	Known      time.Duration // how much of that is known
	Step       time.Duration // the finest
}

// Describe fills in what a summary says of a home's series, which are sorted by key; of
// finds what is held of each in whatever a store keeps of it.
func Describe[T any](s *Summary, all []T, of func(*T) *Held) {
	var main *Held // the whole-home energy, else the first measured series
	s.Kinds = slices.Grow(s.Kinds, len(all))
	for i := range all {
		h := of(&all[i])
		if h.Key.Forecast {
			continue
		}
		if main == nil || h.Key == (series.Key{Kind: series.Energy}) {
			main = h
		}
		if s.From.IsZero() || h.First.Before(s.From) {
			s.From = h.First
		}
		if h.End.After(s.To) {
			s.To = h.End
		}
		if !slices.Contains(s.Kinds, h.Key.Kind) {
			s.Kinds = append(s.Kinds, h.Key.Kind)
		}
		if h.Key.Zone != "" && !slices.Contains(s.Zones, h.Key.Zone) {
			s.Zones = append(s.Zones, h.Key.Zone)
		}
	}
	if main == nil {
		return
	}
	slices.Sort(s.Kinds)
	slices.Sort(s.Zones)
	s.Step = main.Step
	s.Coverage = float64(main.Known) / float64(s.To.Sub(s.From))
}
