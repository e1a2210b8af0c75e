package influx

import (
	"cmp"
	"math"
	"slices"
	"time"

	"courant/coach/quality"
	"courant/coach/series"
	"courant/store/seal"
)

// The issues of buckets, beside those of quality.Codes. The first three are words that
// files have too.
const (
	DuplicateEqual    quality.Code = "duplicate-equal"    // points that say the same again, under other tags
	DuplicateConflict quality.Code = "duplicate-conflict" // points that say something else of the same interval: the last one stands
	Snapped           quality.Code = "off-grid"           // points a little off the grid, taken to be on it
	BetweenGrid       quality.Code = "between-grid"       // points too far from the grid to belong to it: left out
	MixedSteps        quality.Code = "mixed-steps"        // points of another step than the finest: split or held
	WrongType         quality.Code = "wrong-type"         // values that are texts or yes/no: left out
	NotFinite         quality.Code = "not-finite"         // NaN and infinities: gaps
	NoStep            quality.Code = "no-step"            // points whose interval cannot be told: left out
	CityConflict      quality.Code = "city-conflict"      // city tags beside the one that stands
)

// Codes lists the codes of issues of buckets, in a fixed order, those of quality.Codes apart.
func Codes() []quality.Code {
	return []quality.Code{DuplicateEqual, DuplicateConflict, Snapped, BetweenGrid, MixedSteps, WrongType, NotFinite, NoStep, CityConflict, BadReading, LongPause}
}

// Points are the raw values of one series: times in seconds since 1970.
type points struct {
	sec      []int64
	v        []float64
	unsorted bool
	odd      span // values of the wrong type
}

func (p *points) add(sec int64, v float64, ok bool) {
	if !ok {
		p.odd.add(sec)
		return
	}
	if n := len(p.sec); n > 0 && sec <= p.sec[n-1] {
		p.unsorted = true
	}
	p.sec = append(p.sec, sec)
	p.v = append(p.v, v)
}

// A span counts points of one issue, and where they lie.
type span struct {
	n        int
	from, to int64
}

func (s *span) add(sec int64) {
	if s.n == 0 {
		s.from, s.to = sec, sec
	}
	s.n++
	s.from, s.to = min(s.from, sec), max(s.to, sec)
}

// A gridder puts points on the regular grid that they seem to be of.
type gridder struct {
	key    series.Key
	hint   time.Duration // the step of points that are too few to tell it; 0: none
	expect time.Duration // the step of points unless a run of them shows a multiple of it; 0: none
	before int64         // later stamps are of the future, in seconds since 1970
	issues []quality.Issue
	counts [countedIssues]span
}

// What a gridder counts while it goes over the points.
const (
	countEqual = iota
	countConflict
	countSnapped
	countBetween
	countMixed
	countNotFinite
	countNoStep
	countAncient
	countFuture
	countBadReading
	countReset
	countSpread
	countedIssues
)

var countCodes = [countedIssues]quality.Code{
	DuplicateEqual, DuplicateConflict, Snapped, BetweenGrid, MixedSteps, NotFinite, NoStep, quality.Ancient, quality.Future,
	BadReading, quality.Reset, LongPause,
}

// ancient is where credible stamps begin: an earlier one is in another unit than it was
// written for.
var ancient = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// Series gives the points as a series on the grid of its step (multiples since 1970), from
// the first known value to the last one. Where the step changes on the way the finest one
// stands, energies split evenly and means held, as every store has it. What does not fit
// is left out and counted.
func (g *gridder) series(p *points) series.Series {
	g.sort(p)
	sec, v := g.clean(p)
	var parts []series.Series
	for _, seg := range segments(sec, int64(g.hint/time.Second), int64(g.expect/time.Second)) {
		if seg.step == 0 || (sec[len(sec)-1]-sec[0])/seg.step >= maxValues {
			for _, t := range sec[seg.from:seg.to] {
				g.counts[countNoStep].add(t)
			}
			continue
		}
		parts = append(parts, g.place(sec[seg.from:seg.to], v[seg.from:seg.to], seg.step))
	}
	out := g.join(parts)
	g.report(&p.odd)
	return out.Trim()
}

func (g *gridder) sort(p *points) {
	if !p.unsorted {
		return
	}
	order := make([]int, len(p.sec))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.sec[a], p.sec[b]) })
	sec, v := make([]int64, len(order)), make([]float64, len(order))
	for i, j := range order {
		sec[i], v[i] = p.sec[j], p.v[j]
	}
	p.sec, p.v = sec, v
}

// clean leaves out what cannot be a measurement, in place: stamps before 2000 or of the
// future, numbers that are not finite, a second value of the same time.
func (g *gridder) clean(p *points) ([]int64, []float64) {
	n := 0
	for i, t := range p.sec {
		v := p.v[i]
		switch {
		case t < ancient:
			g.counts[countAncient].add(t)
		case t > g.before:
			g.counts[countFuture].add(t)
		case math.IsNaN(v) || math.IsInf(v, 0):
			g.counts[countNotFinite].add(t)
		case n > 0 && p.sec[n-1] == t:
			g.duplicate(t, p.v[n-1], v)
			p.v[n-1] = v
		default:
			p.sec[n], p.v[n] = t, v
			n++
		}
	}
	return p.sec[:n], p.v[:n]
}

func (g *gridder) duplicate(t int64, old, now float64) {
	if old == now {
		g.counts[countEqual].add(t)
	} else {
		g.counts[countConflict].add(t)
	}
}

// maxValues bounds a series: a minute's step over thirty years. Two stray points a second
// apart must not make a series of a billion gaps.
const maxValues = 1 << 24

// place puts points on a grid. What is within a twentieth of a step of it, and a minute, is
// on it; what is farther off is left out.
func (g *gridder) place(sec []int64, v []float64, step int64) series.Series {
	slot := func(t int64) int64 { return floorDiv(t+step/2, step) }
	first, last := slot(sec[0]), slot(sec[len(sec)-1])
	near := min(max(step/20, 1), 60)
	s := series.New(g.key.Kind, time.Unix(first*step, 0), time.Duration(step)*time.Second, int(last-first)+1)
	for i, t := range sec {
		at := slot(t)
		switch off := max(t-at*step, at*step-t); {
		case off > near:
			g.counts[countBetween].add(t)
			continue
		case off > 0:
			g.counts[countSnapped].add(t)
		}
		if old := s.Values[at-first]; !math.IsNaN(old) {
			g.duplicate(t, old, v[i])
		}
		s.Values[at-first] = v[i]
	}
	return s
}

// join lays the parts of a series one behind the other, on the finest of their steps.
func (g *gridder) join(parts []series.Series) series.Series {
	if len(parts) == 0 {
		return series.Series{Kind: g.key.Kind}
	}
	finest := parts[0].Step
	for _, s := range parts[1:] {
		finest = seal.CommonStep(finest, s.Step)
	}
	var out series.Series
	for _, s := range parts {
		if s.Step != finest {
			for i, v := range s.Values {
				if !math.IsNaN(v) {
					g.counts[countMixed].add(s.Time(i).Unix())
				}
			}
			s = s.Resample(finest)
		}
		out = series.Merge(out, s)
	}
	return out
}

func (g *gridder) report(odd *span) {
	add := func(code quality.Code, s span) {
		if s.n > 0 {
			g.issues = append(g.issues, quality.Issue{
				Code: code, Kind: g.key.Kind, Zone: g.key.Zone, Count: s.n,
				From: time.Unix(s.from, 0).UTC(), To: time.Unix(s.to+1, 0).UTC(),
			})
		}
	}
	for i, s := range g.counts {
		add(countCodes[i], s)
	}
	add(WrongType, *odd)
	g.counts = [countedIssues]span{}
}

// A segment is a run of points of one step; step 0 when it cannot be told.
type segment struct {
	from, to int
	step     int64 // seconds
}

const (
	finerRun   = 3  // as many equal shorter differences in a row make the step finer
	coarserRun = 12 // as many equal longer ones make it coarser: fewer are gaps
)

// segments finds where the step of sorted points changes. A step is a divisor of a week. The
// first one is the most common difference: unless that is a multiple of the step that is expected, and
// no run of points shows it, for then there may as well be gaps in between.
func segments(sec []int64, hint, expect int64) []segment {
	if len(sec) == 0 {
		return nil
	}
	first := commonStep(sec)
	few := hint > 0 && first%max(hint, 1) == 0 && len(sec) <= finerRun
	if first == 0 || few {
		return []segment{{0, len(sec), cmp.Or(hint, expect)}}
	}
	if expect > 0 && first%expect == 0 && longestRun(sec, first) < coarserRun {
		first = expect
	}
	segs := []segment{{0, 0, first}}
	var last, step int64 // the latest difference, and the step that it stands for
	run := 0
	for i := 1; i < len(sec); i++ {
		if d := sec[i] - sec[i-1]; d != last {
			was := step
			last, step = d, stepOf(d)
			if step != was || step == 0 {
				run = 0
			}
		}
		run++
		cur := &segs[len(segs)-1]
		if step == 0 || step == cur.step || run < finerRun || step > cur.step && run < coarserRun {
			continue
		}
		start := i - run
		if start <= cur.from { // what came before is nothing: it was of this step all along
			cur.step = step
			continue
		}
		cur.to = start
		segs = append(segs, segment{from: start, step: step})
	}
	segs[len(segs)-1].to = len(sec)
	return segs
}

// longestRun is the most differences in a row that stand for a step.
func longestRun(sec []int64, step int64) int {
	run, most := 0, 0
	for i := 1; i < len(sec); i++ {
		if run++; stepOf(sec[i]-sec[i-1]) != step {
			run = 0
		}
		most = max(most, run)
	}
	return most
}

// commonStep is the most common difference among the first thousand points, the smallest of equals;
// 0 when there is none.
func commonStep(sec []int64) int64 {
	counts := map[int64]int{}
	for i := 1; i < min(len(sec), 1000); i++ {
		counts[sec[i]-sec[i-1]]++
	}
	steps := map[int64]int{}
	for d, n := range counts {
		if s := stepOf(d); s > 0 {
			steps[s] += n
		}
	}
	best, most := int64(0), 0
	for s, n := range steps {
		if n > most || n == most && s < best {
			best, most = s, n
		}
	}
	return best
}

const (
	daySeconds  = int64(24 * 60 * 60)
	weekSeconds = int64(seal.Week / time.Second)
)

// stepOf is the step that a difference of two times stands for: itself when it divides a
// week, else the whole minutes that divide a day and that it is within a fiftieth of
// (clocks drift), else 0.
func stepOf(d int64) int64 {
	if d <= 0 || d > weekSeconds {
		return 0
	}
	if weekSeconds%d == 0 {
		return d
	}
	for off := int64(1); off <= d/50; off++ {
		for _, s := range [2]int64{d + off, d - off} {
			if s%60 == 0 && daySeconds%s == 0 {
				return s
			}
		}
	}
	return 0
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
