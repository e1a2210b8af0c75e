package sim

import (
	"math"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// Ensure each fault does what it says, where it says, and nothing to the set it was made of.
func TestFaults(t *testing.T) {
	at := func(hours float64) time.Time { return january.Add(time.Duration(hours * float64(time.Hour))) }
	indoor := func(z string) series.Key { return series.Key{Zone: z, Kind: series.Indoor} }
	clean := func() series.Set {
		set := series.Set{}
		for i, k := range []series.Key{wholeHome, indoor("a"), indoor("b"), {Kind: series.Outdoor, Forecast: true}} {
			s := series.New(k.Kind, january, quarter, 96*2)
			for j := range s.Values {
				s.Values[j] = float64(i+1) + float64(j)/1000
			}
			set[k] = s
		}
		return set
	}
	nan := math.NaN()
	for _, c := range []struct {
		desc  string
		fault Fault
		key   series.Key
		want  map[float64]float64 // hour → value
	}{
		{"base step", BaseStep(at(10), 0.4), wholeHome, map[float64]float64{9.75: 1.039, 10: 1.14, 47: 1.288}},
		{"base step down stays above 0", BaseStep(at(0), -40), wholeHome, map[float64]float64{0: 0, 47: 0}},
		{"level", Level(at(10), 0.6), wholeHome, map[float64]float64{9.75: 1.039, 10: 0.624}},
		{"unit for an hour", Unit(wholeHome, at(10), at(11), 1000), wholeHome, map[float64]float64{9.75: 1.039, 10: 1040, 10.75: 1043, 11: 1.044}},
		{"spike", Spike(wholeHome, at(10.1), 1000), wholeHome, map[float64]float64{9.75: 1.039, 10: 1040, 10.25: 1.041}},
		{"spike at a boundary", Spike(wholeHome, at(10), 1000), wholeHome, map[float64]float64{9.75: 1.039, 10: 1040, 10.25: 1.041}},
		{"freeze", Freeze(indoor("a"), at(10), at(34)), indoor("a"), map[float64]float64{9.75: 2.039, 10: 2.039, 33.75: 2.039, 34: 2.136}},
		{"silence", Silence(indoor("a"), at(10), at(11)), indoor("a"), map[float64]float64{9.75: 2.039, 10: nan, 10.75: nan, 11: 2.044}},
		{"silence of one series leaves others", Silence(indoor("a"), at(10), at(11)), wholeHome, map[float64]float64{10: 1.04}},
		{"blackout", Blackout(at(10), at(11)), wholeHome, map[float64]float64{9.75: 1.039, 10: nan, 11: 1.044}},
		{"blackout leaves the forecast", Blackout(at(10), at(11)), series.Key{Kind: series.Outdoor, Forecast: true}, map[float64]float64{10: 4.04}},
		{"missing hour", MissingHour(wholeHome, 3, time.UTC), wholeHome, map[float64]float64{21.75: 1.087, 22: nan, 22.75: nan, 23: 1.092, 46: nan}},
		{"shift", Shift(wholeHome, time.Hour), wholeHome, map[float64]float64{0: nan, 1: 1, 11: 1.04}},
		{"swap", Swap("a", "b", at(10)), indoor("a"), map[float64]float64{9.75: 2.039, 10: 3.04}},
		{"swap, the other", Swap("a", "b", at(10)), indoor("b"), map[float64]float64{9.75: 3.039, 10: 2.04}},
		{"a series that is not there", Freeze(indoor("z"), at(10), at(11)), wholeHome, map[float64]float64{10: 1.04}},
	} {
		set := clean()
		got := Spoil(set, c.fault)
		for hour, want := range c.want {
			if v := got[c.key].At(at(hour)); !(math.Abs(v-want) < 1e-9) && !(math.IsNaN(v) && math.IsNaN(want)) {
				t.Errorf("%s: %s at %v h is %v, want %v", c.desc, c.key, hour, v, want)
			}
		}
		for k, s := range clean() {
			if !slices.Equal(set[k].Values, s.Values) || !set[k].Start.Equal(s.Start) {
				t.Errorf("%s: spoiled the set that it was given: %s", c.desc, k)
			}
		}
	}
	both := Spoil(clean(), BaseStep(at(10), 0.4), Blackout(at(12), at(13)))
	if v := both[wholeHome].At(at(11)); math.Abs(v-1.144) > 1e-9 || !math.IsNaN(both[wholeHome].At(at(12))) {
		t.Errorf("two faults: %v and %v", v, both[wholeHome].At(at(12)))
	}
}

// With Faults every fourth home has one flaw; the Truth tells which, the data show it, and
// the other homes are as without.
func TestFlaws(t *testing.T) {
	c := Config{Homes: 24, Seed: 5, From: winter.From, To: winter.From.AddDate(0, 0, 45), At: winter.From.AddDate(0, 0, 43)}
	healthy := pilot(t, c)
	c.Faults = true
	ill := pilot(t, c)
	codes := map[string]bool{}
	for _, i := range []int{0, 2, 3, 7, 11, 15, 19, 23} {
		a, b := lived(t, healthy, i), lived(t, ill, i)
		if i%4 != 3 {
			if len(b.Truth.Flaws) != 0 || print(a) != print(b) {
				t.Errorf("home %d has %v", i, b.Truth.Flaws)
			}
			continue
		}
		if len(b.Truth.Flaws) != 1 || len(a.Truth.Flaws) != 0 {
			t.Fatalf("home %d has %v", i, b.Truth.Flaws)
		}
		f := b.Truth.Flaws[0]
		codes[f.Code] = true
		before, after := difference(a, b, c.From, f.From), difference(a, b, f.From, f.To)
		room := f.Zone == "" || len(b.Set.Zones()) > 0
		if before != 0 || after == 0 && room || !f.From.Before(c.At) {
			t.Errorf("home %d, %s in %q: %d values differ before %s, %d after", i, f.Code, f.Zone, before, f.From, after)
		}
	}
	if len(codes) != 6 {
		t.Errorf("flaws %v", codes)
	}
}

// difference counts the values of [from, to) in which two homes differ.
func difference(a, b Home, from, to time.Time) int {
	n := 0
	for _, k := range a.Set.Keys() {
		x, y := a.Set[k].Slice(from, to).Values, b.Set[k].Slice(from, to).Values
		for i := range x {
			if x[i] != y[i] {
				n++
			}
		}
	}
	return n
}

// A thermostat that somebody holds stays there for its time only, and the room follows it.
func TestHold(t *testing.T) {
	p, err := NewPilot(Config{Homes: 1, Seed: 3, From: january, To: january.AddDate(0, 0, 12), Step: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	h := p.Household(0)
	from, to := january.AddDate(0, 0, 4), january.AddDate(0, 0, 8)
	h.People.Programme = home.NoProgramme // an event would bend it
	h.Holds = []Hold{{Room: 1, From: from, To: to, SetC: 25}}
	out, err := h.Live(p.World, false)
	if err != nil {
		t.Fatal(err)
	}
	name := h.House.Rooms[1].Name
	set, air := out.Set.Get(name, series.Setpoint), out.Set.Get(name, series.Indoor)
	for i, v := range set.Values {
		if at := set.Time(i); (v == 25) != (!at.Before(from) && at.Before(to)) {
			t.Fatalf("%s: %g °C", at, v)
		}
	}
	if v := air.At(to.Add(-1)); v < 24.3 {
		t.Errorf("the room is at %.1f °C after four days at 25 °C", v)
	}
	h.Holds[0].Room = 99
	if _, err := h.Live(p.World, false); err == nil {
		t.Error("a room that there is not was held")
	}
}
