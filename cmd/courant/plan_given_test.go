package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/store/exchange"
	"courant/tui/text"
)

// livedHome is home 0 of a simulated pilot as it was lived up to two days after the morning
// event of 15 January 2027, with the true weather.
var livedHome = sync.OnceValue(func() sim.Home {
	loc := series.Toronto()
	at := time.Date(2027, 1, 17, 0, 0, 0, 0, loc)
	w := sim.Winters(at, loc)
	p, err := sim.NewPilot(sim.Config{Homes: 1, Seed: 1, From: w[len(w)-1].From, To: w[len(w)-1].To, Loc: loc, At: at})
	if err != nil {
		panic(err)
	}
	h, err := p.Home(0)
	if err != nil {
		panic(err)
	}
	return h
})

// lived is a file of the lived home: what was measured until a moment, the weather of the two
// days after it, warmer by some degrees, as the forecast. Some rooms fall silent before.
func lived(p *person, until time.Time, warmer float64, silent map[string]time.Time) string {
	p.t.Helper()
	set := series.Set{}
	for k, s := range livedHome().Set {
		end := until
		if k.Kind.Forecastable() {
			end = until.Add(48 * time.Hour)
		}
		if t, ok := silent[k.Zone]; ok && k.Zone != "" {
			end = t
		}
		if k.Forecast {
			continue
		}
		s = s.Slice(until.Add(-60*24*time.Hour), end).Clone()
		for i := range s.Values {
			if k.Kind == series.Outdoor && !s.Start.Add(time.Duration(i)*s.Step).Before(until) {
				s.Values[i] += warmer
			}
		}
		set[k] = s
	}
	var b strings.Builder
	if err := exchange.WriteCSV(&b, exchange.Holding{Profile: home.Profile{ID: "h-1"}, Set: set}); err != nil {
		p.t.Fatal(err)
	}
	return p.file("lived.csv", b.String())
}

// livesIn is a person with the lived home in the store up to their moment, the evening before
// an event of a programme.
func livesIn(t *testing.T, programme string) *person {
	p := newPerson(t)
	p.must(exitDone, "import", lived(p, p.now.Truncate(15*time.Minute), 0, nil), "--home", "h-1", "--city", "quebec", "--format", "csv", "--map", "zone=zone")
	rate := programme
	if programme == "hilo" {
		rate = "d"
	}
	p.must(exitDone, "home", "h-1", "set", "rate="+rate, "programme="+programme, "mode=moderate")
	p.must(exitDone, "event", "add", "--programme", programme, "--start", "2027-01-15T06:00", "--end", "2027-01-15T10:00")
	return p
}

// plansGiven are the plans that the store holds of the home.
func plansGiven(p *person) []any {
	p.t.Helper()
	profile := object(p.t, p.must(exitDone, "export", "h-1", "--format", "json"))["profile"].(map[string]any)
	all, _ := profile["plans_given"].([]any)
	return all
}

// setpoints are those of a plan as JSON, by zone.
func setpoints(t *testing.T, plan string) map[string][]any {
	t.Helper()
	out := map[string][]any{}
	for _, z := range object(t, plan)["zones"].([]any) {
		zone := z.(map[string]any)
		for _, s := range zone["slots"].([]any) {
			out[zone["zone"].(string)] = append(out[zone["zone"].(string)], s.(map[string]any)["setpoint_c"])
		}
	}
	return out
}

func equalSetpoints(a, b map[string][]any) bool {
	if len(a) != len(b) {
		return false
	}
	for z := range a {
		if !slices.Equal(a[z], b[z]) {
			return false
		}
	}
	return true
}

// A plan that was printed is kept with the home, once; looking at it keeps nothing; the same
// question has the same bytes before and after; later the plan moves only for a gain, or says
// that it stands.
func TestPlanIsKeptBetweenRuns(t *testing.T) {
	p := livesIn(t, "winter-credit")
	db := filepath.Join(p.home, "data/courant/courant.db")
	before, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	p.must(exitDone, "report")
	p.must(exitDone, "plan", "--read-only")
	p.must(exitDone, "plan", "--date", "2027-01-14") // a day that has begun, as of its midnight
	if after, _ := os.ReadFile(db); string(after) != string(before) {
		t.Error("looking writes to the store")
	}
	first := p.must(exitDone, "plan", "--json")
	if n := len(plansGiven(p)); n != 1 {
		t.Fatalf("%d plans are kept", n)
	}
	kept, _ := os.ReadFile(db)
	if p.must(exitDone, "plan", "--json") != first {
		t.Error("a second run over the same data prints another plan")
	}
	p.must(exitDone, "plan")
	p.must(exitDone, "plan", "--home-assistant")
	if again, _ := os.ReadFile(db); string(again) != string(kept) {
		t.Error("the same plan is kept twice")
	}
	if object(t, first)["replan"] != nil {
		t.Errorf("the first plan speaks of one before: %v", object(t, first)["replan"])
	}

	// Three hours later, with three hours more of data and another forecast.
	p.now = p.now.Add(3 * time.Hour)
	p.must(exitDone, "import", lived(p, p.now.Truncate(15*time.Minute), -3, nil), "--home", "h-1", "--format", "csv", "--map", "zone=zone")
	report := object(t, p.must(exitDone, "report", "--json"))["plan"].(map[string]any)["replan"].(map[string]any)
	text := p.must(exitDone, "plan", "--lang", "fr")
	later := p.must(exitDone, "plan", "--json")
	r, _ := object(t, later)["replan"].(map[string]any)
	if r == nil || r["given_at"] != "2027-01-14T18:04:00-05:00" || r["why"] != report["why"] {
		t.Fatalf("replan: %v; the report's: %v", r, report)
	}
	switch r["why"] {
	case "small-gain":
		if r["kept"] != true || !equalSetpoints(setpoints(t, first), setpoints(t, later)) || !strings.Contains(text, "est gardé : le changer") {
			t.Errorf("%v\n%s", r, text)
		}
	case "gain":
		if gain, _ := r["gain_dollars"].(float64); r["kept"] != false || gain < 0.1 || equalSetpoints(setpoints(t, first), setpoints(t, later)) || !strings.Contains(text, "Plan revu") || len(plansGiven(p)) != 2 {
			t.Errorf("%v, %d kept\n%s", r, len(plansGiven(p)), text)
		}
	default:
		t.Errorf("why: %v", r["why"])
	}
	t.Logf("%v\n%s", r, strings.SplitN(text, "\n", 4)[2])
	if p.must(exitDone, "plan", "--json") != later {
		t.Error("a second run over the same data prints another plan")
	}
}

// A sensor that falls silent in the middle of the event: the plan that was given stands, and
// says so in words, in the plan and in the report; likewise that of midnight where none was.
func TestSensorLostInTheMiddleOfAnEvent(t *testing.T) {
	for _, c := range []struct {
		desc   string
		gave   bool
		fr, en string
	}{
		{"a plan was given", true,
			"Plus aucune température reçue depuis 8 h (salon) : le plan du jeu. 14 janv. 18 h 04 est gardé tel quel.",
			"No temperature received since 8:00 (living room): the plan of Thu Jan 14 18:04 is kept as it is."},
		{"none was", false,
			"Plus aucune température reçue depuis 8 h (salon) : le plan calculé à minuit est gardé tel quel.",
			"No temperature received since 8:00 (living room): the plan worked out at midnight is kept as it is."},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := livesIn(t, "winter-credit")
			var want map[string][]any
			if c.gave {
				want = setpoints(t, p.must(exitDone, "plan", "--json"))
			}
			loc := series.Toronto()
			p.now = time.Date(2027, 1, 15, 9, 20, 0, 0, loc)
			silent := map[string]time.Time{"salon": time.Date(2027, 1, 15, 8, 0, 0, 0, loc)}
			p.must(exitDone, "import", lived(p, p.now.Truncate(15*time.Minute), 0, silent), "--home", "h-1", "--format", "csv", "--map", "zone=zone")
			got := p.must(exitDone, "plan", "--json")
			r, _ := object(t, got)["replan"].(map[string]any)
			if r == nil || r["kept"] != true || r["why"] != "sensor-lost" || r["lost_since"] != "2027-01-15T08:00:00-05:00" || (r["given_at"] != nil) != c.gave {
				t.Errorf("replan: %v", r)
			}
			if !c.gave {
				p.now = time.Date(2027, 1, 15, 0, 0, 0, 0, loc)
				want = setpoints(t, p.must(exitDone, "plan", "--read-only", "--json"))
				p.now = time.Date(2027, 1, 15, 9, 20, 0, 0, loc)
			}
			if !equalSetpoints(setpoints(t, got), want) {
				t.Error("the set-points moved")
			}
			for lang, sentence := range map[string]string{"fr": c.fr, "en": c.en} {
				for _, command := range []string{"plan", "report"} {
					if text := breakable(p.must(exitDone, command, "--lang", lang)); !strings.Contains(text, sentence) {
						t.Errorf("%s in %s does not say: %s\n%s", command, lang, sentence, text)
					}
				}
			}
		})
	}
}

// breakable has plain spaces in the place of those that do not break.
func breakable(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s)
}

// Where Hilo drives the thermostats no file is written, the programme's own mode is offered,
// and nothing counts as given.
func TestHiloExportIsNotGiven(t *testing.T) {
	p := livesIn(t, "hilo")
	for lang, want := range map[string]string{"fr": "Hilo règle lui-même ces thermostats de", "en": "Hilo itself sets these thermostats from"} {
		for _, form := range []string{"--ical", "--home-assistant"} {
			code, out, errOut := p.run("plan", form, "--lang", lang)
			if code != exitFailed || out != "" || !strings.Contains(breakable(errOut), want) {
				t.Errorf("%s in %s: exit %d, %q, %s", form, lang, code, out, errOut)
			}
		}
	}
	if n := len(plansGiven(p)); n != 0 {
		t.Errorf("%d plans are kept", n)
	}
}

// The dashboard's key that applies a plan writes its three files and keeps it as given.
func TestApplyGives(t *testing.T) {
	p := livesIn(t, "winter-credit")
	a := &app{loc: series.Toronto(), lang: text.English, env: Env{
		In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Now: func() time.Time { return p.now },
		Vars: []string{"HOME=" + p.home, "XDG_CONFIG_HOME=" + p.home + "/config", "XDG_DATA_HOME=" + p.home + "/data", "XDG_STATE_HOME=" + p.home + "/state"},
	}}
	a.cli = a.lang.CLI()
	st, err := a.reading(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	b, err := a.book()
	if err != nil {
		t.Fatal(err)
	}
	q, err := b.question(t.Context(), st, "h-1", p.now)
	if err != nil {
		t.Fatal(err)
	}
	plan := coach.PlanDay(q, coach.PlanDate(q))
	src := &source{app: a, st: st, book: b}
	for range 2 {
		if _, err := src.Apply(t.Context(), plan, p.now, text.English); err != nil {
			t.Fatal(err)
		}
	}
	for _, ending := range []string{".txt", ".ics", ".yaml"} {
		if all, _ := filepath.Glob(filepath.Join(p.home, "state/courant/exports/courant-h_1-2027-01-15"+ending)); len(all) != 1 {
			t.Errorf("no file %s", ending)
		}
	}
	if n := len(plansGiven(p)); n != 1 {
		t.Errorf("%d plans are kept", n)
	}
}
