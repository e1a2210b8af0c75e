package plain

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/coach/tariff"
	"courant/tui/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	zone  = series.Toronto()
	rules = event.Default(zone)
	rates = tariff.Default(rules)
	eve   = at("2027-01-14T18:04")
	dawn  = at("2027-01-15T07:20")
	after = at("2027-01-15T10:31")
)

func at(s string) time.Time {
	t, err := series.ParseTime(s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

var lived = sync.OnceValues(func() (sim.Home, []event.Event) {
	w := sim.Winters(eve, zone)
	p, err := sim.NewPilot(sim.Config{Homes: 1, Seed: 1, From: w[len(w)-1].From, To: w[len(w)-1].To, At: eve})
	if err != nil {
		panic(err)
	}
	h, err := p.Home(0)
	if err != nil {
		panic(err)
	}
	return h, p.Events()
})

// ask is the question about a simulated home that is called real.
func ask(t time.Time) coach.Question {
	h, events := lived()
	h.Profile.Simulated = false
	return coach.Question{At: t, Home: home.Resolve(h.Profile, h.Set.Zones()), Series: h.Set, Events: events, Rules: rules, Rates: rates}
}

func known[T any](v T) home.Known[T] { return home.Known[T]{Value: v, Origin: home.Declared} }

// reports are the situations that a report must tell well.
var reports = map[string]func() coach.Report{
	"eve":   func() coach.Report { return coach.Review(ask(eve)) },
	"dawn":  func() coach.Report { return coach.Review(ask(dawn)) },
	"after": func() coach.Report { return coach.Review(ask(after)) },
	"quiet": func() coach.Report { return coach.Review(ask(at("2027-01-08T13:00"))) },
	"simulated": func() coach.Report {
		q := ask(eve)
		q.Home.Simulated = true
		return coach.Review(q)
	},
	"flex-d": func() coach.Report {
		q := ask(eve)
		q.Home.Rate, q.Home.Programme = known(home.RateFlexD), known(home.FlexD)
		return coach.Review(q)
	},
	"no-rate": func() coach.Report {
		q := ask(eve)
		q.Home.Rate, q.Home.Programme = home.Known[home.Rate]{}, home.Known[home.Programme]{}
		return coach.Review(q)
	},
	"stale": func() coach.Report {
		q := ask(eve)
		set := series.Set{}
		for k, s := range q.Series {
			set[k] = s.Slice(s.Start, eve.Add(-31*time.Hour))
		}
		q.Series = set
		return coach.Review(q)
	},
	"empty": func() coach.Report {
		q := ask(eve)
		q.Series, q.Home.Zones = nil, nil
		return coach.Review(q)
	},
}

// Golden compares the text of each situation, in both languages, with what a person has
// read and found good.
func TestReportGolden(t *testing.T) {
	for name, make := range reports {
		r := make()
		for _, l := range []text.Lang{text.French, text.English} {
			golden(t, "report/"+name+"."+string(l)+".txt", Report(l, r, zone))
			if r.Plan != nil {
				golden(t, "plan/"+name+"."+string(l)+".txt", Plan(l, *r.Plan, zone))
			}
		}
	}
}

func golden(t *testing.T, name string, lines []string) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "golden", filepath.FromSlash(name))
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test ./tui/plain -update makes it", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s\nwant\n%s", name, got, want)
	}
}

// A pipe, a file and a braille display get words alone: no escape byte, no box, no line that
// ends in a blank.
func TestReportIsPlain(t *testing.T) {
	for name, make := range reports {
		r := make()
		for _, l := range []text.Lang{text.French, text.English} {
			for _, line := range Report(l, r, zone) {
				if strings.ContainsAny(line, "\x1b\t│─█▒░┌┐└┘") || strings.TrimRight(line, " ") != line || strings.Contains(line, "%!") {
					t.Errorf("%s, %s: %q", name, l, line)
				}
			}
		}
	}
}

// A name that came from outside cannot write to the terminal.
func TestReportOfHostileName(t *testing.T) {
	r := coach.Review(ask(eve))
	r.Home = "A\x1b[2J\u202eB"
	if out := strings.Join(Report(text.French, r, zone), "\n"); strings.ContainsAny(out, "\x1b\u202e") {
		t.Errorf("%q", out)
	}
}
