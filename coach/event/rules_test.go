package event

import (
	"errors"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

var toronto = series.Toronto()

func at(s string) time.Time {
	t, err := series.ParseTime(s, toronto)
	if err != nil {
		panic(err)
	}
	return t
}

func day(s string) series.Date {
	d, err := series.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDefaultTimelines(t *testing.T) {
	r := Default(toronto)
	for _, tc := range []struct {
		desc       string
		programme  home.Programme
		start, end string
		preheat    string
		recovery   string
		anchor     [2]string // "": none
		rule       string
	}{
		{"winter credit, morning since 2025-12", home.WinterCredit, "2026-01-12 06:00", "2026-01-12 10:00", "2026-01-12 04:00", "2026-01-12 11:00", [2]string{"2026-01-12 01:00", "2026-01-12 04:00"}, "winter-credit 2025-12-01"},
		{"winter credit, evening since 2025-12: two hours of anchor", home.WinterCredit, "2026-01-20 16:00", "2026-01-20 20:00", "2026-01-20 14:00", "2026-01-20 21:00", [2]string{"2026-01-20 12:00", "2026-01-20 14:00"}, "winter-credit 2025-12-01"},
		{"winter credit, evening of 2024-25: three hours of anchor", home.WinterCredit, "2025-01-20 16:00", "2025-01-20 20:00", "2025-01-20 14:00", "2025-01-20 21:00", [2]string{"2025-01-20 11:00", "2025-01-20 14:00"}, "winter-credit 2019-12-01"},
		{"Flex D has no anchor", home.FlexD, "2027-01-15 06:00", "2027-01-15 10:00", "2027-01-15 04:00", "2027-01-15 11:00", [2]string{}, "flex-d 2025-12-01"},
		{"Hilo's evening of 2024-25", home.Hilo, "2025-01-05 17:00", "2025-01-05 21:00", "2025-01-05 15:00", "2025-01-05 22:00", [2]string{"2025-01-05 12:00", "2025-01-05 15:00"}, "hilo 2020-12-01"},
		{"after the clock went forward the offset is -04:00", home.WinterCredit, "2026-03-09 06:00", "2026-03-09 10:00", "2026-03-09 04:00", "2026-03-09 11:00", [2]string{"2026-03-09 01:00", "2026-03-09 04:00"}, "winter-credit 2025-12-01"},
	} {
		e := Event{Programme: tc.programme, Start: at(tc.start), End: at(tc.end)}
		got := r.Timeline(e)
		if !got.PreheatStart.Equal(at(tc.preheat)) || !got.RecoveryEnd.Equal(at(tc.recovery)) || got.Rule != tc.rule {
			t.Errorf("%s: preheat %v, recovery %v, rule %q", tc.desc, got.PreheatStart, got.RecoveryEnd, got.Rule)
		}
		if want := series.DateOf(e.Start, toronto).Start(toronto); !got.Deadline.Equal(want) {
			t.Errorf("%s: deadline %v, want %v", tc.desc, got.Deadline, want)
		}
		if tc.anchor == [2]string{} {
			if !got.AnchorStart.IsZero() {
				t.Errorf("%s: anchor from %v, want none", tc.desc, got.AnchorStart)
			}
			continue
		}
		if !got.AnchorStart.Equal(at(tc.anchor[0])) || !got.AnchorEnd.Equal(at(tc.anchor[1])) {
			t.Errorf("%s: anchor %v to %v", tc.desc, got.AnchorStart, got.AnchorEnd)
		}
	}
}

func TestWindowsByDate(t *testing.T) {
	r := Default(toronto)
	for _, tc := range []struct {
		programme  home.Programme
		day        string
		slot       Slot
		start, end string
	}{
		{home.WinterCredit, "2025-01-20", AM, "2025-01-20 06:00", "2025-01-20 09:00"},
		{home.FlexD, "2025-12-01", AM, "2025-12-01 06:00", "2025-12-01 10:00"},
		{home.FlexD, "2026-02-01", PM, "2026-02-01 16:00", "2026-02-01 20:00"},
		{home.Hilo, "2024-12-23", PM, "2024-12-23 17:00", "2024-12-23 21:00"},
		{home.FlexD, "2018-01-01", AM, "2018-01-01 06:00", "2018-01-01 09:00"}, // before all rules: the first
	} {
		start, end, ok := r.Window(tc.programme, day(tc.day), tc.slot)
		if !ok || !start.Equal(at(tc.start)) || !end.Equal(at(tc.end)) {
			t.Errorf("%s %s %s: %v to %v", tc.programme, tc.day, tc.slot, start, end)
		}
	}
}

func TestOffsetsLimitsAndReferences(t *testing.T) {
	r := Default(toronto)
	for mode, want := range map[home.Mode]Offsets{
		home.Moderate: {1.5, -3}, home.Ambitious: {2, -4}, home.Extreme: {2, -6},
	} {
		if got, ok := r.Offsets(mode, day("2027-01-15")); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", mode, got, want)
		}
	}
	if _, ok := r.Offsets("reckless", day("2027-01-15")); ok {
		t.Error("an unknown mode has offsets")
	}
	if l, ok := r.Limit(home.FlexD, day("2026-01-01")); !ok || l != (Limit{30, 120}) {
		t.Errorf("Flex D's limit: %+v", l)
	}
	if l, ok := r.Limit(home.WinterCredit, day("2025-01-01")); !ok || l != (Limit{0, 100}) {
		t.Errorf("the winter credit's limit of 2024-25: %+v", l)
	}
	if _, ok := r.Limit(home.FlexD, day("2025-01-01")); ok {
		t.Error("Flex D had a limit in 2024-25: none is known")
	}
	ref, rule, ok := r.Reference(home.WinterCredit, day("2026-01-12"))
	if !ok || rule != "winter-credit 2025-12-01" || ref.CapWhenKWh != 40 || ref.CapFactor != 2 || ref.MinCreditKWh != 2 || !ref.ScaleToHours {
		t.Errorf("winter credit: %q %+v", rule, ref)
	}
	if ref, _, _ := r.Reference(home.WinterCredit, day("2025-01-12")); ref.CapFactor != 0 {
		t.Errorf("the cap is of 2025-26, not before: %+v", ref)
	}
	if ref, _, ok := r.Reference(home.Hilo, day("2025-01-12")); !ok || ref.Trim != 1 || ref.Adjust != Ratio || ref.ModeDollars[home.Extreme] != 3 {
		t.Errorf("Hilo: %+v", ref)
	}
	if _, _, ok := r.Reference(home.FlexD, day("2026-01-12")); ok {
		t.Error("Flex D has a reference energy")
	}
	if _, ok := r.Programme(home.Hilo, day("2026-01-12")); ok {
		t.Error("Hilo's own programme ended with winter 2024-25")
	}
	if p, ok := r.Programme(home.WinterCredit, day("2026-12-01")); !ok || p.Closed != day("2026-03-31") {
		t.Errorf("the winter credit is closed to new customers: %+v", p)
	}
	if s := r.Setpoint(day("2027-01-15")); s != (Setpoint{5, 36, 0.5}) {
		t.Errorf("set-points: %+v", s)
	}
	if n := r.Notice(day("2027-01-15")); n.OfficialBy.String() != "17:00" || n.OpenDataBy.String() != "13:00" {
		t.Errorf("notice: %+v", n)
	}
}

func TestOfferOf(t *testing.T) {
	r := Default(toronto)
	for name, want := range map[string]home.Programme{
		"CPC-D": home.WinterCredit, "TPC-DPC": home.FlexD, "tpc-dpc": home.FlexD,
		"Credit hivernal Residentiel (CPC-D)": home.WinterCredit,
		"Flex Résidentiel (TPC-DPC)":          home.FlexD,
		"CPC-G":                               "", "TPC-GPC": "", "GDP-Affaires": "", "": "", "CPC-DX": "", "XCPC-D": "", "CPC-D-2": "",
	} {
		if got := r.OfferOf(name); got != want {
			t.Errorf("OfferOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSeason(t *testing.T) {
	r := Default(toronto)
	for _, tc := range []struct {
		day, first, last string
		in               bool
	}{
		{"2026-12-01", "2026-12-01", "2027-03-31", true},
		{"2027-03-31", "2026-12-01", "2027-03-31", true},
		{"2027-04-01", "2027-12-01", "2028-03-31", false},
		{"2026-11-30", "2026-12-01", "2027-03-31", false},
		{"2028-02-29", "2027-12-01", "2028-03-31", true},
	} {
		s, in := r.Season(home.FlexD, day(tc.day))
		if s.First != day(tc.first) || s.Last != day(tc.last) || in != tc.in {
			t.Errorf("%s: %v to %v, %v", tc.day, s.First, s.Last, in)
		}
	}
}

// Known Easters, from the tables of the Astronomical Applications Department.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{2019: "2019-04-21", 2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2027: "2027-03-28", 2038: "2038-04-25", 2285: "2285-03-22"} {
		if got := Easter(year); got != day(want) {
			t.Errorf("Easter %d: %v, want %s", year, got, want)
		}
	}
}

func TestParseLaysOverTheDefault(t *testing.T) {
	base := Default(toronto)
	own := `schema = 1
[[window]]
programmes = ["flex-d"]
from = 2026-12-01
am = ["05:30", "09:30"]
pm = ["15:00", "19:00"]
source = "letter of 2026-11-20"

[[phases]] # replaces the built-in row of that day
programmes = ["flex-d"]
from = 2019-12-01
preheat_am_min = 300
preheat_pm_min = 120
recovery_min = 60
settings_deadline = "00:00"
source = "the switch"
`
	r, err := Parse("own.toml", []byte("\ufeff"+own), base, toronto)
	if err != nil {
		t.Fatal(err)
	}
	e := Event{Programme: home.FlexD, Start: at("2027-01-15 05:30"), End: at("2027-01-15 09:30")}
	if tl := r.Timeline(e); !tl.PreheatStart.Equal(at("2027-01-15 00:30")) || tl.Rule != "flex-d 2026-12-01" {
		t.Errorf("own rules are not used: %+v", tl)
	}
	if start, _, _ := r.Window(home.FlexD, day("2026-01-15"), AM); !start.Equal(at("2026-01-15 06:00")) {
		t.Errorf("the winter before changed too: %v", start)
	}
	if start, _, _ := base.Window(home.FlexD, day("2027-01-15"), AM); !start.Equal(at("2027-01-15 06:00")) {
		t.Errorf("the base changed: %v", start)
	}
}

func TestParseRefuses(t *testing.T) {
	window := func(s string) string {
		return "schema = 1\n[[window]]\nprogrammes = ['hilo']\n" + s + "\nsource = 'x'\n"
	}
	for _, tc := range []struct {
		desc, text string
		id         fault.ID
		line       string
	}{
		{"not TOML", "schema = 1\n[[window\n", "dated.syntax", "2"},
		{"no schema", "", "dated.value", "1"},
		{"another schema", "schema = 2", "dated.value", "1"},
		{"unknown table", "schema = 1\n\n[[windows]]\nam = ['06:00','10:00']\n", "dated.unknown-key", "3"},
		{"unknown key", window("from = 2026-12-01\nam = ['06:00','10:00']\npn = ['16:00','20:00']"), "dated.unknown-key", "6"},
		{"no first day", window("am = ['06:00','10:00']\npm = ['16:00','20:00']"), "dated.missing", "2"},
		{"no source", "schema = 1\n[[season]]\nfrom = 2026-12-01\nfirst = '12-01'\nlast = '03-31'\n", "dated.missing", "2"},
		{"no evening", window("from = 2026-12-01\nam = ['06:00','10:00']"), "dated.missing", "2"},
		{"25 o'clock", window("from = 2026-12-01\nam = ['06:00','25:00']\npm = ['16:00','20:00']"), "dated.syntax", "5"},
		{"a window that ends before it starts", window("from = 2026-12-01\nam = ['10:00','06:00']\npm = ['16:00','20:00']"), "dated.value", "5"},
		{"three times in a window", window("from = 2026-12-01\nam = ['06:00','07:00','08:00']\npm = ['16:00','20:00']"), "dated.value", "5"},
		{"a day that does not exist", window("from = 2027-02-30\nam = ['06:00','10:00']\npm = ['16:00','20:00']"), "dated.syntax", "4"},
		{"last day before the first", window("from = 2026-12-01\nuntil = 2026-11-01\nam = ['06:00','10:00']\npm = ['16:00','20:00']"), "dated.value", "5"},
		{"unknown programme", "schema = 1\n[[season]]\nprogrammes = ['flexd']\nfrom = 2026-12-01\nfirst = '12-01'\nlast = '03-31'\nsource = 'x'\n", "dated.value", "3"},
		{"a month thirteen", "schema = 1\n[[season]]\nfrom = 2026-12-01\nfirst = '13-01'\nlast = '03-31'\nsource = 'x'\n", "dated.syntax", "4"},
		{"NaN degrees", "schema = 1\n[[mode]]\nmode = 'moderate'\nfrom = 2026-12-01\npreheat_c = nan\nreduction_c = -3.0\nsource = 'x'\n", "dated.value", "5"},
		{"a reduction that heats", "schema = 1\n[[mode]]\nmode = 'moderate'\nfrom = 2026-12-01\npreheat_c = 1\nreduction_c = 3.0\nsource = 'x'\n", "dated.value", "6"},
		{"a word that no switch has", "schema = 1\n[[reference]]\nprogrammes = ['hilo']\nfrom = 2026-12-01\ndays = 5\nadjust = 'additive'\nholidays = 'never'\nmax_age_days = 90\nsource = 'x'\n", "dated.value", "7"},
		{"two rows from one day", window("from = 2026-12-01\nam = ['06:00','10:00']\npm = ['16:00','20:00']\nsource = 'x'\n[[window]]\nprogrammes = ['hilo']\nfrom = 2026-12-01\nam = ['06:00','10:00']\npm = ['16:00','20:00']"), "dated.overlap", "8"},
		{"a row inside another", window("from = 2026-12-01\nuntil = 2027-03-31\nam = ['06:00','10:00']\npm = ['16:00','20:00']\nsource = 'x'\n[[window]]\nprogrammes = ['hilo']\nfrom = 2027-03-31\nam = ['06:00','10:00']\npm = ['16:00','20:00']"), "dated.overlap", "9"},
		{"a hole inside a season", window("from = 2026-12-01\nuntil = 2027-01-31\nam = ['06:00','10:00']\npm = ['16:00','20:00']\nsource = 'x'\n[[window]]\nprogrammes = ['hilo']\nfrom = 2027-02-02\nam = ['06:00','10:00']\npm = ['16:00','20:00']"), "dated.hole", "9"},
	} {
		_, err := Parse("own.toml", []byte(tc.text), Default(toronto), toronto)
		var e *fault.Error
		if !errors.As(err, &e) || !errors.Is(err, fault.Invalid) || e.ID != tc.id || arg(e, "line") != tc.line || arg(e, "file") != "own.toml" {
			t.Errorf("%s: %v; want %s at line %s", tc.desc, err, tc.id, tc.line)
		}
	}
	near := "schema = 1\n[[window]]\nfrom = 2026-12-01\nsorce = 'x'\n"
	var e *fault.Error
	if _, err := Parse("own.toml", []byte(near), nil, toronto); !errors.As(err, &e) || arg(e, "nearest") != "source" {
		t.Errorf("the nearest key is not offered: %v", err)
	}
}

// A hole in summer harms nobody: rows of two winters need not touch.
func TestHolesOutOfSeasonAreFine(t *testing.T) {
	text := `schema = 1
[[season]]
from = 2019-12-01
first = "12-01"
last = "03-31"
source = "x"
[[window]]
from = 2025-12-01
until = 2026-03-31
am = ["06:00", "10:00"]
pm = ["16:00", "20:00"]
source = "x"
[[window]]
from = 2026-12-01
am = ["06:00", "10:00"]
pm = ["16:00", "20:00"]
source = "x"
`
	if _, err := Parse("own.toml", []byte(text), nil, toronto); err != nil {
		t.Error(err)
	}
}

func arg(e *fault.Error, name string) string {
	for _, a := range e.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Whatever a rule file holds, Parse answers with rules or with a fault, never a panic, and
// the rules answer every question.
func FuzzParse(f *testing.F) {
	f.Add(string(builtin))
	f.Add("schema = 1\n[[window]]\nprogrammes = ['hilo']\nfrom = 2026-12-01\nam = ['06:00','10:00']\npm = ['16:00','20:00']\nsource = 'x'\n")
	f.Add("schema = 1\n[[season]]\nfrom = 0001-01-01\nfirst = '02-29'\nlast = '02-28'\nsource = 'x'\n")
	f.Add("schema = 1\n[[exclusion]]\nfrom = 2026-12-01\ndays = ['02-29']\neaster = [-2, 1]\nsource = 'x'\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse("fuzz.toml", []byte(text), nil, toronto)
		if err != nil {
			if !errors.Is(err, fault.Invalid) {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		e := Event{Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at("2027-01-15 10:00")}
		r.Timeline(e)
		r.At(e, e.Start, "h")
		r.Season(home.FlexD, day("2027-01-15"))
		r.Check(e, nil)
	})
}
