package quality

import (
	"math"
	"time"

	"courant/coach/series"
)

// checkMean looks at temperatures and sun.
func (c *checker) checkMean() {
	switch c.key.Kind {
	case series.Indoor, series.Outdoor, series.Setpoint:
		c.checkFahrenheit()
		c.checkJumps()
	case series.Solar:
		c.checkSun()
	}
}

// checkFahrenheit: no room and no Québec year has a median over 45 °C; and no Québec winter
// one over 12 °C, while 10 to 35 °F is what it is in the other scale.
func (c *checker) checkFahrenheit() {
	if quantile(sample(c.s.Values), 0.5) > 45 {
		c.all(Fahrenheit)
		return
	}
	if c.key.Kind != series.Outdoor {
		return
	}
	var winter []float64
	for y := c.s.Start.Year() - 1; y <= c.s.End().Year(); y++ {
		december := time.Date(y, time.December, 1, 0, 0, 0, 0, time.UTC)
		winter = append(winter, c.s.Slice(december, december.AddDate(0, 3, 0)).Values...)
	}
	if time.Duration(known(winter))*c.s.Step >= 14*day && quantile(sample(winter), 0.5) > 12 {
		c.all(Fahrenheit)
	}
}

// checkJumps counts lone values that leave two agreeing neighbours by more than 8 °C: no
// house and no weather does that within the hour.
func (c *checker) checkJumps() {
	if c.s.Step > time.Hour || c.key.Kind == series.Setpoint {
		return
	}
	var t count
	vs := c.s.Values
	for i := 1; i+1 < len(vs); i++ {
		if math.Abs(vs[i+1]-vs[i-1]) < 2 && math.Abs(vs[i]-(vs[i-1]+vs[i+1])/2) > 8 {
			t.add(1, i, i+1)
		}
	}
	c.addCount(Spike, t)
}

// checkSwapped compares how much indoor and outdoor temperature vary over a week or more
// of the same time: a house damps the weather.
func (c *checker) checkSwapped() {
	out := c.set.Get("", series.Outdoor)
	if out.Len() == 0 {
		return
	}
	for _, k := range c.set.Keys() {
		in := c.set[k].Trim()
		if k.Kind != series.Indoor || k.Forecast || in.Len() == 0 || in.Step <= 0 {
			continue
		}
		if in.Step != out.Step {
			in = in.ResampleLoose(out.Step)
		}
		beside := out.Window(in.Start, in.End())
		var a, b moments
		for i, v := range in.Values[:min(in.Len(), beside.Len())] {
			if o := beside.Values[i]; !math.IsNaN(v) && !math.IsNaN(o) {
				a.add(v)
				b.add(o)
			}
		}
		if time.Duration(a.n)*in.Step >= 7*day && a.deviation() > 1.2*b.deviation() {
			c.key, c.s = k, in
			c.all(Swapped)
		}
	}
}

// moments gathers a standard deviation in one pass (Welford 1962).
type moments struct {
	n        int
	mean, m2 float64
}

func (m *moments) add(v float64) {
	m.n++
	d := v - m.mean
	m.mean += d / float64(m.n)
	m.m2 += d * (v - m.mean)
}

func (m *moments) deviation() float64 { return math.Sqrt(m.m2 / float64(max(m.n, 1))) }
