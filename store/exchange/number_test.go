package exchange

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

func TestParseNumber(t *testing.T) {
	cases := []struct {
		text string
		want float64
		sign decimal
		ok   bool
	}{
		{"0", 0, noDecimal, true},
		{"12.5", 12.5, dot, true},
		{"12,5", 12.5, comma, true},
		{"-12,5", -12.5, comma, true},
		{"\u221212,5", -12.5, comma, true}, // a typographer's minus
		{"+3", 3, noDecimal, true},
		{"-0.0", 0, dot, true},
		{".5", 0.5, dot, true},
		{"5.", 5, dot, true},
		{"1\u00a0234,5", 1234.5, comma, true},
		{"1\u202f234", 1234, noDecimal, true},
		{"1.5e3", 1500, dot, true},
		{"0.1234567890123456789", 0.1234567890123456789, dot, true},
		{"123456789012345678", 123456789012345678, noDecimal, true},
		{"1,234.5", 0, 0, false},
		{"1.234.5", 0, 0, false},
		{"1e400", 0, 0, false},
		{"NaN", 0, 0, false},
		{"Inf", 0, 0, false},
		{"0x1p4", 0, 0, false},
		{"1_000", 0, 0, false},
		{"", 0, 0, false},
		{"-", 0, 0, false},
		{"12 kWh", 0, 0, false},
	}
	for _, c := range cases {
		got, sign, ok := parseNumber(c.text)
		if ok != c.ok || ok && (got != c.want || sign != c.sign || math.Signbit(got) != math.Signbit(c.want)) {
			t.Errorf("%q: %v, %q, %v; want %v, %q, %v", c.text, got, sign, ok, c.want, c.sign, c.ok)
		}
	}
}

// Ensure the quick reader of numbers gives exactly what strconv does.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"0.1", "12.34", "-0", "9007199254740993", "123456789.123456", "1e5", "00.10", "999999999999999", ".000000000000001", "1,5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, sign, ok := quickNumber(s)
		if !ok {
			return
		}
		want, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
		if err != nil || v != want {
			t.Fatalf("%q: %v, strconv says %v (%v)", s, v, want, err)
		}
		if w, again, ok := parseNumber(s); !ok || w != v || again != sign {
			t.Fatalf("%q: parseNumber says %v", s, w)
		}
	})
}
