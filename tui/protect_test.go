package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"courant/coach/home"
	"courant/tui/text"
)

// Protect makes the report's home know of it.
func (s *fullSource) Protect(_ context.Context, id home.ID, zone string, on bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes = append(s.notes, fmt.Sprint("protect ", id, " ", zone, " ", on))
	h := s.report.Info
	h.Zones = slices.Clone(h.Zones)
	for i := range h.Zones {
		if h.Zones[i].Name == zone {
			h.Zones[i].Sensitive = home.Known[bool]{Value: on, Origin: home.Declared}
		}
	}
	s.report.Info = h
	return nil
}

// Ensure one key protects the room that is shown, says so, and one takes it back; and that from
// another view it shows the rooms first.
func TestARoomIsProtectedByAKey(t *testing.T) {
	m, src, _ := full(t, "ready")
	run(m, press(m, "e"))
	if m.view != ViewSchedule || len(src.notes) > 0 || !strings.Contains(m.View(), text.French.Rooms().Choose) {
		t.Fatalf("from another view: %v\n%s", src.notes, m.View())
	}
	press(m, "down")
	zone := m.report.Plan.Zones[1].Zone
	words := fmt.Sprintf(text.French.Rooms().NowProtected, text.Capital(text.French.Zone(zone)))
	run(m, press(m, "e"))
	if v := m.View(); !strings.Contains(strings.Join(strings.Fields(v), " "), strings.Join(strings.Fields(words), " ")[:40]) {
		t.Errorf("not told: %s\n%s", words, v)
	}
	if z, _ := m.room(); !z.Sensitive.Value {
		t.Errorf("the room is not protected: %+v", z)
	}
	run(m, press(m, "u"))
	if z, _ := m.room(); z.Sensitive.Value || len(src.notes) != 2 || src.notes[1] != fmt.Sprint("protect ", m.home, " ", zone, " false") {
		t.Errorf("not taken back: %v", src.notes)
	}
	if m.unprotects() {
		t.Error("there is something left to take back")
	}
	if found := (&paletteBox{typed: "enfant"}).found(text.French.Screen()); len(found) == 0 || found[0].action != Protect {
		t.Errorf("the palette does not know it: %v", found)
	}
	m.cfg.ReadOnly = true
	if why := m.why(Protect); why != text.French.Screen().Why.ReadOnly {
		t.Errorf("read-only: %q", why)
	}
}
