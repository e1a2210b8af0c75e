package baseline

import (
	"math"

	"courant/coach/series"
)

// Setpoint is the mean set-point of a home's zones, °C, for History: at each moment of those
// that are known. It is empty where no zone has any.
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
		for _, s := range zones {
			if v := s.At(at); !math.IsNaN(v) {
				sum += v
				n++
			}
		}
		mean.Values[i] = sum / float64(n)
	}
	return mean
}
