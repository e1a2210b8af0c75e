package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// Ensure a room that the home does not have is refused with those that it has, everywhere that
// a room is named, and that no room comes of it.
func TestNoRoomIsInvented(t *testing.T) {
	p := imported(t)
	const id = "winter-credit-20270115T0600"
	for _, c := range []struct {
		desc string
		args []string
	}{
		{"a limit", []string{"home", "h-1", "set", "zones.bed.floor_c=19"}},
		{"a leave", []string{"event", "skip", id, "--zone", "bed"}},
		{"a return", []string{"event", "undo", id, "--zone", "bed"}},
	} {
		p.says(exitUsage, c.args, "Pièce inconnue : bed. Vouliez-vous dire bedroom? Pièces de h-1 : basement, bedroom, living.", "Unknown room: bed. Did you mean bedroom? Rooms of h-1: basement, bedroom, living.")
	}
	p.says(exitUsage, []string{"home", "h-1", "set", "zones.grenier.floor_c=19"}, "Pièce inconnue : grenier. Pièces de h-1", "Unknown room: grenier. Rooms of h-1")
	if n := len(p.whole(96, "h-1", "--date", "2027-01-15")["zones"].([]any)); n != 3 {
		t.Errorf("%d rooms are planned", n)
	}
}

// Ensure declaring something tells what is known now, what was before, and what that does, and
// that the report names the rooms that are protected.
func TestSetTellsWhatItDoes(t *testing.T) {
	p := imported(t)
	for _, c := range []struct{ key, fr, en string }{
		{"zones.bedroom.floor_c=20", "19 °C, 22 h–6 h", "19 °C, 22:00–6:00"},
		{"zones.living.floor_c=10", "Les plans s'arrêtent de toute façon plus haut, à 16 °C", "Plans stop higher up in any case, at 16 °C"},
		{"zones.living.floor_c=", "pas dit", "not said"},
		{"zones.living.sensitive=oui", "Aucun événement ne refroidit plus salon", "No event cools living room any more"},
		{"low_c=17", "Aucun plan ne met plus une pièce sous 17 °C.", "No plan sets a room below 17 °C any more."},
	} {
		p.says(exitDone, []string{"home", "h-1", "set", c.key}, c.fr, c.en)
	}
	p.says(exitDone, []string{"report", "h-1"},
		"Protégé : toute la maison (jamais sous 17 °C, sauf où la consigne habituelle est déjà plus basse), chambre (jamais sous 20 °C", "(sensitive to cold, nothing lowered)")
	for _, z := range p.whole(96, "h-1", "--date", "2027-01-15")["zones"].([]any) {
		z := z.(map[string]any)
		for _, s := range z["slots"].([]any) {
			s := s.(map[string]any)
			c, ok := s["setpoint_c"].(float64)
			if !ok {
				continue // left to the thermostat's own programme
			}
			usual := s["usual_c"].(float64)
			switch z["zone"] {
			case "bedroom":
				if c < min(20, usual) {
					t.Errorf("bedroom: %v °C at %v, usually %v", c, s["start"], usual)
				}
			case "living":
				if s["phase"] == "reduction" && c < usual {
					t.Errorf("living: lowered to %v °C at %v", c, s["start"])
				}
			}
		}
	}
}

// Ensure the list of keys in the help is whole, in both languages.
func TestHomeHelpListsItsKeys(t *testing.T) {
	p := newPerson(t)
	p.says(exitDone, []string{"home", "--help"}, "zones.Z.sensitive  yes|no", "zones.Z.sensitive  yes|no")
	p.says(exitDone, []string{"home", "--help"}, "sensible au froid : jamais refroidie pendant un événement", "sensitive to cold: never cooled during an event")
}

// Ensure leaving, in the very second of the next question, holds in it, and that coming back
// takes back what was left and says so.
func TestLeavingHoldsAtOnceAndComesBackWhole(t *testing.T) {
	p := imported(t)
	p.now = p.now.Add(600 * time.Millisecond)
	const id = "winter-credit-20270115T0600"
	state := func(want string) {
		t.Helper()
		if e := object(t, p.must(exitDone, "event", "list", "--json")); e["state"] != want {
			t.Errorf("the event is %v, want %s", e["state"], want)
		}
	}
	p.must(exitDone, "event", "skip", id)
	state("skipped")
	if out := p.must(exitDone, "report", "h-1"); strings.Contains(out, "To do before") {
		t.Errorf("the plan is still to be done:\n%s", out)
	}
	p.says(exitDone, []string{"event", "skip", id}, "vous n'y participiez déjà pas. Rien n'a changé.", "you were not taking part already. Nothing has changed.")
	p.must(exitDone, "event", "skip", id, "--zone", "bedroom")
	p.says(exitDone, []string{"event", "undo", id, "--zone", "living"}, "c'est toute la maison", "it is the whole home")
	if _, _, said := p.run("event", "undo", id); !strings.Contains(said, "Event of Friday, January 15, from 6:00 to 10:00: you are taking part again, bedroom too.") {
		t.Errorf("%s", said)
	}
	state("announced")
	p.says(exitDone, []string{"event", "undo", id}, "rien à reprendre, vous y participiez déjà.", "nothing to take back, you were taking part.")
	p.says(exitDone, []string{"event", "undo", id, "--zone", "living"}, "rien à reprendre, salon y participait déjà.", "nothing to take back, living room was taking part.")
	p.must(exitDone, "event", "skip", id, "--zone", "bedroom")
	excluded := func() (out []string) {
		for _, z := range p.whole(96, "h-1", "--date", "2027-01-15")["zones"].([]any) {
			if z := z.(map[string]any); z["excluded"] != nil {
				out = append(out, z["zone"].(string))
			}
		}
		return out
	}
	if out := excluded(); len(out) != 1 || out[0] != "bedroom" {
		t.Errorf("left out of the plan: %v", out)
	}
	p.must(exitDone, "event", "undo", id)
	if out := excluded(); len(out) != 0 {
		t.Errorf("left out of the plan after the return: %v", out)
	}
}

// Ensure a person may try, in the simulated pilot, what the screen lets them try: protect a
// room, note, leave an event; and that nothing of their own is made by it.
func TestThePilotTakesChoices(t *testing.T) {
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "2", "--seed", "1")
	list := strings.Fields(p.must(exitDone, "homes"))
	id := list[len(list)-1]
	for _, f := range list {
		if len(f) == 4 && strings.ToUpper(f) == f && f != "CITY" {
			id = f
			break
		}
	}
	home := object(t, p.must(exitDone, "home", id, "--json"))
	zone := ""
	for _, f := range home["facts"].([]any) {
		if key := f.(map[string]any)["key"].(string); strings.HasSuffix(key, ".kind") {
			zone = strings.TrimSuffix(strings.TrimPrefix(key, "zones."), ".kind")
		}
	}
	p.says(exitDone, []string{"home", id, "set", "zones." + zone + ".sensitive=yes"}, "ce choix dure jusqu'à ce que le pilote soit refait", "this choice lasts until the pilot is made anew")
	if out := p.must(exitDone, "report", id); !strings.Contains(out, "Protected: ") {
		t.Errorf("the report does not know of it:\n%s", out)
	}
	event := object(t, p.must(exitDone, "report", id, "--json"))["next_event"].(map[string]any)["id"].(string)
	p.must(exitDone, "event", "skip", event, "--home", id)
	if e := object(t, p.must(exitDone, "report", id, "--json"))["next_event"].(map[string]any); e["state"] != "skipped" {
		t.Errorf("the event is %v", e["state"])
	}
	p.must(exitDone, "note", id, "seen")
	p.must(exitNotConfigured, "home", "of-mine", "set", "mode=extreme")
	p.must(exitFailed, "home", id, "set", "mode=extreme", "--read-only")
	if names := p.must(exitDone, "homes", "--json"); strings.Contains(names, `"simulated":false`) {
		t.Errorf("a home of one's own was made: %s", names)
	}
}

// Ensure a command that fails makes no store and no key.
func TestNoKeyForACommandThatFails(t *testing.T) {
	p := newPerson(t)
	for _, args := range [][]string{
		{"event", "add", "--programme", "winter-credit", "--start", "tomorrow", "--end", "2027-01-15T10:00"},
		{"event", "add", "--programme", "winter-credit", "--file", "/nowhere.csv"},
	} {
		code, _, said := p.run(args...)
		if code == exitDone || strings.Contains(said, "A key was made") {
			t.Errorf("%v: exit %d, %s", args, code, said)
		}
	}
	if _, err := os.Stat(p.home + "/data/courant"); err == nil {
		t.Error("a store was made")
	}
}

// Ensure what the pilot exports holds nothing of the future, and comes back by import: the same
// readings, and the same report of them.
func TestThePilotsExportComesBack(t *testing.T) {
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "1", "--seed", "1")
	out := p.must(exitDone, "export")
	from := object(t, p.must(exitDone, "report", "--json"))
	mine := newPerson(t)
	file := mine.file("own.csv", out)
	mine.must(exitDone, "import", file, "--home", "mine", "--city", from["city"].(string))
	mine.must(exitDone, "home", "mine", "set", "rate="+from["rate"].(string), "programme="+from["programme"].(string))
	to := object(t, mine.must(exitDone, "report", "--json"))
	if to["simulated"] != false {
		t.Errorf("the report is of %v", to["home"])
	}
	for _, r := range []map[string]any{from, to} {
		delete(r["data"].(map[string]any), "issues") // events are added apart: what is missing of them is said
	}
	for _, key := range []string{"data", "now"} {
		a, b := fmt.Sprint(from[key]), fmt.Sprint(to[key])
		if a != b {
			t.Errorf("%s was\n%s, is\n%s", key, a, b)
		}
	}
	if again := mine.must(exitDone, "export", "mine"); intervals(again) != intervals(out) {
		t.Error("the readings that came back are others")
	}
}

// intervals are the rows of an export that are readings.
func intervals(csv string) string {
	var out []string
	for _, line := range strings.Split(csv, "\n") {
		if strings.HasSuffix(line, ",,") {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
