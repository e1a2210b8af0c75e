package baseline

import "math"

// A level is the mean miss of recent days, kWh an hour, and how much of it has lasted. The
// zero value has seen none.
type level struct {
	sum, weight float64
	xx, xy      float64 // of a day's mean miss on the level before it
}

// recent is the level, shrunk to nothing where there are few days.
func (l *level) recent() float64 { return l.sum / (1 + l.weight) }

// lasting is the share of the level that is expected to last one more day: the regression of
// a day's mean miss on the level before it, shrunk to levelPrior; usual is the size of a
// miss, kWh an hour, 0 when not known.
func (l *level) lasting(usual float64) float64 {
	prior := levelTrust * 0.1 * usual * usual
	if prior == 0 {
		return levelPrior
	}
	return min(max((levelPrior*prior+l.xy)/(prior+l.xx), 0), 1)
}

// fade lets a day pass.
func (l *level) fade() {
	w, fade := math.Exp2(-1/halfLife), math.Exp(-1/levelDays)
	l.xx *= w
	l.xy *= w
	l.sum *= fade
	l.weight *= fade
}

// see takes a day's mean miss in; before is the level as the day began. A day of which few
// hours are known counts by their share: in a cold spell whose mornings and evenings are all
// asked about, the hours between are all there is.
func (l *level) see(before, today, weight float64) {
	l.xx += weight * before * before
	l.xy += weight * before * today
	l.sum += weight * today
	l.weight += weight
}
