package tui

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/fleet"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/coach/tariff"
	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

var (
	zone  = series.Toronto()
	rules = event.Default(zone)
	rates = tariff.Default(rules)
	// eve is 18:04 before the morning event that the simulated pilot calls.
	eve = local("2027-01-14", 18, 4)
)

func local(day string, hour, minute int) time.Time {
	d, err := series.ParseDate(day)
	if err != nil {
		panic(err)
	}
	return d.At(hour, minute, zone)
}

// pilot is a winter of simulated homes up to the days after eve.
var pilot = sync.OnceValue(func() *sim.Pilot {
	w := sim.Winters(eve, zone)
	p, err := sim.NewPilot(sim.Config{Homes: 12, Seed: 1, From: w[len(w)-1].From, To: w[len(w)-1].To, At: eve})
	if err != nil {
		panic(err)
	}
	return p
})

var livedHome = sync.OnceValue(func() sim.Home {
	h, err := pilot().Home(0)
	if err != nil {
		panic(err)
	}
	return h
})

// question is the one about home 0 at a moment. The home is called real, so that goldens
// show what a household sees; the state "simulated" says otherwise.
func question(at time.Time) coach.Question {
	h := livedHome()
	h.Profile.Simulated = false
	return coach.Question{
		At: at, Home: home.Resolve(h.Profile, h.Set.Zones()), Series: h.Set, Events: pilot().Events(), Rules: rules, Rates: rates, Frontier: true,
	}
}

// edited is the question with every series through a change; nil drops one.
func edited(q coach.Question, change func(series.Key, series.Series) *series.Series) coach.Question {
	set := series.Set{}
	for k, s := range q.Series {
		if c := change(k, s.Clone()); c != nil {
			set[k] = *c
		}
	}
	q.Series = set
	return q
}

func known[T any](v T) home.Known[T] { return home.Known[T]{Value: v, Origin: home.Declared} }

// following is the question with every thermostat on the plan's set-points.
func following(q coach.Question) coach.Question {
	p := *coach.Review(q).Plan
	return edited(q, func(k series.Key, s series.Series) *series.Series {
		for _, z := range p.Zones {
			if k.Kind != series.Setpoint || z.Zone != k.Zone {
				continue
			}
			for _, slot := range z.Slots {
				if i := s.Index(slot.Start); i >= 0 && i < s.Len() && slot.SetpointC.Known() {
					s.Values[i] = float64(slot.SetpointC)
				}
			}
		}
		return &s
	})
}

// A scene is one situation that every view must show well: what the source answers.
type scene struct {
	at     time.Time
	ask    func() coach.Question // nil: the source gives no report
	err    error                 // of the newest request
	wait   bool                  // no answer yet
	change func(*coach.Report)
	none   bool // no home is chosen, none exists
}

var errLost = errors.New("connection refused")

func ended(q coach.Question, t time.Time) coach.Question {
	return edited(q, func(_ series.Key, s series.Series) *series.Series {
		s = s.Slice(s.Start, t)
		return &s
	})
}

// scenes are the situations by name.
var scenes = map[string]scene{
	"ready":     {at: eve, ask: func() coach.Question { return question(eve) }},
	"preheat":   {at: local("2027-01-15", 5, 10), ask: func() coach.Question { return following(question(local("2027-01-15", 5, 10))) }},
	"during":    {at: local("2027-01-15", 7, 20), ask: func() coach.Question { return following(question(local("2027-01-15", 7, 20))) }},
	"late":      {at: local("2027-01-15", 7, 20), ask: func() coach.Question { return question(local("2027-01-15", 7, 20)) }},
	"after":     {at: local("2027-01-15", 10, 31), ask: func() coach.Question { return question(local("2027-01-15", 10, 31)) }},
	"quiet":     {at: local("2027-01-10", 13, 0), ask: func() coach.Question { q := question(local("2027-01-10", 13, 0)); return q }},
	"simulated": {at: eve, ask: func() coach.Question { q := question(eve); q.Home.Simulated = true; return q }},
	"skipped": {at: eve, ask: func() coach.Question {
		q := question(eve)
		q.Events = append([]event.Event{}, q.Events...)
		for i, e := range q.Events {
			if e.Start.After(eve) {
				q.Events[i] = e.Skip(event.Skip{Home: q.Home.ID, At: eve.Add(-time.Hour)})
			}
		}
		return q
	}},
	"flex-d": {at: eve, ask: func() coach.Question {
		q := question(eve)
		q.Home.Rate, q.Home.Programme = known(home.RateFlexD), known(home.FlexD)
		return q
	}},
	"no-rate": {at: eve, ask: func() coach.Question {
		q := question(eve)
		q.Home.Rate, q.Home.Programme = home.Known[home.Rate]{}, home.Known[home.Programme]{}
		return q
	}},
	"stale": {at: eve, ask: func() coach.Question { return ended(question(eve), eve.Add(-31*time.Hour)) }},
	"partial": {at: eve, ask: func() coach.Question {
		return edited(question(eve), func(k series.Key, s series.Series) *series.Series {
			for i := range s.Values {
				if back := eve.Sub(s.Time(i)); !k.Forecast && back > 40*time.Hour && back < 70*time.Hour {
					s.Values[i] = math.NaN()
				}
			}
			return &s
		})
	}},
	"new": {at: eve, ask: func() coach.Question { // two days of whole-home energy and nothing else
		q := question(eve)
		q.Home.Zones = nil
		return edited(q, func(k series.Key, s series.Series) *series.Series {
			if k != (series.Key{Kind: series.Energy}) {
				return nil
			}
			s = s.Slice(eve.Add(-48*time.Hour), eve)
			return &s
		})
	}},
	"no-plan": {at: eve, ask: func() coach.Question { return question(eve) }, change: func(r *coach.Report) { r.Plan, r.Applied = nil, coach.AppliedUnknown }},
	"empty":   {at: eve, ask: func() coach.Question { q := question(eve); q.Series, q.Home.Zones = nil, nil; return q }},
	"error":   {at: eve, ask: func() coach.Question { return question(eve) }, err: errLost},
	"failed":  {at: eve, err: errLost},
	"loading": {at: eve, wait: true},
	"none":    {at: eve, none: true},
}

var reports sync.Map // name of a scene → its report, made once

func (s scene) report(name string) coach.Report {
	if r, ok := reports.Load(name); ok {
		return r.(coach.Report)
	}
	r := coach.Review(s.ask())
	if s.change != nil {
		s.change(&r)
	}
	reports.Store(name, r)
	return r
}

// A fakeSource answers at once from memory.
type fakeSource struct {
	mu      sync.Mutex
	report  coach.Report
	err     error
	homes   []HomeRow
	version string
	skips   []string
}

func (s *fakeSource) Homes(context.Context) ([]HomeRow, error) { return s.homes, nil }

func (s *fakeSource) Report(context.Context, home.ID, time.Time) (coach.Report, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.report, s.err
}

func (s *fakeSource) Version() string { return s.version }

func (s *fakeSource) Skip(_ context.Context, event string, id home.ID, _ string, undo bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skips = append(s.skips, fmt.Sprint(event, " ", id, " ", undo))
	return nil
}

// judged gives some of the homes of rows a cause for a visit.
func judged(id home.ID) fleet.Visit {
	v := fleet.Visit{Home: id, Measure: series.Unknown()}
	switch id {
	case "1007":
		v.Weight, v.Cause, v.Since = fleet.Most, fleet.Silent, eve.Add(-75*time.Hour)
	case "1023":
		v.Weight, v.Cause, v.Zone, v.Since = 5, fleet.ZoneSilent, "living", eve.Add(-47*time.Hour)
	case "102A":
		v.Weight, v.Cause, v.Zone, v.Since, v.Measure = 5, coach.SetpointNotReached, "bedroom-2", eve.Add(-9*24*time.Hour), -1.8
	case "1038":
		v.Weight, v.Cause, v.Measure = 2, fleet.Thin, 0.71
	}
	return v
}

// rows are homes for the list.
func rows(n int) []HomeRow {
	cities := []home.City{home.Montreal, home.Quebec, home.TroisRivieres, home.Gatineau, ""}
	out := make([]HomeRow, n)
	for i := range out {
		out[i] = HomeRow{Home: home.ID(fmt.Sprintf("%04X", 0x1000+i*7)), City: cities[i%len(cities)], Until: eve.Add(-time.Duration(i%40) * time.Hour / 2), Coverage: 1 - float64(i%13)/100, Zones: 1 + i%6}
	}
	return out
}

// A sample says which screen to make.
type sample struct {
	scene string
	w, h  int
	lang  text.Lang
	theme string
	graph chart.Graph
	view  Action
	keys  []string
	full  bool // a source that can do all that a person's own store can
}

// A fullSource keeps notes and an access log, writes plans and judges homes.
type fullSource struct {
	*fakeSource
	notes   []string
	applied int
	judge   func(home.ID) fleet.Visit
}

func (s *fullSource) Note(_ context.Context, id home.ID, words string) error {
	s.notes = append(s.notes, string(id)+": "+words)
	return s.err
}

func (s *fullSource) Apply(context.Context, plan.Plan, time.Time, text.Lang) (string, error) {
	s.applied++
	return "/exports/plan", s.err
}

func (s *fullSource) Accesses(context.Context, home.ID, int) ([]Access, error) {
	return []Access{{At: eve.Add(-2 * time.Hour), Who: "marie", Action: "report"}, {At: eve.Add(-26 * time.Hour), Who: "marie\x1b[2J", Action: "home set"}}, s.err
}

func (s *fullSource) Case(_ context.Context, id home.ID) (fleet.Case, error) {
	c := fleet.Case{Home: id}
	if s.judge == nil {
		return c, nil
	}
	if v := s.judge(id); v.Weight > 0 {
		c.Causes = append(c.Causes, v)
	}
	return c, nil
}

func (s *fullSource) Export(context.Context, string, string, string) (string, error) {
	return "/exports/view.txt", s.err
}

func mono() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(termenv.Ascii)
	return r
}

func coloured() *lipgloss.Renderer {
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(termenv.ANSI256)
	return r
}

// model makes a dashboard in a scene.
func (s sample) model(t testing.TB) *Model {
	t.Helper()
	sc, ok := scenes[s.scene]
	if !ok {
		t.Fatalf("no scene %q", s.scene)
	}
	src := &fakeSource{homes: rows(12), version: "1"}
	r := mono()
	if s.theme != "" {
		r = coloured()
	}
	if s.lang == "" {
		s.lang = text.French
	}
	cfg := Config{
		Source: src, Now: func() time.Time { return sc.at }, Loc: zone, Lang: s.lang, Theme: theme.New(s.theme, r),
		Graph: s.graph, Width: s.w, Height: s.h, Homes: src.homes, Home: livedHome().Profile.ID,
	}
	src.homes[3].Home, src.homes[3].City = cfg.Home, home.Quebec
	if s.full {
		cfg.Source = &fullSource{fakeSource: src, judge: judged}
	}
	switch {
	case sc.none:
		src.homes, cfg.Homes, cfg.Home = nil, nil, ""
	case sc.ask != nil:
		src.report = sc.report(s.scene)
		cfg.First = &src.report
	}
	m := New(cfg)
	if sc.err != nil {
		m.Update(reportMsg{request: m.request, home: m.home, err: sc.err})
	}
	if s.view != None {
		m.view = s.view
	}
	if s.full && m.view == ViewData {
		run(m, m.loadAccesses())
	}
	for _, k := range s.keys {
		if cmd := press(m, k); s.full {
			run(m, cmd)
		}
	}
	return m
}

// press gives the dashboard a key by bubbletea's name for it.
func press(m *Model, key string) tea.Cmd {
	msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(key)}
	for t := tea.KeyType(-100); t < 128; t++ {
		if t != tea.KeyRunes && t.String() == key {
			msg = tea.KeyMsg{Type: t}
		}
	}
	_, cmd := m.Update(msg)
	return cmd
}
