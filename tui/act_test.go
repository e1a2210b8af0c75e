package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"courant/coach"
	"courant/coach/fleet"
	"courant/coach/home"
	"courant/tui/text"
)

// full is a dashboard whose source can do all, with that source and a clock that is moved.
func full(t *testing.T, scene string) (m *Model, src *fullSource, later func(time.Duration)) {
	t.Helper()
	m = sample{scene: scene, full: true}.model(t)
	now := scenes[scene].at
	m.cfg.Now = func() time.Time { return now }
	return m, m.cfg.Source.(*fullSource), func(d time.Duration) { now = now.Add(d) }
}

func TestNoteIsWrittenAndKept(t *testing.T) {
	m, src, _ := full(t, "ready")
	for _, k := range []string{"n", "q", "7", "backspace", "é", "enter"} { // keys are letters here
		run(m, press(m, k))
	}
	if len(src.notes) != 1 || src.notes[0] != string(m.home)+": qé" || m.note != nil || m.view != ViewToday {
		t.Errorf("kept %q", src.notes)
	}
	if v := m.View(); !strings.Contains(v, fmt.Sprintf(text.French.Screen().Act.NoteKept, m.home)) {
		t.Errorf("not told:\n%s", v)
	}
	run(m, press(m, "n"))
	run(m, press(m, "x"))
	run(m, press(m, "esc"))
	run(m, press(m, "n"))
	run(m, press(m, "enter"))
	if len(src.notes) != 1 {
		t.Errorf("an abandoned or empty note is kept: %q", src.notes)
	}

	// On the list, the note is for the home under the cursor.
	press(m, "7")
	m.View()
	press(m, "home")
	for _, k := range []string{"down", "n", "a", "enter"} {
		run(m, press(m, k))
	}
	under, _ := m.homeList.under(m.frame(), m.homes)
	if got := src.notes[len(src.notes)-1]; got != string(under)+": a" || under == m.home {
		t.Errorf("kept %q", got)
	}
}

// Ensure a note that cannot be kept is not lost: it stands there again, with the reason.
func TestNoteThatCannotBeKeptComesBack(t *testing.T) {
	m, src, _ := full(t, "ready")
	src.err = errors.New("disk full")
	for _, k := range []string{"n", "a", "b", "enter"} {
		run(m, press(m, k))
	}
	if v := m.View(); m.note == nil || m.note.typed != "ab" || !strings.Contains(v, "ab▏") || !strings.Contains(v, "disk full") {
		t.Errorf("lost:\n%s", v)
	}
}

// A plan is shown before and after, and written only once the letter is typed.
func TestApplyIsPreviewedAndConfirmed(t *testing.T) {
	m, src, later := full(t, "ready")
	run(m, press(m, "a"))
	v := m.View()
	if !strings.Contains(v, "→") || !strings.Contains(v, "aucun thermostat") {
		t.Errorf("no preview:\n%s", v)
	}
	run(m, press(m, "enter"))
	later(time.Second)
	run(m, press(m, "x"))
	if src.applied != 0 {
		t.Fatal("written before it was confirmed")
	}
	later(time.Second)
	run(m, press(m, "o"))
	if v := m.View(); src.applied != 1 || !strings.Contains(v, "/exports/plan.txt") || m.confirm != nil {
		t.Errorf("written %d times:\n%s", src.applied, v)
	}
	if strings.Contains(m.View(), "Plan appliqué") {
		t.Error("a plan is called applied by writing files")
	}
}

// Homes are judged one after another; the ones to visit first come first, and esc stops it
// without losing what is known.
func TestHomesAreRanked(t *testing.T) {
	m, src, _ := full(t, "ready")
	judged, worst := 0, home.ID("")
	src.judge = func(id home.ID) fleet.Visit {
		if judged++; judged == 5 {
			m.stopRanking()
		}
		if judged == 2 {
			worst = id
			return fleet.Visit{Home: id, Weight: fleet.Most, Cause: fleet.Silent, Since: eve.Add(-50 * time.Hour)}
		}
		return fleet.Visit{Home: id}
	}
	run(m, press(m, "7"))
	if judged != 5 || m.rank.done != 4 {
		t.Errorf("stopped after %d, %d done", judged, m.rank.done)
	}
	if id, _ := m.homeList.under(m.frame(), m.homes); id != worst {
		t.Errorf("first is %s", id)
	}
	for range orders { // around once: what was stopped goes on, with the one that was lost
		run(m, press(m, "s"))
	}
	if judged != 1+len(m.homes) || m.rank.stop != nil {
		t.Errorf("judged %d", judged)
	}
	for range orders {
		run(m, press(m, "s"))
	}
	if judged != 1+len(m.homes) {
		t.Error("judged again although nothing changed")
	}
}

// A source that fetches until it is told to stop.
type slowSource struct {
	*fakeSource
	began chan struct{}
}

func (s *slowSource) Refresh(ctx context.Context) error {
	close(s.began)
	<-ctx.Done()
	return ctx.Err()
}

// Esc ends a fetch that takes long; what was there stays, and no error is shown.
func TestEscStopsFetching(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	src := &slowSource{m.cfg.Source.(*fakeSource), make(chan struct{})}
	m.cfg.Source = src
	fetch := m.refresh()
	done := make(chan any)
	go func() { done <- fetch() }()
	<-src.began
	if v := m.View(); !strings.Contains(v, "arrêter la lecture") {
		t.Errorf("the key is not told:\n%s", v)
	}
	press(m, "esc")
	if m.view != ViewToday || m.toast != m.text().Act.Cancelled {
		t.Errorf("esc did something else: %q", m.toast)
	}
	m.Update(<-done)
	if m.refreshing || m.err != nil || m.report == nil {
		t.Errorf("after it: refreshing %v, err %v", m.refreshing, m.err)
	}
}

func TestClockBehindTheDataIsSaid(t *testing.T) {
	m := sample{scene: "ready", view: ViewData}.model(t)
	for i := range m.homes {
		m.homes[i].Ahead = 43 * time.Minute
	}
	if v := m.View(); !strings.Contains(strings.ReplaceAll(v, "\u00a0", " "), "datée 43 min après l'horloge") {
		t.Errorf("not told:\n%s", v)
	}
}

// What chance alone may show of so many homes is not told, until enough homes show as much;
// then it is told of those before too.
func TestRankingHoldsItsFalseDiscoveries(t *testing.T) {
	r := ranking{todo: make([]home.ID, 100), cases: map[home.ID]fleet.Case{}, found: map[home.ID]fleet.Visit{}}
	one := func(id home.ID, chance float64) bool {
		return r.add(id, fleet.Case{Home: id, Causes: []fleet.Visit{{Home: id, Weight: 4, Cause: coach.UADrift, Chance: chance}}})
	}
	if one("a", 0.0004) || r.found["a"].Weight != 0 {
		t.Errorf("one in 2,500 is told of the first of a hundred homes: %+v", r.found["a"])
	}
	if !one("b", 0.0003) || r.found["a"].Weight != 4 || r.found["b"].Weight != 4 {
		t.Errorf("two such homes are not told: %+v", r.found)
	}
	if one("c", 0.1) || r.found["c"].Weight != 0 {
		t.Error("one in ten is told")
	}
}
