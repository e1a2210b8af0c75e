package chart

import (
	"math"
	"strings"
	"testing"
	"time"
)

func TestReadAt(t *testing.T) {
	c := after(80, 14, Braille)
	d := c.From
	for _, tc := range []struct {
		desc       string
		at         time.Time
		start, end time.Duration
		ok         []bool // interval, rule when it is there, measured
		bands      string
	}{
		{"in the event", d.Add(7*time.Hour + 20*time.Minute), 7*time.Hour + 15*time.Minute, 7*time.Hour + 30*time.Minute, []bool{true, true, true}, "événement"},
		{"a band ends before its end", d.Add(10 * time.Hour), 10 * time.Hour, 10*time.Hour + 15*time.Minute, []bool{true, true, true}, "reprise"},
		{"in the gap", d.Add(14 * time.Hour), 14 * time.Hour, 14*time.Hour + 15*time.Minute, []bool{true, true, false}, ""},
		{"outside the rule", d.Add(18 * time.Hour), 18 * time.Hour, 18*time.Hour + 15*time.Minute, []bool{true, true}, ""},
		{"outside the data", d.AddDate(0, 0, 3), 72 * time.Hour, 72 * time.Hour, []bool{false, false}, ""},
	} {
		r := c.ReadAt(tc.at)
		if r.Start.Sub(d) != tc.start || r.End.Sub(d) != tc.end {
			t.Errorf("%s: slot %v to %v", tc.desc, r.Start.Sub(d), r.End.Sub(d))
		}
		var ok []bool
		for _, v := range r.Values {
			ok = append(ok, v.OK)
			if !v.OK && !math.IsNaN(v.Value) {
				t.Errorf("%s: %s is a gap and reads %v", tc.desc, v.Name, v.Value)
			}
		}
		if len(ok) != len(tc.ok) {
			t.Fatalf("%s: %d values, want %d", tc.desc, len(ok), len(tc.ok))
		}
		for i := range ok {
			if ok[i] != tc.ok[i] {
				t.Errorf("%s: %s is there: %v", tc.desc, r.Values[i].Name, ok[i])
			}
		}
		var bands []string
		for _, b := range r.Bands {
			bands = append(bands, b.Name)
		}
		if strings.Join(bands, ",") != tc.bands {
			t.Errorf("%s: bands %v, want %s", tc.desc, bands, tc.bands)
		}
	}
	r := c.ReadAt(d.Add(7 * time.Hour))
	if lo, hi := r.Values[0].Low, r.Values[0].High; math.Abs(hi-lo-1) > 1e-9 || r.Values[1].Value != 4.5 {
		t.Errorf("the interval reads %v to %v, the rule %v", lo, hi, r.Values[1].Value)
	}
}

// TestTable holds that a table has every slot of the day, 92 and 100 included, and
// that gaps are words.
func TestTable(t *testing.T) {
	words := Words{Time: "heure", Phase: "phase", Low: "au moins", High: "au plus", Missing: "manque",
		At:     func(start, _ time.Time) string { return start.Format("15:04") },
		Number: func(v float64) string { return comma(v, 1) }}
	for _, tc := range []struct {
		day  time.Time
		rows int
	}{{at(time.January, 15, 0, 0), 96}, {at(time.March, 14, 0, 0), 92}, {at(time.November, 7, 0, 0), 100}} {
		c := after(80, 14, Braille)
		c.From, c.To = tc.day, tc.day.AddDate(0, 0, 1)
		c.Bands = morning(tc.day)
		c.Layers = []Layer{
			Area{Name: "estimation", Low: quarter(tc.day, values(100, expected)), High: quarter(tc.day, values(100, expected))},
			Line{Name: "mesuré", Data: quarter(tc.day, values(100, measured))},
			Moment{Name: "maintenant", At: tc.day},
		}
		table := c.Table(words)
		if len(table.Rows) != tc.rows {
			t.Errorf("%v: %d rows, want %d", tc.day, len(table.Rows), tc.rows)
		}
		if got := strings.Join(table.Head, ";"); got != "heure;estimation au moins;estimation au plus;mesuré;phase" {
			t.Errorf("head is %s", got)
		}
		for i, r := range table.Rows {
			if len(r) != len(table.Head) {
				t.Fatalf("row %d has %d cells", i, len(r))
			}
		}
		if got := strings.Join(table.Rows[28], ";"); tc.rows == 96 && got != "07:00;3,9;3,9;2,0;événement" {
			t.Errorf("7 h is %s", got)
		}
		if got := table.Rows[54][3]; got != "manque" {
			t.Errorf("the gap is %q", got)
		}
	}
	if got := (Chart{From: at(1, 1, 0, 0), To: at(1, 2, 0, 0)}).Table(words); len(got.Rows) != 0 {
		t.Errorf("a chart without data has %d rows", len(got.Rows))
	}
}

// TestTableStartsWithData holds that a window that begins before the data has a
// table that begins with them.
func TestTableStartsWithData(t *testing.T) {
	c := Chart{From: at(time.January, 1, 0, 0), To: at(time.February, 1, 0, 0),
		Layers: []Layer{Line{Name: "a", Data: quarter(at(time.January, 10, 0, 0), []float64{1, 2})}, Line{Name: "b", Data: quarter(at(time.January, 20, 0, 0), []float64{3})}}}
	table := c.Table(Words{Missing: "-"})
	var got []string
	for _, r := range table.Rows {
		got = append(got, strings.Join(r, " "))
	}
	if want := "2027-01-10 05:00 1.00 -,2027-01-10 05:15 2.00 -,2027-01-20 05:00 - 3.00"; strings.Join(got, ",") != want {
		t.Errorf("rows are %s", strings.Join(got, ","))
	}
}
