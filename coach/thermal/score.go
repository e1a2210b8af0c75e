package thermal

import "math"

// A Score is how far the temperature was missed so many hours ahead, °C root mean square,
// beside persistence (it stays as it is). Only windows with a set-point change of a degree
// or more count: a room that is held proves nothing.
type Score struct {
	Hours       int
	RMSE        float64 // NaN without windows
	Persistence float64
	Windows     int
}

// scoreHours are the leads that are scored.
var scoreHours = [...]int{1, 6, 24}

// Scores fits the zone on the first two thirds of its data and forecasts the rest from a
// start every three hours, under its thermostat with the set-points and the weather that
// there were: what a plan asks of it.
func Scores(d Data, p Prior) []Score {
	out := make([]Score, len(scoreHours))
	for k, h := range scoreHours {
		out[k] = Score{Hours: h, RMSE: math.NaN(), Persistence: math.NaN()}
	}
	r := clean(d, p, fitDays)
	split := 2 * r.n / 3
	if r.n < 6*slotsADay || !r.sensor {
		return out
	}
	f := Fit(d.until(r.from+split), p)
	k := newFilter(f.Model.Discrete(Step), f.Noise)
	b := k.start(f.Model, r.target[0], r.outdoor[0])
	var model, still [len(scoreHours)]float64
	for i := range r.n {
		if i >= split && i%12 == 0 && known(r.indoor[i-1]) {
			r.score(&f, &k, b, i, out, &model, &still)
		}
		kw := r.heat[i]
		if !known(kw) {
			kw = r.driven(&f, &k, b, i)
		}
		b, _ = k.step(b, r.indoor[i], r.outdoor[i], r.watch.sun[i], kw, f.Model.Gain[r.hour[i]])
	}
	for j := range out {
		if n := float64(out[j].Windows); n > 0 {
			out[j].RMSE, out[j].Persistence = math.Sqrt(model[j]/n), math.Sqrt(still[j]/n)
		}
	}
	return out
}

// score adds the misses of one start.
func (r *ready) score(f *Fitted, k *filter, b belief, at int, out []Score, model, still *[len(scoreHours)]float64) {
	now := r.indoor[at-1]
	lo, hi := r.target[at-1], r.target[at-1]
	next := 0
	for i := at; i < r.n && next < len(scoreHours); i++ {
		before := b.state()
		b, _ = k.step(b, math.NaN(), r.outdoor[i], r.watch.sun[i], r.driven(f, k, b, i), f.Model.Gain[r.hour[i]])
		lo, hi = math.Min(lo, r.target[i]), math.Max(hi, r.target[i])
		if i-at+1 < scoreHours[next]*4 {
			continue
		}
		if was := r.indoor[i]; known(was) && hi-lo >= 1 {
			out[next].Windows++
			model[next] += sq(k.Mean(before, b.state()) - was)
			still[next] += sq(now - was)
		}
		next++
	}
}

// driven is the heat of a slot under the thermostat, kW.
func (r *ready) driven(f *Fitted, k *filter, b belief, i int) float64 {
	gain := f.Model.Gain[r.hour[i]]
	_, kw := k.Follow(f.Thermostat, b.state(), r.target[i], r.outdoor[i], r.watch.sun[i], gain+b.z[2])
	return kw
}

// until is the data before slot n.
func (d Data) until(n int) Data {
	head := func(s []float64) []float64 { return s[:min(n, len(s))] }
	return Data{
		HeatKW: head(d.HeatKW), IndoorC: head(d.IndoorC), OutdoorC: head(d.OutdoorC), SetpointC: head(d.SetpointC),
		Sun: head(d.Sun), Hour: d.Hour[:min(n, len(d.Hour))], Event: d.Event[:min(n, len(d.Event))],
	}
}
