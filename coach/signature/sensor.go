package signature

import (
	"math"

	"courant/coach/series"
)

const (
	quietHours = 23 // whole hours that a day of silence or of one value has at least
	backHours  = 28 * 24
	staleHours = 40 * 24 // silence of longer than that is an old story
)

// endOf is the hour after the last known one, 0 without any.
func endOf(v []float64) int {
	for i := len(v); i > 0; i-- {
		if !math.IsNaN(v[i-1]) {
			return i
		}
	}
	return 0
}

// silent finds zones, and the meter, that have sent nothing for a day. When nothing comes
// from anywhere it is the home that is silent: one finding.
func (t *table) silent(History) []Anomaly {
	var out []Anomaly
	sources, longest := 0, 0
	look := func(zone, kind string, v []float64) {
		end := endOf(v)
		if end == 0 {
			return
		}
		sources++
		longest = max(longest, end)
		if gap := t.n - end; gap < quietHours || gap > staleHours {
			return
		}
		a := t.blank(Silent, zone, end, t.n)
		a.Kind = kind
		a.Size, a.Unit = spread(float64(t.n-end), 0, 0), "h"
		a.show(t, SeenLast, end-1, end, v[end-1], unitOf(kind))
		out = append(out, a)
	}
	look("", series.Energy.String(), t.raw)
	for _, z := range t.zones {
		switch {
		case z.indoor != nil:
			look(z.Name, series.Indoor.String(), z.indoor)
		case z.setpoint != nil:
			look(z.Name, series.Setpoint.String(), z.setpoint)
		}
	}
	if len(out) > 1 && len(out) == sources {
		a := t.blank(Silent, "", longest, t.n)
		a.Size, a.Unit = spread(float64(t.n-longest), 0, 0), "h"
		for _, each := range out {
			a.Evidence = append(a.Evidence, each.Evidence...)
		}
		return []Anomaly{a}
	}
	return out
}

func unitOf(kind string) string {
	if kind == series.Energy.String() {
		return "kWh"
	}
	return "°C"
}

// stuck finds sensors that show one value for a day, and half as long again as they ever did in
// the weeks before: coarse sensors in quiet rooms stand still by themselves.
func (t *table) stuck(History) []Anomaly {
	var out []Anomaly
	look := func(zone, kind string, v []float64) {
		end := endOf(v)
		if end == 0 || t.n-end > 1 {
			return
		}
		run := runBefore(v, end)
		if run < quietHours || v[end-1] == 0 {
			return
		}
		before := 0
		for i := end - run; i > max(0, end-run-backHours); {
			if math.IsNaN(v[i-1]) {
				i--
				continue
			}
			r := runBefore(v, i)
			before = max(before, r)
			i -= r
		}
		if end-run < 7*24 || 2*run < 3*before {
			return
		}
		a := t.blank(Stuck, zone, end-run, end)
		a.Kind = kind
		a.Size, a.Unit = spread(float64(run), 0, 0), "h"
		a.show(t, SeenLast, end-run, end, v[end-1], unitOf(kind))
		a.show(t, SeenLongest, max(0, end-run-backHours), end-run, float64(before), "h")
		out = append(out, a)
	}
	look("", series.Energy.String(), t.raw)
	look("", series.Outdoor.String(), t.outdoor)
	for _, z := range t.zones {
		look(z.Name, series.Indoor.String(), z.indoor)
	}
	return out
}

// runBefore is how many equal values end before i.
func runBefore(v []float64, i int) int {
	n := 1
	for i-n > 0 && v[i-n-1] == v[i-1] {
		n++
	}
	return n
}

const (
	swapHours = 7 * 24 // looked at
	swapApart = 0.7    // °C: the two set-points must differ by as much, root mean square
	swapRatio = 0.25   // the squares with the other's set-point against those with its own
)

// swapped finds two rooms whose temperatures follow each other's set-points, and a room that
// has changed places with the outdoor sensor.
func (t *table) swapped(History) []Anomaly {
	from := t.n - swapHours
	if from < swapHours {
		return nil
	}
	if x := t.turnedOut(); x != nil {
		return []Anomaly{*x}
	}
	var out []Anomaly
	for i, a := range t.zones {
		for _, b := range t.zones[i+1:] {
			if a.indoor == nil || b.indoor == nil || a.setpoint == nil || b.setpoint == nil {
				continue
			}
			own, other, apart, n := crossed(&a, &b, from, t.n)
			if n < 72 || apart < swapApart*swapApart || own < 2*swapApart*swapApart || other > swapRatio*own {
				continue
			}
			if was, wasOther, _, m := crossed(&a, &b, max(0, from-backHours), from); m >= 72 && was > 0.5*wasOther {
				continue // it has always been so, or has never been clear
			}
			x := t.blank(Swapped, a.Name, from, t.n)
			x.Kind = series.Indoor.String()
			x.Size, x.Unit = spread(math.Sqrt(own/2), 0, 0), "°C"
			x.show(t, SeenFit, from, t.n, math.Sqrt(own/2), "°C")
			x.show(t, SeenFit, from, t.n, math.Sqrt(other/2), "°C")
			x.Other = b.Name
			out = append(out, x)
		}
	}
	return out
}

const (
	outHours = 24
	outFar   = 8.0 // °C of a room from what it was in the weeks before, root mean square
	outNear  = 3.0 // … and of the outdoor sensor
)

// turnedOut finds the room that shows the weather while the outdoor sensor shows the room.
func (t *table) turnedOut() *Anomaly {
	from := t.n - outHours
	for _, z := range t.zones {
		if z.indoor == nil {
			continue
		}
		usual, known := middle(z.indoor[max(0, from-backHours):from])
		room, out, n := 0.0, 0.0, 0
		for i := from; i < t.n; i++ {
			a, b := z.indoor[i]-usual, t.outdoor[i]-usual
			if !math.IsNaN(a + b) {
				room, out, n = room+a*a, out+b*b, n+1
			}
		}
		room, out = math.Sqrt(room/float64(n)), math.Sqrt(out/float64(n))
		if known < 72 || n < leastHours || !(room >= outFar && out <= outNear) {
			continue
		}
		x := t.blank(Swapped, z.Name, from, t.n)
		x.Kind = series.Outdoor.String()
		x.Size, x.Unit = spread(room, 0, 0), "°C"
		x.show(t, SeenFit, from, t.n, room, "°C")
		x.show(t, SeenOutdoor, from, t.n, out, "°C")
		return &x
	}
	return nil
}

// crossed are the mean squares between two rooms' temperatures and their own set-points, the
// other's, and between the set-points.
func crossed(a, b *zone, from, to int) (own, other, apart float64, n int) {
	sq := func(x float64) float64 { return x * x }
	for i := from; i < to; i++ {
		x := sq(a.indoor[i]-a.setpoint[i]) + sq(b.indoor[i]-b.setpoint[i])
		y := sq(a.indoor[i]-b.setpoint[i]) + sq(b.indoor[i]-a.setpoint[i])
		if math.IsNaN(x + y) {
			continue
		}
		own, other, apart = own+x, other+y, apart+sq(a.setpoint[i]-b.setpoint[i])
		n++
	}
	k := float64(max(n, 1))
	return own / k, other / k, apart / k, n
}
