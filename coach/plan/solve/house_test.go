package solve

import "math"

// A house is a chain of zones of two states each, envelope then room, that the tests and
// benchmarks plan for. Conductances in kW/K, capacities in kWh/K, powers in kW.
type house struct {
	zones                 int
	hio, him, hmo, ci, cw float64 // room–outdoors, room–envelope, envelope–outdoors; the whole house
	next                  float64 // room to room
	gain                  float64 // kW of people and sun on the rooms
	power                 float64
	outdoor, swing        float64 // mean and amplitude, coldest at 3 h
}

// reference is the instance of the golden values (tier left out): A and B are
// [0.969279 0.027137; 0.063319 0.931740] and (0.001150, 0.080443).
func reference() house {
	return house{zones: 1, hio: 0.06, him: 0.8, hmo: 0.10, ci: 3, cw: 7, gain: 0.35, power: 12, outdoor: -18, swing: 5}
}

const stepH = 0.25

// dynamics are A, B and, per degree outdoors and kW of gain, the columns of D.
func (h house) dynamics() (a, b, outdoors, gains []float64) {
	z := float64(h.zones)
	n := 2 * h.zones
	ac := make([]float64, n*n)
	in := make([][]float64, n, n+2) // heaters at the rooms, then outdoors, then gains
	for i := range in {
		in[i] = make([]float64, n)
	}
	out, gain := make([]float64, n), make([]float64, n)
	couple := func(i, j int, g, capacity float64) { ac[i*n+j] += g / capacity; ac[i*n+i] -= g / capacity }
	for k := range h.zones {
		wall, room := 2*k, 2*k+1
		couple(wall, room, h.him, h.cw)
		couple(room, wall, h.him, h.ci)
		ac[wall*n+wall] -= h.hmo / h.cw
		ac[room*n+room] -= h.hio / h.ci
		out[wall], out[room] = h.hmo/h.cw, h.hio/h.ci
		gain[room] = 1 / h.ci
		in[k][room] = z / h.ci
		if k > 0 {
			couple(room, room-2, h.next, h.ci/z)
			couple(room-2, room, h.next, h.ci/z)
		}
	}
	columns := append(in[:h.zones:h.zones], out, gain)
	a, cols := discretise(ac, columns, stepH)
	b = make([]float64, n*h.zones)
	for k := range h.zones {
		for i := range n {
			b[i*h.zones+k] = cols[k][i]
		}
	}
	return a, b, cols[h.zones], cols[h.zones+1]
}

// discretise is exp(a·h) and ∫exp(a·s)ds·column, by their power series.
func discretise(a []float64, columns [][]float64, h float64) (e []float64, cols [][]float64) {
	n := int(math.Sqrt(float64(len(a))))
	e, term, integral := make([]float64, n*n), make([]float64, n*n), make([]float64, n*n)
	for i := range n {
		e[i*n+i], term[i*n+i], integral[i*n+i] = 1, 1, h
	}
	for k := 1; k < 40; k++ {
		next := make([]float64, n*n)
		for i := range n {
			for r := range n {
				add(next[i*n:i*n+n], term[i*n+r]*h/float64(k), a[r*n:r*n+n])
			}
		}
		term = next
		add(e, 1, term)
		add(integral, h/float64(k+1), term)
	}
	for _, c := range columns {
		out := make([]float64, n)
		for i := range n {
			out[i] = dot(integral[i*n:i*n+n], c)
		}
		cols = append(cols, out)
	}
	return e, cols
}

// program is the house over N quarter hours from midnight: 0.0698 $/kWh and 0.57 $ more in
// the events at 6–9 h and 16–20 h, 18 or 19 to 22.5 °C at 0.5 $/°C·h.
func (h house) program(N int) *Program {
	a, b, out, gain := h.dynamics()
	n, m := 2*h.zones, h.zones
	p := &Program{Steps: N, States: n, Controls: m, A: a, B: b,
		D: make([]float64, N*n), X0: make([]float64, n), Price: make([]float64, N*m), Max: make([]float64, N*m)}
	low, high := make([]float64, N), make([]float64, N)
	for t := range N {
		hour := math.Mod(float64(t)*stepH, 24)
		add(p.D[t*n:t*n+n], h.outdoor+h.swing*math.Sin(2*math.Pi*(hour-9)/24), out)
		add(p.D[t*n:t*n+n], h.gain, gain)
		price := 0.0698
		if event(hour) {
			price += 0.57
		}
		for j := range m {
			p.Price[t*m+j] = price * stepH
			p.Max[t*m+j] = h.power / float64(m)
		}
		low[t], high[t] = 18, 22.5
		if hour >= 6 && hour < 9 || hour >= 16 && hour < 22.5 {
			low[t] = 19
		}
	}
	for k := range m {
		p.X0[2*k], p.X0[2*k+1] = 20.2, 21
		room := unit(n, 2*k+1)
		comfort := []float64{0.5 * stepH / float64(m)} // comfort is priced per home
		p.Limits = append(p.Limits,
			Limit{Level, AtLeast, room, low, comfort},
			Limit{Level, AtMost, room, high, comfort})
	}
	return p
}

func event(hour float64) bool { return hour >= 6 && hour < 9 || hour >= 16 && hour < 20 }

// sixRows adds the floor, the ceiling and both ramps to each zone.
func sixRows(p *Program) *Program {
	all := func(v float64) []float64 {
		b := make([]float64, p.Steps)
		for i := range b {
			b[i] = v
		}
		return b
	}
	steep, ramp := []float64{20 * stepH}, []float64{5 * stepH}
	for k := range p.Controls {
		room := p.Limits[2*k].Weight
		p.Limits = append(p.Limits,
			Limit{Level, AtLeast, room, all(16), steep},
			Limit{Level, AtMost, room, all(23), steep},
			Limit{Change, AtMost, room, all(2 * stepH), ramp},
			Limit{Change, AtLeast, room, all(-2 * stepH), ramp})
	}
	return p
}

// tier adds the golden values' tier: more than 20 kWh over the horizon at τ a kWh.
func tier(p *Program) *Program {
	energy := make([]float64, p.Steps*p.Controls)
	for i := range energy {
		energy[i] = stepH
	}
	p.Limits = append(p.Limits, Limit{Total, AtMost, energy, []float64{20}, []float64{0.0363}})
	return p
}

// sixZones is a home of six coupled zones under a cap of 1.5 times its steady heat.
func sixZones(N int) *Program {
	h := reference()
	h.zones, h.next = 6, 0.02
	p := h.program(N)
	p.Cap = make([]float64, N)
	for t := range p.Cap {
		p.Cap[t] = 1.5 * ((h.hio+h.him*h.hmo/(h.him+h.hmo))*(20-h.outdoor) - h.gain)
	}
	return p
}

// colder is the i-th of a family: leakier and colder by steps.
func colder(i int) house {
	h := reference()
	h.hio += 0.002 * float64(i)
	h.outdoor -= 0.3 * float64(i)
	return h
}
