package thermal

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"courant/coach/sim"
)

// sound reports what in a fit no caller could bear: figures that are not finite.
func sound(t *testing.T, f Fitted) {
	t.Helper()
	for _, q := range []Quantity{f.UA, f.Slow, f.Fast, f.Drop3h, f.Air, f.Mass, f.Direct, f.Coupling, f.Aperture, f.GainsMeanKW} {
		if !known(q.Value) || !known(q.Low) || !known(q.High) || q.Low > q.Value || q.High < q.Value {
			t.Fatalf("figure %+v of %+v", q, f)
		}
	}
	if !f.Model.valid() || !known(f.State.Air) || !known(f.State.Mass) || f.Confidence == "" {
		t.Fatalf("model %+v, state %+v, confidence %q", f.Model, f.State, f.Confidence)
	}
	if f.Confidence != Good && len(f.Reasons) == 0 && f.Days >= 2*enoughDays && f.UA.Identified && f.Slow.Identified {
		t.Fatal("not good, and no reason told")
	}
	a := Ahead{SetpointC: make([]float64, 96), OutdoorC: make([]float64, 96), Hour: make([]uint8, 96)}
	for i := range 96 {
		a.SetpointC[i], a.OutdoorC[i], a.Hour[i] = 20, -20, uint8(i/4)
	}
	got := f.Forecast(a, 24, 40)
	for i := range 96 {
		if !known(got.IndoorC[i]) || !known(got.HeatKW[i]) || !(got.IndoorSD[i] >= 0) || !(got.HeatSD[i] >= 0) || got.HeatKW[i] < 0 {
			t.Fatalf("forecast slot %d: %.3g ± %.3g °C, %.3g ± %.3g kW", i, got.IndoorC[i], got.IndoorSD[i], got.HeatKW[i], got.HeatSD[i])
		}
	}
	if !known(got.WindowKWh) || !(got.WindowSD >= 0) {
		t.Fatalf("window %.3g ± %.3g kWh", got.WindowKWh, got.WindowSD)
	}
}

func oneRoom(t testing.TB, days, events int, setback float64) (Data, sim.House) {
	t.Helper()
	r := rand.New(rand.NewPCG(9, 1))
	house := sim.OneRoom(0.15, 33, 1.5, 9)
	l := makeLife(r, days, 1, events, setback)
	run, err := house.Simulate(l.drive)
	if err != nil {
		t.Fatal(err)
	}
	return l.data(r, run, 0, 9), house
}

// Whatever is wrong with the data, there is an answer and a reason.
func TestFitAlwaysAnswers(t *testing.T) {
	full, house := oneRoom(t, 21, 4, 2)
	gaps := func(n int) []float64 { s := make([]float64, n); fill(s, math.NaN()); return s }
	n := len(full.HeatKW)
	for _, c := range []struct {
		name   string
		spoil  func(*Data, *Prior)
		reason string
	}{
		{"nothing at all", func(d *Data, _ *Prior) { *d = Data{} }, NoOutdoor},
		{"NaN everywhere", func(d *Data, _ *Prior) {
			*d = Data{HeatKW: gaps(n), IndoorC: gaps(n), OutdoorC: gaps(n), SetpointC: gaps(n), Sun: gaps(n), Hour: d.Hour, Event: d.Event}
		}, NoOutdoor},
		{"one hour of history", func(d *Data, _ *Prior) { *d = d.until(4) }, ShortHistory},
		{"no weather", func(d *Data, _ *Prior) { d.OutdoorC = nil }, NoOutdoor},
		{"no heat", func(d *Data, _ *Prior) { d.HeatKW = nil }, NoHeat},
		{"heaters of zero capacity", func(d *Data, p *Prior) { d.HeatKW, p.RatedKW = make([]float64, n), 0 }, NoHeat},
		{"no indoor sensor", func(d *Data, _ *Prior) { d.IndoorC = nil }, NoIndoor},
		{"sensor outdoors", func(d *Data, _ *Prior) { d.IndoorC = d.OutdoorC }, SensorOutdoors},
		{"no set-points", func(d *Data, _ *Prior) { d.SetpointC = nil }, NoSetpoint},
		{"infinities", func(d *Data, p *Prior) {
			d.HeatKW = slices.Clone(d.HeatKW)
			fill(d.HeatKW[100:], math.Inf(1))
			p.UA = Guess{math.Inf(1), math.NaN()}
			p.RatedKW = math.Inf(1)
		}, NoHeat},
		{"cannot hold its set-point", func(d *Data, p *Prior) {
			weak := house.Clone()
			weak.Rooms[0].RatedKW = 3
			l := makeLife(rand.New(rand.NewPCG(9, 1)), 21, 1, 4, 2)
			for i := range l.drive.Outdoor {
				l.drive.Outdoor[i] -= 10
			}
			run, err := weak.Simulate(l.drive)
			if err != nil {
				t.Fatal(err)
			}
			*d, p.RatedKW = l.data(rand.New(rand.NewPCG(9, 2)), run, 0, 3), 3
		}, CannotHold},
		{"set-point that never moves", func(d *Data, p *Prior) {
			*d, _ = oneRoom(t, 21, 0, 0)
		}, NoExcitation},
		{"slices of different lengths", func(d *Data, _ *Prior) {
			d.OutdoorC, d.Hour, d.Event, d.Sun = d.OutdoorC[:900], d.Hour[:3], d.Event[:1], d.Sun[:2]
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, p := full, Prior{RatedKW: 9}
			c.spoil(&d, &p)
			f := Fit(d, p)
			sound(t, f)
			if c.reason != "" && !slices.Contains(f.Reasons, c.reason) {
				t.Errorf("reasons %v lack %s", f.Reasons, c.reason)
			}
			if c.reason != "" && c.reason != CannotHold && f.Confidence == Good {
				t.Errorf("confidence good with %v", f.Reasons)
			}
			Scores(d, p)
		})
	}
}

// What the data do not tell is not claimed: without excitation the capacities are the
// prior's, and marked so.
func TestFitClaimsNothing(t *testing.T) {
	d, _ := oneRoom(t, 21, 0, 0)
	f := Fit(d, Prior{RatedKW: 9})
	if f.Excitation.Enough || f.Slow.Identified || f.Mass.Identified || f.Confidence != Low {
		t.Errorf("%+v, slow %+v, %s", f.Excitation, f.Slow, f.Confidence)
	}
	if math.Abs(f.Slow.Value/f.Slow.Prior-1) > 1e-6 {
		t.Errorf("slow %.2f h is not the prior's %.2f", f.Slow.Value, f.Slow.Prior)
	}
	if f.Slow.Low > 25 || f.Slow.High < 45 {
		t.Errorf("interval %.0f to %.0f h is too sure", f.Slow.Low, f.Slow.High)
	}
	if !f.UA.Identified {
		t.Error("the heat loss needs no excitation")
	}
}

// A heat loss told from outside counts: strongly where there is no heat, little where
// three weeks speak.
func TestFitTakesSignature(t *testing.T) {
	d, house := oneRoom(t, 21, 4, 2)
	told := Fit(d, Prior{RatedKW: 9, UA: Guess{1.1 * house.UA(), 0.2 * house.UA()}})
	if e := math.Abs(told.UA.Value/house.UA() - 1); e > 0.05 {
		t.Errorf("UA off by %.1f %%", 100*e)
	}
	d.HeatKW = nil
	blind := Fit(d, Prior{RatedKW: 9, UA: Guess{0.2, 0.04}})
	if math.Abs(blind.UA.Value-0.2) > 1e-9 || blind.UA.Identified {
		t.Errorf("without heat UA is %+v", blind.UA)
	}
}

// The slopes of the closed loop are those of its misses.
func TestSensitivities(t *testing.T) {
	d, _ := oneRoom(t, 7, 2, 2)
	r := clean(d, Prior{RatedKW: 6}, fitDays)
	pr := r.prior(Prior{})
	free := make([]int, nParams)
	for i := range free {
		free[i] = i
	}
	wt := weights{indoor: 1, heat: 1, huberT: 1e9, huberQ: 1e9}
	v := pr.mean
	v[pDirect] += 0.3
	var ps pass
	r.run(&v, wt, free, &ps, nil)
	for i := range v {
		at := func(x float64) float64 {
			w := v
			w[i] += x
			var s pass
			r.run(&w, wt, nil, &s, nil)
			return s.cost
		}
		const h = 1e-5
		want := (at(h) - at(-h)) / (4 * h) // grad holds half of the slope of the cost
		if math.Abs(ps.grad[i]-want) > 1e-3*(1+math.Abs(want)) {
			t.Errorf("parameter %d: slope %.6g, by differences %.6g", i, ps.grad[i], want)
		}
	}
}

// Same data, same answer.
func TestFitRepeats(t *testing.T) {
	d, _ := oneRoom(t, 14, 3, 2)
	a, b := Fit(d, Prior{RatedKW: 9}), Fit(d, Prior{RatedKW: 9})
	if a.at != b.at || a.UA != b.UA || a.State != b.State {
		t.Error("two fits of the same data differ")
	}
}

// FuzzFit feeds bytes as measurements: whatever they are, the answer is sound.
func FuzzFit(f *testing.F) {
	f.Add([]byte{}, 9.0, 0.15, 0.03)
	f.Add([]byte("\x00\x01\x02\x03\xff\xff\xff\xff0123456789abcdefghijklmnop"), 0.0, math.Inf(1), math.NaN())
	seed := make([]byte, 4000)
	for i := range seed {
		seed[i] = byte(i * i / 7)
	}
	f.Add(seed, 1e300, -1.0, 0.0)
	f.Fuzz(func(t *testing.T, raw []byte, rated, ua, sd float64) {
		if len(raw) > 8000 {
			raw = raw[:8000]
		}
		var d Data
		for len(raw) >= 8 {
			b := raw[:8]
			raw = raw[8:]
			num := func(x byte) float64 {
				switch x {
				case 255:
					return math.NaN()
				case 254:
					return math.Inf(1)
				case 253:
					return -1e308
				}
				return float64(x)/4 - 25
			}
			for range 1 + int(b[5]%32) {
				d.HeatKW = append(d.HeatKW, num(b[0]))
				d.IndoorC = append(d.IndoorC, num(b[1]))
				d.OutdoorC = append(d.OutdoorC, num(b[2]))
				d.SetpointC = append(d.SetpointC, num(b[3]))
				d.Sun = append(d.Sun, num(b[4]))
				d.Hour = append(d.Hour, b[6])
				d.Event = append(d.Event, b[7]&1 == 1)
			}
		}
		sound(t, Fit(d, Prior{RatedKW: rated, UA: Guess{ua, sd}}))
	})
}
