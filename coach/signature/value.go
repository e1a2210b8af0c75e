package signature

import (
	"math"
	"slices"
	"time"

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
		odd := then >= 72 && before > 0 && (now > unitTimes*before && now > 10 || now > 0 && now < before/unitTimes && t.belowFloor(from, end))
		if known >= 12 && (odd || now > largeKW) {
			a := t.blank(Unit, "", from, end)
			a.Kind = series.Energy.String()
			a.Size, a.Unit = spread(now/before, 0, 0), "×"
			a.show(t, SeenNow, from, end, now, "kWh")
			a.show(t, SeenBefore, max(0, from-backHours), from, before, "kWh")
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		if a := t.rescaled(); a != nil {
			out = append(out, *a)
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

const (
	scaleTimes = 2.7 // by which all that a home draws has grown: kW of quarter hours taken for kWh make 4
	highTimes  = 2.2 // … at least by which the highest hours have: a car may charge in them, or not
	scaleLook  = 3   // days judged
)

// rescaled finds energy whose lowest hours, whole days and highest hours have all grown by
// the same large factor, as no weather and no people make them: by cold the lows grow more
// than the highs, by appliances the highs more than the lows.
func (t *table) rescaled() *Anomaly {
	n := len(t.days)
	if n < scaleLook+baseLeast {
		return nil
	}
	var rows []terms
	var days, lows, highs []float64
	var grown [3][]float64 // lows, days, highs of the days judged, over what was usual
	fit := func(y []float64) regression { return regress(rows, y, 5, terms{0, 0.1, 0.3, 0.5, 1}) }
	var day, low regression
	high := 0.0
	for k := max(0, n-scaleLook-baseRef); k < n; k++ {
		d := t.days[k]
		hours := make([]float64, 0, 25)
		for _, v := range t.raw[d.from:d.to] {
			if !math.IsNaN(v) {
				hours = append(hours, v)
			}
		}
		l, ok := t.level(k, &[25]float64{})
		if !ok || len(hours) < leastHours {
			continue
		}
		mean := total(hours) / float64(len(hours))
		slices.Sort(hours)
		floor, top := (hours[0]+hours[1])/2, hours[len(hours)-1]
		x := terms{1, l.today, l.before, d.solar / 100, l.off}
		if k < n-scaleLook {
			rows, days, lows, highs = append(rows, x), append(days, mean), append(lows, floor), append(highs, top)
			continue
		}
		if len(rows) < baseLeast {
			return nil
		}
		if high == 0 {
			day, low, high = fit(days), fit(lows), medianOf(highs)
		}
		grown[0] = append(grown[0], floor/max(low.at(x), 0.05))
		grown[1] = append(grown[1], mean/max(day.at(x), 0.1))
		grown[2] = append(grown[2], top/max(high, 0.2))
	}
	if len(grown[0]) < scaleLook {
		return nil
	}
	for i, least := range [...]float64{scaleTimes, scaleTimes, highTimes} {
		if medianOf(grown[i]) < least {
			return nil
		}
	}
	first := n - scaleLook
	a := t.blank(Unit, "", t.days[first].from, t.n)
	a.Kind = series.Energy.String()
	times := medianOf(grown[1])
	a.Size, a.Unit = spread(times, 0.3, 1), "×"
	now, _ := t.whole(t.days[first].from, t.days[n-1].to)
	sum := 0.0
	for _, d := range now {
		sum += d.energy / float64(len(now))
	}
	if len(now) > 0 {
		a.show(t, SeenNow, t.days[first].from, t.n, sum, "kWh/d")
		a.show(t, SeenExpected, t.days[first].from, t.n, sum/times, "kWh/d")
	}
	return &a
}

// belowFloor reports whether the most of hours [from, end), but for two of them, is under half
// of the least of the weeks before, but for one hour in fifty: a home that draws next to
// nothing at times can do so for a day, and yet not for all of its hours.
func (t *table) belowFloor(from, end int) bool {
	positive := func(v []float64) (out []float64) {
		for _, x := range v {
			if x > 0 {
				out = append(out, x)
			}
		}
		return out
	}
	before, now := positive(t.raw[max(0, from-backHours):from]), positive(t.raw[from:end])
	return len(before) > 0 && len(now) > 0 && quantileOf(now, 0.9) < quantileOf(before, 0.02)/2
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

// spikes finds single values of the last week that no home has, in the series as they were
// sent: in the mean of an hour a quarter of an hour hides.
func (t *table) spikes(h History) []Anomaly {
	var out []Anomaly
	if a := t.energySpike(h.Series.Get("", series.Energy)); a != nil {
		out = append(out, *a)
	}
	look := func(zone string, kind series.Kind) {
		if a := t.jump(zone, kind, h.Series.Get(zone, kind)); a != nil {
			out = append(out, *a)
		}
	}
	look("", series.Outdoor)
	for _, z := range t.zones {
		look(z.Name, series.Indoor)
	}
	return out
}

// lately is the part of a series that is looked at for single values, and the weeks before.
func (t *table) lately(s series.Series) (before, now series.Series) {
	from, end := t.time(max(t.n-spikeHours, 0)), t.time(t.n)
	return s.Slice(t.time(max(0, t.n-spikeHours-backHours)), from), s.Slice(from, end)
}

// single puts a value of a series into an anomaly.
func (t *table) single(zone string, s series.Series, i int, unit string) *Anomaly {
	a := t.blank(Spike, zone, 0, 0)
	a.From, a.To = s.Time(i).In(t.loc), s.Time(i+1).In(t.loc)
	a.Kind, a.Unit = s.Kind.String(), unit
	return &a
}

func (t *table) energySpike(s series.Series) *Anomaly {
	if s.Step <= 0 || s.Step > time.Hour {
		return nil
	}
	before, now := t.lately(s)
	hours := s.Step.Hours()
	largest := 0.0
	for _, v := range before.Values {
		if v <= serviceKW*hours && v > largest {
			largest = v
		}
	}
	for i, v := range now.Values {
		if !(v > serviceKW*hours || largest > 0 && v > spikeTimes*largest && v > spikeKW*hours) {
			continue
		}
		if i+3 < now.Len() && now.Values[i+1] > v/3 && now.Values[i+2] > v/3 {
			return nil // not one value but a new size: units
		}
		a := t.single("", now, i, "×")
		a.Size = spread(v/max(largest, 0.1*hours), 0, 0)
		a.Evidence = []Evidence{
			{SeenSpike, a.From, a.To, series.Maybe(v), "kWh"},
			{SeenBefore, before.Start.In(t.loc), before.End().In(t.loc), series.Maybe(largest), "kWh"},
		}
		return a
	}
	return nil
}

// jump finds a temperature that leaves its neighbours and comes back within the hour.
func (t *table) jump(zone string, kind series.Kind, s series.Series) *Anomaly {
	if s.Step <= 0 || s.Step > time.Hour {
		return nil
	}
	_, now := t.lately(s)
	v, most := now.Values, int(time.Hour/s.Step)
	for i := 1; i+1 < len(v); i++ {
		if !(math.Abs(v[i]-v[i-1]) > jumpC) {
			continue
		}
		for j := i + 1; j < len(v) && j <= i+most; j++ {
			if math.Abs(v[j]-v[i-1]) >= 2 || math.Abs(v[i]-(v[i-1]+v[j])/2) <= jumpC {
				continue
			}
			a := t.single(zone, now, i, "°C")
			a.Size = spread(math.Abs(v[i]-v[i-1]), 0, 0)
			a.Evidence = []Evidence{
				{SeenSpike, a.From, a.To, series.Maybe(v[i]), "°C"},
				{SeenBefore, now.Time(i - 1).In(t.loc), a.From, series.Maybe(v[i-1]), "°C"},
			}
			return a
		}
	}
	return nil
}
