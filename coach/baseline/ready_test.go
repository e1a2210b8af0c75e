package baseline

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

var (
	toronto = series.Toronto()
	rules   = event.Default(toronto)
)

func at(s string) time.Time {
	t, err := series.ParseTime(s, toronto)
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) series.Date {
	d, err := series.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// The three homes of the shared test data (CityLearn's Québec neighbourhood: simulated,
// hourly, three winters, loads that do not react to the events, so that the meter is the
// truth). They are not shipped; tests that want them skip without them.
const readyDir = "../../../shared/data/citylearn-quebec/ready"

// A readyHome is one of them with its scored windows.
type readyHome struct {
	history History
	windows []Window
}

// haveReady tells whether the shared homes are there.
func haveReady() bool {
	files, _ := filepath.Glob(filepath.Join(readyDir, "homes", "*.csv.gz"))
	return len(files) > 0
}

func readyHomes(t testing.TB) []readyHome {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(readyDir, "homes", "*.csv.gz"))
	if len(files) == 0 {
		t.Skipf("no test data in %s (beside the repository): nothing to score", readyDir)
	}
	var events []event.Event
	for _, w := range readWindows(t, filepath.Join(readyDir, "events.csv")) {
		events = append(events, event.Event{ID: event.NewID(home.WinterCredit, w.Start, toronto), Programme: home.WinterCredit, Start: w.Start, End: w.End})
	}
	var homes []readyHome
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ".csv.gz")
		h := History{Home: home.ID(id), Programme: home.WinterCredit, Events: events, Rules: rules}
		rows := readCSV(t, file)
		start, last := at(rows[0][0]), at(rows[len(rows)-1][0])
		n := int(last.Sub(start)/time.Hour) + 1
		h.Energy, h.Outdoor, h.Solar = series.New(series.Energy, start, time.Hour, n), series.New(series.Outdoor, start, time.Hour, n), series.New(series.Solar, start, time.Hour, n)
		for _, r := range rows { // time, energy, heating, indoor, setpoint, outdoor, solar
			i := h.Energy.Index(at(r[0]))
			h.Energy.Values[i], h.Outdoor.Values[i], h.Solar.Values[i] = number(r[1]), number(r[5]), number(r[6])
		}
		windows := readWindows(t, filepath.Join(readyDir, "windows", id+".csv"))
		h.Asked = windows
		homes = append(homes, readyHome{h, windows})
	}
	return homes
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func readWindows(t testing.TB, path string) (ws []Window) {
	for _, r := range readCSV(t, path) {
		ws = append(ws, Window{at(r[0]), at(r[1])})
	}
	return ws
}

// readCSV gives the rows after the header.
func readCSV(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		r = csv.NewReader(z)
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// A score is how a method did on windows whose truth is known, each home divided by its
// mean window: percent.
type score struct {
	bias, rrmse, cover, width float64
	n, none                   int
}

// scores adds up answers by method.
type scores struct{ actual, estimate, low, high map[string][]float64 }

func newScores() scores {
	return scores{map[string][]float64{}, map[string][]float64{}, map[string][]float64{}, map[string][]float64{}}
}

// add takes the answers of one home in.
func (s scores) add(answers []Answer) {
	mean := map[string]float64{}
	count := map[string]float64{}
	for _, a := range answers {
		for _, e := range a.Methods {
			if e.KWh.Known() {
				mean[e.Name] += float64(a.ActualKWh)
				count[e.Name]++
			}
		}
	}
	for _, a := range answers {
		for _, e := range a.Methods {
			m := mean[e.Name] / count[e.Name]
			s.actual[e.Name] = append(s.actual[e.Name], float64(a.ActualKWh)/m)
			s.estimate[e.Name] = append(s.estimate[e.Name], float64(e.KWh)/m)
			s.low[e.Name] = append(s.low[e.Name], float64(e.LowKWh)/m)
			s.high[e.Name] = append(s.high[e.Name], float64(e.HighKWh)/m)
		}
	}
}

func (s scores) of(method string) (r score) {
	var sum, miss, square, covered, width float64
	for i, a := range s.actual[method] {
		p := s.estimate[method][i]
		if math.IsNaN(p) {
			r.none++
			continue
		}
		r.n++
		sum += a
		miss += p - a
		square += (p - a) * (p - a)
		if low, high := s.low[method][i], s.high[method][i]; low <= a && a <= high {
			covered++
		}
		width += (s.high[method][i] - s.low[method][i]) / p
	}
	n := float64(r.n)
	r.bias, r.rrmse, r.cover, r.width = 100*miss/sum, 100*math.Sqrt(square/n)*n/sum, 100*covered/n, 100*width/n
	return r
}

func ask(h readyHome, methods ...string) (answers []Answer) {
	m := Learn(h.history)
	for _, w := range h.windows {
		answers = append(answers, m.Ask(w, methods...))
	}
	return answers
}

// Each method stays within its band on the shared homes; the bands are the goals where
// there are any. Pooled as the project's judge does. Last seen, bias / RRMSE / coverage /
// width in %: hq-credit -4.8 / 12.8, hilo -1.4 / 13.2, persistence -23.0 / 30.4,
// courant -0.5 / 9.1 / 84 / 20, courant-anchor -0.3 / 8.2 / 88 / 18, ridge-0 -3.6 / 10.2,
// ridge-0.5 -2.1 / 8.7.
func TestReadyHomes(t *testing.T) {
	s := newScores()
	for _, h := range readyHomes(t) {
		s.add(ask(h, AllMethods()...))
	}
	for _, tc := range []struct {
		method   string
		low, max float64 // RRMSE
		bias     float64 // most |bias|
		none     int     // windows without an answer: too few days of their kind yet
	}{
		{HQCredit, 11.5, 13.5, 6, 3},
		{Hilo, 11, 14.5, 4, 3},
		{Persistence, 27, 33, 26, 0},
		{Courant, 7, 9.2, 1.5, 0},
		{CourantAnchor, 7, 8.4, 1.5, 0},
		{Ridge0, 9, 12, 5, 0},
		{Ridge05, 8, 10, 4, 0},
	} {
		r := s.of(tc.method)
		t.Logf("%-14s bias %5.1f  RRMSE %5.2f  coverage %5.1f  width %5.1f  n %d, none %d", tc.method, r.bias, r.rrmse, r.cover, r.width, r.n, r.none)
		if r.rrmse < tc.low || r.rrmse > tc.max || math.Abs(r.bias) > tc.bias || r.none != tc.none {
			t.Errorf("%s: RRMSE %.2f not in %g–%g, or |bias| %.2f > %g, or %d without an answer", tc.method, r.rrmse, tc.low, tc.max, r.bias, tc.bias, r.none)
		}
		if strings.HasPrefix(tc.method, Courant) && (r.cover < 75 || r.cover > 90 || r.width > 28) {
			t.Errorf("%s: coverage %.1f %%, width %.1f %%", tc.method, r.cover, r.width)
		}
	}
}

// courant-anchor is at least 5 % below the ridge regression with half of the anchor's miss, on
// the same windows: that one's answers lie beside the homes. Last seen: 8.2 for 8.9 %.
func TestBelowTheRidge(t *testing.T) {
	own, ridge := newScores(), newScores()
	for _, h := range readyHomes(t) {
		own.add(ask(h, CourantAnchor))
	}
	raw, err := os.ReadFile(filepath.Join(readyDir, "reference.jsonl"))
	if err != nil {
		t.Skip("no reference answers beside the homes")
	}
	byHome := map[home.ID][]Answer{}
	for line := range strings.Lines(string(raw)) {
		var a Answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		byHome[a.Home] = append(byHome[a.Home], a)
	}
	for _, answers := range byHome {
		ridge.add(answers)
	}
	a, b := own.of(CourantAnchor), ridge.of("ridge-0.5")
	t.Logf("courant-anchor %.2f %%, ridge-0.5 %.2f %% of %d windows", a.rrmse, b.rrmse, b.n)
	if a.n != b.n || a.rrmse > 0.95*b.rrmse {
		t.Errorf("courant-anchor %.2f %% of %d windows, ridge-0.5 %.2f %% of %d", a.rrmse, a.n, b.rrmse, b.n)
	}
}

// scaled is a copy of a history with the energy of some hours changed.
func scaled(h History, change func(t time.Time, kWh float64) float64) History {
	h.Energy = h.Energy.Clone()
	for i, v := range h.Energy.Values {
		h.Energy.Values[i] = change(h.Energy.Time(i), v)
	}
	return h
}

// Halving the load of every window, raising it before and after, moves no counterfactual by
// more than a hundredth of a percent, whether or not the windows are listed as events.
func TestNothingLeaksFromTheWindows(t *testing.T) {
	homes := readyHomes(t)
	if raced {
		homes = homes[:1]
	}
	for _, h := range homes {
		tampered := func(at time.Time, kWh float64) float64 {
			for _, w := range h.windows {
				switch {
				case !at.Before(w.Start) && at.Before(w.End):
					return kWh * 0.5
				case !at.Before(w.Start.Add(-2*time.Hour)) && at.Before(w.Start):
					kWh *= 1.4
				case !at.Before(w.End) && at.Before(w.End.Add(2*time.Hour)):
					kWh *= 1.25
				}
			}
			return kWh
		}
		for _, listed := range []bool{true, false} {
			clean := h
			if !listed {
				clean.history.Events = nil
			}
			changed := clean
			changed.history = scaled(clean.history, tampered)
			a, b := ask(clean, Courant, CourantAnchor), ask(changed, Courant, CourantAnchor)
			for i := range a {
				for k := range a[i].Methods {
					x, y := a[i].Methods[k], b[i].Methods[k]
					if !(moved(x.KWh, y.KWh) <= 1e-4) || !(moved(x.HighKWh, y.HighKWh) <= 1e-4) || !(moved(x.LowKWh, y.LowKWh) <= 1e-4) {
						t.Errorf("%s %v %s, listed %v: %v became %v", clean.history.Home, a[i].Start, x.Name, listed, x.KWh, y.KWh)
					}
				}
			}
		}
	}
}

// moved is how far a value went, for what it was.
func moved(was, is series.Maybe) float64 { return math.Abs(float64(is/was - 1)) }

// What can be gained by burning 2 kW more on purpose, printed for every method. Last seen,
// kWh a kWh: in the anchor hours hq-credit 1.15, hilo 1.16, courant 0, courant-anchor 0.45,
// ridge-0.5 0.57; in the window's hours of the five event-free days before hq-credit 0.11,
// hilo 0.16, courant 0.05, courant-anchor 0.05, ridge-0 0.05, persistence 0.20.
func TestGaming(t *testing.T) {
	methods := AllMethods()
	anchor, before := map[string][]float64{}, map[string][]float64{}
	every := 3 // a third of the windows tells enough
	if raced {
		every = 25
	}
	for _, h := range readyHomes(t) {
		m := Learn(h.history)
		for n, w := range h.windows {
			if n%every != 0 {
				continue
			}
			for k, g := range m.Gaming(w, methods...) {
				if g.Anchor.Known() && g.Days.Known() {
					anchor[methods[k]] = append(anchor[methods[k]], float64(g.Anchor))
					before[methods[k]] = append(before[methods[k]], float64(g.Days))
				}
			}
		}
	}
	for _, name := range methods {
		t.Logf("%-14s anchor %5.2f  days before %6.3f kWh a kWh", name, mean(anchor[name]), mean(before[name]))
	}
	for _, g := range anchor[Courant] {
		if g != 0 {
			t.Errorf("courant moved by %v kWh for a kWh burnt in the anchor", g)
		}
	}
	if g := mean(before[Courant]); g > 0.08 && !raced {
		t.Errorf("courant moved by %.3f kWh for a kWh burnt in the same hours of the days before", g)
	}
	if g := mean(anchor[HQCredit]); g < 0.9 {
		t.Errorf("hq-credit is known to follow the anchor: %.2f", g)
	}
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}
