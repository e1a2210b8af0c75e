package baseline

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/series"
	"courant/coach/sim"
)

// The level falls or rises by 40 % at the source, as for another meter, or does not. The step
// is found and told, the estimate is right again from the sixth day on, and people who go
// away are no step. Homes whose people leave in the days of the step hide it: one in twenty.
// Last seen, an hour: 24 and 24 of 24, one false step in 24 home-winters, bias of days 6 to 15
// 0.6 and 0.3 %, RRMSE of days 16 to 40 0.87 of that before; 15 minutes: 20 and 20 of 20, one
// in 20, 1.9 and 0.2 %, 1.01. Over 192 homes of other seeds 98 and 97 % were found; no false
// step in 480 home-winters.
func TestAStepAtTheSource(t *testing.T) {
	for _, c := range []struct {
		desc   string
		homes  int
		seed   uint64
		step   time.Duration
		change func(*sim.People, *rand.Rand)
	}{
		{"regular people, an hour", 24, 12, time.Hour, nil},
		{"irregular people, 15 minutes", 20, 112, 15 * time.Minute, irregular},
	} {
		if raced {
			c.homes = 3
		}
		homes := lived(t, c.homes, c.seed, "2025-11-15 00:00", "2026-04-01 00:00", c.step, c.change)
		for _, factor := range []float64{0.6, 1.4, 1} {
			stepIn(t, c.desc, homes, factor)
		}
	}
}

// stepIn changes the level of homes on 12 January and judges what comes of it.
func stepIn(t *testing.T, desc string, homes []judged, factor float64) {
	t.Helper()
	changed := at("2026-01-12 00:00")
	level := func(s series.Series) series.Series {
		return sim.Spoil(series.Set{energyKey: s}, sim.Level(changed, factor))[energyKey]
	}
	spans := [3][2]int{{-40, 0}, {5, 15}, {15, 40}} // before, days 6 to 15, days 16 to 40
	when := [3]scores{newScores(), newScores(), newScores()}
	found, wrong := 0, 0
	for _, h := range homes {
		truth := level(h.truth)
		h.h.Energy = level(h.h.Energy)
		m := Learn(h.h)
		for _, s := range m.Steps() {
			late := s.Day.Sub(series.DateOf(changed, toronto))
			if factor != 1 && late >= 3 && late < 14 && math.Abs(math.Log(s.Ratio/factor)) < 0.2 {
				found++
			} else {
				wrong++
			}
		}
		for k, span := range spans {
			when[k].add(anyDay(m, truth, changed, span))
		}
	}
	n := len(homes)
	before, soon, later := when[0].of(Courant), when[1].of(Courant), when[2].of(Courant)
	t.Logf("%s, × %.1f: found in %d of %d, %d wrong; RRMSE before %.1f, days 6 to 15 %.1f (bias %.1f), days 16 to 40 %.1f (bias %.1f)",
		desc, factor, found, n, wrong, before.rrmse, soon.rrmse, soon.bias, later.rrmse, later.bias)
	if factor != 1 && !raced && 20*found < 19*n || 20*wrong > max(n, 20) {
		t.Errorf("%s, × %.1f: found in %d of %d homes, %d wrong", desc, factor, found, n, wrong)
	}
	if math.Abs(soon.bias) > 10 || later.rrmse > 1.2*before.rrmse {
		t.Errorf("%s, × %.1f: bias of days 6 to 15 %.1f %%, RRMSE of days 16 to 40 %.1f %%, before %.1f %%", desc, factor, soon.bias, later.rrmse, before.rrmse)
	}
}

// anyDay answers for a morning and an evening of every day of a span counted from a moment:
// where the truth is known for all, any will do.
func anyDay(m *Model, truth series.Series, from time.Time, span [2]int) (answers []Answer) {
	for d := span[0]; d < span[1]; d++ {
		for _, start := range []int{6, 16} {
			day := series.DateOf(from, toronto).Add(d)
			w := Window{day.At(start, 0, toronto), day.At(start+4, 0, toronto)}
			a := m.Ask(w, Courant)
			kWh, _ := truth.Sum(w.Start, w.End)
			a.ActualKWh = series.Maybe(kWh)
			if a.Methods[0].KWh.Known() {
				answers = append(answers, a)
			}
		}
	}
	return answers
}
