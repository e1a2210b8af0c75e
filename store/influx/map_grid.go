package influx

import (
	"maps"
	"math"
	"time"

	"courant/coach/quality"
	"courant/coach/series"
	"courant/store/seal"
)

// mapStep is the grid that points of changes are brought onto.
const mapStep = 15 * time.Minute

const mapSeconds = int64(mapStep / time.Second)

// A quarters gathers what is known of quarter hours: an amount (energy, or level times time), and
// how many seconds of each it is known for.
type quarters struct {
	first  int64 // the number of the first one since 1970
	amount []float64
	known  []int64
}

// newQuarters makes room for [from, to], in seconds since 1970.
func newQuarters(from, to int64) *quarters {
	first := floorDiv(from, mapSeconds)
	n := floorDiv(to, mapSeconds) - first + 1
	return &quarters{first, make([]float64, n), make([]int64, n)}
}

// add spreads an amount a second over [from, to).
func (q *quarters) add(from, to int64, perSecond float64) {
	for from < to {
		at := floorDiv(from, mapSeconds)
		end := min(to, (at+1)*mapSeconds)
		if i := at - q.first; i >= 0 && i < int64(len(q.amount)) {
			q.amount[i] += perSecond * float64(end-from)
			q.known[i] += end - from
		}
		from = end
	}
}

// mean gives the amount a second of each quarter hour that is known for half of it or more (CalTRACK
// 2.2.2.1 and OpenDSM's hourly rule), times scale.
func (q *quarters) mean(kind series.Kind, scale float64) series.Series {
	s := series.New(kind, time.Unix(q.first*mapSeconds, 0), mapStep, len(q.amount))
	for i, known := range q.known {
		if 2*known >= mapSeconds {
			s.Values[i] = q.amount[i] / float64(known) * scale
		}
	}
	return s.Trim()
}

// A reader turns the raw points of one source into its series.
type reader struct {
	source
	until int64 // now, or where the data end: nothing is held beyond it
	grid  *gridder
	signs map[int64]bool // quarter hours with a point: the program was alive
}

// series reads the points of a source. What does not fit is left out and counted.
func (r *reader) series(p *points) series.Series {
	r.grid = &gridder{key: r.key, before: r.until}
	for i := range p.v {
		p.v[i] = p.v[i]*r.factor + r.offset
	}
	if r.read == readInterval {
		return r.interval(p)
	}
	r.grid.sort(p)
	sec, v := r.grid.clean(p)
	for _, t := range sec {
		r.signs[floorDiv(t, mapSeconds)] = true
	}
	var out series.Series
	switch {
	case len(sec) == 0:
		out = series.Series{Kind: r.key.Kind}
	case r.read == readCounter:
		out = r.counter(sec, v)
	default:
		out = r.level(sec, v)
	}
	r.grid.report(&p.odd)
	return out
}

// interval puts regular points onto their own grid.
func (r *reader) interval(p *points) series.Series {
	s := r.grid.series(p)
	if r.power {
		for i := range s.Values {
			s.Values[i] *= s.Step.Hours()
		}
	}
	if r.atEnd && s.Len() > 0 {
		s.Start = s.Start.Add(-s.Step)
	}
	return s
}

// level is the mean over time of a value that stands until the next one, at most for its hold. A
// heater that is off may be off for days.
func (r *reader) level(sec []int64, v []float64) series.Series {
	q := newQuarters(sec[0], max(r.until, sec[len(sec)-1]))
	for i, t := range sec {
		hold := r.hold
		if v[i] == 0 && r.key.Kind == series.Heating {
			hold = longestHold
		}
		end := min(t+int64(hold/time.Second), max(r.until, t))
		if i+1 < len(sec) {
			end = min(end, sec[i+1])
		}
		q.add(t, end, v[i])
	}
	scale := 1.0
	if r.power {
		scale = mapStep.Hours()
	}
	return r.whole(q.mean(r.key.Kind, scale))
}

// whole leaves away the quarter hour that is not over.
func (r *reader) whole(s series.Series) series.Series {
	return s.Slice(s.Start, time.Unix(floorDiv(r.until, mapSeconds)*mapSeconds, 0)).Trim()
}

// The rules of counters. The first is Home Assistant's own for total_increasing.
const (
	jitterShare = 0.9 // a fall to this share of the reading or more is jitter, below it a new cycle from zero
	backAgain   = int64(time.Hour / time.Second)
	mostKW      = 100.0 // more than a service entrance of 400 A carries: no consumption
	smallKWh    = 0.25  // so little may be spread over any pause: nothing was used for long
)

// counter turns a meter's readings into the energy between them, spread evenly. A reading that falls
// begins a new cycle from zero, unless it is jitter or comes back within the hour. What the
// meter grew by over a longer pause than its hold cannot be told apart by time: a gap.
func (r *reader) counter(sec []int64, v []float64) series.Series {
	q := newQuarters(sec[0], sec[len(sec)-1])
	at, reading := sec[0], v[0]
	for i := 1; i < len(sec); i++ {
		t, now := sec[i], v[i]
		grown := now - reading
		switch {
		case grown < 0 && returns(sec[i:], v[i:], reading):
			r.grid.counts[countBadReading].add(t)
			continue
		case grown < 0 && now >= jitterShare*reading:
			r.grid.counts[countBadReading].add(t)
			grown, now = 0, reading
		case grown < 0:
			r.grid.counts[countReset].add(t)
			grown = now
		}
		span := t - at
		switch {
		case grown > mostKW*float64(span)/3600+smallKWh:
			r.grid.counts[countBadReading].add(t)
		case span <= int64(r.hold/time.Second), grown <= smallKWh && span <= int64(longestHold/time.Second):
			q.add(at, t, grown/float64(span))
		default:
			r.grid.counts[countSpread].add(t)
		}
		at, reading = t, now
	}
	return q.mean(r.key.Kind, mapStep.Seconds())
}

// returns reports whether a reading that fell is back where it was within the hour: then the low
// ones were none.
func returns(sec []int64, v []float64, to float64) bool {
	for i := 1; i < len(sec) && sec[i]-sec[0] <= backAgain; i++ {
		if v[i] >= to {
			return true
		}
	}
	return false
}

// darkAfter is how many quarter hours without a word from any source mean that the program was
// away, not that nothing changed; it takes as many sources as darkSources to tell.
const (
	darkAfter   = 8
	darkSources = 3
)

// darken takes away what was only held while the program was away, and what is held since its last sign of life:
// nobody knows yet whether it is still there.
func darken(s series.Series, signs map[int64]bool) {
	if s.Step != mapStep {
		return
	}
	first := floorDiv(s.Start.Unix(), mapSeconds)
	last := int64(math.MinInt64)
	for at := range signs {
		last = max(last, at)
	}
	for i := 0; i < s.Len(); {
		if signs[first+int64(i)] {
			i++
			continue
		}
		end := i
		for end < s.Len() && !signs[first+int64(end)] {
			end++
		}
		if end-i >= darkAfter || first+int64(i) > last {
			for j := i; j < end; j++ {
				s.Values[j] = math.NaN()
			}
		}
		i = end
	}
}

// A view is one source's series, and the quarter hours in which it spoke.
type view struct {
	series.Series
	level bool
	signs map[int64]bool
}

// join makes one series of the views of one thing, the first one first. Where several know a quarter hour
// the one that spoke last stands, of equals the first: an entity that was added a second time goes
// silent under its old name, and what it said last is not held against the new one. A counter stands
// over a level.
func join(views []view) series.Series {
	out := views[0]
	for _, other := range views[1:] {
		out = out.over(other)
	}
	return out.Series
}

// over lays a view over another one.
func (v view) over(o view) view {
	switch {
	case v.Len() == 0:
		return o
	case o.Len() == 0:
		return v
	}
	top, under := v.Series, o.Series
	if top.Step != under.Step {
		step := seal.CommonStep(top.Step, under.Step)
		top, under = top.Resample(step), under.Resample(step)
	}
	if v.level && o.level {
		top = top.Clone()
		mine, theirs := int64(math.MinInt64), int64(math.MinInt64)
		for at := min(floorDiv(top.Start.Unix(), mapSeconds), floorDiv(under.Start.Unix(), mapSeconds)); ; at++ {
			i := top.Index(time.Unix(at*mapSeconds, 0))
			if i >= top.Len() {
				break
			}
			if v.signs[at] {
				mine = at
			}
			if o.signs[at] {
				theirs = at
			}
			if i >= 0 && theirs > mine {
				top.Values[i] = math.NaN()
			}
		}
	}
	signs := maps.Clone(v.signs)
	maps.Copy(signs, o.signs)
	return view{series.Merge(under, top), v.level && o.level, signs}
}

// The issues of counters.
const (
	BadReading quality.Code = "counter-bad"   // readings of a counter that cannot be: left out
	LongPause  quality.Code = "counter-pause" // a counter's growth over a pause too long to spread: left out
)
