package exchange

import (
	"slices"
	"strings"
	"testing"

	"courant/coach/series"
)

func TestSimple(t *testing.T) {
	for heading, want := range map[string]string{
		"energy_kwh": "energy_kwh", "Energy (kWh)": "energy_kwh", "Puissance [W]": "puissance_w", "Sun W/m²": "sun_wm2", "solar (W/m2)": "solar_wm2",
		"Température moyenne (°C)": "température_moyenne_c", "  ": "", "indoor-C": "indoor_c", "kWh Haut": "kwh_haut",
	} {
		if got := simple(heading); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
	}
}

func TestUnitOf(t *testing.T) {
	cases := []struct {
		name   string
		kind   series.Kind
		factor float64
		power  bool
		ok     bool
	}{
		{"total_kwh", series.Energy, 1, false, true},
		{"total_wh", series.Energy, 0.001, false, true},
		{"total_kw", series.Heating, 1, true, true},
		{"total_w", series.Heating, 0.001, true, true},
		{"kwh", series.Energy, 1, false, true},
		{"w", series.Energy, 0.001, true, true},
		{"c", series.Energy, 1, false, true}, // a letter alone is a name, no unit
		{"out_f", series.Outdoor, 5.0 / 9, false, true},
		{"out_c", series.Setpoint, 1, false, true},
		{"sun_wm2", series.Solar, 1, false, true},
		{"anything", series.Duty, 1, false, true},
		{"sun_kwh", series.Solar, 0, false, false},
		{"room_w", series.Indoor, 0, false, false},
		{"meter_f", series.Energy, 0, false, false},
	}
	for _, c := range cases {
		u, ok := unitOf(c.name, c.kind)
		if ok != c.ok || ok && (u.factor != c.factor || u.power != c.power) {
			t.Errorf("%s of %s: %+v, %v", c.name, c.kind, u, ok)
		}
	}
}

func TestMisspelt(t *testing.T) {
	for name, want := range map[string]string{
		"enery_kwh": "energy_kwh", "energyy_kwh": "energy_kwh", "enregy_kwh": "energy_kwh", "energy_kwj": "energy_kwh", "outdor": "outdoor", "setpiont_c": "setpoint_c",
		"energy_kwh": "", "colour": "", "humidity": "", "indoor_rh": "", "note": "", "dity": "", "enrgi_kwh": "",
	} {
		if got, _ := misspelt(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// Ensure every role of cli.md can be mapped, and every kind maps itself by either name.
func TestRoles(t *testing.T) {
	want := []string{"start", "end", "home", "zone", "energy", "heating", "indoor", "outdoor", "setpoint", "solar", "duty"}
	got := Roles()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, k := range series.Kinds() {
		for _, name := range []string{k.String(), k.Field(), strings.ToUpper(k.Field())} {
			l, err := layOut("f", []string{"time", name}, nil)
			if err != nil || len(l.values) != 1 || l.values[0].kind != k {
				t.Errorf("%s: %+v, %v", name, l, err)
			}
		}
	}
}

// Ensure a message stays short whatever the headings are.
func TestListIsShort(t *testing.T) {
	many := make([]string, 500)
	for i := range many {
		many[i] = strings.Repeat("x", 1000)
	}
	if got := list(many); len([]rune(got)) > 20*43+5 || !strings.HasSuffix(got, ", …") {
		t.Errorf("%d runes, ends %q", len([]rune(got)), got[len(got)-8:])
	}
}
