package plan

import "math"

// How far outdoor temperatures are off, °C, where nobody says it: what was measured stands in
// another place than the house; a forecast is two degrees off a day ahead (methods.md 5.3);
// of a last day over again it is not known what the next one brings.
const (
	measuredDoubt = 0.3
	hourlyDoubt   = 0.07 // °C an hour ahead
	forecastDoubt = 2.0  // °C, the most of a forecast that does not tell its band
	repeatDoubt   = 4.0  // °C, of a repeated day where too few days were measured
)

// doubts is the standard error of the outdoor temperature of each slot of a grid, °C: as the
// forecast tells it, as forecasts usually are where it does not, and where there is none as
// far as this home's days differ from one another. Bounds are tightened by it: floors hold
// for the low end of the band (track.band), and it widens the savings' interval.
func (h *House) doubts(g *grid) []float64 {
	out := make([]float64, g.n)
	for i := range out {
		switch told := h.record.source.doubt.At(g.local[i]); {
		case i < g.at:
			out[i] = measuredDoubt
		case !g.sure[i]:
			out[i] = h.repeats
		case known(told) && told > 0:
			out[i] = max(told, measuredDoubt)
		default:
			out[i] = min(measuredDoubt+hourlyDoubt*Step.Hours()*float64(i-g.at), forecastDoubt)
		}
	}
	return out
}

// repeatDoubt is how far a day's outdoor temperatures are from those of the day before, °C,
// root mean square of what was measured; repeatDoubt where that is less than a week.
func (r *record) repeatDoubt() float64 {
	sum, n := 0.0, 0
	for i := slotsADay; i < r.n; i++ {
		if r.seen[i] && r.seen[i-slotsADay] {
			d := r.out[i] - r.out[i-slotsADay]
			sum, n = sum+d*d, n+1
		}
	}
	if n < minHeatDays*slotsADay {
		return repeatDoubt
	}
	return max(math.Sqrt(sum/float64(n)), forecastDoubt)
}
