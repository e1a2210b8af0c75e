package sim

import (
	"math"
	"time"

	"courant/coach/series"
)

// A Fault spoils series in place, as bad sensors and meters do. Series that a set shares
// with others are copied before they are changed.
type Fault func(series.Set)

// Spoil is a copy of a set with faults in it, applied in order.
func Spoil(set series.Set, faults ...Fault) series.Set {
	out := make(series.Set, len(set))
	for _, k := range set.Keys() {
		out[k] = set[k].Clone()
	}
	for _, f := range faults {
		f(out)
	}
	return out
}

// edit changes the values of one series that start in [from, to); a zero to is no end.
func edit(key series.Key, from, to time.Time, change func(i int, v float64) float64) Fault {
	return func(set series.Set) {
		s, ok := set[key]
		if !ok {
			return
		}
		s = s.Clone()
		for i, v := range s.Values {
			if at := s.Time(i); !at.Before(from) && (to.IsZero() || at.Before(to)) {
				s.Values[i] = change(i, v)
			}
		}
		set[key] = s
	}
}

var wholeHome = series.Key{Kind: series.Energy}

// BaseStep is kw more (or less) load from a moment on, day and night: a pump, a heater in
// the garage.
func BaseStep(from time.Time, kw float64) Fault {
	return func(set series.Set) {
		add := kw * set[wholeHome].Step.Hours()
		edit(wholeHome, from, time.Time{}, func(_ int, v float64) float64 { return max(v+add, 0) })(set)
	}
}

// Level multiplies the home's energy from a moment on: another meter, other homes behind it.
func Level(from time.Time, factor float64) Fault { return Unit(wholeHome, from, time.Time{}, factor) }

// Unit is a wrong unit for a while: factor 1000 is Wh taken for kWh.
func Unit(key series.Key, from, to time.Time, factor float64) Fault {
	return edit(key, from, to, func(_ int, v float64) float64 { return v * factor })
}

// Spike multiplies the one interval that holds at.
func Spike(key series.Key, at time.Time, factor float64) Fault {
	return func(set series.Set) { Unit(key, at.Add(1-set[key].Step), at.Add(1), factor)(set) }
}

// Freeze repeats the last value before from until to.
func Freeze(key series.Key, from, to time.Time) Fault {
	return func(set series.Set) {
		last := set[key].At(from.Add(-1))
		edit(key, from, to, func(int, float64) float64 { return last })(set)
	}
}

// Silence loses the values of a series in [from, to); Blackout those of all of them.
func Silence(key series.Key, from, to time.Time) Fault {
	return edit(key, from, to, func(int, float64) float64 { return math.NaN() })
}

// Blackout loses every measured value in [from, to): the gateway was off.
func Blackout(from, to time.Time) Fault {
	return func(set series.Set) {
		for _, k := range set.Keys() {
			if !k.Forecast {
				Silence(k, from, to)(set)
			}
		}
	}
}

// MissingHour loses one hour of the clock on every day.
func MissingHour(key series.Key, hour int, loc *time.Location) Fault {
	return func(set series.Set) {
		s := set[key]
		edit(key, s.Start, s.End(), func(i int, v float64) float64 {
			if s.Time(i).In(loc).Hour() == hour {
				return math.NaN()
			}
			return v
		})(set)
	}
}

// Shift moves a series in time: labels at the end of intervals, a clock an hour off.
func Shift(key series.Key, by time.Duration) Fault {
	return func(set series.Set) {
		if s, ok := set[key]; ok {
			s.Start = s.Start.Add(by)
			set[key] = s
		}
	}
}

// Swap exchanges the indoor sensors of two zones from a moment on.
func Swap(a, b string, from time.Time) Fault {
	return func(set series.Set) {
		ka, kb := series.Key{Zone: a, Kind: series.Indoor}, series.Key{Zone: b, Kind: series.Indoor}
		va, vb := set[ka].Clone(), set[kb].Clone()
		edit(ka, from, time.Time{}, func(i int, _ float64) float64 { return vb.At(va.Time(i)) })(set)
		edit(kb, from, time.Time{}, func(i int, _ float64) float64 { return va.At(vb.Time(i)) })(set)
	}
}

// Drift is a house that loses (1 + more) times as much heat from a moment on: insulation
// gone, a window left ajar.
func Drift(at time.Time, more float64) Change {
	return Change{At: at, Edit: func(h House) House { return h.Scale(1 + more) }}
}

// Weaken leaves a room's heaters a share of their rating: an element has failed, or a door
// stands open. Set-points that need more are missed.
func Weaken(at time.Time, room int, share float64) Change {
	return Change{At: at, Edit: func(h House) House {
		if room >= 0 && room < len(h.Rooms) {
			h.Rooms[room].RatedKW *= share
		}
		return h
	}}
}
