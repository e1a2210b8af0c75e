package dated

import (
	"errors"
	"strings"
	"testing"

	"courant/coach/fault"
	"courant/coach/series"
)

func day(s string) series.Date {
	d, err := series.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func row(key, from, until string, v int) Row[int] {
	r := Row[int]{Key: key, From: day(from), Value: v, File: "f"}
	if until != "" {
		r.Until = day(until)
	}
	return r
}

func TestAtAndNear(t *testing.T) {
	table := NewTable(row("b", "2021-04-01", "", 9), row("a", "2022-04-01", "", 2), row("a", "2021-04-01", "2021-06-30", 1))
	for _, tc := range []struct {
		desc, key, day string
		at             int // 0: none
		near           int
	}{
		{"before all", "a", "2020-01-01", 0, 1},
		{"first day", "a", "2021-04-01", 1, 1},
		{"last day", "a", "2021-06-30", 1, 1},
		{"after the last day", "a", "2021-07-01", 0, 1},
		{"the next row", "a", "2022-04-01", 2, 2},
		{"still", "a", "2030-01-01", 2, 2},
		{"another key", "b", "2030-01-01", 9, 9},
		{"no such key", "c", "2030-01-01", 0, 0},
	} {
		at, ok := table.At(tc.key, day(tc.day))
		if at.Value != tc.at || ok != (tc.at != 0) {
			t.Errorf("%s: At %d, %v; want %d", tc.desc, at.Value, ok, tc.at)
		}
		near, ok := table.Near(tc.key, day(tc.day))
		if near.Value != tc.near || ok != (tc.near != 0) {
			t.Errorf("%s: Near %d, %v; want %d", tc.desc, near.Value, ok, tc.near)
		}
	}
}

func TestOver(t *testing.T) {
	base := NewTable(row("a", "2021-04-01", "", 1), row("a", "2022-04-01", "", 2), row("b", "2021-04-01", "", 3))
	own := NewTable(row("a", "2022-04-01", "", 20), row("a", "2023-04-01", "", 30))
	var got []int
	for _, r := range own.Over(base).Rows() {
		got = append(got, r.Value)
	}
	if want := []int{1, 20, 30, 3}; len(got) != 4 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestCheck(t *testing.T) {
	winter := func(_ string, from, until series.Date) bool { return from.Month >= 4 && until.Month <= 11 }
	for _, tc := range []struct {
		desc     string
		rows     []Row[int]
		harmless func(string, series.Date, series.Date) bool
		id       fault.ID
	}{
		{"nothing", nil, nil, ""},
		{"one after the other", []Row[int]{row("a", "2021-04-01", "2022-03-31", 1), row("a", "2022-04-01", "", 2)}, nil, ""},
		{"open, then the next", []Row[int]{row("a", "2021-04-01", "", 1), row("a", "2022-04-01", "", 2)}, nil, ""},
		{"two keys do not meet", []Row[int]{row("a", "2021-04-01", "", 1), row("b", "2021-04-01", "", 2)}, nil, ""},
		{"same first day", []Row[int]{row("a", "2021-04-01", "", 1), row("a", "2021-04-01", "", 2)}, nil, msgOverlap},
		{"one day twice", []Row[int]{row("a", "2021-04-01", "2022-04-01", 1), row("a", "2022-04-01", "", 2)}, nil, msgOverlap},
		{"a day missing", []Row[int]{row("a", "2021-04-01", "2022-03-30", 1), row("a", "2022-04-01", "", 2)}, nil, msgHole},
		{"a summer missing, where only winters count", []Row[int]{row("a", "2021-12-01", "2022-03-31", 1), row("a", "2022-12-01", "", 2)}, winter, ""},
		{"a day of winter missing", []Row[int]{row("a", "2021-12-01", "2022-03-31", 1), row("a", "2022-12-02", "", 2)}, winter, msgHole},
	} {
		err := NewTable(tc.rows...).Check("t", tc.harmless)
		var e *fault.Error
		if errors.As(err, &e); (tc.id == "") != (err == nil) || (e != nil && e.ID != tc.id) {
			t.Errorf("%s: %v, want %q", tc.desc, err, tc.id)
		}
	}
}

// The error names the line that a person can mend: their own, not the program's.
func TestOverlapNamesThePersonsOwnLine(t *testing.T) {
	builtin := row("a", "2025-12-01", "", 1)
	builtin.File, builtin.Line = BuiltIn+"events", 12
	own := row("a", "2025-06-01", "2026-01-01", 2)
	own.File, own.Line = "own.toml", 3
	err := NewTable(own).Over(NewTable(builtin)).Check("t", nil)
	var e *fault.Error
	if !errors.As(err, &e) || !strings.Contains(e.Error(), `file="own.toml" line="3"`) || !strings.Contains(e.Error(), `other="courant:events:12"`) {
		t.Errorf("%v", err)
	}
}

func TestLines(t *testing.T) {
	var v struct {
		Schema int `toml:"schema"`
		T      []struct {
			Head
			A int            `toml:"a"`
			M map[string]int `toml:"m"`
		} `toml:"t"`
	}
	f, err := Decode("f.toml", []byte("schema = 1\n\n[[t]]\na = 1\n# note\n[[t]]\nm = { x = 1 }\na = 2\n"), &v)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		table string
		i     int
		key   string
		want  int
	}{{"t", 0, "a", 4}, {"t", 1, "a", 8}, {"t", 1, "m", 7}, {"t", 1, "from", 6}, {"t", 0, "", 3}, {"t", 7, "a", 1}, {"schema", 0, "schema", 1}} {
		if got := f.Line(tc.table, tc.i, tc.key); got != tc.want {
			t.Errorf("%s[%d].%s stands on line %d, want %d", tc.table, tc.i, tc.key, got, tc.want)
		}
	}
}

// Decode never panics, and what it refuses is a fault with a line.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "schema = 1", "[[t]]\nfrom = 2026-12-01\n", "[t]\na.b = 1\n", "a = [1,\n2", "\xff", "[[t]]\n[[t.u]]\nx=1\n", "t = [{from = 2026-12-01}]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var v struct {
			Schema int `toml:"schema"`
			T      []struct {
				Head
				A float64 `toml:"a"`
			} `toml:"t"`
		}
		file, err := Decode("fuzz", []byte(text), &v)
		if err != nil {
			if !errors.Is(err, fault.Invalid) {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		for i := range v.T {
			if _, err := NewRow(file, "t", i, "k", v.T[i].Head, v.T[i].A); err != nil && !errors.Is(err, fault.Invalid) {
				t.Fatalf("not a fault: %v", err)
			}
		}
	})
}
