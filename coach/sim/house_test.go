package sim

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/series"
)

const quarter = 15 * time.Minute

var january = time.Date(2027, 1, 10, 5, 0, 0, 0, time.UTC)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.6g, want %.6g ± %.2g", what, got, want, tolerance)
	}
}

func simulate(t *testing.T, h House, d Drive) Run {
	t.Helper()
	run, err := h.Simulate(d)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// houses are drawn ones of every kind.
func houses(n int) []House {
	var all []House
	for i := range n {
		all = append(all, NewHouse(rand.New(rand.NewPCG(uint64(i), 1)), Dwelling(i%3)))
	}
	return all
}

// In the long run heat makes up for the loss of every room, less sun and gains.
func TestSteadyHeatIsLoss(t *testing.T) {
	for i, h := range houses(12) {
		n := len(h.Rooms)
		d := Steady(january, quarter, 96*60, n, -20, 40, 21)
		d.GainsKW = filled(len(d.Outdoor), 0.5)
		for r := range n {
			if r%2 == 1 {
				copy(d.Set[r], filled(len(d.Outdoor), 18.5)) // rooms lose to each other too
			}
		}
		run := simulate(t, h, d)
		last := len(d.Outdoor) - 1
		heat, want := 0.0, -0.5
		for r, room := range h.Rooms {
			heat += run.Heat[r][last] * 4
			want += room.UA()*(run.Indoor[r][last]+20) - 0.040*(room.Ai+room.Aw*room.massToAir())
		}
		near(t, "house "+string(rune('A'+i)), heat, want, 0.002)
	}
}

// massToAir is the share of heat given to the mass that spares heat in the air.
func (r Room) massToAir() float64 { return r.Him / (r.Him + r.Hmo) }

// The closed form is the same as the differential equations run in steps of a second.
func TestDiscretisationIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for _, h := range houses(9) {
		r := h.Rooms[rng.IntN(len(h.Rooms))]
		for _, dt := range []time.Duration{5 * time.Minute, quarter, time.Hour} {
			d := r.discretise(dt)
			ti, tw, to, q, m := 20+rng.Float64(), 18.0, -20.0, rng.Float64(), rng.Float64()
			air := d.a11*ti + d.a12*tw + d.o1*to + d.q1*q + d.m1*m
			mass := d.a21*ti + d.a22*tw + d.o2*to + d.q2*q + d.m2*m
			slope := func(x, y float64) (float64, float64) {
				return (r.Hio*(to-x) + r.Him*(y-x) + q) / r.Ci, (r.Him*(x-y) + r.Hmo*(to-y) + m) / r.Cw
			}
			x, y, s := ti, tw, 1.0/3600
			for range int(dt / time.Second) { // Heun
				a1, b1 := slope(x, y)
				a2, b2 := slope(x+s*a1, y+s*b1)
				x, y = x+s*(a1+a2)/2, y+s*(b1+b2)/2
			}
			near(t, "air", air, x, 1e-5)
			near(t, "mass", mass, y, 1e-5)
		}
	}
}

func TestOneRoomIsWhatWasAsked(t *testing.T) {
	for _, c := range []struct{ ua, slow, fast float64 }{{0.06, 20, 1}, {0.15, 33, 1.5}, {0.3, 60, 0.8}, {0.2, 45, 2.5}} {
		h := OneRoom(c.ua, c.slow, c.fast, 10)
		if err := h.Check(); err != nil {
			t.Error(err)
		}
		fast, slow := h.Rooms[0].TimeConstants()
		near(t, "UA", h.UA(), c.ua, 1e-12)
		near(t, "slow", slow, c.slow, 1e-6)
		if fast < 0.4*c.fast || fast > 1.2*c.fast {
			t.Errorf("fast time constant %.2f h, asked %.2f", fast, c.fast)
		}
	}
}

// Left alone a house comes down as its two time constants say.
func TestFreeCoolingFollowsTheTimeConstants(t *testing.T) {
	h := OneRoom(0.15, 33, 1.2, 0)
	run := simulate(t, h, Steady(january, quarter, 96*4, 1, 0, 0, 20))
	_, slow := h.Rooms[0].TimeConstants()
	a, b := run.Indoor[0][100], run.Indoor[0][300] // the fast mode is long over
	near(t, "slow time constant", 50/math.Log(a/b), slow, 0.01)
}

// Houses of a pilot cool as an outside plant's did at −26 °C: 1.3–3.3 °C in an hour and
// 3.4–7.8 °C in four (methods 5.7, EnergyPlus), with some room for light and heavy ones.
func TestFreeCoolingAtMinus26(t *testing.T) {
	for i, h := range houses(40) {
		n := len(h.Rooms)
		d := Steady(january, quarter, 96*10, n, -26, 0, 21)
		off := 96 * 9
		for r := range n {
			for k := off; k < len(d.Outdoor); k++ {
				d.Set[r][k] = 5
			}
		}
		run := simulate(t, h, d)
		drop := func(slots int) float64 {
			sum, area := 0.0, 0.0
			for r, room := range h.Rooms {
				sum += room.AreaM2 * (run.Indoor[r][off-1] - run.Indoor[r][off+slots])
				area += room.AreaM2
			}
			return sum / area
		}
		if one, four := drop(4), drop(16); one < 0.9 || one > 4 || four < 2.3 || four > 9 {
			t.Errorf("house %d loses %.1f °C in an hour, %.1f in four", i, one, four)
		}
	}
}

// Energy is neither made nor lost: what comes in leaves or is stored.
func TestEnergyBalance(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for i, h := range houses(6) {
		n := len(h.Rooms)
		d := Steady(january, 5*time.Minute, 288*6, n, -10, 0, 20)
		for r := range n {
			for k := range d.Set[r] {
				d.Set[r][k] = 18 + 4*math.Round(math.Mod(float64(k)/60+rng.Float64()*0.01, 2))/2
			}
		}
		start := make([]float64, n)
		for r := range start {
			start[r] = d.Set[r][0]
		}
		loop, err := h.Loop(d.Step, start, -10)
		if err != nil {
			t.Fatal(err)
		}
		stored := func() float64 {
			e := 0.0
			for r, room := range h.Rooms {
				e += room.Ci*loop.AirC[r] + room.Cw*loop.MassC[r]
			}
			return e
		}
		before, in, out := stored(), 0.0, 0.0
		var read Reading
		for k := range d.Outdoor {
			mass := append([]float64(nil), loop.MassC...)
			set := make([]float64, n)
			for r := range set {
				set[r] = d.Set[r][k]
			}
			loop.Step(Slot{OutdoorC: -10, SetC: set}, &read)
			for r, room := range h.Rooms {
				in += read.HeatKWh[r]
				out += (room.Hio*(read.IndoorC[r]+10) + room.Hmo*((mass[r]+loop.MassC[r])/2+10)) / 12
			}
		}
		near(t, "house "+string(rune('A'+i)), stored()-before, in-out, 0.002*in)
	}
}

// A heater gives what its rating allows and no less than nothing, and holds its set-point
// within the band where the rating suffices.
func TestThermostats(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for _, h := range houses(9) {
		n := len(h.Rooms)
		d := Steady(january, quarter, 96*5, n, -22, 0, 20)
		for r := range n {
			for k := range d.Set[r] {
				if k%24 == 0 {
					d.Set[r][k] = 16 + float64(rng.IntN(13))/2
				} else {
					d.Set[r][k] = d.Set[r][k-1]
				}
			}
		}
		run := simulate(t, h, d)
		for r, room := range h.Rooms {
			for _, kWh := range run.Heat[r] {
				if kWh < 0 || kWh > room.RatedKW/4+1e-9 {
					t.Fatalf("%s gives %.3f kWh in a quarter hour with %.2f kW", room.Name, kWh, room.RatedKW)
				}
			}
		}
		d = Steady(january, quarter, 96*8, n, -22, 0, 20.5)
		run = simulate(t, h, d)
		for r, room := range h.Rooms {
			if got := run.Indoor[r][96*8-1]; math.Abs(got-20.5) > room.BandC/2+0.01 {
				t.Errorf("%s holds %.2f °C at a set-point of 20.5, band %.2f", room.Name, got, room.BandC)
			}
		}
	}
}

// Where heaters are too weak the set-point is missed, and told by full power.
func TestWeakHeaterMissesItsSetpoint(t *testing.T) {
	h := OneRoom(0.2, 33, 1.2, 10)
	d := Steady(january, quarter, 96*20, 1, -20, 0, 21)
	d.Renovate = []Renovation{{At: 96, House: Weaken(january, 0, 0.4).Edit(h.Clone())}} // 4 kW: 20 °C above −20
	run := simulate(t, h, d)
	last := 96*20 - 1
	near(t, "heat", run.Heat[0][last], 1, 1e-9)
	near(t, "indoor", run.Indoor[0][last], 0, 0.1)
	near(t, "indoor before", run.Indoor[0][95], 21, 0.3)
}

func TestDriftAndHeatPumpAndSlab(t *testing.T) {
	h := OneRoom(0.15, 33, 1.2, 9)
	d := Steady(january, quarter, 96*40, 1, -10, 0, 21)
	plain := simulate(t, h, d)
	last := 96*40 - 1

	d.Renovate = []Renovation{{At: 96 * 10, House: Drift(january, 0.15).Edit(h)}}
	near(t, "drift of 15 %", simulate(t, h, d).Heat[0][last]/plain.Heat[0][last], 1.15, 0.002)
	d.Renovate = nil

	pumped := h.Clone()
	pumped.HeatPump = &HeatPump{KW: 3, CutoffC: -20, BackupC: 1}
	run := simulate(t, pumped, d)
	kw, cop := pumped.HeatPump.At(-10)
	near(t, "heat of pump and heater", 4*(run.Heat[0][last]+run.HeatPumpKWh[last]*cop), h.UA()*(run.Indoor[0][last]+10), 0.002)
	if run.HeatPumpKWh[last]*4*cop > kw+1e-9 || run.HeatPumpKWh[last] == 0 {
		t.Errorf("the pump draws %.3f kWh at a capacity of %.2f kW", run.HeatPumpKWh[last], kw)
	}
	d = Steady(january, quarter, 96*10, 1, -25, 0, 21)
	if run := simulate(t, pumped, d); sum(run.HeatPumpKWh) != 0 {
		t.Error("the pump runs below its cut-off")
	}

	slab := h.Clone()
	slab.Rooms[0].Slab = 0.85
	step := Steady(january, quarter, 96*3, 1, -10, 0, 20)
	for k := 96; k < 96*3; k++ {
		step.Set[0][k] = 21
	}
	rise := func(h House) float64 { r := simulate(t, h, step); return r.Indoor[0][98] - r.Indoor[0][95] }
	if rise(slab) > 0.6*rise(h) {
		t.Errorf("a heated floor answers within half an hour: %.2f against %.2f °C", rise(slab), rise(h))
	}
}

// A plan applied slot by slot and one applied as a schedule are the same.
func TestLoopIsSimulate(t *testing.T) {
	h := houses(3)[2]
	n := len(h.Rooms)
	d := Steady(january, quarter, 96, n, -15, 60, 21)
	plan := series.New(series.Setpoint, january.Add(6*time.Hour), quarter, 16)
	for i := range plan.Values {
		plan.Values[i] = 18
	}
	plan.Values[3] = math.NaN() // left to the thermostat's own programme
	d.Follow(0, plan)
	if d.Set[0][23] != 21 || d.Set[0][24] != 18 || d.Set[0][27] != 21 || d.Set[0][39] != 18 || d.Set[0][40] != 21 {
		t.Fatalf("the schedule was laid over as %v", d.Set[0][20:44])
	}
	run := simulate(t, h, d)
	loop, err := h.Loop(quarter, filled(n, 21), -15)
	if err != nil {
		t.Fatal(err)
	}
	var read Reading
	for k := range d.Outdoor {
		set := filled(n, 21)
		if v := plan.At(january.Add(time.Duration(k) * quarter)); !math.IsNaN(v) {
			set[0] = v
		}
		loop.Step(Slot{OutdoorC: -15, SolarWM2: 60, SetC: set}, &read)
		total := 0.0
		for r := range n {
			total += read.HeatKWh[r] * 4
			if read.HeatKWh[r] != run.Heat[r][k] || read.IndoorC[r] != run.Indoor[r][k] {
				t.Fatalf("slot %d, room %d: %v and %v", k, r, read.HeatKWh[r], run.Heat[r][k])
			}
		}
		near(t, "heat", read.HeatKW, total, 1e-9)
	}
	set := run.Set(h, d, filled(96, 0.25))
	e, heat := set.Get("", series.Energy), set.Get(h.Rooms[0].Name, series.Heating)
	if e.Len() != 96 || heat.Values[5] != run.Heat[0][5] || e.Values[5] < 0.25 || len(set.Zones()) != n {
		t.Errorf("the run as series: %v", set.Keys())
	}
}

func TestHousesThatCannotBe(t *testing.T) {
	good := OneRoom(0.15, 33, 1.2, 9)
	with := func(edit func(*Room)) House { h := good.Clone(); edit(&h.Rooms[0]); return h }
	for desc, h := range map[string]House{
		"no rooms":           {},
		"no capacity":        with(func(r *Room) { r.Ci = 0 }),
		"no mass":            with(func(r *Room) { r.Cw = -1 }),
		"no loss":            with(func(r *Room) { r.Hio, r.Hmo = 0, 0 }),
		"NaN":                with(func(r *Room) { r.Him = math.NaN() }),
		"infinite":           with(func(r *Room) { r.RatedKW = math.Inf(1) }),
		"negative rating":    with(func(r *Room) { r.RatedKW = -1 }),
		"slab above 1":       with(func(r *Room) { r.Slab = 2 }),
		"pump without room":  {Rooms: good.Rooms, HeatPump: &HeatPump{Room: 3, KW: 2}},
		"pump of NaN kW":     {Rooms: good.Rooms, HeatPump: &HeatPump{KW: math.NaN()}},
		"pump of negative n": {Rooms: good.Rooms, HeatPump: &HeatPump{Room: -1}},
	} {
		if _, err := h.Simulate(Steady(january, quarter, 4, len(h.Rooms), 0, 0, 20)); err == nil {
			t.Errorf("%s: no error", desc)
		}
	}
	ok := Steady(january, quarter, 4, 1, 0, 0, 20)
	for desc, edit := range map[string]func(*Drive){
		"nothing":                 func(d *Drive) { *d = Drive{} },
		"no step":                 func(d *Drive) { d.Step = 0 },
		"short sun":               func(d *Drive) { d.Solar = d.Solar[:2] },
		"short gains":             func(d *Drive) { d.GainsKW = []float64{1} },
		"too many rooms":          func(d *Drive) { d.Set = append(d.Set, d.Set[0]) },
		"short set-points":        func(d *Drive) { d.Set = [][]float64{{20}} },
		"stove in no room":        func(d *Drive) { d.RoomKW = make([][]float64, 2) },
		"short stove":             func(d *Drive) { d.RoomKW = [][]float64{{1}} },
		"renovated into a garage": func(d *Drive) { d.Renovate = []Renovation{{0, House{}}} },
	} {
		d := ok
		edit(&d)
		if _, err := good.Simulate(d); err == nil {
			t.Errorf("%s: no error", desc)
		}
	}
	if _, err := good.Loop(quarter, nil, 0); err == nil {
		t.Error("a loop without temperatures")
	}
}
