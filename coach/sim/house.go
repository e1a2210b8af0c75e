package sim

import (
	"fmt"
	"math"
	"time"

	"courant/coach/home"
)

// A Room is the true network of one zone: the air (with furniture and gypsum) and the mass
// of walls and floors behind it.
//
//	Ci dTi = Hio (To − Ti) + Him (Tw − Ti) + Core (Thall − Ti) + Ai·I + gains + (1−Slab)·heater
//	Cw dTw = Him (Ti − Tw) + Hmo (To − Tw)                      + Aw·I         +    Slab ·heater
//
// Thall is the mean of the rooms' air weighted by Core: the hall has no mass, so that what
// one room loses to it others gain.
type Room struct {
	Name          string
	Kind          home.ZoneKind
	AreaM2        float64
	Hio, Him, Hmo float64 // kW/K: outdoors–air, air–mass, mass–outdoors
	Ci, Cw        float64 // kWh/K: air, mass
	Core          float64 // kW/K: air–hall; 0 cuts the room off from the others
	Ai, Aw        float64 // m² of sun taken by air and mass, of global horizontal irradiance
	Gain          float64 // share of the home's gains that falls into this room
	RatedKW       float64 // what its heaters give at most, and draw
	BandC         float64 // proportional band, centred on the set-point; 0: 0.6 °C
	Slab          float64 // share of the heaters' power that goes into the mass: a heated floor
}

// UA is the room's heat loss to outdoors in kW/K: with T steady, heat = UA·(T − To) − gains.
func (r Room) UA() float64 { return r.Hio + r.Him*r.Hmo/(r.Him+r.Hmo) }

// TimeConstants are those of the room cut off from the others, in hours.
func (r Room) TimeConstants() (fast, slow float64) {
	a, b := (r.Hio+r.Him)/r.Ci, r.Him/r.Ci
	c, d := r.Him/r.Cw, (r.Him+r.Hmo)/r.Cw
	m, q := (a+d)/2, math.Sqrt((a-d)*(a-d)/4+b*c)
	return 1 / (m + q), 1 / (m - q)
}

// Scale is the room with f times the UA.
func (r Room) Scale(f float64) Room {
	through := min(f*r.Him*r.Hmo/(r.Him+r.Hmo), 0.99*r.Him)
	r.Hio *= f
	r.Hmo = r.Him * through / (r.Him - through)
	return r
}

// A HeatPump is a wall unit that heats one room before its baseboards do. No thermostat of
// the programme sees it.
type HeatPump struct {
	Room    int     // index into the house's rooms
	KW      float64 // heat at 0 °C outdoors, kW
	CutoffC float64 // below this outdoor temperature it stops
	BackupC float64 // the baseboards wait this far below the set-point
}

// At is what the unit can give in kW of heat, and its coefficient of performance, at an
// outdoor temperature: about the figures of a cold-climate wall unit (1.2 at −25 °C, 2.8 at
// 0 °C).
func (p HeatPump) At(outdoorC float64) (kw, cop float64) {
	if outdoorC < p.CutoffC {
		return 0, 1
	}
	return p.KW * max(0.3, 1+0.018*outdoorC), min(max(2.8+0.065*outdoorC, 1.1), 4)
}

// A House is rooms around a hall.
type House struct {
	Rooms    []Room
	HeatPump *HeatPump // nil: none
	// VentC is the air temperature above which people open the windows of a room until it is
	// cooler; 0: never, which keeps the house linear.
	VentC float64
}

// UA is the heat loss of all rooms, kW/K.
func (h House) UA() float64 {
	sum := 0.0
	for _, r := range h.Rooms {
		sum += r.UA()
	}
	return sum
}

// RatedKW is what all heaters draw at most.
func (h House) RatedKW() float64 {
	sum := 0.0
	for _, r := range h.Rooms {
		sum += r.RatedKW
	}
	return sum
}

// Clone is a deep copy.
func (h House) Clone() House {
	h.Rooms = append([]Room(nil), h.Rooms...)
	if h.HeatPump != nil {
		p := *h.HeatPump
		h.HeatPump = &p
	}
	return h
}

// Scale is the house with f times the heat loss: new windows, or a draught.
func (h House) Scale(f float64) House {
	h = h.Clone()
	for i, r := range h.Rooms {
		h.Rooms[i] = r.Scale(f)
	}
	return h
}

// Check says what in the house cannot be: a room without mass, without loss, without heater.
func (h House) Check() error {
	if len(h.Rooms) == 0 {
		return fmt.Errorf("sim: a house without rooms")
	}
	for _, r := range h.Rooms {
		positive := r.Ci > 0 && r.Cw > 0 && r.Him > 0 && r.Hio >= 0 && r.Hmo >= 0 && r.Hio+r.Hmo > 0
		rest := r.Core >= 0 && r.Ai >= 0 && r.Aw >= 0 && r.Gain >= 0 && r.RatedKW >= 0 && r.BandC >= 0 && r.Slab >= 0 && r.Slab <= 1
		if !positive || !rest || !finite(r.Ci, r.Cw, r.Him, r.Hio, r.Hmo, r.Core, r.Ai, r.Aw, r.Gain, r.RatedKW, r.BandC) {
			return fmt.Errorf("sim: room %q: capacities and losses must be positive and finite: %+v", r.Name, r)
		}
	}
	if p := h.HeatPump; p != nil && (p.Room < 0 || p.Room >= len(h.Rooms) || !(p.KW >= 0)) {
		return fmt.Errorf("sim: heat pump in room %d of %d", p.Room, len(h.Rooms))
	}
	return nil
}

func finite(all ...float64) bool {
	for _, v := range all {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// OneRoom is a house of a single room from what people say of houses: loss in kW/K, slow and
// fast time constants in hours, heaters in kW. A fifth of the loss is air, the air node holds
// 12 kWh/K for each kW/K lost, sun comes through 1 m² for each 75 W/K. It is the house of the
// simplest known truth.
func OneRoom(ua, slow, fast, ratedKW float64) House {
	return House{Rooms: []Room{room(Room{
		Name: "salon", Kind: home.Living, AreaM2: 800 * ua, Gain: 1, RatedKW: ratedKW,
		Ai: 9 * ua, Aw: 4 * ua, Ci: 12 * ua,
	}, ua, 0.2, slow, fast)}}
}

// room fills in the conductances and the mass of a room whose air node is given, so that
// its loss is ua and its slow time constant slow; the fast one is near fast.
func room(r Room, ua, airShare, slow, fast float64) Room {
	r.Hio = airShare * ua
	r.Him = max(r.Ci/fast-r.Hio, 3*ua)
	through := ua - r.Hio
	r.Hmo = r.Him * through / (r.Him - through)
	// The slow time constant grows with the mass: bisection on Cw.
	lo, hi := 0.05*r.Ci, 4*slow*ua+r.Ci
	for range 60 {
		r.Cw = (lo + hi) / 2
		if _, s := r.TimeConstants(); s < slow {
			lo = r.Cw
		} else {
			hi = r.Cw
		}
	}
	return r
}

// discrete is a room's exact step over dt with inputs held:
//
//	x⁺ = a·x + o·To + q·(power into the air) + m·(power into the mass),  x = (air, mass).
type discrete struct {
	a11, a12, a21, a22     float64
	o1, o2, q1, q2, m1, m2 float64
}

// discretise is the matrix exponential of the room's 2 × 2 system in closed form; the
// inputs follow from ∫ e^(At) dt = A⁻¹ (e^(A dt) − I). The hall's pull Core·(Thall − Ti) is
// not part of A: it is an input, held over the step.
func (r Room) discretise(dt time.Duration) discrete {
	h := dt.Hours()
	a11, a12 := -(r.Hio+r.Him)/r.Ci, r.Him/r.Ci
	a21, a22 := r.Him/r.Cw, -(r.Him+r.Hmo)/r.Cw
	mean := (a11 + a22) / 2
	det := a11*a22 - a12*a21
	root := math.Sqrt((a11-a22)*(a11-a22)/4 + a12*a21) // > 0: Him > 0
	e := math.Exp(mean * h)
	c, s := e*math.Cosh(root*h), e*math.Sinh(root*h)/root
	d := discrete{a11: c + s*(a11-mean), a12: s * a12, a21: s * a21, a22: c + s*(a22-mean)}
	// G = A⁻¹ (e^(A dt) − I)
	b11, b12, b21, b22 := d.a11-1, d.a12, d.a21, d.a22-1
	g11, g12 := (a22*b11-a12*b21)/det, (a22*b12-a12*b22)/det
	g21, g22 := (a11*b21-a21*b11)/det, (a11*b22-a21*b12)/det
	d.o1, d.o2 = g11*r.Hio/r.Ci+g12*r.Hmo/r.Cw, g21*r.Hio/r.Ci+g22*r.Hmo/r.Cw
	d.q1, d.q2 = g11/r.Ci, g21/r.Ci
	d.m1, d.m2 = g12/r.Cw, g22/r.Cw
	return d
}
