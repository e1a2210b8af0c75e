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
