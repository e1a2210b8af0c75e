package home

import (
	"errors"
	"strings"
	"testing"

	"courant/coach/fault"
)

func TestSetAndFactsRoundTrip(t *testing.T) {
	said := []string{
		"city=quebec", "rate=winter-credit", "programme=winter-credit", "since=2026-12-01", "mode=ambitious", "billing_start=2026-11-15",
		"low_c=18.5", "high_c=23", "heating=baseboard", "zones.chambre.kind=bedroom", "zones.chambre.floor_c=19", "zones.chambre.power_kw=1.5",
		"zones.chambre.area_m2=12", "zones.chambre.plumbing=no", "zones.chambre.unused=08:00-16:00", "zones.chambre.heating=wood", "zones.chambre.sensitive=yes",
	}
	p, err := Set(Profile{ID: "a"}, said...)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range Resolve(p, nil).Facts() {
		if f.Origin != Declared {
			t.Errorf("%s is %s", f.Key, f.Origin)
		}
		got = append(got, f.Key+"="+f.Text())
	}
	if strings.Join(got, "\n") != strings.Join(said, "\n") {
		t.Errorf("said\n%s\ngot\n%s", strings.Join(said, "\n"), strings.Join(got, "\n"))
	}
	q, err := Set(p, "city=", "zones.chambre.floor_c=")
	if err != nil || q.City != nil || q.Zones["chambre"].FloorC != nil {
		t.Errorf("a declaration is not taken back: %v, %+v", err, q)
	}
	if p.City == nil || p.Zones["chambre"].FloorC == nil {
		t.Error("Set changed the profile that it was given")
	}
}

func TestSetRefuses(t *testing.T) {
	for _, c := range []struct{ desc, text, want string }{
		{"no equals sign", "city", "home.not-key-value"},
		{"unknown key", "colour=blue", "home.unknown-key"},
		{"near key", "rat=d", `nearest="rate"`},
		{"near zone key", "zones.a.flor_c=18", `nearest="zones.a.floor_c"`},
		{"unknown word", "mode=turbo", "moderate|ambitious|extreme"},
		{"not a number", "low_c=warm", "home.bad-value"},
		{"a floor that freezes pipes", "low_c=2", "5–30"},
		{"NaN", "low_c=NaN", "home.bad-value"},
		{"not a date", "since=1 décembre", "2027-01-15"},
		{"not yes or no", "zones.a.plumbing=perhaps", "yes|no"},
		{"not hours", "zones.a.unused=8-16", "always|08:00-16:00"},
		{"a zone that is no id", "zones.a b.kind=living", "home.bad-zone"},
	} {
		before := Profile{ID: "a"}
		after, err := Set(before, "mode=extreme", c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", c.desc, err, c.want)
		}
		if after.Mode != nil {
			t.Errorf("%s: half of the assignments were kept", c.desc)
		}
		if !errors.Is(err, fault.Usage) && !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: code %s", c.desc, fault.CodeOf(err))
		}
	}
}

func TestResolveAssumesLittle(t *testing.T) {
	h := Resolve(Profile{ID: "a"}, []string{"salon", "chambre2", "sous-sol"})
	if h.City.Set() || h.Rate.Set() || h.Programme.Set() {
		t.Error("city, rate or programme was guessed")
	}
	want := map[string]ZoneKind{"salon": Living, "chambre2": Bedroom, "sous-sol": Basement}
	for _, z := range h.Zones {
		if z.Kind.Value != want[z.Name] || z.Kind.Origin != Assumed {
			t.Errorf("%s is a %s, %s", z.Name, z.Kind.Value, z.Kind.Origin)
		}
		if z.Plumbing.Value != (z.Name == "sous-sol") {
			t.Errorf("%s: plumbing %v", z.Name, z.Plumbing.Value)
		}
	}
}

func FuzzSet(f *testing.F) {
	for _, s := range []string{"city=quebec", "zones.a.floor_c=18", "zones..=", "=", "low_c=1e400", "zones.a.unused=24:00-00:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Set(Profile{ID: "a"}, s)
		if err != nil {
			return
		}
		for _, fact := range Resolve(p, nil).Facts() {
			if fact.Origin != Declared {
				continue
			}
			if _, err := Set(Profile{ID: "a"}, fact.Key+"="+fact.Text()); err != nil {
				t.Fatalf("%q was taken, but not what it says: %v", s, err)
			}
		}
	})
}

func TestARoomThatIsNotThereIsNoRoom(t *testing.T) {
	rooms := []string{"chambre-1", "chambre-2", "salle-de-bain", "salon"}
	for _, c := range []struct{ desc, name, near string }{
		{"a word that two rooms begin with", "chambre", "chambre-1 / chambre-2"},
		{"a word within one", "bain", "salle-de-bain"},
		{"a slip of the hand", "sallon", "salon"},
		{"nothing alike", "grenier", `nearest=""`},
	} {
		p, err := SetIn(rooms, Profile{ID: "a"}, "mode=extreme", "zones."+c.name+".floor_c=19")
		if !errors.Is(err, fault.Usage) || !strings.Contains(err.Error(), c.near) || !strings.Contains(err.Error(), "chambre-1, chambre-2, salle-de-bain, salon") {
			t.Errorf("%s: %v", c.desc, err)
		}
		if p.Mode != nil || len(p.Zones) > 0 {
			t.Errorf("%s: half of it was kept: %+v", c.desc, p)
		}
	}
	if _, err := SetIn(rooms, Profile{ID: "a"}, "zones.salon.floor_c=19"); err != nil {
		t.Errorf("a room that is there: %v", err)
	}
	if p, err := SetIn(nil, Profile{ID: "a"}, "zones.salon.power_kw=2"); err != nil || len(Resolve(p, nil).Zones) != 1 {
		t.Errorf("a home of which no room is measured: %v", err)
	}

	ghost, err := Set(Profile{ID: "a"}, "zones.chambre.floor_c=19")
	if err != nil {
		t.Fatal(err)
	}
	h := Resolve(ghost, rooms)
	if len(h.Zones) != len(rooms) || len(h.NoSuch) != 1 || h.NoSuch[0] != "chambre" {
		t.Errorf("a room of an older store that nobody measures: %d rooms, %v", len(h.Zones), h.NoSuch)
	}
	if gone, err := SetIn(rooms, ghost, "zones.chambre.floor_c="); err != nil || len(gone.Zones) != 0 {
		t.Errorf("it cannot be taken back: %v, %+v", err, gone.Zones)
	}
}

func TestSettingsTellWhatEachKeyTakes(t *testing.T) {
	want := map[string]string{"city": "montreal|quebec|trois-rivieres|gatineau", "low_c": "5–30", "zones.Z.sensitive": "yes|no", "zones.Z.floor_c": "5–30", "zones.Z.unused": "always|08:00-16:00"}
	for _, s := range Settings() {
		if s.Values == "" {
			t.Errorf("%s: nobody says what it takes", s.Key)
		}
		if w, ok := want[s.Key]; ok && w != s.Values {
			t.Errorf("%s takes %q, want %q", s.Key, s.Values, w)
		}
		delete(want, s.Key)
	}
	for key := range want {
		t.Errorf("%s is not told", key)
	}
}
