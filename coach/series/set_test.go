package series

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestKeysHaveOneOrder(t *testing.T) {
	want := []Key{
		{Kind: Energy}, {Kind: Outdoor}, {Kind: Outdoor, Forecast: true},
		{Zone: "chambre", Kind: Heating}, {Zone: "chambre", Kind: Indoor}, {Zone: "salon", Kind: Indoor},
	}
	rng := rand.New(rand.NewPCG(19, 20))
	for range 50 {
		set := Set{}
		for _, i := range rng.Perm(len(want)) {
			set[want[i]] = Series{Kind: want[i].Kind}
		}
		if got := set.Keys(); !slices.Equal(got, want) {
			t.Fatalf("keys in the order %v", got)
		}
	}
	if s := want[2].String() + ", " + want[3].String(); s != "outdoor (forecast), chambre/heating" {
		t.Error(s)
	}
}

func TestZonesAndGet(t *testing.T) {
	set := Set{
		{Kind: Energy}:                               make1(Energy, epoch, quarter, 1),
		{Zone: "salon", Kind: Indoor}:                make1(Indoor, epoch, quarter, 20),
		{Zone: "salon", Kind: Setpoint}:              make1(Setpoint, epoch, quarter, 21),
		{Zone: "bureau", Kind: Heating}:              make1(Heating, epoch, quarter, 0.1),
		{Zone: "toit", Kind: Solar, Forecast: true}:  make1(Solar, epoch, quarter, 0),
		{Zone: "", Kind: Outdoor, Forecast: true}:    make1(Outdoor, epoch, quarter, -9),
		{Zone: "salon", Kind: Solar, Forecast: true}: make1(Solar, epoch, quarter, 0),
	}
	if got := set.Zones(); !slices.Equal(got, []string{"bureau", "salon"}) {
		t.Errorf("zones %v", got)
	}
	if got := set.Get("salon", Indoor); got.Len() != 1 || got.Values[0] != 20 {
		t.Errorf("salon: %v", got)
	}
	if got := set.Get("", Outdoor); got.Len() != 0 || got.Kind != Outdoor {
		t.Errorf("a forecast was taken for a measurement: %v", got)
	}
}

func TestUntil(t *testing.T) {
	outdoor, energy, forecast := Key{Kind: Outdoor}, Key{Kind: Energy}, Key{Kind: Outdoor, Forecast: true}
	at := func(quarters int) time.Time { return epoch.Add(time.Duration(quarters) * quarter) }
	base := Set{
		outdoor: make1(Outdoor, epoch, quarter, -1, -2, -3, -4, -5, -6),
		energy:  make1(Energy, epoch, quarter, 1, 2, 3, 4, 5, 6),
	}
	for _, c := range []struct {
		desc     string
		forecast *Series
		t        time.Time
		measured []float64
		want     []float64 // forecast
		from     int       // its start
	}{
		{"between two intervals", nil, at(2), []float64{-1, -2}, []float64{-3, -4, -5, -6}, 2},
		{"inside an interval: it has not ended", nil, at(3).Add(-1), []float64{-1, -2}, []float64{-3, -4, -5, -6}, 2},
		{"an interval that ends at t counts", nil, at(3), []float64{-1, -2, -3}, []float64{-4, -5, -6}, 3},
		{"before everything", nil, at(-3), []float64{}, []float64{-1, -2, -3, -4, -5, -6}, 0},
		{"after everything", nil, at(9), []float64{-1, -2, -3, -4, -5, -6}, nil, 0},
		{"a stored forecast goes above what is measured later, and reaches further",
			ptr(make1(Outdoor, at(4), quarter, -50, -60, -70)), at(3), []float64{-1, -2, -3}, []float64{-4, -50, -60, -70}, 3},
		{"a stored forecast alone", ptr(make1(Outdoor, at(6), quarter, -7, -8)), at(6), []float64{-1, -2, -3, -4, -5, -6}, []float64{-7, -8}, 6},
		{"an hourly forecast over quarter hours", ptr(make1(Outdoor, at(4), time.Hour, -10)), at(4), []float64{-1, -2, -3, -4}, []float64{-10, -10, -10, -10}, 4},
	} {
		set := Set{outdoor: base[outdoor], energy: base[energy]}
		if c.forecast != nil {
			set[forecast] = *c.forecast
		}
		got := set.Until(c.t)
		if !same(got[outdoor].Values, c.measured) || got[energy].Len() != len(c.measured) {
			t.Errorf("%s: measured %v, energy %v", c.desc, got[outdoor].Values, got[energy].Values)
		}
		f, ok := got[forecast]
		if ok != (c.want != nil) || !same(f.Values, c.want) || ok && !f.Start.Equal(at(c.from)) {
			t.Errorf("%s: forecast %v from %s", c.desc, f.Values, f.Start)
		}
		if _, ok := got[Key{Kind: Energy, Forecast: true}]; ok {
			t.Errorf("%s: energy of tomorrow became a forecast", c.desc)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// What was known at t does not depend on what came later, but for the weather.
func TestUntilIsBlindToTheFuture(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for range 300 {
		set, cut := Set{}, epoch.Add(time.Duration(rng.IntN(3000)-500)*time.Minute)
		for _, k := range Kinds() {
			set[Key{Kind: k}] = random(rng, k, steps[rng.IntN(6)], rng.IntN(60), 0.1)
		}
		known := set.Until(cut)
		for _, k := range known.Keys() {
			s := known[k]
			if !k.Forecast && s.Len() > 0 && s.End().After(cut) {
				t.Fatalf("%s ends at %s, known at %s", k, s.End(), cut)
			}
			if k.Forecast && !k.Kind.Forecastable() {
				t.Fatalf("%s is no forecast", k)
			}
			if lost := set[Key{Zone: k.Zone, Kind: k.Kind}].Len() - s.Len(); !k.Forecast && lost > 0 && !s.Time(s.Len()+1).After(cut) {
				t.Fatalf("%s lost %d intervals, one of which had ended", k, lost)
			}
		}
		again := known.Until(cut)
		for _, k := range known.Keys() {
			if !same(again[k].Values, known[k].Values) {
				t.Fatalf("%s: Until twice is not Until once", k)
			}
		}
	}
}

func TestMaybeJSON(t *testing.T) {
	for _, c := range []struct {
		desc string
		in   Maybe
		want string
	}{
		{"a number", 1.5, "1.5"},
		{"unknown", Unknown(), "null"},
		{"infinite is unknown", Maybe(math.Inf(-1)), "null"},
		{"binary noise is rounded off", 0.1 + 0.2, "0.3"},
		{"a tiny negative is 0, not -0", -1e-9, "0"},
		{"minus zero", Maybe(math.Copysign(0, -1)), "0"},
		{"no exponent", 1e21, "1000000000000000000000"},
		{"too large to round by a millionth", Maybe(math.MaxFloat64), ""},
		{"a millionth", 0.000001, "0.000001"},
	} {
		b, err := json.Marshal(struct{ V Maybe }{c.in})
		if err != nil {
			t.Errorf("%s: %v", c.desc, err)
			continue
		}
		if got := string(b); c.want != "" && got != `{"V":`+c.want+`}` {
			t.Errorf("%s: %s", c.desc, got)
		}
		var back struct{ V Maybe }
		if err := json.Unmarshal(b, &back); err != nil || back.V.Known() != c.in.Known() ||
			c.in.Known() && math.Abs(float64(back.V-c.in)) > 1e-6*math.Max(1, math.Abs(float64(c.in))*1e-9) {
			t.Errorf("%s: read back %v, %v", c.desc, back.V, err)
		}
	}
	var m Maybe
	for _, bad := range []string{`"NaN"`, `"1"`, `true`, `[]`, `{}`} {
		if err := json.Unmarshal([]byte(bad), &m); err == nil {
			t.Errorf("%s was read as %v", bad, m)
		}
	}
}

func FuzzMaybe(f *testing.F) {
	for _, v := range []float64{0, -0.5, 1e-7, 1e9, 1e15, math.MaxFloat64, math.NaN(), math.Inf(1)} {
		f.Add(math.Float64bits(v))
	}
	f.Fuzz(func(t *testing.T, bits uint64) {
		m := Maybe(math.Float64frombits(bits))
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatalf("%v: %v", m, err)
		}
		var back Maybe
		if err := json.Unmarshal(b, &back); err != nil || back.Known() != m.Known() {
			t.Fatalf("%v became %s, read back %v, %v", m, b, back, err)
		}
		if again, _ := json.Marshal(back); string(again) != string(b) {
			t.Fatalf("%s became %s", b, again)
		}
	})
}
