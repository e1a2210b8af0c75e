package baseline

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/series"
	"courant/coach/sim"
)

// Sums kept day by day give the coefficients of one weighted solve on all rows, to 1e-9, and
// the leverage of a day.
func TestStatsAgreeWithAWeightedSolveOnAllRows(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 2027))
	type sample struct {
		r   row
		y   float64
		day int
	}
	const days = 90
	var all []sample
	var s stats
	var m smooth
	w := math.Exp2(-1 / halfLife)
	for d := range days {
		s.scale(w, 1)
		for c := range 24 {
			u := hour{outdoor: -10 + 8*math.Sin(float64(24*d+c)/50) + rnd.Float64(), solar: rnd.Float64() * 3, clock: int8(c), off: d%7 > 4}
			m.step(u)
			r, y := m.row(u), rnd.Float64()*5
			s.add(&r, y)
			all = append(all, sample{r, y, d})
		}
	}
	const p = 2*nClock + nWeather
	var a [p][p]float64
	var b, z [p]float64 // z: the mean row of the last day, and what solves a·x = z
	var last []row
	for n, x := range all {
		var dense [p]float64
		dense[x.r.clock] = 1
		if x.r.off {
			dense[nClock+int(x.r.clock)] = 1
		}
		copy(dense[2*nClock:], x.r.weather[:])
		if n >= len(all)-24 {
			last = append(last, x.r)
			for i := range p {
				z[i] += dense[i] / 24
			}
		}
		weight := math.Pow(w, float64(days-1-x.day))
		for i := range p {
			for j := range p {
				a[i][j] += weight * dense[i] * dense[j]
			}
			b[i] += weight * dense[i] * x.y
		}
	}
	for i := range p {
		switch {
		case i < nClock:
			a[i][i] += penaltyClock
		case i < 2*nClock:
			a[i][i] += penaltyOff
		default:
			a[i][i] += penalty[i-2*nClock]
		}
	}
	mean := z
	// Gaussian elimination with pivoting: nothing in common with the code under test.
	for i := range p {
		best := i
		for k := i; k < p; k++ {
			if math.Abs(a[k][i]) > math.Abs(a[best][i]) {
				best = k
			}
		}
		a[i], a[best], b[i], b[best], z[i], z[best] = a[best], a[i], b[best], b[i], z[best], z[i]
		for k := i + 1; k < p; k++ {
			f := a[k][i] / a[i][i]
			for j := i; j < p; j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
			z[k] -= f * z[i]
		}
	}
	var want, far [p]float64
	leverage := 0.0
	for i := p - 1; i >= 0; i-- {
		want[i], far[i] = b[i], z[i]
		for j := i + 1; j < p; j++ {
			want[i] -= a[i][j] * want[j]
			far[i] -= a[i][j] * far[j]
		}
		want[i] /= a[i][i]
		far[i] /= a[i][i]
		leverage += far[i] * mean[i]
	}
	got, lever := s.solve(last)
	if math.Abs(lever-leverage) > 1e-9 || leverage == 0 {
		t.Errorf("leverage %v, want %v", lever, leverage)
	}
	flat := append(append(append([]float64(nil), got.clock[:]...), got.off[:]...), got.weather[:]...)
	for i := range p {
		if math.Abs(flat[i]-want[i]) > 1e-9 {
			t.Errorf("coefficient %d: %v, want %v", i, flat[i], want[i])
		}
	}
}

// pilotScores asks every method about every event of some simulated homes, whose people
// answer the events: what they would have used without is known.
func pilotScores(t *testing.T, homes int, step time.Duration) (scores, int) {
	t.Helper()
	p, err := sim.NewPilot(sim.Config{Homes: homes, Seed: 11, From: at("2025-11-15 00:00"), To: at("2026-04-01 00:00"), Step: step, Loc: toronto, Rules: rules, Counterfactual: true})
	if err != nil {
		t.Fatal(err)
	}
	s, steps := newScores(), 0
	for h, err := range p.Homes() {
		if err != nil {
			t.Fatal(err)
		}
		m := Learn(historyOf(p, h))
		steps += len(m.Steps())
		var answers []Answer
		for _, e := range m.events {
			a := m.Ask(Window{e.Start, e.End}, HQCredit, Courant, CourantAnchor)
			truth, _ := h.Truth.Without.Sum(e.Start, e.End)
			a.ActualKWh = series.Maybe(truth)
			answers = append(answers, a)
		}
		s.add(answers)
	}
	return s, steps
}

// On simulated homes of all kinds with irregular people, at 15 minutes and at an hour,
// courant beats the rule that pays, and keeps its promise. Last seen over 8 homes at 15
// minutes, RRMSE: courant 10.8, courant-anchor 10.5, hq-credit 12.6 %.
func TestSimulatedHomes(t *testing.T) {
	homes := 8
	if raced {
		homes = 4
	}
	for _, step := range []time.Duration{15 * time.Minute, time.Hour} {
		s, steps := pilotScores(t, homes, step)
		rule := s.of(HQCredit)
		for _, method := range []string{Courant, CourantAnchor} {
			r := s.of(method)
			t.Logf("%v %-14s bias %5.1f  RRMSE %5.2f (hq-credit %.2f)  coverage %.0f  width %.0f  n %d", step, method, r.bias, r.rrmse, rule.rrmse, r.cover, r.width, r.n)
			if r.rrmse > 12 || r.rrmse > 0.9*rule.rrmse || math.Abs(r.bias) > 2 || r.cover < 75 || r.cover > 90 || r.width > 32 {
				t.Errorf("%v %s: %+v", step, method, r)
			}
		}
		if steps > 1 {
			t.Errorf("%d steps in homes that have none", steps)
		}
	}
}

// Half of a winter's events without a label: what is asked about the others stays within
// half again of its clean error. Last seen: 10.0 % for 9.9.
func TestHalfTheEventsWithoutLabels(t *testing.T) {
	homes := 8
	if raced {
		homes = 2
	}
	p, err := sim.NewPilot(sim.Config{Homes: homes, Seed: 11, From: at("2025-11-15 00:00"), To: at("2026-04-01 00:00"), Step: time.Hour, Loc: toronto, Rules: rules, Counterfactual: true})
	if err != nil {
		t.Fatal(err)
	}
	clean, half := newScores(), newScores()
	for h, err := range p.Homes() {
		if err != nil {
			t.Fatal(err)
		}
		all := historyOf(p, h)
		all.Setpoint = Setpoint(h.Set)
		told := all
		told.Events = nil
		for i, e := range all.Events {
			if i%2 == 0 {
				told.Events = append(told.Events, e)
			}
		}
		for _, c := range []struct {
			s scores
			h History
		}{{clean, all}, {half, told}} {
			var answers []Answer
			m := Learn(c.h)
			for _, e := range told.Events {
				a := m.Ask(Window{e.Start, e.End}, Courant, CourantAnchor)
				truth, _ := h.Truth.Without.Sum(e.Start, e.End)
				a.ActualKWh = series.Maybe(truth)
				answers = append(answers, a)
			}
			c.s.add(answers)
		}
	}
	for _, method := range []string{Courant, CourantAnchor} {
		was, is := clean.of(method), half.of(method)
		t.Logf("%s: RRMSE %.1f with half of the labels, %.1f with all; bias %.1f and %.1f", method, is.rrmse, was.rrmse, is.bias, was.bias)
		if is.rrmse > 1.5*was.rrmse {
			t.Errorf("%s: RRMSE %.1f from %.1f", method, is.rrmse, was.rrmse)
		}
	}
}

// Half of the events are not listed: more than half of those that homes followed, most of
// them only in part of their rooms, are found, and few windows are taken for one that were
// none. Last seen: 45 of 78, and 1 wrong of 1,936 windows.
func TestUnlistedEventsAreFound(t *testing.T) {
	p, err := sim.NewPilot(sim.Config{Homes: 8, Seed: 5, From: at("2025-11-15 00:00"), To: at("2026-04-01 00:00"), Loc: toronto, Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	followed, found, wrong, windows := 0, 0, 0, 0
	for h, err := range p.Homes() {
		if err != nil {
			t.Fatal(err)
		}
		history := historyOf(p, h)
		history.Setpoint = Setpoint(h.Set)
		var told, untold []event.Event
		for i, e := range history.Events {
			if i%2 == 0 {
				told = append(told, e)
			} else {
				untold = append(untold, e)
			}
		}
		history.Events = told
		real := map[int64]bool{}
		for _, a := range h.Truth.Answers {
			for _, e := range untold {
				if a.Event == e.ID {
					real[e.Start.Unix()] = true
					if a.Response == sim.Followed {
						followed++
					}
				}
			}
		}
		for _, f := range Learn(history).Found() {
			if real[f.Window.Start.Unix()] {
				found++
			} else {
				wrong++
			}
		}
		windows += 2 * 121
	}
	t.Logf("found %d of %d followed, %d of %d windows wrongly", found, followed, wrong, windows)
	if followed < 30 || 2*found < followed || 200*wrong > windows {
		t.Errorf("found %d of %d followed, %d of %d windows wrongly", found, followed, wrong, windows)
	}
}

// The same home at 15 minutes and at an hour gives the same answer: it is learned by hours.
func TestStepOfTheMeterDoesNotMatter(t *testing.T) {
	h, _ := simHome(t, 3, 0, "2025-12-01 00:00", "2026-02-01 00:00", 15*time.Minute)
	coarse := h
	coarse.Energy, coarse.Outdoor, coarse.Solar = h.Energy.Resample(time.Hour), h.Outdoor.ResampleLoose(time.Hour), h.Solar.ResampleLoose(time.Hour)
	w := Window{at("2026-01-20 16:00"), at("2026-01-20 20:00")}
	a, b := Learn(h).Ask(w, Courant, CourantAnchor), Learn(coarse).Ask(w, Courant, CourantAnchor)
	for i := range a.Methods {
		if x, y := a.Methods[i], b.Methods[i]; !x.KWh.Known() || math.Abs(float64(x.KWh-y.KWh)) > 1e-9 || math.Abs(float64(x.LowKWh-y.LowKWh)) > 1e-9 {
			t.Errorf("%s: %v and %v", x.Name, x.KWh, y.KWh)
		}
	}
	daily := h
	daily.Energy = h.Energy.Resample(24 * time.Hour)
	if e := Learn(daily).Ask(w, Courant).Methods[0]; e.Reason != ReasonStep {
		t.Errorf("a meter that is read once a day: %+v", e)
	}
}

// Nothing measured after a window's start counts, but outdoor temperature and sun: the
// answer of a history that ends there is the same. So is the second answer to a question.
func TestNothingAfterTheStartCounts(t *testing.T) {
	h, _ := simHome(t, 3, 1, "2025-12-01 00:00", "2026-02-01 00:00", 15*time.Minute)
	for _, w := range []Window{
		{at("2026-01-20 16:00"), at("2026-01-20 20:00")}, {at("2026-01-13 06:00"), at("2026-01-13 10:00")},
		{at("2026-01-14 00:30"), at("2026-01-14 04:30")}, {at("2026-01-10 22:00"), at("2026-01-11 02:15")},
	} {
		h.Asked = []Window{w}
		short := h
		short.Energy = h.Energy.Slice(h.Energy.Start, w.Start)
		m := Learn(h)
		a, again, b := m.Ask(w), m.Ask(w), Learn(short).Ask(w)
		b.ActualKWh = a.ActualKWh
		if x, y, z := text(t, a), text(t, again), text(t, b); x != y || x != z {
			t.Errorf("%v:\n%s\n%s\n%s", w.Start, x, y, z)
		}
		for _, e := range a.Methods[3:] {
			if e.KWh.Known() && !(e.LowKWh <= e.KWh && e.KWh <= e.HighKWh) {
				t.Errorf("%v %s: %v not in %v–%v", w.Start, e.Name, e.KWh, e.LowKWh, e.HighKWh)
			}
		}
	}
}

func text(t *testing.T, a Answer) string {
	t.Helper()
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Learning starts with ten days, and a home without sun, with a forecast only, or with
// three weeks of data is answered.
func TestThinHistories(t *testing.T) {
	h, _ := simHome(t, 3, 2, "2025-12-01 00:00", "2026-02-01 00:00", time.Hour)
	w := Window{at("2026-01-20 06:00"), at("2026-01-20 10:00")}
	for _, tc := range []struct {
		desc   string
		change func(h *History)
		reason string
	}{
		{"three weeks", func(h *History) { h.Energy = h.Energy.Slice(at("2025-12-30 00:00"), h.Energy.End()) }, ""},
		{"nine days", func(h *History) { h.Energy = h.Energy.Slice(at("2026-01-11 00:00"), h.Energy.End()) }, ReasonFewDays},
		{"no sun", func(h *History) { h.Solar = series.Series{Kind: series.Solar} }, ""},
		{"energy until now, weather to come", func(h *History) { h.Energy = h.Energy.Slice(h.Energy.Start, at("2026-01-19 17:00")) }, ""},
		{"weather that ends before the window", func(h *History) { h.Outdoor = h.Outdoor.Slice(h.Outdoor.Start, at("2026-01-19 17:00")) }, ReasonWeather},
		{"no energy", func(h *History) { h.Energy = series.Series{Kind: series.Energy} }, ReasonEnergy},
		{"a window beyond all that is known", func(h *History) {
			h.Energy = h.Energy.Slice(h.Energy.Start, at("2026-01-02 00:00"))
			h.Outdoor = h.Outdoor.Slice(h.Outdoor.Start, at("2026-01-03 00:00"))
		}, ReasonWeather},
	} {
		g := h
		g.Events = nil
		tc.change(&g)
		e := Learn(g).Ask(w, Courant).Methods[0]
		if e.Reason != tc.reason || e.KWh.Known() != (tc.reason == "") {
			t.Errorf("%s: %v kWh, reason %q, want %q", tc.desc, e.KWh, e.Reason, tc.reason)
		}
	}
}
