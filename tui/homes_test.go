package tui

import (
	"context"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/home"
	"courant/tui/text"
)

// A surveyor is a source that surveys homes and takes notes back.
type surveyor struct {
	*fullSource
	found map[home.ID]Survey
	asked int
}

func (s *surveyor) Survey(context.Context) (map[home.ID]Survey, error) {
	s.asked++
	return s.found, s.err
}

func (s *surveyor) Unnote(_ context.Context, id home.ID, words string) error {
	if s.err == nil {
		s.notes = slices.DeleteFunc(s.notes, func(n string) bool { return n == string(id)+": "+words })
	}
	return s.err
}

func (s *surveyor) Homes(context.Context) ([]HomeRow, error) {
	all := rows(12)
	for i := range all {
		all[i].Coverage = math.NaN()
	}
	return all, nil
}

func surveyed(t *testing.T) (*Model, *surveyor) {
	m, src, _ := full(t, "ready")
	s := &surveyor{fullSource: src, found: map[home.ID]Survey{}}
	for i, h := range rows(12) {
		s.found[h.Home] = Survey{Coverage: 1 - float64(i)/100}
	}
	s.found["1007"] = Survey{Coverage: 0.554, Noted: eve.Add(-48 * time.Hour)}
	s.fullSource.judge = judged
	m.cfg.Source = s
	run(m, m.loadHomes())
	return m, s
}

// spaced has plain spaces for those that do not break.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// Ensure homes are surveyed when their list is looked at and not before, that what is not known
// yet is no figure, and that the figures are the survey's then.
func TestHomesAreSurveyedWhenLookedAt(t *testing.T) {
	m, src := surveyed(t)
	if src.asked != 0 {
		t.Fatal("asked before anybody looked")
	}
	m.view, m.homeList.order = ViewHomes, orderCoverage
	if v := m.View(); strings.Contains(v, "NaN") || !strings.Contains(v, "…") {
		t.Errorf("not known yet:\n%s", v)
	}
	run(m, m.rankShown())
	run(m, m.rankShown())
	v := spaced(m.View())
	if src.asked != 1 || !strings.Contains(v, "complet, 7 j") || !strings.Contains(v, "1007 n") || !strings.Contains(v, "55,4 %") {
		t.Errorf("asked %d times:\n%s", src.asked, v)
	}
	if id, _ := m.homeList.under(m.frame(), m.homes); id != "1007" {
		t.Errorf("the least complete is %s", id)
	}
}

// Ensure what is exported of the list is what is seen of it: filter, order, rank, cause, since.
func TestHomesAreExportedAsSeen(t *testing.T) {
	m, _ := surveyed(t)
	m.view = ViewHomes
	run(m, m.rankShown())
	m.homeList.filter = "montreal"
	var seen []string
	for _, i := range m.homeList.shown(m.frame(), m.homes) {
		seen = append(seen, string(m.homes[i].Home))
	}
	got, err := csv.NewReader(strings.NewReader(m.csvView())).ReadAll()
	if err != nil || strings.Join(got[0], ",") != "rank,home,city,until,coverage_7d,zones,weight,action,cause,zone,since,measure,noted" {
		t.Fatal(got, err)
	}
	var rows []string
	for n, r := range got[1:] {
		rows = append(rows, r[1])
		if r[0] != string(rune('1'+n)) || r[2] != "montreal" {
			t.Errorf("row %d: %v", n, r)
		}
	}
	if !slices.Equal(rows, seen) || len(rows) == 0 || len(rows) == 12 {
		t.Errorf("exported %v, seen %v", rows, seen)
	}
	words, _ := m.plainView()
	for _, want := range []string{"à visiter", "montreal", "   1  " + seen[0]} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is missing in\n%s", want, words)
		}
	}
	m.homeList.filter = ""
	if all := m.csvView(); !strings.Contains(all, "1007,") || !strings.Contains(all, ",6,call,silent,,") || !strings.Contains(all, ",5,call,zone-silent,living,") {
		t.Errorf("causes:\n%s", all)
	}
	m.private = true
	if strings.Contains(m.csvView(), "montreal") || strings.Contains(m.csvView(), "1007") {
		t.Error("names in the private mode")
	}
}

// Ensure a home that is opened from the list of visits says first why, and what to do.
func TestOpenedHomeSaysItsCauseFirst(t *testing.T) {
	m, _ := surveyed(t)
	m.view = ViewHomes
	run(m, m.rankShown())
	run(m, press(m, "enter"))
	if m.home != "1007" || m.view != ViewToday {
		t.Fatalf("opened %s", m.home)
	}
	m.report.Home = m.home // the sample has one report for all
	m.seq++
	remedy := strings.Fields(text.French.Remedy("silent"))[0]
	for _, view := range []Action{ViewToday, ViewAdvice} {
		m.view = view
		lines := strings.Split(spaced(m.View()), "\n")
		if !strings.Contains(lines[2], "À voir : plus aucune mesure, depuis 3 j. "+remedy) {
			t.Errorf("%v begins with %q", view, lines[2])
		}
	}
}

// Ensure undoing right after a note takes that note back and says so, and does not once
// something else was done.
func TestUndoTakesTheLastNoteBack(t *testing.T) {
	m, src := surveyed(t)
	note := func() {
		for _, k := range []string{"n", "a", "b", "enter"} {
			run(m, press(m, k))
		}
	}
	note()
	if v := m.View(); len(src.notes) != 1 || !strings.Contains(v, "u l'enlève") {
		t.Fatalf("%v\n%s", src.notes, v)
	}
	if why := m.why(Undo); why != "" {
		t.Errorf("cannot undo: %s", why)
	}
	run(m, press(m, "u"))
	if v := m.View(); len(src.notes) != 0 || !strings.Contains(v, "Note enlevée de la maison "+string(m.home)) {
		t.Errorf("%v\n%s", src.notes, v)
	}
	if m.unnotes() {
		t.Error("undone twice")
	}
	note()
	run(m, press(m, "<"))
	run(m, press(m, "u"))
	if len(src.notes) != 1 {
		t.Error("a note was taken back after something else was done")
	}
}

// Ensure the list fits any width, in every order, and uses a wide one.
func TestHomeColumns(t *testing.T) {
	m, _ := surveyed(t)
	m.view = ViewHomes
	run(m, m.rankShown())
	for o := range orders {
		for w := 60; w <= 250; w++ {
			m.homeList.order = o
			f := m.frame()
			f.w, f.h = w, 40
			m.homeList.shown(f, m.homes)
			all := m.homeList.columns(f)
			got := width(f.line(all, func(c homeColumn) string { return c.head }))
			if got > w-3 || w >= 120 && got < w-4 {
				t.Errorf("order %d at %d: %d wide", o, w, got)
			}
		}
	}
}
