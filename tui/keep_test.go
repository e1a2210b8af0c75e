package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/tui/text"
)

// A keepingSource keeps what a person tried and answers with it from then on, as a store does.
type keepingSource struct {
	*fullSource
	kept []plan.Plan
	mode []home.Mode
}

func (s *keepingSource) Keep(_ context.Context, p plan.Plan, mode home.Mode, at time.Time) error {
	s.kept, s.mode = append(s.kept, p), append(s.mode, mode)
	s.fakeSource.report = coach.Review(asked(p, at))
	return s.err
}

func (s *keepingSource) ReportMode(_ context.Context, _ home.ID, at time.Time, mode home.Mode) (coach.Report, error) {
	q := question(at)
	q.Mode = mode
	return coach.Review(q), nil
}

// asked is the question about the home that keeps a plan.
func asked(p plan.Plan, at time.Time) coach.Question {
	q := question(at)
	g, _ := coach.Given(p, coach.PlanDate(q), at)
	g.Chosen = true
	kept, _ := home.Give(home.Profile{}, g)
	q.Home.Plans, q.Home.Choice = kept.Plans, g.Choice
	return q
}

// keeping is a dashboard on a view that keeps what is tried.
func keeping(t *testing.T, view Action, keys ...string) (*Model, *keepingSource) {
	t.Helper()
	m := sample{scene: "ready", view: view, full: true}.model(t)
	src := &keepingSource{fullSource: m.cfg.Source.(*fullSource)}
	m.cfg.Source = src
	for _, k := range keys {
		run(m, press(m, k))
	}
	return m, src
}

func plainScreen(m *Model) string {
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(ansi.Strip(m.View()))
}

// What is tried is called a trial on every view, until ↵ or g makes it the plan: the same
// set-points, no more a trial, on all views.
func TestTrialIsKept(t *testing.T) {
	for _, key := range []string{"enter", "g"} {
		m, src := keeping(t, ViewSchedule, ">", ">", ">")
		tried := *m.report.Plan
		for _, v := range views {
			m.view = v
			if !strings.Contains(plainScreen(m), "ESSAI") {
				t.Errorf("view %v does not say that it shows a trial", v-ViewToday+1)
			}
		}
		m.view = ViewToday
		if s := plainScreen(m); !strings.Contains(s, "↵ : garder ce réglage") || strings.Contains(s, "Plan prêt") {
			t.Errorf("today, on trial:\n%s", s)
		}
		run(m, press(m, key))
		if len(src.kept) != 1 || m.trying() || strings.Contains(plainScreen(m), "ESSAI") {
			t.Fatalf("%s: kept %d times:\n%s", key, len(src.kept), plainScreen(m))
		}
		if got := m.report.Plan; !equalSetpoints(*got, tried) || got.Comfort != tried.FrontierAt+1 {
			t.Errorf("%s: the plan is not what was tried: comfort %d, notch %d", key, got.Comfort, tried.FrontierAt)
		}
		m.view = ViewSchedule
		if s := plainScreen(m); !strings.Contains(s, "réglé par vous") {
			t.Errorf("the schedule does not say whose setting it is:\n%s", s)
		}
	}
}

func equalSetpoints(a, b plan.Plan) bool {
	for i, z := range a.Zones {
		for j, s := range z.Slots {
			if !same(s.SetpointC, b.Zones[i].Slots[j].SetpointC) {
				return false
			}
		}
	}
	return len(a.Zones) == len(b.Zones)
}

// esc drops a trial of the dial and of a mode on Today and on the schedule alike.
func TestTrialIsDropped(t *testing.T) {
	for _, view := range []Action{ViewToday, ViewSchedule} {
		for _, key := range []string{">", "M"} {
			m, src := keeping(t, view)
			own := *m.report.Plan
			run(m, press(m, key))
			m.view = view
			if !m.trying() {
				t.Fatalf("%s tries nothing", key)
			}
			run(m, press(m, "esc"))
			if m.trying() || m.view != view || len(src.kept) != 0 || !equalSetpoints(*m.report.Plan, own) {
				t.Errorf("view %v, %s: esc leaves a trial, or another plan", view, key)
			}
			if why := m.why(Keep); why == "" {
				t.Error("there is still something to keep")
			}
		}
	}
}

// A mode that is tried is kept with its plan; set-points of a person's own are kept, read back,
// and taken back with u, which is a trial again.
func TestModeAndOwnSetpointsAreKept(t *testing.T) {
	m, src := keeping(t, ViewSchedule, "M", "M", "enter")
	if len(src.mode) != 1 || src.mode[0] != home.Ambitious || m.mode != "" {
		t.Errorf("kept modes %v, on trial %q", src.mode, m.mode)
	}
	m, src = keeping(t, ViewSchedule, "right", "right", "+", "+", "enter")
	if len(src.kept) != 1 || len(m.report.Plan.Own) != 1 || m.trying() || !m.report.Plan.OverrideKWh.Known() {
		t.Fatalf("kept %d plans, own %+v, %v kWh, on trial %v", len(src.kept), m.report.Plan.Own, m.report.Plan.OverrideKWh, m.trying())
	}
	run(m, press(m, "u"))
	if !m.trying() || len(m.report.Plan.Own) != 0 {
		t.Errorf("u takes back %+v, on trial %v", m.report.Plan.Own, m.trying())
	}
}

// Where nothing may be written the setting holds for the session and the screen says so.
func TestTrialIsKeptForTheSession(t *testing.T) {
	m, src := keeping(t, ViewSchedule, ">", ">")
	m.cfg.ReadOnly = true
	tried := *m.report.Plan
	run(m, press(m, "enter"))
	s := plainScreen(m)
	if len(src.kept) != 0 || !strings.Contains(s, "réglage de séance") || !strings.Contains(s, "Gardé pour la séance") || !equalSetpoints(*m.report.Plan, tried) {
		t.Errorf("kept %d plans:\n%s", len(src.kept), s)
	}
	run(m, m.load())
	if !equalSetpoints(*m.report.Plan, tried) {
		t.Error("fresh data take the session's setting away")
	}
	run(m, press(m, "esc"))
	if m.session || m.dial.turned() {
		t.Error("esc leaves the session's setting")
	}
}

// Writing the plan's files while one is on trial keeps it: what is on paper is the plan.
func TestApplyKeepsTheTrial(t *testing.T) {
	now := eve
	m, src := keeping(t, ViewSchedule, ">", ">")
	m.cfg.Now = func() time.Time { return now }
	run(m, press(m, "a"))
	if s := strings.Join(strings.Fields(plainScreen(m)), " "); !strings.Contains(s, "c'est aussi le garder") {
		t.Errorf("the question does not say that the trial is kept:\n%s", plainScreen(m))
	}
	now = now.Add(time.Second)
	run(m, press(m, "o"))
	if len(src.kept) != 1 || src.applied != 1 || m.trying() || m.report.Plan.Comfort != src.kept[0].FrontierAt+1 {
		t.Errorf("kept %d, written %d, still on trial %v", len(src.kept), src.applied, m.trying())
	}
}

// By lines a trial is kept by its choice, in both languages.
func TestAccessibleKeeps(t *testing.T) {
	for lang, want := range map[text.Lang]string{text.French: "Gardé : c'est votre plan maintenant", text.English: "Kept: it is your plan now"} {
		m, src := keeping(t, ViewToday)
		var out strings.Builder
		cfg := m.cfg
		cfg.Lang = lang
		if err := RunAccessible(context.Background(), cfg, strings.NewReader(">\n>\ng\n4\nq\n"), &out); err != nil {
			t.Fatal(err)
		}
		if len(src.kept) != 1 || !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
			t.Errorf("kept %d:\n%s", len(src.kept), out.String())
		}
	}
}

// On the eve of an event, and while it runs, the dashboard opens on it, whatever view was open
// last; the list of homes stays, as does any view when nothing is near.
func TestOpensOnTheEvent(t *testing.T) {
	for _, c := range []struct {
		scene string
		last  Action
		want  Action
	}{
		{"ready", ViewConsumption, ViewToday}, {"during", ViewEvents, ViewToday}, {"ready", ViewHomes, ViewHomes},
		{"quiet", ViewConsumption, ViewConsumption}, {"skipped", ViewConsumption, ViewConsumption},
	} {
		first := sample{scene: c.scene, view: c.last}.model(t)
		cfg := first.cfg
		cfg.State = first.State()
		if m := New(cfg); m.view != c.want {
			t.Errorf("%s, last on view %d: opens on %d, want %d", c.scene, c.last-ViewToday+1, m.view-ViewToday+1, c.want-ViewToday+1)
		}
	}
}

// A turn of the dial does something each time, and its sentence has signs and words; at the end
// the dial says so.
func TestNotchesDoSomething(t *testing.T) {
	m := turned(t, "ready")
	points := m.report.Dial.Points
	seen := 0
	for before := m.dialPoint(); ; seen++ {
		press(m, ">")
		at := m.dialPoint()
		if at == before {
			break
		}
		if !(points[at].ColdDegreeHours < points[before].ColdDegreeHours) {
			t.Errorf("from notch %d to %d nothing changes", before, at)
		}
		before = at
	}
	if seen < 3 || !strings.Contains(m.toast, "Au bout") {
		t.Errorf("%d notches, then %q", seen, m.toast)
	}
	m = turned(t, "ready")
	if s := plainScreen(m); !strings.Contains(s, "un cran plus chaud : ") || !strings.Contains(s, "de froid en moins") || strings.Contains(s, "0,00 $ net") {
		t.Errorf("the notches are not told in words:\n%s", s)
	}
}

// The plan by hand is tried with b, has few moments on the schedule, is compared with the
// others, and is kept as any trial is.
func TestByHandIsTriedAndKept(t *testing.T) {
	m, src := keeping(t, ViewSchedule, "b")
	s := plainScreen(m)
	if m.report.Plan.Method != plan.MethodByHand || !strings.Contains(s, "ESSAI") || strings.Contains(s, "4 h 30") {
		t.Fatalf("%s:\n%s", m.report.Plan.Method, s)
	}
	hand := *m.report.Plan
	run(m, press(m, "enter"))
	if len(src.kept) != 1 || m.report.Plan.Method != plan.MethodByHand || !equalSetpoints(*m.report.Plan, hand) {
		t.Errorf("kept %d, %s", len(src.kept), m.report.Plan.Method)
	}
	run(m, press(m, "b"))
	if m.report.Plan.Method == plan.MethodByHand || !m.trying() {
		t.Error("b does not go back to the full plan")
	}
	m, _ = keeping(t, ViewSchedule, "i")
	if s := plainScreen(m); !strings.Contains(s, "à la main (b)") {
		t.Errorf("the ways through do not have it:\n%s", s)
	}
}

// A mode that is tried says what it changes against the person's own plan, calmly when that is
// nothing.
func TestModeSaysWhatItChanges(t *testing.T) {
	m, _ := keeping(t, ViewSchedule, "M") // moderate, for a home that is ambitious
	if !strings.HasPrefix(m.toast, "Mode modéré, à l'essai. Contre votre plan : gain") {
		t.Errorf("moderate: %q", m.toast)
	}
	run(m, press(m, "M")) // its own
	if !strings.Contains(m.toast, "le même plan que le vôtre") {
		t.Errorf("its own: %q", m.toast)
	}
}
