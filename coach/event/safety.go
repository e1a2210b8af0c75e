package event

import (
	"courant/coach/dated"
	"courant/coach/series"
)

// A Safety is what no plan goes beyond, whatever its mode, in °C. A person's own limits win
// where they are narrower; where the usual set-point is lower than a floor, it is the floor.
type Safety struct {
	RoomMinC     float64 // any room
	BasementMinC float64 // a basement, and wherever there is plumbing
	BedroomMinC  float64 // a bedroom, in the hours of Night
	Night        [2]Clock
	SensitiveC   float64 // « sensible au froid »: never colder, and no reduction
	CeilingC     float64 // any room
	ColdC        float64 // outdoors below this …
	ColdFallC    float64 // … no room is planned to fall further than this
	HoldMin      int     // minutes that a set-point stays at least
	AnchorKWh    float64 // the most that a plan may add in an anchor, kWh
	PreheatMaxC  float64 // above the usual set-point before an event, where a mode preheats; 0: the planner's own
	RiseC        float64 // °C/h by which a plan may warm a room; 0: the planner's own
	EmptyFallC   float64 // below the usual set-point where nobody is, as declared; 0: the planner's own
}

// Safety is what holds on a day; false where no rule says anything.
func (r *Rules) Safety(d series.Date) (Safety, bool) {
	row, ok := r.safety.Near(everyone, d)
	return row.Value, ok
}

type safetyTable struct {
	dated.Head
	Room      *float64 `toml:"room_min_c"`
	Basement  *float64 `toml:"basement_min_c"`
	Bedroom   *float64 `toml:"bedroom_night_min_c"`
	Night     []Clock  `toml:"night"`
	Sensitive *float64 `toml:"sensitive_min_c"`
	Ceiling   *float64 `toml:"ceiling_c"`
	Cold      *float64 `toml:"cold_outdoor_c"`
	ColdFall  *float64 `toml:"cold_fall_c"`
	Hold      *int     `toml:"hold_min"`
	Anchor    *float64 `toml:"anchor_kwh"`
	Preheat   *float64 `toml:"preheat_max_c"` // these may be left out
	Rise      *float64 `toml:"rise_c_per_h"`
	Empty     *float64 `toml:"empty_fall_c"`
}

// insurers is what insurers in Canada ask of an empty house, °C: no rule file goes lower.
const insurers = 12

func (p *parser) safeties(in ruleFile) (out []dated.Row[Safety]) {
	const name = "safety"
	for i, t := range in.Safety {
		s := Safety{
			RoomMinC:     p.Number(name, i, "room_min_c", t.Room, insurers, 25),
			BasementMinC: p.Number(name, i, "basement_min_c", t.Basement, insurers, 25),
			BedroomMinC:  p.Number(name, i, "bedroom_night_min_c", t.Bedroom, insurers, 25),
			SensitiveC:   p.Number(name, i, "sensitive_min_c", t.Sensitive, insurers, 25),
			CeilingC:     p.Number(name, i, "ceiling_c", t.Ceiling, 18, 30),
			ColdC:        p.Number(name, i, "cold_outdoor_c", t.Cold, -60, 20),
			ColdFallC:    p.Number(name, i, "cold_fall_c", t.ColdFall, 0, 10),
			AnchorKWh:    p.Number(name, i, "anchor_kwh", t.Anchor, 0, 10),
		}
		for _, own := range []struct {
			key    string
			v      *float64
			lo, hi float64
			to     *float64
		}{
			{"preheat_max_c", t.Preheat, 0, 4, &s.PreheatMaxC}, {"rise_c_per_h", t.Rise, 0.5, 6, &s.RiseC}, {"empty_fall_c", t.Empty, 0, 10, &s.EmptyFallC},
		} {
			if own.v != nil {
				*own.to = p.Number(name, i, own.key, own.v, own.lo, own.hi)
			}
		}
		if p.Have(t.Hold != nil, name, i, "hold_min") {
			p.Need(*t.Hold >= 15 && *t.Hold <= 240, name, i, "hold_min", *t.Hold, "15–240")
			s.HoldMin = *t.Hold
		}
		if p.Have(t.Night != nil, name, i, "night") {
			ok := len(t.Night) == 2 && t.Night[0]%60 == 0 && t.Night[1]%60 == 0 && t.Night[0] != t.Night[1]
			p.Need(ok, name, i, "night", t.Night, `["22:00", "06:00"]`)
			if ok {
				s.Night = [2]Clock{t.Night[0], t.Night[1]}
			}
		}
		p.Need(s.RoomMinC < s.CeilingC || p.Err != nil, name, i, "ceiling_c", s.CeilingC, "> room_min_c")
		out = dated.Add(&p.Parser, out, name, i, everyone, t.Head, s)
	}
	return out
}
