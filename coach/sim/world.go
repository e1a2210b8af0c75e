package sim

import (
	"math"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// A World is what all homes share. It is not changed once made: any number of workers may
// use it.
type World struct {
	Config  Config // complete: nothing left at zero but At
	Weather []Weather
	Events  []event.Event // sorted; those that start before To

	n       int         // slots
	perHour float64     // slots an hour
	days    []day       // every local day that the span touches
	temp    [][]float64 // per city, unrounded: what acts on houses
	sun     [][]float64 //
}

// A day is a local day on the grid of the world.
type day struct {
	date  series.Date
	first int // slot of its midnight; below 0 on a day begun before the span
	slots int
	extra int // slots that the clock's change adds (autumn) or takes (spring)
}

// at is the place, in slots, of an hour of the day's wall clock; hours above 24 lie on the
// next day. The clock changes at 2.
func (d day) at(hour, perHour float64) float64 {
	p := float64(d.first) + hour*perHour
	if hour >= 2 {
		p += float64(d.extra)
	}
	return p
}

// forecastDays is how far the forecast reaches beyond To.
const forecastDays = 2

// NewWorld makes weather and events for a span.
func NewWorld(c Config) (*World, error) {
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	w := &World{Config: c, n: int(c.To.Sub(c.From) / c.Step), perHour: float64(time.Hour) / float64(c.Step)}
	for d := series.DateOf(c.From, c.Loc); d.Start(c.Loc).Before(c.To); d = d.Add(1) {
		start, slots := d.Start(c.Loc), d.Slots(c.Step, c.Loc)
		w.days = append(w.days, day{
			date: d, slots: slots, extra: slots - int(24*w.perHour),
			first: int(math.Floor(float64(start.Sub(c.From)) / float64(c.Step))),
		})
	}
	// The sky reaches to the end of the winter, so that the coldest days are the same ones
	// however much of it is asked for.
	end := c.To.Add(forecastDays * 24 * time.Hour)
	if spring := augustBefore(c.To).AddDate(0, 9, 0); end.Before(spring) {
		end = spring
	}
	sky := newSky(c.Seed, c.From, end.Add(2*time.Hour))
	w.observe(sky)
	w.Events = callEvents(c, sky)
	return w, nil
}

// observe puts the sky on the grid: what acts, what stations report and what was forecast.
func (w *World) observe(s *sky) {
	c := w.Config
	ahead := int(forecastDays * 24 * w.perHour)
	issued := w.n
	if !c.At.IsZero() && c.At.Before(c.To) {
		issued = max(0, int(c.At.Sub(c.From)/c.Step))
	}
	for i, place := range climates {
		temp, sun := s.on(i, c.From, c.Step, w.n+ahead)
		w.temp, w.sun = append(w.temp, temp[:w.n]), append(w.sun, sun[:w.n])
		report := Weather{City: place.city}
		report.Outdoor = w.series(series.Outdoor, 0, rounded(temp[:w.n], 10))
		report.Solar = w.series(series.Solar, 0, rounded(sun[:w.n], 1))
		temp, sun = w.foresee(i, issued, temp[issued:], sun[issued:])
		report.OutdoorForecast = w.series(series.Outdoor, issued, temp)
		report.SolarForecast = w.series(series.Solar, issued, sun)
		w.Weather = append(w.Weather, report)
	}
}

// foresee blurs the weather to come: the error of a temperature grows from nothing to about
// 1.2 °C after a day and 2 °C after two, that of the sun with the clouds.
func (w *World) foresee(city, issued int, temp, sun []float64) (t, s []float64) {
	rng := stream(w.Config.Seed, forForecast, uint64(city), uint64(issued))
	miss, haze := newDrift(9*w.perHour, true), newDrift(6*w.perHour, true)
	t, s = make([]float64, len(temp)), make([]float64, len(sun))
	for k := range temp {
		lead := float64(k) / w.perHour
		t[k] = temp[k] + miss.next(rng)*min(0.2+0.042*lead, 3)
		s[k] = sun[k] * min(max(1+haze.next(rng)*min(0.1+0.006*lead, 0.4), 0.2), 1.3)
	}
	return rounded(t, 10), rounded(s, 1)
}

// Of is the weather of a city; Montréal's for a city that is none.
func (w *World) Of(c home.City) Weather { return w.Weather[climateOf(c)] }

func (w *World) series(kind series.Kind, from int, values []float64) series.Series {
	return series.Series{Kind: kind, Start: w.time(from), Step: w.Config.Step, Values: values}
}

// time is the start of a slot.
func (w *World) time(slot int) time.Time {
	return w.Config.From.Add(time.Duration(slot) * w.Config.Step)
}

// slot is the slot that holds t, cut to the span: 0 before it, the number of slots after it.
func (w *World) slot(t time.Time) int {
	return min(max(int(t.Sub(w.Config.From)/w.Config.Step), 0), w.n)
}

func rounded(values []float64, per float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = roundTo(v, per)
	}
	return out
}
