package event

import (
	"errors"
	"strings"
	"testing"

	"courant/coach/fault"
)

// The floors of the product, as dated data.
func TestDefaultSafety(t *testing.T) {
	want := Safety{
		RoomMinC: 16, BasementMinC: 15, BedroomMinC: 18, Night: [2]Clock{22 * 60, 6 * 60}, SensitiveC: 20, CeilingC: 23,
		ColdC: -25, ColdFallC: 3, HoldMin: 30, AnchorKWh: 0.5, PreheatMaxC: 2, RiseC: 2, EmptyFallC: 7,
	}
	for _, d := range []string{"2024-12-23", "2027-01-15", "2027-07-15"} {
		if got, ok := Default(toronto).Safety(day(d)); !ok || got != want {
			t.Errorf("%s: %+v, %v", d, got, ok)
		}
	}
}

const ownSafety = `schema = 1
[[safety]]
from = 2026-12-01
room_min_c = 17.5
basement_min_c = 15.0
bedroom_night_min_c = 18.0
night = ["21:00", "07:00"]
sensitive_min_c = 21.0
ceiling_c = 24.0
cold_outdoor_c = -20.0
cold_fall_c = 2.0
hold_min = 60
anchor_kwh = 0.25
source = "the family's doctor"
`

func TestOwnSafety(t *testing.T) {
	r, err := Parse("own.toml", []byte(ownSafety), Default(toronto), toronto)
	if err != nil {
		t.Fatal(err)
	}
	now, _ := r.Safety(day("2027-01-15"))
	before, _ := r.Safety(day("2026-01-15"))
	if now.RoomMinC != 17.5 || now.Night != [2]Clock{21 * 60, 7 * 60} || before.RoomMinC != 16 {
		t.Errorf("now %+v, before %+v", now, before)
	}
	for _, c := range []struct {
		desc, from, to string
		id             fault.ID
		line           string
	}{
		{"below what insurers ask for", "basement_min_c = 15.0", "basement_min_c = 5.0", "dated.value", "5"},
		{"a night by the half hour", `"21:00"`, `"21:30"`, "dated.value", "7"},
		{"a night of no hours", `"07:00"`, `"21:00"`, "dated.value", "7"},
		{"a ceiling under the floor", "room_min_c = 17.5", "room_min_c = 24.5", "dated.value", "9"},
		{"a floor left out", "sensitive_min_c = 21.0\n", "", "dated.missing", "2"},
		{"a key that is none", "hold_min", "hold_minutes", "dated.unknown-key", "12"},
		{"a set-point for a minute", "hold_min = 60", "hold_min = 1", "dated.value", "12"},
		{"degrees that are none", "ceiling_c = 24.0", "ceiling_c = nan", "dated.value", "9"},
	} {
		_, err := Parse("own.toml", []byte(strings.Replace(ownSafety, c.from, c.to, 1)), Default(toronto), toronto)
		var e *fault.Error
		if !errors.As(err, &e) || e.ID != c.id || arg(e, "line") != c.line {
			t.Errorf("%s: %v; want %s at line %s", c.desc, err, c.id, c.line)
		}
	}
}
