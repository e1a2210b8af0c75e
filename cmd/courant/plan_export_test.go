package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

func TestEntity(t *testing.T) {
	for name, want := range map[string]string{
		"salon": "salon", "salle-de-bain": "salle_de_bain", "Salle  de bain": "salle_de_bain", "séjour": "sejour", "Chambre n° 2": "chambre_n_2",
		"-cave-": "cave", "": "unknown", "居間": "unknown", "h-1": "h_1",
	} {
		if got := entity(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// exported is a plan of one room: warmer at 4 h, down at 6 h, back at 10 h.
func exported(zone string) plan.Plan {
	loc := series.Toronto()
	day := time.Date(2027, 1, 15, 0, 0, 0, 0, loc)
	at := func(h int) time.Time { return day.Add(time.Duration(h) * time.Hour) }
	z := plan.Zone{Zone: zone}
	for t := day; t.Before(at(24)); t = t.Add(plan.Step) {
		s := plan.Slot{Start: t, SetpointC: 20, UsualC: 20, Phase: "normal"}
		switch h := t.Hour(); {
		case h >= 4 && h < 6:
			s.SetpointC, s.Phase = 21.5, "preheat"
		case h >= 6 && h < 10:
			s.SetpointC, s.Phase = 17, "reduction"
		}
		z.Slots = append(z.Slots, s)
	}
	return plan.Plan{Home: "h-1", Mode: home.Moderate, Zones: []plan.Zone{z}, Windows: []plan.Window{{
		Event: "winter-credit-20270115T0600", PreheatStart: at(4), Start: at(6), End: at(10), RecoveryEnd: at(11),
	}}}
}

// The file for Home Assistant, whole: the preview first, then one automation in the form of
// 2024.10 and later, held to its day.
func TestHomeAssistantFile(t *testing.T) {
	var b bytes.Buffer
	if err := writeHomeAssistant(&b, text.English, exported("séjour"), series.Toronto()); err != nil {
		t.Fatal(err)
	}
	got := breakable(b.String())
	for _, want := range []string{
		"# Séjour  Fri Jan 15  4:00   20 °C → 21.5 °C  preheat\n# Séjour  Fri Jan 15  6:00   21.5 °C → 17 °C  reduction\n# Séjour  Fri Jan 15  10:00  17 °C → 20 °C",
		"\n- id: \"courant_h_1_sejour_20270115\"\n  alias: \"courant : séjour, 2027-01-15\"\n  mode: queued\n  triggers:\n    - trigger: time\n      id: \"0\"\n      at: \"04:00:00\"\n",
		"  actions:\n    - choose:\n        - conditions:\n            - condition: trigger\n              id: \"0\"\n            - condition: template\n              value_template: \"{{ now().date().isoformat() == '2027-01-15' }}\"\n          sequence:\n            - action: climate.set_temperature\n              target:\n                entity_id: \"climate.sejour\"\n              data:\n                temperature: 21.5\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no\n%s\nin\n%s", want, got)
		}
	}
	if strings.Count(got, "trigger: time") != 3 || strings.Count(got, "action: climate.set_temperature") != 3 {
		t.Errorf("three changes:\n%s", got)
	}
	var none bytes.Buffer
	quiet := exported("salon")
	quiet.Zones[0].Slots = quiet.Zones[0].Slots[:8]
	if err := writeHomeAssistant(&none, text.French, quiet, series.Toronto()); err != nil || !strings.HasSuffix(none.String(), "\n[]\n") {
		t.Errorf("nothing to change: %v\n%s", err, none.String())
	}
}

// A room's name, whatever it holds, stays inside its string: in the YAML as in the calendar.
func TestExportsOfHostileNames(t *testing.T) {
	for _, name := range []string{"a\"b", "a\nb: c", "# x", "{{ states }}", "a\\nEND:VCALENDAR", "a\r\nBEGIN:VEVENT", "\x1b[31m", "- id: x"} {
		var ha, cal bytes.Buffer
		p := exported(name)
		if err := writeHomeAssistant(&ha, text.French, p, series.Toronto()); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(ha.String(), "\n") {
			bare := strings.TrimLeft(line, " ")
			known := line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(bare, "- ")
			for _, key := range []string{"alias: \"", "mode: queued", "triggers:", "actions:", "id: \"", "at: \"", "sequence:", "target:", "entity_id: \"climate.", "data:", "temperature: ", "value_template: \""} {
				known = known || strings.HasPrefix(bare, key)
			}
			if !known || strings.ContainsAny(line, "\r\x1b") {
				t.Errorf("%q, line %d of the automations: %q", name, i+1, line)
			}
		}
		if err := writeICal(&cal, text.French, p, series.Toronto(), time.Unix(0, 0)); err != nil {
			t.Fatal(err)
		}
		for what, n := range map[string]int{"\r\nBEGIN:VEVENT\r\n": 3, "\r\nEND:VCALENDAR\r\n": 1} {
			if got := strings.Count(cal.String(), what); got != n {
				t.Errorf("%q: %d of %q in the calendar", name, got, what)
			}
		}
		if strings.Contains(cal.String(), "\x1b") {
			t.Errorf("%q: an escape in the calendar", name)
		}
	}
}

// The calendar begins with what it changes, before and after.
func TestCalendarPreview(t *testing.T) {
	var cal bytes.Buffer
	if err := writeICal(&cal, text.French, exported("salon"), series.Toronto(), time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	got := breakable(strings.ReplaceAll(cal.String(), "\r\n ", ""))
	head, _, _ := strings.Cut(got, "BEGIN:VEVENT")
	if want := "X-WR-CALDESC:Salon  ven. 15 janv.  4 h   20 °C → 21\\,5 °C  préchauffage\\nSalon"; !strings.Contains(head, want) {
		t.Errorf("no %s in\n%s", want, head)
	}
	for i, line := range strings.Split(cal.String(), "\r\n") {
		if len(line) > 76 {
			t.Errorf("line %d has %d bytes", i+1, len(line))
		}
	}
}
