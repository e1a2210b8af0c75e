package home

import (
	"slices"
	"strings"

	"courant/coach/fault"
)

const msgNoRoom fault.ID = "home.no-room" // room, home, nearest, rooms

// CheckRoom refuses a room that a home does not have (fault.Usage): it names those that the
// word may mean, and lists all. rooms are those that are measured; of a home without any, a
// person may name the rooms, and every name that a room can bear is right.
func CheckRoom(id ID, rooms []string, name string) error {
	if _, err := ParseZone(name); err != nil {
		return err
	}
	if len(rooms) == 0 || slices.Contains(rooms, name) {
		return nil
	}
	return fault.New(fault.Usage, msgNoRoom, "room", name, "home", id, "nearest", strings.Join(meant(rooms, name), " / "), "rooms", strings.Join(rooms, ", "))
}

// meant are the rooms that a word may mean: those that begin with it, else that hold it, else
// the one that is spelled most like it.
func meant(rooms []string, word string) []string {
	word = strings.ToLower(word)
	for _, fits := range []func(s, part string) bool{strings.HasPrefix, strings.Contains} {
		var out []string
		for _, r := range rooms {
			if fits(strings.ToLower(r), word) {
				out = append(out, r)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	if near := fault.Nearest(word, rooms); near != "" {
		return []string{near}
	}
	return nil
}

// SetIn is Set for a home whose measured rooms are known: what is declared must be of one of
// them, as CheckRoom has it. A declaration may be taken back of any name, so that one of a
// room that is not there can go.
func SetIn(rooms []string, p Profile, assignments ...string) (Profile, error) {
	for _, text := range assignments {
		key, value, _ := strings.Cut(text, "=")
		zone, ok := zoneOf(strings.TrimSpace(key))
		if !ok || strings.TrimSpace(value) == "" {
			continue
		}
		if err := CheckRoom(p.ID, rooms, zone); err != nil {
			return p, err
		}
	}
	return Set(p, assignments...)
}

// zoneOf is the zone of a key zones.Z.KEY that may be set.
func zoneOf(key string) (string, bool) {
	parts := strings.Split(key, ".")
	if len(parts) != 3 || parts[0] != "zones" || zoneSetters[parts[2]] == nil {
		return "", false
	}
	return parts[1], true
}

// A Setting is a key of `courant home HOME set KEY=VALUE`, and what it takes.
type Setting struct {
	Key    string // a zone's as "zones.Z.kind"
	Values string // words that it takes, with | between; a range, such as 5–30; or an example
}

// Settings are all that may be set, sorted, the home's before the zones': the table that Set
// reads, told.
func Settings() []Setting {
	var out []Setting
	for _, key := range Keys() {
		zone, isZone := strings.CutPrefix(key, "zones.Z.")
		want := ""
		if isZone {
			want, _ = zoneSetters[zone](&ZoneProfile{}, noValue)
		} else {
			want, _ = setters[key](&Profile{}, noValue)
		}
		out = append(out, Setting{key, want})
	}
	return out
}

// noValue is a value that no key takes: a setter answers it with what it wants.
const noValue = "\x00"
