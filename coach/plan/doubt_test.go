package plan

import (
	"math"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// The doubt of a slot's weather is what its source tells, what forecasts usually are where it
// tells nothing, and what days differ by where there is no forecast.
func TestDoubtOfTheWeather(t *testing.T) {
	d := december.Add(24)
	spec := toySpec{seed: 5, zones: []string{"living", "bedroom"}, from: december, days: 24, outdoor: -16, past: 3, forecast: true}
	toy := makeToy(spec)
	spec.forecast = false
	blind := makeToy(spec)
	h, none := toy.history(d), blind.history(d)
	band := series.New(series.Outdoor, h.At.Truncate(time.Hour), time.Hour, 48)
	for i := range band.Values {
		band.Values[i] = 3
	}
	told := h
	told.Doubt = band
	short := none
	short.At = december.Add(3).At(17, 0, series.Toronto())
	none.Series, short.Series = none.Series.Until(none.At), none.Series.Until(short.At)
	for _, s := range []series.Set{none.Series, short.Series} {
		delete(s, series.Key{Kind: series.Outdoor, Forecast: true})
	}
	days := Learn(none).record.repeatDoubt()
	if !(days >= forecastDoubt) {
		t.Errorf("the toy's days differ by %.2f °C", days)
	}
	for _, c := range []struct {
		desc    string
		h       History
		soon    float64 // an hour ahead
		day     float64 // a day ahead
		already float64
	}{
		{"a forecast that tells nothing", h, measuredDoubt + hourlyDoubt, measuredDoubt + 24*hourlyDoubt, measuredDoubt},
		{"a forecast that tells its band", told, 3, 3, measuredDoubt},
		{"no forecast", none, days, days, measuredDoubt},
		{"no forecast, and three days", short, repeatDoubt, repeatDoubt, measuredDoubt},
	} {
		from, to := Span(series.DateOf(c.h.At, series.Toronto()).Add(1), nil, series.Toronto())
		g := Learn(c.h).openGrid(from, to)
		for what, x := range map[string][2]float64{
			"before": {g.doubt(g.at - 1), c.already}, "an hour ahead": {g.doubt(g.at + 4), c.soon}, "a day ahead": {g.doubt(g.at + 96), c.day},
		} {
			if math.Abs(x[0]-x[1]) > 1e-9 {
				t.Errorf("%s, %s: %.2f °C, want %.2f", c.desc, what, x[0], x[1])
			}
		}
	}
}

// A forecast that is less sure widens the bands and the savings' interval, and no floor is
// broken by the low end of the wider band: the plan is bent before that.
func TestDoubtTightensBounds(t *testing.T) {
	spec := toySpec{seed: 5, zones: []string{"living", "bedroom"}, from: december, days: 24, outdoor: -16, past: 3, forecast: true, usual: func(_ string, hour int, _ bool) float64 { return 18.5 }}
	toy := makeToy(spec)
	d := december.Add(24)
	a := Ask{Day: d, Mode: home.Extreme, Events: []Event{modeOf(toyEvent(d, true), home.Extreme)}, Price: func(time.Time) float64 { return 0.11142 }}
	var wide, width, lowest [2]float64
	for n, sd := range []float64{0.5, 6} {
		h := toy.history(d)
		h.Doubt = series.New(series.Outdoor, h.At.Truncate(time.Hour), time.Hour, 48)
		for i := range h.Doubt.Values {
			h.Doubt.Values[i] = sd
		}
		p := Learn(h).Plan(a)
		width[n] = float64(p.EventHighKWh-p.EventLowKWh) / float64(p.WithoutEventEnergyKWh-p.EventEnergyKWh)
		lowest[n] = math.Inf(1)
		for _, z := range p.Zones {
			for _, s := range z.Slots {
				wide[n] += float64(s.IndoorC - s.LowC)
				if s.Phase == reduction {
					lowest[n] = min(lowest[n], float64(s.LowC))
				}
			}
		}
	}
	if !(wide[1] > wide[0]) || !(width[1] > 1.1*width[0]) {
		t.Errorf("bands of %.1f and %.1f °C in all, intervals of %.3f and %.3f of the saving", wide[0], wide[1], width[0], width[1])
	}
	floor := DefaultSafety().Floor
	if lowest[0] < floor-1e-6 || lowest[1] < floor-1e-6 {
		t.Errorf("bands reach down to %.2f and %.2f °C, the floor is %.0f", lowest[0], lowest[1], floor)
	}
	t.Logf("bands %.1f, %.1f; intervals %.3f, %.3f; lowest %.2f, %.2f", wide[0], wide[1], width[0], width[1], lowest[0], lowest[1])
}
