package thermal

import (
	"math"
	"math/rand/v2"
	"testing"
)

// filmRoom is a room whose air is film K warmer than its store for each kW, lived for three
// weeks under a tight thermostat, as its sensor and meter show it.
func filmRoom(film float64, events int, setback float64) (Data, Model) {
	r := rand.New(rand.NewPCG(17, 3))
	l := makeLife(r, 21, 1, events, setback)
	v := quebec().mean
	v[pUA], v[pMass] = math.Log(0.05), math.Log(30)
	m := v.model()
	m.Film, m.Gain = film, [24]float64{}
	step, th := m.Discrete(Step), Thermostat{BandC: 0.2, MostKW: 3.5}
	n := len(l.drive.Outdoor)
	d := Data{Hour: l.hour, Event: l.events, OutdoorC: l.drive.Outdoor, SetpointC: l.drive.Set[0]}
	x := m.Rest(21, -9)
	for i := range n {
		sun := l.drive.Solar[i] / 1000
		next, kw := step.Follow(th, x, d.SetpointC[i], d.OutdoorC[i], sun, l.drive.GainsKW[i]/3)
		d.Sun = append(d.Sun, sun)
		d.IndoorC = append(d.IndoorC, math.Round(10*(step.Mean(x, next)+0.05*r.NormFloat64()))/10)
		d.HeatKW = append(d.HeatKW, kw)
		x = next
	}
	return d, m
}

// What a heater lifts the air by comes and goes within the hour. Where set-points move it is
// told from the store by a factor of two, and the first hour by a tenth of a degree or two;
// where they do not it is left at what is usual.
func TestFindsTheFilm(t *testing.T) {
	for _, c := range []struct {
		desc    string
		film    float64 // K/kW
		events  int
		setback float64
		found   bool
	}{
		{"light room", 1.8, 6, 2, true},
		{"room full of furniture", 0.5, 6, 2, true},
		{"set-points that never move", 1.8, 0, 0, false},
	} {
		d, m := filmRoom(c.film, c.events, c.setback)
		f := Fit(d, Prior{RatedKW: 3.5})
		t.Logf("%s: film %.2f K/kW of %.2f, UA %.4f of %.4f, an hour ahead %.2f °C", c.desc, f.Model.Film, c.film, f.Model.UA(), m.UA(), Scores(d, Prior{RatedKW: 3.5})[0].RMSE)
		usual := expit(quebec().mean[pFilm]) / f.Model.UA()
		if c.found && math.Abs(math.Log2(f.Model.Film/c.film)) > 1 {
			t.Errorf("%s: film %.2f K/kW, it has %.2f", c.desc, f.Model.Film, c.film)
		}
		if !c.found && math.Abs(f.Model.Film-usual) > 1e-9 {
			t.Errorf("%s: film %.2f K/kW, not the usual %.2f", c.desc, f.Model.Film, usual)
		}
		s := Scores(d, Prior{RatedKW: 3.5})[0]
		if c.found && s.RMSE > 0.12 {
			t.Errorf("%s: an hour ahead %.2f °C are missed", c.desc, s.RMSE)
		}
	}
}

// The heaters' limit is what they were seen at again and again; powers that do not lie
// together show none.
func TestRating(t *testing.T) {
	for _, c := range []struct {
		desc string
		heat []float64
		told float64
		want float64
	}{
		{"told", []float64{1, 2, 2, 2}, 3, 3},
		{"at the limit again and again", []float64{0.5, 1, 2, 2, 2, 2.01}, 0, 2},
		{"never at a limit", []float64{0.5, 1, 1.2, 1.5, 1.6, 1.8}, 0, 1.25 * 1.8},
		{"a spike", []float64{0.5, 1, 1.2, 1.5, 1.6, 90}, 0, 1.25 * 1.5 * 1.5},
		{"nothing", []float64{0, math.NaN()}, 0, 0},
	} {
		if got := rating(c.heat, c.told); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %.3f kW, want %.3f", c.desc, got, c.want)
		}
	}
}
