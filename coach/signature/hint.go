package signature

import (
	"math"
	"slices"
	"time"

	"courant/coach/series"
)

// A Hint is a use that shows by its shape. It is a guess for a person to confirm: plain
// load disaggregation does not work in homes whose baseboards cycle in every room (Hosseini
// et al., Sensors 2023, 23, 7288), so that only two shapes are looked for, and only where
// the interval is short enough to show them.
type Hint struct {
	Use       string       `json:"use"`         // UseWater, UseCar
	Seen      bool         `json:"seen"`        // its shape was found
	Reason    string       `json:"reason"`      // why not: HintStep, HintFew; "" when seen
	KW        series.Maybe `json:"kw"`          // of the element or the charger
	PerDay    series.Maybe `json:"per_day"`     // occasions a day
	KWhPerDay Value        `json:"kwh_per_day"` // by the shapes, else what is believed of all homes
	Source    string       `json:"source"`      // FromData, FromPrior
}

// The uses that hints are about.
const (
	UseWater = "hot-water"
	UseCar   = "car"
)

// Why a use was not seen.
const (
	HintStep = "step" // the interval is too long to show it
	HintFew  = "few"  // looked for, and not found often enough
)

// HintReasons lists them.
func HintReasons() []string { return []string{HintStep, HintFew} }

const (
	hintDays = 28
	hintStep = 15 * time.Minute // the longest interval that shows plateaus
)

// Hints are the uses that show by their shape in a history, or do not.
func Hints(h History) []Hint { return newTable(h, recent).hints(h) }

// hints looks for a water heater and a car in the last four weeks.
func (t *table) hints(h History) []Hint {
	u := series.Unknown()
	// 1.4 kWh a person and day and 0.5–1 kWh of standby (methods.md 8.1), one to four people.
	water := Hint{Use: UseWater, KW: u, PerDay: u, KWhPerDay: Value{4.5, 2, 8}, Source: FromPrior, Reason: HintStep}
	car := Hint{Use: UseCar, KW: u, PerDay: u, KWhPerDay: unknownValue(), Source: FromPrior, Reason: HintStep}
	kw, start, step := t.excess(h)
	if len(kw) == 0 {
		return []Hint{water, car}
	}
	water.Reason, car.Reason = HintFew, HintFew
	days := float64(len(kw)) * step.Hours() / 24
	findWater(&water, kw, step, days)
	findCar(&car, kw, start, step, days, t.heat != nil, t.loc)
	return []Hint{water, car}
}

// excess is the home's power without measured heating, kW, at the meter's own step, over the
// last four weeks; empty when the step is too long. Gaps are NaN.
func (t *table) excess(h History) (kw []float64, start time.Time, step time.Duration) {
	set := h.Series.Until(h.At)
	e := set.Get("", series.Energy).Trim()
	if e.Len() == 0 || e.Step > hintStep {
		return nil, start, 0
	}
	e = e.Slice(e.End().Add(-hintDays*24*time.Hour), e.End())
	kw = slices.Clone(e.Values)
	for i := range kw {
		kw[i] /= e.Step.Hours()
		if kw[i] > serviceKW || kw[i] < 0 {
			kw[i] = math.NaN()
		}
	}
	for _, z := range t.zones {
		s := set.Get(z.Name, series.Heating)
		factor := 1 / e.Step.Hours()
		if s.Known() == 0 {
			if s = set.Get(z.Name, series.Duty); s.Known() == 0 || z.PowerKW.Value <= 0 {
				continue
			}
			factor = z.PowerKW.Value
		}
		if s.Step != e.Step {
			continue
		}
		for i := range kw {
			if v := s.At(e.Time(i)); !math.IsNaN(v) {
				kw[i] -= v * factor
			}
		}
	}
	return kw, e.Start, e.Step
}

// findWater looks for lone plateaus of a usual element: 10 to 75 minutes at 3 or 4.5 kW,
// give or take a tenth, above what runs before and after.
func findWater(hint *Hint, kw []float64, step time.Duration, days float64) {
	const near, leastADay = 0.12, 1.0
	most := int(75*time.Minute/step) + 1
	best := 0.0
	for _, element := range []float64{3, 4.5} {
		count, kWh := 0, 0.0
		for i := 1; i+2 < len(kw); i++ {
			if kw[i]-kw[i-1] < 0.15*element {
				continue
			}
			j, full := i, false
			for j < len(kw) && j-i <= most && kw[j]-kw[i-1] > 0.15*element && kw[j]-kw[i-1] < (1+near)*element {
				full = full || math.Abs(kw[j]-kw[i-1]-element) < near*element
				j++
			}
			if !full || j >= len(kw) || j-i > most || math.Abs(kw[j]-kw[i-1]) > 0.15*element {
				continue
			}
			for k := i; k < j; k++ {
				kWh += (kw[k] - (kw[i-1]+kw[j])/2) * step.Hours()
			}
			count++
			i = j
		}
		if perDay := float64(count) / days; perDay >= leastADay && kWh > best {
			best = kWh
			hint.Seen, hint.Reason, hint.Source = true, "", FromData
			hint.KW, hint.PerDay = series.Maybe(element), series.Maybe(perDay)
			// What runs at the same time as something else is not seen.
			daily := series.Maybe(kWh / days)
			hint.KWhPerDay = Value{1.4 * daily, daily, 2 * daily}
		}
	}
}

// findCar looks for plateaus of two hours and more at 3.3 to 11.5 kW that begin between 16 h
// and 2 h, rise and fall within a step, on at least four nights of four weeks.
func findCar(hint *Hint, kw []float64, start time.Time, step time.Duration, days float64, metered bool, loc *time.Location) {
	const low, lone, high, nights = 3.0, 5.5, 12.0, 4
	two, one := int(2*time.Hour/step), int(time.Hour/step)
	var rises, energies []float64
	for i := 5; i+two+2 < len(kw); i++ {
		// A charge begins somewhere within a step: the rise is over two of them.
		if kw[i+1]-kw[i-1] < low {
			continue
		}
		if clock := start.Add(time.Duration(i) * step).In(loc).Hour(); clock < 16 && clock >= 2 {
			continue
		}
		before, after := medianOf(kw[i-4:i]), medianOf(kw[i+1:i+1+one])
		rise := after - before
		if !(rise >= low && rise <= high) || kw[i+1]-kw[i-1] < 0.8*rise {
			continue
		}
		j, kWh := i, 0.0
		for j < len(kw) && kw[j]-before > rise/2 || j == i {
			kWh += (kw[j] - before) * step.Hours()
			j++
		}
		short := j-i < two && !(metered && rise >= lone && j-i > one)
		if short || j-i > 8*two || j+1 >= len(kw) || kw[j-2]-kw[j+1] < 0.6*rise {
			continue
		}
		rises, energies = append(rises, rise), append(energies, kWh)
		i = j
	}
	if len(rises) < nights {
		return
	}
	level, alike := crowd(rises, 0.15)
	if alike < nights || 3*alike < len(rises) {
		return
	}
	hint.Seen, hint.Reason, hint.Source = true, "", FromData
	hint.KW, hint.PerDay = series.Maybe(level), series.Maybe(float64(alike)/days)
	mean := total(energies) / float64(len(energies))
	hint.KWhPerDay = Value{series.Maybe(mean * float64(alike) / days), series.Maybe(0.7 * mean * float64(alike) / days), series.Maybe(1.3 * mean * float64(len(rises)) / days)}
}

// crowd is the middle of the largest group of values that lie within a share of one of them,
// and how many they are.
func crowd(values []float64, share float64) (level float64, n int) {
	for _, v := range values {
		var near []float64
		for _, w := range values {
			if math.Abs(w-v) <= share*v {
				near = append(near, w)
			}
		}
		if len(near) > n {
			level, n = medianOf(near), len(near)
		}
	}
	return level, n
}

// medianOf is the median of what is known, NaN without anything.
func medianOf(v []float64) float64 {
	var buf [128]float64
	w := buf[:0]
	for _, x := range v {
		if !math.IsNaN(x) {
			w = append(w, x)
		}
	}
	if len(w) == 0 {
		return math.NaN()
	}
	slices.Sort(w)
	if n := len(w); n%2 == 0 {
		return (w[n/2-1] + w[n/2]) / 2
	}
	return w[len(w)/2]
}

// quantileOf is the q-th of some values, which it sorts.
func quantileOf(v []float64, q float64) float64 {
	slices.Sort(v)
	return v[int(q*float64(len(v)-1)+0.5)]
}
