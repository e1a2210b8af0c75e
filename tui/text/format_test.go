package text

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode"

	"courant/coach/series"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		desc, got, want string
	}{
		{"French decimals and thousands", French.Num(1234567.891, 2), "1\u00a0234\u00a0567,89"},
		{"English decimals and thousands", English.Num(1234567.891, 2), "1,234,567.89"},
		{"a true minus", French.Num(-9.84, 1), "−9,8"},
		{"no minus zero", French.Num(-0.04, 1), "0,0"},
		{"unknown", French.Num(math.NaN(), 1), "—"},
		{"French money", French.Dollars(5.73), "5,73\u00a0$"},
		{"English money", English.Dollars(-5.73), "−$5.73"},
		{"unknown money", English.Dollars(series.Unknown()), "—"},
		{"cents", French.Cents(0.46463), "46,463\u00a0¢"},
		{"cents without needless zeros", English.Cents(0.5), "50\u00a0¢"},
		{"whole degrees", French.C(17), "17\u00a0°C"},
		{"half degrees", French.C(-17.5), "−17,5\u00a0°C"},
		{"per cent", French.Percent(0.992, 1), "99,2\u00a0%"},
		{"a change upwards", English.Signed(1.2, 1), "+1.2"},
		{"no change", English.Signed(0.01, 1), "0.0"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.desc, c.got, c.want)
		}
	}
}

func TestTimes(t *testing.T) {
	at := time.Date(2027, time.January, 15, 6, 0, 0, 0, series.Toronto())
	half := at.Add(10*time.Hour + 30*time.Minute)
	first := time.Date(2027, time.January, 1, 0, 5, 0, 0, series.Toronto())
	for _, c := range []struct{ desc, got, want string }{
		{"full hour", French.Clock(at), "6\u00a0h"},
		{"half past", French.Clock(half), "16\u00a0h\u00a030"},
		{"English clock", English.Clock(half), "16:30"},
		{"short day", French.Day(at), "ven.\u00a015\u00a0janv."},
		{"the first of a month", French.LongDate(first), "vendredi 1er janvier 2027"},
		{"English long date", English.LongDate(at), "Friday, January 15, 2027"},
		{"hours and minutes", French.Span(11*time.Hour + 56*time.Minute), "11\u00a0h\u00a056"},
		{"minutes", English.Span(45 * time.Minute), "45\u00a0min"},
		{"days", English.Span(75 * time.Hour), "3\u00a0d"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.desc, c.got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"salon", "\x1b]0;pwned\a", "a\u202eb", "\xff\x9b31m", "é\u200bé", "deux\nlignes", "日本"} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		got := Clean(s, n%100)
		for _, r := range got {
			if r < 0x20 || r == 0x7f || r >= 0x80 && r <= 0x9f || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("Clean(%q) lets %U through", s, r)
			}
		}
		if strings.Contains(got, "\x1b") {
			t.Fatal("an escape byte came through")
		}
	})
}
