package coach

import (
	"math"
	"time"

	"courant/coach/event"
	"courant/coach/series"
	"courant/coach/signature"
)

// How long before and after an advice was followed rooms are compared, days.
const (
	roomBefore = 28
	roomAfter  = 28
)

// gapEffect compares how far a room lay below its set-point, °C, mean of a day.
func (v *view) gapEffect(d deed) signature.Effect {
	gap := func(day series.Date) float64 { return -v.gap(d.zone, day) }
	return signature.Measure(v.around(d.since, gap))
}

func (v *view) gapNeed(zone string, gain float64) int {
	before, _ := v.around(v.At, func(day series.Date) float64 { return v.gap(zone, day) })
	return signature.Needed(before, gain)
}

// gap is how far a zone lay below its set-point in the mean of a day, °C.
func (v *view) gap(zone string, d series.Date) float64 {
	from, to := d.Start(v.loc), d.End(v.loc)
	return v.known.Get(zone, series.Setpoint).Mean(from, to) - v.known.Get(zone, series.Indoor).Mean(from, to)
}

// mildEffect compares what a room took on nights that needed no heat, kWh.
func (v *view) mildEffect(d deed) signature.Effect {
	return signature.Measure(v.around(d.since, func(day series.Date) float64 { return -v.mildNight(d.zone, day) }))
}

func (v *view) mildNeed(zone string, gain float64) int {
	before, _ := v.around(v.At, func(day series.Date) float64 { return v.mildNight(zone, day) })
	return signature.Needed(before, gain)
}

// mildNight is a zone's heating on a mild night, kWh; NaN on any other.
func (v *view) mildNight(zone string, d series.Date) float64 {
	from, to := d.At(nightFrom, 0, v.loc), d.At(nightTo, 0, v.loc)
	kwh, missing := v.known.Get(zone, series.Heating).Sum(from, to)
	if missing > 0 || !(v.known.Get("", series.Outdoor).Mean(from, to) >= mildC) {
		return math.NaN()
	}
	return kwh
}

// around is what each gives for the days before a moment and for those after it, events and
// unknown ones left out.
func (v *view) around(since time.Time, each func(series.Date) float64) (before, after []float64) {
	day, today := series.DateOf(since, v.loc), series.DateOf(v.At, v.loc)
	for k := -roomBefore; k <= roomAfter; k++ {
		d := day.Add(k)
		if k == 0 || d.Compare(today) >= 0 || v.eventOn(d) {
			continue
		}
		switch x := each(d); {
		case math.IsNaN(x):
		case k < 0:
			before = append(before, x)
		default:
			after = append(after, x)
		}
	}
	return before, after
}

// habitEffect compares what a habitual load took in the hours of events since an advice was
// followed with the same hours of days without one.
func habitEffect(each func([]float64, time.Duration) []float64) func(*view, deed) signature.Effect {
	return func(v *view, d deed) signature.Effect {
		if len(d.events) == 0 {
			return signature.Measure(nil, nil)
		}
		before, step := v.mornings(d.events[0])
		return signature.Measure(loads(before, step, each), loads(v.eventMornings(d.events), step, each))
	}
}

func habitNeed(each func([]float64, time.Duration) []float64) func(*view, string, float64) int {
	return func(v *view, _ string, gain float64) int {
		return signature.Needed(loads(v.looked, v.lookedStep, each), gain)
	}
}

// loads is what a load took of each morning, as less energy: kWh below none.
func loads(all []morning, step time.Duration, each func([]float64, time.Duration) []float64) (out []float64) {
	for _, m := range all {
		sum := 0.0
		for _, kwh := range each(m.kw, step) {
			sum -= kwh
		}
		out = append(out, sum)
	}
	return out
}

// eventMornings are the hours of events themselves, as mornings are of days without one.
func (v *view) eventMornings(events []event.Event) (out []morning) {
	energy, heating := v.known.Get("", series.Energy), v.heating()
	step := energy.Step
	for _, s := range heating {
		step = max(step, s.Step)
	}
	for _, e := range events {
		if m, ok := v.morning(e.Start, e.End.Sub(e.Start), step, energy, heating); ok {
			out = append(out, m)
		}
	}
	return out
}
