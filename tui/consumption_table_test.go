package tui

import (
	"strings"
	"testing"

	"courant/tui/text"
)

// Ensure the table of hours tells each number once: the kWh of an hour are its kW.
func TestHourlyTableTellsTheEnergyOnce(t *testing.T) {
	w := text.French.Screen().Use
	for _, c := range []struct {
		desc, keys string
		power      bool
	}{
		{"a week, by the hour", "v", false},
		{"a day, by the quarter of an hour", "d v", true},
		{"a month, by the day", "m v", true},
	} {
		m := sample{scene: "ready", view: ViewConsumption, keys: strings.Fields(c.keys)}.model(t)
		head := ""
		for _, l := range strings.Split(m.View(), "\n") {
			if strings.Contains(l, w.Energy) && strings.Contains(l, w.Outdoor) {
				head = l
			}
		}
		if head == "" || strings.Contains(head, w.Power) != c.power {
			t.Errorf("%s: %q", c.desc, head)
		}
	}
}
