package signature

import (
	"math"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
)

func of(all []Anomaly, code string) *Anomaly {
	for i := range all {
		if all[i].Code == code {
			return &all[i]
		}
	}
	return nil
}

// check holds what every anomaly promises: a span, a size with its interval, evidence.
func check(t *testing.T, a *Anomaly) {
	t.Helper()
	if !a.From.Before(a.To) || !a.Size.Known() || a.Size.Low > a.Size.Value || a.Size.High < a.Size.Value || len(a.Evidence) == 0 || a.Unit == "" {
		t.Errorf("%s: %+v", a.Code, a)
	}
}

// constant is a series that stays at a value from a moment on.
func constant(s series.Series, from time.Time, v float64) series.Series {
	s = s.Clone()
	for i := range s.Values {
		if !s.Time(i).Before(from) {
			s.Values[i] = v
		}
	}
	return s
}

// An event that nobody listed is passed on with what it spared; one of long ago, or one that
// is not over, is not.
func TestUnlistedEvents(t *testing.T) {
	p := pilot(t, 1, 31, "2025-12-20", "2026-01-20", time.Hour)
	h := historyOf(p, live(t, p, p.Household(0)), at("2026-01-20"))
	for _, s := range []string{"2026-01-13 06:00", "2026-01-02 06:00", "2026-01-19 22:00"} {
		h.Unlisted = append(h.Unlisted, Unlisted{Span{at(s), at(s).Add(4 * time.Hour)}, 5})
	}
	var found []Anomaly
	for _, a := range Anomalies(h) {
		if a.Code == UnlistedPeak {
			found = append(found, a)
		}
	}
	if len(found) != 1 || !found[0].From.Equal(at("2026-01-13 06:00")) || found[0].Evidence[0].Value != 5 {
		t.Errorf("%+v", found)
	}
}

// A cost has dollars where a price is known, and none where it is not.
func TestCosts(t *testing.T) {
	p := pilot(t, 1, 31, "2025-11-01", "2026-02-01", time.Hour)
	h := p.Household(0)
	h.Faults = append(h.Faults, sim.BaseStep(at("2026-01-20"), 0.5))
	q := historyOf(p, live(t, p, h), at("2026-01-27"))
	a := of(Anomalies(q), BaseStep)
	if a == nil || a.Dollars.Known() {
		t.Fatalf("%+v", a)
	}
	if d := float64(a.Daily.Value); d < 10 || d > 14 || a.Size.Low > 0.5 || a.Size.High < 0.5 {
		t.Errorf("0.5 kW more is told as %.1f kWh a day, %+v kW", d, a.Size)
	}
	q.Price = func(time.Time) float64 { return 0.1 }
	if b := of(Anomalies(q), BaseStep); math.Abs(float64(b.Dollars-0.1*a.KWh.Value)) > 1e-9 {
		t.Errorf("%v $ for %v kWh", b.Dollars, b.KWh.Value)
	}
}

// The share of false ones among what is told stays at q, however many homes there are, and
// what chance has no part in is always told.
func TestControl(t *testing.T) {
	const homes = 2000
	found := make([][]Anomaly, homes)
	for i := range found {
		switch {
		case i < 20: // true ones
			found[i] = []Anomaly{{Code: BaseStep, Chance: 1e-9}}
		case i < 30:
			found[i] = []Anomaly{{Code: Silent}}
		default: // what chance makes, uniform
			found[i] = []Anomaly{{Code: UADrift, Chance: float64(i) / homes}}
		}
	}
	told := map[string]int{}
	for _, home := range Control(found, 0.05, homes*ChanceCodes) {
		for _, a := range home {
			told[a.Code]++
		}
	}
	if told[BaseStep] != 20 || told[Silent] != 10 || told[UADrift] > 1 {
		t.Errorf("told %v", told)
	}
	if got := Control([][]Anomaly{{{Code: BaseStep, Chance: 0.2}}, nil}, 0.05, 4); len(got) != 2 || len(got[0]) != 0 {
		t.Errorf("a chance of one in five was told: %v", got)
	}
}

// What comes in and what comes out: no zones, no weather, nothing at all.
func TestNothingToLookAt(t *testing.T) {
	for _, set := range []series.Set{
		{}, {{Kind: series.Outdoor}: series.New(series.Outdoor, at("2026-01-01"), time.Hour, 100)},
		{{Kind: series.Energy}: series.New(series.Energy, at("2026-01-01"), time.Hour, 0)},
		{{Kind: series.Energy}: constant(series.New(series.Energy, at("2026-01-01"), time.Hour, 5), at("2025-01-01"), 1)},
	} {
		s := Read(History{Home: home.Resolve(home.Profile{ID: "h-1"}, set.Zones()), Series: set, At: at("2026-01-20"), Loc: toronto})
		if s.Reason == "" || s.HeatingShare.Known() || s.Confidence != Low {
			t.Errorf("%+v", s)
		}
	}
}
