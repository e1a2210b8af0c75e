package thermal

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func randomModel(r *rand.Rand) Model {
	v := quebec().mean
	for i := range v {
		v[i] += 1.5 * quebec().sd[i] * r.NormFloat64()
	}
	return v.model()
}

// A step is exact: it does not matter in how many parts it is taken.
func TestDiscreteIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		m := randomModel(r)
		whole, part := m.Discrete(4*time.Hour), m.Discrete(time.Minute)
		x := State{Mass: 15 + 5*r.Float64(), Air: 18 + 5*r.Float64()}
		out, sun, kw := -20*r.Float64(), r.Float64(), 3*r.Float64()
		y := x
		for range 240 {
			y = part.Next(y, out, sun, kw)
		}
		z := whole.Next(x, out, sun, kw)
		if scale := 1e-9 * (1 + math.Abs(z.Air)); math.Abs(y.Air-z.Air) > scale || math.Abs(y.Mass-z.Mass) > scale {
			t.Fatalf("in one step %+v, in 240 %+v: %+v", z, y, m)
		}
	}
}

// Steady heat of UA times the difference holds a zone still, and UA is that of the parts.
func TestDiscreteBalance(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 200 {
		m := randomModel(r)
		d := m.Discrete(Step)
		x := m.Rest(21, -17)
		y := d.warm(d.Next(x, -17, 0, 0), m.UA()*38)
		if math.Abs(y.Reads()-21) > 1e-9 || math.Abs(y.Lift-x.Lift) > 1e-9 || math.Abs(y.Mass-x.Mass) > 1e-9 {
			t.Fatalf("%+v moved to %+v", x, y)
		}
		fast, slow := m.TimeConstants()
		if trace, det := d.A[0][0]+d.A[1][1], d.A[0][0]*d.A[1][1]-d.A[0][1]*d.A[1][0]; math.Abs(trace-math.Exp(-stepH/fast)-math.Exp(-stepH/slow)) > 1e-9 || det <= 0 {
			t.Fatalf("time constants %g, %g do not fit the step", fast, slow)
		}
	}
}

// The thermostat: inside its band the end of the step and the heat agree, outside the heat
// is at a limit.
func TestFollow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 500 {
		m := randomModel(r)
		d := m.Discrete(Step)
		th := Thermostat{BandC: 0.1 + r.Float64(), OffsetC: 0.4 * r.NormFloat64(), MostKW: 60 * m.UA() * r.Float64()}
		x, kw := d.Follow(th, m.Rest(17+5*r.Float64(), -10), 20, -10, 0, 0)
		law := th.MostKW * (0.5 + (20+th.OffsetC-x.Reads())/th.BandC)
		if want := math.Min(math.Max(law, 0), th.MostKW); math.Abs(kw-want) > 1e-9*(1+want) {
			t.Fatalf("%.4f kW, the law says %.4f at %.3f °C", kw, want, x.Reads())
		}
	}
}

// BenchmarkFollow is one slot of one zone in closed loop: what a planner does most.
func BenchmarkFollow(b *testing.B) {
	v := quebec().mean
	m := v.model()
	d := m.Discrete(Step)
	th := Thermostat{BandC: 0.5, MostKW: 9}
	x := m.Rest(21, -20)
	b.ReportAllocs()
	for b.Loop() {
		x, _ = d.Follow(th, x, 21, -20, 0, 0.3)
	}
}
