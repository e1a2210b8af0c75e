package influx

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

func TestParseNumberIsStrconv(t *testing.T) {
	in := []string{"0", "-0", "1", "4.4273", "-20.71", "0.1", "9007199254740993", "123456789.1234567", "1e3", "-1.5E-7", "NaN", "+Inf", "-Inf", "",
		"-", ".", "1.", ".5", "1.2.3", "oops", "1 ", "0x10", "1_0", "99999999999999999999", "5e-324", "1.7976931348623157e308"}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		v := (rnd.Float64() - 0.3) * math.Pow(10, float64(rnd.IntN(12)-4))
		in = append(in, strconv.FormatFloat(v, 'f', rnd.IntN(10), 64), strconv.FormatFloat(v, 'g', -1, 64))
	}
	for _, s := range in {
		got, ok := parseNumber([]byte(s))
		want, err := strconv.ParseFloat(s, 64)
		if ok != (err == nil) || ok && math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("parseNumber(%q) = %v, %t; strconv says %v, %v", s, got, ok, want, err)
		}
	}
}

func TestParseIntIsStrconv(t *testing.T) {
	for _, s := range []string{"0", "1735707600", "-1735707600", "-", "", "1.5", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "12x"} {
		got, ok := parseInt([]byte(s))
		want, err := strconv.ParseInt(s, 10, 64)
		if ok != (err == nil) || ok && got != want {
			t.Errorf("parseInt(%q) = %d, %t; strconv says %d, %v", s, got, ok, want, err)
		}
	}
}

func TestClock(t *testing.T) {
	var c clock
	for _, s := range []string{
		"2025-01-01T05:00:00Z", "2025-01-01T05:15:00Z", "2024-02-29T23:59:59Z", "1970-01-01T00:00:01.735707600Z", "2025-01-01T05:00:00.5Z",
		"2025-01-01T05:00:00-05:00", "1677-09-21T00:12:43Z", "2025-02-30T00:00:00Z", "2025-01-01T24:00:00Z", "2025-01-01T05:60:00Z",
		"2025-01-01T05:00:00", "2025-01-01 05:00:00Z", "2025-01-01T05:00:0xZ", "2025-01-01T05:00:00.xZ", "", "Z",
	} {
		got, ok := c.parse([]byte(s))
		want, err := time.Parse(time.RFC3339Nano, s)
		if ok != (err == nil) || ok && got != want.Unix() {
			t.Errorf("%q: %d, %t; time.Parse says %d, %v", s, got, ok, want.Unix(), err)
		}
	}
}

// FuzzClock holds the clock against time.Parse: what it takes, it reads alike.
func FuzzClock(f *testing.F) {
	for _, s := range []string{"2025-01-01T05:00:00Z", "2025-01-01T05:00:00.123456789Z", "2025-01-01T05:00:00+00:00"} {
		f.Add(s)
	}
	var c clock
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := c.parse([]byte(s))
		want, err := time.Parse(time.RFC3339Nano, s)
		if ok && err == nil && got != want.Unix() {
			t.Fatalf("%q: %d, time.Parse says %d", s, got, want.Unix())
		}
		if err == nil && !ok {
			t.Fatalf("%q refused, time.Parse takes it", s)
		}
	})
}
