package sim

import (
	"math"
	"math/rand/v2"

	"courant/coach/home"
)

// A Dwelling is the kind of a house.
type Dwelling uint8

// The kinds of dwelling.
const (
	Apartment Dwelling = iota
	Row                // semi-detached, row, duplex
	Detached
)

// dwellings has what sets the kinds apart: heated area in m², heat loss in W/K, and rooms.
var dwellings = [...]struct {
	area, loss [2]float64
	rooms      []plan
	fewest     int // how many of the rooms every such dwelling has
}{
	Apartment: {[2]float64{58, 92}, [2]float64{60, 105}, []plan{salon, cuisine, chambre1, bain, chambre2}, 3},
	Row:       {[2]float64{95, 145}, [2]float64{82, 165}, []plan{salon, cuisine, chambre1, chambre2, bain, sousSol, bureau}, 5},
	Detached:  {[2]float64{120, 210}, [2]float64{125, 275}, []plan{salon, cuisine, chambre1, chambre2, sousSol, bain, chambre3, bureau, manger}, 6},
}

// A plan is a room on paper: its share of the area, its loss and its sun against the mean
// of the house, and its share of people and appliances.
type plan struct {
	name            string
	kind            home.ZoneKind
	area, loss, sun float64
	gain            float64
}

var (
	salon    = plan{"salon", home.Living, 0.26, 1.15, 1.8, 0.36}
	cuisine  = plan{"cuisine", home.Living, 0.14, 1.0, 1.0, 0.30}
	manger   = plan{"salle-a-manger", home.Living, 0.10, 1.0, 1.2, 0.05}
	chambre1 = plan{"chambre-1", home.Bedroom, 0.14, 1.0, 0.9, 0.12}
	chambre2 = plan{"chambre-2", home.Bedroom, 0.11, 1.05, 0.7, 0.08}
	chambre3 = plan{"chambre-3", home.Bedroom, 0.10, 1.05, 0.7, 0.06}
	bureau   = plan{"bureau", home.Other, 0.08, 1.0, 0.9, 0.08}
	bain     = plan{"salle-de-bain", home.Other, 0.06, 0.8, 0.2, 0.07}
	sousSol  = plan{"sous-sol", home.Basement, 0.30, 0.7, 0.25, 0.10}
)

// designC is the outdoor temperature that heaters are sized for.
const designC = -28

// NewHouse draws a house of a kind. Ranges: heat loss 60–275 W/K in all; slow time constant
// log-normal around 33 h; fast one 0.8–2.5 h; heaters 108 W/m² and never less than 1.15
// times the loss at −28 °C, in the sizes that are sold (coarse from 250 W up).
func NewHouse(r *rand.Rand, kind Dwelling) House {
	k := dwellings[kind]
	size := r.Float64() // large houses lose more, with some scatter
	area := k.area[0] + size*(k.area[1]-k.area[0])
	ua := k.loss[0] + min(max(0.65*size+0.35*r.Float64(), 0), 1)*(k.loss[1]-k.loss[0])
	plans := k.rooms[:k.fewest+r.IntN(len(k.rooms)-k.fewest+1)]
	var sumArea, sumLoss, sumSun, sumGain float64
	for _, p := range plans {
		sumArea, sumLoss, sumSun, sumGain = sumArea+p.area, sumLoss+p.area*p.loss, sumSun+p.area*p.sun, sumGain+p.gain
	}
	slow := min(max(33*math.Exp(0.3*r.NormFloat64()), 22), 60)
	fast, air, heavy := between(r, 0.8, 2.5), between(r, 0.15, 0.35), between(r, 0.014, 0.02)
	glass := between(r, 0.010, 0.024) // m² of sun per m² of floor
	h := House{VentC: between(r, 24.5, 26.5)}
	for _, p := range plans {
		m2 := area * p.area / sumArea
		loss := ua / 1000 * p.area * p.loss / sumLoss * between(r, 0.85, 1.15)
		sun := glass * area * p.area * p.sun / sumSun
		one := room(Room{
			Name: p.name, Kind: p.kind, AreaM2: math.Round(m2), Gain: p.gain / sumGain, Ci: heavy * m2,
			Core: 0.02 + 0.0015*m2, Ai: 0.65 * sun, Aw: 0.35 * sun, BandC: between(r, 0.5, 1.3),
		}, loss, air, slow*between(r, 0.85, 1.15), fast)
		watts := max(108*m2, 1.15*one.UA()*1000*(21-designC))
		one.RatedKW = math.Ceil(watts/250) * 0.25
		h.Rooms = append(h.Rooms, one)
	}
	return h
}

// find is the index of the first room of a name, -1 without.
func (h House) find(name string) int {
	for i, r := range h.Rooms {
		if r.Name == name {
			return i
		}
	}
	return -1
}
