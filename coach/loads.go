package coach

import (
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/series"
)

// A morning is the hours of an event on a day without one: the home's power above its base
// load, heating taken off, kW by interval.
type morning struct {
	from, to time.Time
	kw       []float64
}

// A habitual load is what a home often uses in the hours of an event.
type habitual struct {
	looked int       // days looked at
	kwh    []float64 // by day on which it was seen, oldest first
	from   []time.Time
	to     []time.Time
	start  time.Duration // when in the window it typically is, from its start
	end    time.Duration
}

const (
	loadDays  = 10  // most recent days of the kind that are looked at
	loadBack  = 42  // days back
	minLooked = 5   // days that are needed to speak of a habit
	seenKWh   = 0.4 // less is no occasion
	awakeKW   = 0.4 // above the base: something is on
	tankKW    = 2.8 // above the base: a water heater, a dryer, a car
	carKW     = 3.0
	carLong   = 90 * time.Minute
)

// mornings are the event's own hours on the most recent days of its kind without an event,
// oldest first, with their interval. The base load is the lowest fifth of the day. None
// where the heating is not measured, or by more than an hour.
func (v *view) mornings(e event.Event) (out []morning, step time.Duration) {
	energy, heating := v.known.Get("", series.Energy), v.heating()
	step = energy.Step
	for _, s := range heating {
		step = max(step, s.Step)
	}
	if !holds(energy) || len(heating) == 0 || step > time.Hour {
		return nil, step
	}
	day, local, length := series.DateOf(e.Start, v.loc), e.Start.In(v.loc), e.End.Sub(e.Start)
	for back := 1; back <= loadBack && len(out) < loadDays; back++ {
		d := day.Add(-back)
		if d.Weekend() != day.Weekend() || v.eventOn(d) {
			continue
		}
		if m, ok := v.morning(d.At(local.Hour(), local.Minute(), v.loc), length, step, energy, heating); ok {
			out = append(out, m)
		}
	}
	slices.Reverse(out)
	return out, step
}

// morning is the hours from a moment on, above the base load of their day; false with a gap.
func (v *view) morning(from time.Time, length, step time.Duration, energy series.Series, heating []series.Series) (morning, bool) {
	if !holds(energy) || len(heating) == 0 || step > time.Hour {
		return morning{}, false
	}
	d := series.DateOf(from, v.loc)
	whole := v.residual(d.Start(v.loc), d.End(v.loc), step, energy, heating)
	kw := v.residual(from, from.Add(length), step, energy, heating)
	if len(whole) == 0 || slices.ContainsFunc(whole, math.IsNaN) || slices.ContainsFunc(kw, math.IsNaN) {
		return morning{}, false
	}
	slices.Sort(whole)
	for i := range kw {
		kw[i] -= whole[len(whole)/5]
	}
	return morning{from, from.Add(length), kw}, true
}

// habit adds up what each gives for the powers of a morning; false where too few days are
// known.
func habit(all []morning, step time.Duration, each func(kw []float64, step time.Duration) []float64) (h habitual, ok bool) {
	if len(all) < minLooked {
		return h, false
	}
	when := make([]float64, len(all[0].kw))
	for _, m := range all {
		sum := 0.0
		for i, x := range each(m.kw, step) {
			sum += x
			when[i] += x
		}
		if sum >= seenKWh {
			h.kwh, h.from, h.to = append(h.kwh, sum), append(h.from, m.from), append(h.to, m.to)
		}
	}
	h.looked = len(all)
	h.start, h.end = middle(when, step)
	return h, true
}

// heating are the series that make up the home's electric heating; none where a zone is
// not measured.
func (v *view) heating() []series.Series {
	if s := v.known.Get("", series.Heating); holds(s) {
		return []series.Series{s}
	}
	var out []series.Series
	for _, z := range v.home.Zones {
		s := v.known.Get(z.Name, series.Heating)
		if !holds(s) {
			return nil
		}
		out = append(out, s)
	}
	return out
}

// residual is the home's power without its heating by interval, kW; NaN with a gap.
func (v *view) residual(from, to time.Time, step time.Duration, energy series.Series, heating []series.Series) []float64 {
	out := make([]float64, int(to.Sub(from)/step))
	for i := range out {
		a, b := from.Add(time.Duration(i)*step), from.Add(time.Duration(i+1)*step)
		kwh, missing := energy.Sum(a, b)
		for _, s := range heating {
			h, gap := s.Sum(a, b)
			kwh, missing = kwh-h, missing+gap
		}
		if out[i] = kwh / step.Hours(); missing > 0 {
			out[i] = math.NaN()
		}
	}
	return out
}

// eventOn reports whether any event of the home lies on a day.
func (v *view) eventOn(d series.Date) bool {
	return slices.ContainsFunc(v.events, func(e event.Event) bool { return series.DateOf(e.Start, v.loc) == d })
}

// middle is where the middle eight tenths of a distribution over intervals lie.
func middle(weights []float64, step time.Duration) (from, to time.Duration) {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	sum := 0.0
	for i, w := range weights {
		if sum <= 0.1*total {
			from = time.Duration(i) * step
		}
		sum += w
		if sum >= 0.9*total {
			return from, time.Duration(i+1) * step
		}
	}
	return from, from
}

// appliances takes what is on above the base but too small for a tank, a dryer or a car.
func appliances(kw []float64, step time.Duration) []float64 {
	out := make([]float64, len(kw))
	for i, x := range kw {
		if x >= awakeKW && x < tankKW {
			out[i] = x * step.Hours()
		}
	}
	return out
}

// car takes stretches of an hour and a half and more at a car's power.
func car(kw []float64, step time.Duration) []float64 {
	out := make([]float64, len(kw))
	for i := 0; i < len(kw); {
		j := i
		for j < len(kw) && kw[j] >= carKW {
			j++
		}
		if time.Duration(j-i)*step >= carLong {
			for k := i; k < j; k++ {
				out[k] = kw[k] * step.Hours()
			}
		}
		i = max(j, i+1)
	}
	return out
}

// quantile is the q-th of some values, NaN without any.
func quantile(x []float64, q float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	x = slices.Clone(x)
	slices.Sort(x)
	return x[int(q*float64(len(x)-1)+0.5)]
}
