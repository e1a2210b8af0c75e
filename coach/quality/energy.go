package quality

import (
	"math"
	"time"

	"courant/coach/series"
)

// Thresholds on mean power, kW. A Québec home heated by electricity has an hourly median of
// about 0.5 to 10 kWh; a 200 A service at 240 V carries 48 kW and no more.
const (
	largeKW   = 50
	smallKW   = 0.01
	serviceKW = 48
)

// checkEnergy looks at the size, the sign and the shape of an energy.
func (c *checker) checkEnergy() {
	if c.key.Kind == series.Energy && c.key.Zone != "" {
		c.all(ZoneEnergy)
	}
	c.checkNegative()
	c.checkCoarse()
	if c.checkCounter() {
		return // its size says nothing about the unit
	}
	sorted := sample(c.s.Values)
	hours := c.s.Step.Hours()
	median, high := quantile(sorted, 0.5)/hours, quantile(sorted, 0.99)/hours
	switch {
	case median > largeKW:
		c.all(UnitLarge)
		return
	case high > serviceKW:
		c.all(UnitPower)
		return
	case c.key.Kind == series.Energy && median > 0 && median < smallKW:
		c.all(UnitSmall)
	}
	var spikes count
	for i, v := range c.s.Values {
		if v > serviceKW*hours {
			spikes.add(1, i, i+1)
		}
	}
	c.addCount(Spike, spikes)
}

func (c *checker) checkNegative() {
	var t count
	for i, v := range c.s.Values {
		if v < 0 {
			t.add(1, i, i+1)
		}
	}
	c.addCount(Negative, t)
}

// checkCoarse counts the hours whose parts are all equal, when nearly all are: an hourly
// meter spread over a finer grid, whose power within the hour nobody measured.
func (c *checker) checkCoarse() {
	n := int(time.Hour / c.s.Step)
	if n < 2 || time.Hour%c.s.Step != 0 {
		return
	}
	var alike count
	full := 0
	first := c.s.Start.Truncate(time.Hour)
	if first.Before(c.s.Start) {
		first = first.Add(time.Hour)
	}
	for i := c.s.Index(first); i+n <= c.s.Len(); i += n {
		v := c.s.Values[i]
		if math.IsNaN(v) || v == 0 {
			continue
		}
		full++
		if runEnd(c.s.Values[:i+n], i) == i+n {
			alike.add(1, i, i+n)
		}
	}
	if full >= 48 && float64(alike.n) > 0.9*float64(full) {
		c.addCount(Coarse, alike)
	}
}

// checkCounter tells a meter's reading from its increments: a reading hardly ever falls,
// while the energy of an interval falls about as often as it rises. A fall to under a tenth
// is a reset, the way Home Assistant's total_increasing sees it.
func (c *checker) checkCounter() bool {
	steps, rises := 0, 0
	var resets count
	falls := 0
	for i := 1; i < c.s.Len(); i++ {
		a, b := c.s.Values[i-1], c.s.Values[i]
		if math.IsNaN(a) || math.IsNaN(b) {
			continue
		}
		steps++
		switch {
		case b > a:
			rises++
		case b < a:
			falls++
			if b < a/10 {
				resets.add(1, i, i+1)
			}
		}
	}
	if steps < 48 || falls*50 > steps || rises*10 < steps {
		return false
	}
	c.all(Counter)
	c.addCount(Reset, resets)
	return true
}

// checkOverWhole compares heating with the whole home's energy where both are known: more
// than a tenth above it in sum, and one of the two is not what its column says.
func (c *checker) checkOverWhole() {
	whole := c.set.Get("", series.Energy).Trim()
	if whole.Len() == 0 {
		return
	}
	parts := c.set.Get("", series.Heating)
	if parts.Len() == 0 {
		parts = c.zoneHeating(whole)
	}
	if parts.Step != whole.Step || parts.Start.Sub(whole.Start)%whole.Step != 0 {
		return
	}
	var sumWhole, sumParts float64
	both := 0
	var over count
	parts = parts.Window(whole.Start, whole.End())
	for i, w := range whole.Values[:min(whole.Len(), parts.Len())] {
		p := parts.Values[i]
		if math.IsNaN(w) || math.IsNaN(p) {
			continue
		}
		both++
		sumWhole += w
		sumParts += p
		if p > w*1.02+0.01 {
			over.add(1, i, i+1)
		}
	}
	if time.Duration(both)*whole.Step < 7*day || sumParts <= 1.1*sumWhole {
		return
	}
	c.key, c.s = series.Key{Kind: series.Heating}, whole
	c.addCount(OverWhole, over)
}

// zoneHeating adds up the zones' heating on the grid of whole; a gap in one is a gap.
func (c *checker) zoneHeating(whole series.Series) series.Series {
	out := series.Series{Kind: series.Heating}
	for _, z := range c.set.Zones() {
		s := c.set.Get(z, series.Heating)
		if s.Step != whole.Step {
			continue
		}
		w := s.Window(whole.Start, whole.End())
		if out.Len() == 0 {
			out = w
			continue
		}
		for i := range min(out.Len(), w.Len()) {
			out.Values[i] += w.Values[i]
		}
	}
	return out
}
