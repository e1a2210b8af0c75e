package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/series"
)

// A source is where a home's outdoor temperature and sun come from: what was measured,
// then the forecast, then the last measured day over again.
type source struct {
	out, sun                 series.Series
	forecastOut, forecastSun series.Series
	last                     time.Time     // end of the newest measured outdoor interval
	doubt                    series.Series // °C, standard error of the forecast, where it is told
}

// repeatDays is how far a gap in the past looks for the same quarter hour of another day.
const repeatDays = 7

func newSource(known series.Set, at time.Time) source {
	s := source{
		out: known.Get("", series.Outdoor), sun: known.Get("", series.Solar),
		forecastOut: known[series.Key{Kind: series.Outdoor, Forecast: true}],
		forecastSun: known[series.Key{Kind: series.Solar, Forecast: true}],
	}
	if out := s.out.Trim(); out.Len() > 0 {
		s.last = out.End()
	}
	return s
}

// grid lays the weather on n slots from a moment: outdoor in °C, sun in kW/m² (zero where
// nothing is known of it), and which outdoor values were measured or forecast rather than
// repeated. Outdoor is NaN throughout where none was ever measured.
func (s source) grid(from time.Time, n int) (out, sun []float64, sure []bool) {
	out, sun, sure = make([]float64, n), make([]float64, n), make([]bool, n)
	for i := range out {
		t := from.Add(time.Duration(i) * Step)
		v, ok := at(s.out, s.forecastOut, t)
		if out[i], sure[i] = v, ok; !ok {
			out[i] = repeated(s.out, s.forecastOut, s.last, t)
		}
		w, ok := at(s.sun, s.forecastSun, t)
		if !ok {
			w = repeated(s.sun, s.forecastSun, s.last, t)
		}
		if w > 0 {
			sun[i] = w / 1000
		}
	}
	hold(out)
	return out, sun, sure
}

// hold fills what is still a gap with the value before it, or the first one after.
func hold(x []float64) {
	first := slices.IndexFunc(x, known)
	if first < 0 {
		return
	}
	for i := range x {
		if i < first {
			x[i] = x[first]
		} else if !known(x[i]) {
			x[i] = x[i-1]
		}
	}
}

// at is what was measured or forecast for t.
func at(measured, forecast series.Series, t time.Time) (float64, bool) {
	if v := sane(measured, t); known(v) {
		return v, true
	}
	v := sane(forecast, t)
	return v, known(v)
}

// sane is the value of s at t where it is one that can be.
func sane(s series.Series, t time.Time) float64 {
	v := s.At(t)
	if lo, hi := plausible(s.Kind); v < lo || v > hi {
		return math.NaN()
	}
	return v
}

// repeated is the value of the same clock quarter of the nearest day that has one: the
// last measured day for what lies ahead, the days around for a gap.
func repeated(measured, forecast series.Series, last, t time.Time) float64 {
	if last.IsZero() {
		return forecastAround(forecast, t)
	}
	const dayLong = 24 * time.Hour
	back := t
	if !t.Before(last) {
		back = last.Add(-dayLong + t.Sub(last)%dayLong)
		if v := sane(measured, back); known(v) {
			return v
		}
	}
	for k := 1; k <= repeatDays; k++ {
		if v := sane(measured, back.Add(-time.Duration(k)*dayLong)); known(v) {
			return v
		}
	}
	for k := 1; k <= repeatDays; k++ {
		if v := sane(measured, back.Add(time.Duration(k)*dayLong)); known(v) {
			return v
		}
	}
	return math.NaN()
}

// forecastAround serves a home that has a forecast and nothing measured.
func forecastAround(f series.Series, t time.Time) float64 {
	for k := 1; k <= repeatDays; k++ {
		for _, sign := range []time.Duration{-1, 1} {
			if v := sane(f, t.Add(sign*time.Duration(k)*24*time.Hour)); known(v) {
				return v
			}
		}
	}
	return math.NaN()
}
