package thermal

import (
	"math"
	"math/rand/v2"
	"testing"

	"courant/coach/sim"
)

// The mean of a forecast is the closed loop itself, the unmodelled gain fading.
func TestForecastIsTheLoop(t *testing.T) {
	d, _ := oneRoom(t, 21, 4, 2)
	f := Fit(d.until(20*slotsADay), Prior{RatedKW: 9})
	from, n := 20*slotsADay, slotsADay
	a := Ahead{SetpointC: d.SetpointC[from : from+n], OutdoorC: d.OutdoorC[from : from+n], Sun: d.Sun[from : from+n], Hour: d.Hour[from : from+n]}
	got := f.Forecast(a, 24, 40)
	step := f.Model.Discrete(Step)
	x := f.State
	extra, hours := f.Unmodelled()
	kwh := 0.0
	for i := range n {
		gain := f.Model.Gain[a.Hour[i]] + extra*math.Exp(-stepH*float64(i)/hours)
		next, kw := step.Follow(f.Thermostat, x, a.SetpointC[i], a.OutdoorC[i], a.Sun[i], gain)
		if math.Abs(got.IndoorC[i]-step.Mean(x, next)) > 1e-9 || math.Abs(got.HeatKW[i]-kw) > 1e-9 {
			t.Fatalf("slot %d: %.6f °C and %.6f kW, the loop %.6f and %.6f", i, got.IndoorC[i], got.HeatKW[i], step.Mean(x, next), kw)
		}
		if i >= 24 && i < 40 {
			kwh += kw * stepH
		}
		x = next
	}
	if math.Abs(got.WindowKWh-kwh) > 1e-9 {
		t.Errorf("window %.6f kWh, the loop %.6f", got.WindowKWh, kwh)
	}
}

// A weather forecast in doubt widens what hangs on it.
func TestForecastTakesDoubt(t *testing.T) {
	d, _ := oneRoom(t, 21, 4, 2)
	f := Fit(d, Prior{RatedKW: 9})
	a := Ahead{SetpointC: make([]float64, 96), OutdoorC: make([]float64, 96), Hour: make([]uint8, 96), OutdoorSD: make([]float64, 96)}
	for i := range 96 {
		a.SetpointC[i], a.OutdoorC[i], a.Hour[i] = 21, -15, uint8(i/4)
	}
	sure := f.Forecast(a, 24, 40)
	fill(a.OutdoorSD, 2)
	unsure := f.Forecast(a, 24, 40)
	if !(unsure.WindowSD > 1.2*sure.WindowSD) {
		t.Errorf("window ± %.2f kWh, with 2 °C of doubt ± %.2f", sure.WindowSD, unsure.WindowSD)
	}
}

// On simulated zones the 80 % intervals of an event that was held back hold at least as often
// as they say.
func TestForecastCovers(t *testing.T) {
	if raced {
		t.Skip("arithmetic alone, and a lot of it")
	}
	r := rand.New(rand.NewPCG(21, 1))
	temps, tempsIn, energies, energiesIn := 0, 0, 0, 0
	for range 40 {
		ua := 0.05 + 0.2*r.Float64()
		house := sim.OneRoom(ua, 20+32*r.Float64(), 0.8+1.7*r.Float64(), 60*ua)
		l := makeLife(r, 21, 1, 4, 2)
		run, err := house.Simulate(l.drive)
		if err != nil {
			t.Fatal(err)
		}
		d := l.data(r, run, 0, house.RatedKW())
		at := 19*slotsADay - 28
		start := 19*slotsADay + 24
		f := Fit(d.until(at), Prior{RatedKW: house.RatedKW()})
		a := Ahead{SetpointC: d.SetpointC[at:], OutdoorC: d.OutdoorC[at:], Sun: d.Sun[at:], Hour: d.Hour[at:]}
		got := f.Forecast(a, start-at, start+16-at)
		drawn := 0.0
		for i := start; i < start+16; i++ {
			drawn += d.HeatKW[i] * stepH
			temps++
			if math.Abs(d.IndoorC[i]-got.IndoorC[i-at]) <= z80*got.IndoorSD[i-at] {
				tempsIn++
			}
		}
		energies++
		if math.Abs(drawn-got.WindowKWh) <= z80*got.WindowSD {
			energiesIn++
		}
	}
	t.Logf("temperatures %d of %d, energies %d of %d", tempsIn, temps, energiesIn, energies)
	if c := float64(tempsIn) / float64(temps); c < 0.7 {
		t.Errorf("the 80 %% band holds %.0f %% of the temperatures", 100*c)
	}
	if c := float64(energiesIn) / float64(energies); c < 0.65 {
		t.Errorf("the 80 %% interval holds %.0f %% of the energies", 100*c)
	}
}

// BenchmarkForecast is a day and a half of one zone, mean and spread, the fit's own doubt
// included: one closed loop for each of its 16 parameters. Last looked at in November 2026:
// 0.11 ms.
func BenchmarkForecast(b *testing.B) {
	d, _ := oneRoom(b, 21, 4, 2)
	f := Fit(d, Prior{RatedKW: 9})
	n := 36 * 4
	a := Ahead{SetpointC: d.SetpointC[:n], OutdoorC: d.OutdoorC[:n], Sun: d.Sun[:n], Hour: d.Hour[:n]}
	b.ReportAllocs()
	for b.Loop() {
		f.Forecast(a, 24, 40)
	}
}
