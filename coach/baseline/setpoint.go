package baseline

import (
	"math"
	"slices"

	"courant/coach/series"
)

// Setpoint is the mean set-point of a home's zones, °C, for History: at each moment of those
// that are known, each about its own median, so that a zone that is missing moves nothing. It
// is empty where no zone has any.
func Setpoint(set series.Set) series.Series {
	var zones []series.Series
	for _, z := range set.Zones() {
		if s := set.Get(z, series.Setpoint).Trim(); s.Len() > 0 {
			zones = append(zones, s)
		}
	}
	if len(zones) == 0 {
		return series.Series{Kind: series.Setpoint}
	}
	level := 0.0
	middle := make([]float64, len(zones))
	for k, s := range zones {
		known := slices.DeleteFunc(slices.Clone(s.Values), math.IsNaN)
		slices.Sort(known)
		middle[k] = known[len(known)/2]
		level += middle[k] / float64(len(zones))
	}
	start, end, step := zones[0].Start, zones[0].End(), zones[0].Step
	for _, s := range zones[1:] {
		if s.Start.Before(start) {
			start = s.Start
		}
		if s.End().After(end) {
			end = s.End()
		}
	}
	mean := series.New(series.Setpoint, start, step, int(end.Sub(start)/step))
	for i := range mean.Values {
		at, sum, n := mean.Time(i), 0.0, 0
		for k, s := range zones {
			if v := s.At(at); !math.IsNaN(v) {
				sum += v - middle[k]
				n++
			}
		}
		mean.Values[i] = level + sum/float64(n) // NaN where no zone is known
	}
	return mean
}
