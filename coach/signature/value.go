package signature

import (
	"math"

	"courant/coach/series"
)

const (
	unitTimes  = 20.0 // a day's median against that of the weeks before
	largeKW    = 50.0 // no home's median
	hotC       = 45.0 // no room's and no Québec year's median: °F
	spikeTimes = 3.0  // times the largest of the weeks before …
	spikeKW    = 12.0 // … and a car that was not there before is none
	jumpC      = 8.0  // a lone value that leaves two agreeing neighbours
	spikeHours = 7 * 24
)

// units finds values of another size than before: Wh for kWh, °F for °C.
func (t *table) units(History) []Anomaly {
	var out []Anomaly
	if end := endOf(t.raw); end > 24 && t.n-end < 24 {
		from := end - 24
		now, known := middle(t.raw[from:end])
		before, then := middle(t.raw[max(0, from-backHours):from])
		if now < 0 {
			now = math.NaN()
		}
		odd := then >= 72 && before > 0 && (now > unitTimes*before && now > 10 || now > 0 && now < before/unitTimes && t.hasFloor(from))
		if known >= 12 && (odd || now > largeKW) {
			a := t.blank(Unit, "", from, end)
			a.Kind = series.Energy.String()
			a.Size, a.Unit = spread(now/before, 0, 0), "×"
			a.show(t, SeenNow, from, end, now, "kWh")
			a.show(t, SeenBefore, max(0, from-backHours), from, before, "kWh")
			out = append(out, a)
		}
	}
	look := func(zone, kind string, v []float64) {
		end := endOf(v)
		if end < 24 || t.n-end >= 24 {
			return
		}
		if now, known := middle(v[end-24 : end]); known >= 12 && now > hotC {
			a := t.blank(Unit, zone, end-24, end)
			a.Kind, a.Unit = kind, "°C"
			a.Size = spread(now, 0, 0)
			a.show(t, SeenNow, end-24, end, now, "°C")
			out = append(out, a)
		}
	}
	look("", series.Outdoor.String(), t.outdoor)
	for _, z := range t.zones {
		look(z.Name, series.Indoor.String(), z.indoor)
	}
	return out
}

// hasFloor reports whether no ordinary hour before was as small as a unit too small would
// make it: a home that draws next to nothing at times can do so for a day.
func (t *table) hasFloor(from int) bool {
	mid, _ := middle(t.raw[max(0, from-backHours):from])
	for _, v := range t.raw[max(0, from-backHours):from] {
		if v < mid/unitTimes {
			return false
		}
	}
	return true
}

// middle is the median of what is known, from every fifth value where there are many.
func middle(v []float64) (median float64, known int) {
	var buf [200]float64
	w := buf[:0]
	stride := 1
	if len(v) > len(buf) {
		stride = 5
	}
	for i := 0; i < len(v) && len(w) < len(buf); i += stride {
		if !math.IsNaN(v[i]) {
			w = append(w, v[i])
		}
	}
	return medianOf(w), len(w) * stride
}

// spikes finds single values of the last week that no home has.
func (t *table) spikes(History) []Anomaly {
	var out []Anomaly
	from := max(t.n-spikeHours, 0)
	largest := 0.0
	for _, v := range t.raw[max(0, from-backHours):from] {
		if v <= serviceKW {
			largest = max(largest, v)
		}
	}
	for i := from; i < t.n; i++ {
		v := t.raw[i]
		if v > serviceKW || largest > 0 && v > spikeTimes*largest && v > spikeKW {
			if i+3 < t.n && t.raw[i+1] > v/3 && t.raw[i+2] > v/3 {
				return out // not one value but a new size: units
			}
			a := t.blank(Spike, "", i, i+1)
			a.Kind = series.Energy.String()
			a.Size, a.Unit = spread(v/max(largest, 0.1), 0, 0), "×"
			a.show(t, SeenSpike, i, i+1, v, "kWh")
			a.show(t, SeenBefore, max(0, from-backHours), from, largest, "kWh")
			out = append(out, a)
			break
		}
	}
	look := func(zone, kind string, v []float64) {
		for i := max(from, 1); i+1 < len(v); i++ {
			if math.Abs(v[i+1]-v[i-1]) < 2 && math.Abs(v[i]-(v[i-1]+v[i+1])/2) > jumpC {
				a := t.blank(Spike, zone, i, i+1)
				a.Kind, a.Unit = kind, "°C"
				a.Size = spread(math.Abs(v[i]-v[i-1]), 0, 0)
				a.show(t, SeenSpike, i, i+1, v[i], "°C")
				a.show(t, SeenBefore, i-1, i, v[i-1], "°C")
				out = append(out, a)
				return
			}
		}
	}
	look("", series.Outdoor.String(), t.outdoor)
	for _, z := range t.zones {
		look(z.Name, series.Indoor.String(), z.indoor)
	}
	return out
}
