package influx

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/quality"
	"courant/coach/series"
)

const (
	t0      = int64(1735707600) // 2025-01-01T05:00:00Z
	quarter = int64(900)
	hour    = int64(3600)
)

// every makes n points from a time on; each value is its index.
func every(from, step int64, n int) *points {
	var p points
	for i := range n {
		p.add(from+int64(i)*step, float64(i), true)
	}
	return &p
}

func (p *points) and(o *points) *points {
	for i := range o.sec {
		p.add(o.sec[i], o.v[i], true)
	}
	return p
}

func counts(issues []quality.Issue) map[quality.Code]int {
	m := map[quality.Code]int{}
	for _, i := range issues {
		m[i.Code] += i.Count
	}
	return m
}

func TestGrid(t *testing.T) {
	far := t0 + 400*24*hour
	for _, c := range []struct {
		desc   string
		kind   series.Kind
		in     *points
		hint   time.Duration
		step   int64
		n      int // intervals
		known  int
		sum    float64
		issues map[quality.Code]int
	}{
		{"nothing", series.Energy, &points{}, 0, 0, 0, 0, 0, nil},
		{"a plain hourly day", series.Energy, every(t0, hour, 24), 0, hour, 24, 24, 276, nil},
		{"a gap stays a gap", series.Energy, every(t0, hour, 10).and(every(t0+20*hour, hour, 10)), 0, hour, 30, 20, 90, nil},
		{"a lone point with a hint", series.Energy, every(t0, hour, 1), 15 * time.Minute, quarter, 1, 1, 0, nil},
		{"three points two hours apart, where quarter hours are the home's", series.Energy, every(t0-hour, 2*hour, 3), 15 * time.Minute, quarter, 17, 3, 3, nil},
		{"a lone point without one", series.Energy, every(t0, hour, 1), 0, 0, 0, 0, 0, map[quality.Code]int{NoStep: 1}},
		{"quarter hours, then hours for a week: the energies are split, their sum stays", series.Energy,
			every(t0, quarter, 96).and(every(t0+24*hour, hour, 168)), 0, quarter, 96 + 4*168, 96 + 4*168, 95*96/2 + 167*168/2, map[quality.Code]int{MixedSteps: 168}},
		{"hours, then quarter hours: temperatures are held", series.Indoor,
			every(t0, hour, 30).and(every(t0+30*hour, quarter, 40)), 0, quarter, 160, 160, 4*29*30/2 + 39*40/2, map[quality.Code]int{MixedSteps: 30}},
		{"eleven hours in a row among quarter hours are gaps of the finer step", series.Indoor,
			every(t0, quarter, 40).and(every(t0+10*hour, hour, 11)).and(every(t0+21*hour, quarter, 40)), 0, quarter, 124, 91, 2*39*40/2 + 10*11/2, nil},
		{"clock drift of two seconds", series.Energy, every(t0-2, hour, 24), 0, hour, 24, 24, 276, map[quality.Code]int{Snapped: 24}},
		{"a stray point between the hours", series.Energy, every(t0, hour, 24).and(every(t0+3*hour+1200, hour, 1)), 0, hour, 24, 24, 276, map[quality.Code]int{BetweenGrid: 1}},
		{"the same under two tags", series.Energy, every(t0, hour, 24).and(every(t0, hour, 24)), 0, hour, 24, 24, 276, map[quality.Code]int{DuplicateEqual: 24}},
		{"another value under another tag: the last one stands", series.Energy,
			every(t0, hour, 24).and(&points{sec: []int64{t0}, v: []float64{5}}), 0, hour, 24, 24, 281, map[quality.Code]int{DuplicateConflict: 1}},
		{"NaN and infinities", series.Energy, every(t0, hour, 24).and(&points{sec: []int64{t0 + 24*hour, t0 + 25*hour}, v: []float64{math.NaN(), math.Inf(1)}}),
			0, hour, 24, 24, 276, map[quality.Code]int{NotFinite: 2}},
		{"1970 and the future", series.Energy, every(t0, hour, 24).and(&points{sec: []int64{1, far}, v: []float64{1, 1}}), 0, hour, 24, 24, 276,
			map[quality.Code]int{quality.Ancient: 1, quality.Future: 1}},
		{"two stray points a second apart, twenty years away", series.Energy, &points{sec: []int64{ancient, ancient + 1, t0}, v: []float64{1, 2, 3}}, 0, 0, 0, 0, 0, map[quality.Code]int{NoStep: 3}},
		{"a step that divides no week", series.Energy, every(t0, 660, 50), 0, 0, 0, 0, 0, map[quality.Code]int{NoStep: 50}},
	} {
		g := gridder{key: series.Key{Kind: c.kind}, hint: c.hint, before: t0 + 365*24*hour}
		s := g.series(c.in)
		sum := 0.0
		for _, v := range s.Values {
			if !math.IsNaN(v) {
				sum += v
			}
		}
		if s.Len() != c.n || s.Known() != c.known || c.n > 0 && int64(s.Step/time.Second) != c.step || math.Abs(sum-c.sum) > 1e-9 {
			t.Errorf("%s: %d intervals of %s, %d known, sum %g; want %d of %d s, %d, %g", c.desc, s.Len(), s.Step, s.Known(), sum, c.n, c.step, c.known, c.sum)
		}
		if c.n > 0 && s.Start.Unix()%c.step != 0 {
			t.Errorf("%s: starts off its grid, at %s", c.desc, s.Start)
		}
		if got := counts(g.issues); fmt.Sprint(got) != fmt.Sprint(c.issues) {
			t.Errorf("%s: issues %v, want %v", c.desc, got, c.issues)
		}
	}
}

func TestWrongTypesAreCounted(t *testing.T) {
	p := every(t0, hour, 3)
	p.add(t0+3*hour, 0, false)
	g := gridder{key: series.Key{Kind: series.Energy}, before: t0 + 365*24*hour}
	if s := g.series(p); s.Len() != 3 || counts(g.issues)[WrongType] != 1 {
		t.Errorf("%d intervals, issues %v; want 3 and one of the wrong type", s.Len(), g.issues)
	}
}

// Ensure that with a tenth of the points lost at random, and a third of them shuffled, every
// series comes back as it was: step, span, values, gaps.
func TestGridFindsTheStepAmongGaps(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	for round := range 200 {
		step := []int64{60, 300, quarter, 1800, hour, 2 * hour}[rnd.IntN(6)]
		n := 50 + rnd.IntN(2000)
		want := series.New(series.Energy, time.Unix(t0/step*step, 0), time.Duration(step)*time.Second, n)
		for i := range n {
			if rnd.Float64() > 0.1 {
				want.Values[i] = math.Round(rnd.Float64()*1e4) / 1e4
			}
		}
		want = want.Trim()
		var p points
		for _, i := range rnd.Perm(want.Len()) {
			if v := want.Values[i]; !math.IsNaN(v) {
				p.add(want.Time(i).Unix(), v, true)
			}
		}
		g := gridder{key: series.Key{Kind: series.Energy}, before: math.MaxInt64}
		got := g.series(&p)
		if fmt.Sprint(got) != fmt.Sprint(want) || len(g.issues) > 0 {
			t.Fatalf("round %d, step %d s, %d points: %s × %d from %s, issues %v; want × %d", round, step, n, got.Step, got.Len(), got.Start, g.issues, want.Len())
		}
	}
}

// Ensure points that are far apart by chance are not taken for longer intervals where a step is expected:
// they would be split over what is not known.
func TestExpectedStep(t *testing.T) {
	for _, c := range []struct {
		desc string
		n    int
		want int64
	}{{"a few points eight quarter hours apart", 8, quarter}, {"a run of them", 20, 2 * hour}} {
		g := gridder{key: series.Key{Kind: series.Energy}, expect: 15 * time.Minute, before: math.MaxInt64}
		if s := g.series(every(t0-hour, 2*hour, c.n)); s.Step != time.Duration(c.want)*time.Second || s.Known() != c.n {
			t.Errorf("%s: %d values of %s, want %d of %d s", c.desc, s.Known(), s.Step, c.n, c.want)
		}
	}
}
