package signature

import (
	"os"
	"strconv"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
)

var toronto = series.Toronto()

func at(s string) time.Time {
	t, err := series.ParseTime(s, toronto)
	if err != nil {
		panic(err)
	}
	return t
}

// pilot is simulated homes of all kinds, people and programmes over a winter.
func pilot(t testing.TB, homes int, seed uint64, from, to string, step time.Duration) *sim.Pilot {
	t.Helper()
	p, err := sim.NewPilot(sim.Config{Homes: homes, Seed: seed, From: at(from), To: at(to), Step: step})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func live(t testing.TB, p *sim.Pilot, h sim.Household) sim.Home {
	t.Helper()
	out, err := h.Live(p.World, false)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func historyOf(p *sim.Pilot, h sim.Home, to time.Time) History {
	resolved := home.Resolve(h.Profile, h.Set.Zones())
	out := History{Home: resolved, Series: h.Set, At: to, Loc: toronto}
	for _, e := range p.Events() {
		if e.Concerns(resolved) {
			out.Events = append(out.Events, Span{e.Start, e.End})
		}
	}
	return out
}

// homesOf is how many homes a test looks at: few, or as many as COURANT_SIGNATURE_HOMES
// says, for the figures in the comments.
func homesOf(few int) int {
	if n, err := strconv.Atoi(os.Getenv("COURANT_SIGNATURE_HOMES")); err == nil && n > 0 {
		return n
	}
	if raced {
		return few / 4
	}
	return few
}

// freshSeed is the seed of the homes that anomalies are judged on: not one that they were
// tuned on, or what COURANT_SIGNATURE_SEED says.
func freshSeed() uint64 {
	if n, err := strconv.ParseUint(os.Getenv("COURANT_SIGNATURE_SEED"), 10, 64); err == nil {
		return n
	}
	return 131
}
