package feed

import (
	"math"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sun"
)

// An Hour is an hour of a forecast: means over [Start, Start + 1 h), with an 80 % band.
type Hour struct {
	Start                     time.Time
	OutdoorC, LowC, HighC     float64 // °C
	SolarWm2, LowWm2, HighWm2 float64 // global horizontal, W/m²
	Shaped                    bool    // between a high and a low rather than forecast for the hour
	Words                     Words   // the sky, as the source says it
}

// How wide the band is. No archive of these forecasts is at hand to measure it on: the
// figures are a judgement from the errors that weather services publish (1 to 1.5 °C on
// average for the hours of the next day, 2 to 3 °C in some days). An hour is believed to a
// degree at once and a degree more a day later; between a high and a low, whose hours are
// not told either, a degree more than that.
const (
	bandNow    = 1.0  // °C
	bandPerDay = 1.0  // °C a day ahead
	bandShaped = 1.0  // °C more
	bandMost   = 6.0  // °C
	skyBand    = 0.2  // of the cover of clouds, said for the hour
	skyShaped  = 0.35 // said for half a day, or in words that are not known
)

// Forecast is the forecast that stands, hour by hour, from the last measurement on:
// what it says of the hours, then a curve between its highs and lows (half a cosine from
// one to the next), and the sun of a clear sky behind the clouds of its words.
func (w Weather) Forecast() []Hour {
	knots, hourlyEnd := w.knots()
	if len(knots) < 2 {
		return nil
	}
	end := knots[len(knots)-1].At
	if most := knots[0].At.Add(2 * mostAhead); end.After(most) {
		end = most
	}
	var out []Hour
	for t := knots[0].At.Truncate(time.Hour); !t.Add(time.Hour).After(end); t = t.Add(time.Hour) {
		a, b, c := at3(knots, t)
		if math.IsNaN(a) || math.IsNaN(b) || math.IsNaN(c) {
			continue
		}
		h := Hour{Start: t, OutdoorC: (a + 2*b + c) / 4, Shaped: t.Add(time.Hour).After(hourlyEnd)}
		lead := max(t.Sub(w.Issued), 0).Hours() / 24
		band := bandNow + bandPerDay*lead
		if h.Shaped {
			band += bandShaped
		}
		band = min(band, bandMost)
		h.LowC, h.HighC = h.OutdoorC-band, h.OutdoorC+band
		w.light(&h)
		out = append(out, h)
	}
	return out
}

// knots are what the curve of temperatures goes through: the hours, then the extremes behind
// them. hourlyEnd is the last of the hours.
func (w Weather) knots() (knots []Instant, hourlyEnd time.Time) {
	if n := len(w.Measured); n > 0 && (len(w.Hourly) == 0 || joins(w.Measured[n-1], w.Hourly[0])) {
		knots = append(knots, w.Measured[n-1]) // the hour under way lies between
	}
	knots = append(knots, w.Hourly...)
	if len(knots) > 0 {
		hourlyEnd = knots[len(knots)-1].At
	}
	const apart = 2 * time.Hour // nearer, the hours have said it
	for _, x := range w.Extremes {
		if len(knots) == 0 || x.At.Sub(knots[len(knots)-1].At) > apart {
			knots = append(knots, x)
		}
	}
	return knots, hourlyEnd
}

// joins reports whether a measurement leads over to the first hour of a forecast.
func joins(m, first Instant) bool {
	const gap = 3 * time.Hour
	return m.At.Before(first.At) && first.At.Sub(m.At) <= gap
}

// at3 is the curve at the beginning, the middle and the end of the hour from t.
func at3(knots []Instant, t time.Time) (a, b, c float64) {
	return curve(knots, t), curve(knots, t.Add(30*time.Minute)), curve(knots, t.Add(time.Hour))
}

// curve is the temperature at a moment: straight between hours, half a cosine between what
// lies further apart; NaN outside.
func curve(knots []Instant, t time.Time) float64 {
	i, found := slices.BinarySearchFunc(knots, t, func(k Instant, t time.Time) int { return k.At.Compare(t) })
	switch {
	case found:
		return knots[i].C
	case i == 0 || i == len(knots):
		return math.NaN()
	}
	a, b := knots[i-1], knots[i]
	x := float64(t.Sub(a.At)) / float64(b.At.Sub(a.At))
	if b.At.Sub(a.At) > time.Hour {
		x = (1 - math.Cos(math.Pi*x)) / 2
	}
	return a.C + (b.C-a.C)*x
}

// light is the sun of an hour: that of a clear sky, through its clouds.
func (w Weather) light(h *Hour) {
	clear := clearSky(w.City, h.Start)
	sky := w.sky(h.Start.Add(30 * time.Minute))
	band := skyShaped
	if sky.Sure {
		band = skyBand
	}
	h.Words = sky.Words
	h.SolarWm2 = clear * sun.Through(sky.Cover)
	h.LowWm2, h.HighWm2 = clear*sun.Through(min(sky.Cover+band, 1)), clear*sun.Through(max(sky.Cover-band, 0))
}

// sky is what is said of the sky at a moment: of the hour, else of the half day.
func (w Weather) sky(t time.Time) SkyPeriod {
	best := SkyPeriod{Cover: unknownCover}
	width := time.Duration(math.MaxInt64)
	for _, s := range w.Skies {
		if d := s.To.Sub(s.From); !t.Before(s.From) && t.Before(s.To) && d < width {
			best, width = s, d
		}
	}
	return best
}

// clearSky is the mean of a clear sky over the hour from t, W/m².
func clearSky(city home.City, t time.Time) float64 {
	place, ok := sites[city]
	if !ok {
		return 0
	}
	const parts = 6
	day, sum := sun.On(t.UTC().YearDay(), place.latitude), 0.0
	for i := range parts {
		m := t.UTC().Add(time.Duration(2*i+1) * time.Hour / (2 * parts))
		sum += sun.ClearSky(day.CosZenith(float64(m.Hour())+float64(m.Minute())/60, place.longitude))
	}
	return sum / parts
}

// keptMeasured is how long measurements are kept: this winter and the one before.
const keptMeasured = 500 * 24 * time.Hour

// After is the weather with what was measured before still in it.
func (w Weather) After(old Weather) Weather {
	if old.City != w.City {
		return w
	}
	all := byTime(append(slices.Clone(w.Measured), old.Measured...))
	w.Measured = slices.DeleteFunc(all, func(m Instant) bool { return m.At.Before(w.Read.Add(-keptMeasured)) })
	return w
}

// Set is the weather as series of whole hours, as known at a moment: outdoor temperature
// as it was measured until then, and as the forecast has it, with the sun, when that had
// been issued. An hour's temperature is the mean of its two ends.
func (w Weather) Set(at time.Time) series.Set {
	set := series.Set{}
	if m := w.measured(at); m.Len() > 0 {
		set[series.Key{Kind: series.Outdoor}] = m
	}
	if w.Issued.After(at) {
		return set
	}
	hours := w.Forecast()
	if len(hours) == 0 {
		return set
	}
	n := int(hours[len(hours)-1].Start.Sub(hours[0].Start)/time.Hour) + 1
	out, sunlight := series.New(series.Outdoor, hours[0].Start, time.Hour, n), series.New(series.Solar, hours[0].Start, time.Hour, n)
	for _, h := range hours {
		i := out.Index(h.Start)
		out.Values[i], sunlight.Values[i] = h.OutdoorC, h.SolarWm2
	}
	set[series.Key{Kind: series.Outdoor, Forecast: true}] = out
	set[series.Key{Kind: series.Solar, Forecast: true}] = sunlight
	return set
}

// measured is what was measured in hours that had ended by a moment.
func (w Weather) measured(at time.Time) series.Series {
	points := w.Measured
	if len(points) > 0 { // a file may hold anything
		oldest := points[len(points)-1].At.Add(-keptMeasured)
		points = slices.DeleteFunc(slices.Clone(points), func(p Instant) bool { return p.At.Before(oldest) })
	}
	for len(points) > 0 && points[len(points)-1].At.After(at) {
		points = points[:len(points)-1]
	}
	if len(points) == 0 {
		return series.Series{Kind: series.Outdoor}
	}
	from := points[0].At.Add(-time.Hour)
	n := int(points[len(points)-1].At.Sub(from) / time.Hour)
	s := series.New(series.Outdoor, from, time.Hour, n)
	for i, p := range points {
		k := s.Index(p.At.Add(-time.Hour))
		s.Values[k] = p.C
		if i > 0 && p.At.Sub(points[i-1].At) == time.Hour {
			s.Values[k] = (p.C + points[i-1].C) / 2
		}
	}
	return s
}

// Doubt is the standard error of the outdoor temperature of the forecast that stands, °C, by
// the hour: its 80 % band as that of a normal spread. Empty where none had been issued by a
// moment.
func (w Weather) Doubt(at time.Time) series.Series {
	const z80 = 1.2816
	hours := w.Forecast()
	if w.Issued.After(at) || len(hours) == 0 {
		return series.Series{}
	}
	n := int(hours[len(hours)-1].Start.Sub(hours[0].Start)/time.Hour) + 1
	out := series.New(series.Outdoor, hours[0].Start, time.Hour, n)
	for _, h := range hours {
		out.Values[out.Index(h.Start)] = (h.HighC - h.LowC) / 2 / z80
	}
	return out
}
