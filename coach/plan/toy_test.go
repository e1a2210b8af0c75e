package plan

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// A toy is a small simulated home with a known truth, by equations that are not the
// planner's: three-minute Euler steps, a thermostat with a proportional band, people who
// touch it, a heater that is full on at times.
type toy struct {
	set  series.Set
	home home.Home
	past []Event
	loss map[string]float64 // kW/K
}

// toySpec is what a toy is made of.
type toySpec struct {
	seed     uint64
	zones    []string // names; the first letters say the kind as in home.KindOf
	from     series.Date
	days     int
	usual    func(zone string, hour int, weekend bool) float64 // nil: 21 by day, 19 by night
	outdoor  float64                                           // mean °C
	past     int                                               // events so far, every fourth day
	meter    bool                                              // whole-home energy alone
	forecast bool                                              // weather after the moment is there
	step     time.Duration
	loss     float64 // kW/K of each zone; 0: 0.03–0.06
	profile  home.Profile
}

func dayNight(_ string, hour int, _ bool) float64 {
	if hour >= 6 && hour < 22 {
		return 21
	}
	return 19
}

func makeToy(s toySpec) toy {
	loc := series.Toronto()
	rnd := rand.New(rand.NewPCG(s.seed, 17))
	if s.usual == nil {
		s.usual = dayNight
	}
	if s.step == 0 {
		s.step = Step
	}
	start := s.from.Start(loc)
	end := s.from.Add(s.days + 2).Start(loc) // two days on: the forecast, and what must not be looked at
	n := int(end.Sub(start) / Step)
	out := make([]float64, n)
	drift := 0.0
	for i := range out {
		drift = 0.995*drift + 0.25*rnd.NormFloat64()
		hour := start.Add(time.Duration(i) * Step).In(loc).Hour()
		out[i] = s.outdoor + 4*math.Sin(2*math.Pi*float64(hour-9)/24) + drift
	}
	t := toy{set: series.Set{}, loss: map[string]float64{}}
	for k := range s.past {
		d := s.from.Add(s.days - 3 - 4*k)
		t.past = append(t.past, toyEvent(d, k%2 == 0))
	}
	slices.Reverse(t.past)
	energy := make([]float64, n)
	for _, z := range s.zones {
		loss := s.loss
		if loss == 0 {
			loss = 0.03 + 0.03*rnd.Float64()
		}
		t.loss[z] = loss
		sp, in, heat := toyZone(rnd, z, loss, start, out, s.usual, t.past, loc)
		for i := range energy {
			energy[i] += heat[i]
		}
		if !s.meter {
			t.put(z, series.Setpoint, start, sp, s.step)
			t.put(z, series.Indoor, start, in, s.step)
			t.put(z, series.Heating, start, heat, s.step)
		}
	}
	for i := range energy {
		hour := start.Add(time.Duration(i) * Step).In(loc).Hour()
		energy[i] += 0.1 + 0.05*rnd.Float64()
		if hour >= 17 && hour < 21 && rnd.Float64() < 0.3 {
			energy[i] += 0.4
		}
	}
	t.put("", series.Energy, start, energy, s.step)
	t.put("", series.Outdoor, start, out, s.step)
	if !s.forecast {
		for k, v := range t.set {
			t.set[k] = v.Slice(start, s.from.Add(s.days).Start(loc))
		}
	}
	zones := s.zones
	if s.meter {
		zones = nil
	}
	s.profile.ID = home.ID(fmt.Sprintf("toy-%d", s.seed))
	t.home = home.Resolve(s.profile, zones)
	return t
}

func toyZone(rnd *rand.Rand, zone string, loss float64, start time.Time, out []float64, usual func(string, int, bool) float64, past []Event, loc *time.Location) (sp, in, heat []float64) {
	n := len(out)
	sp, in, heat = make([]float64, n), make([]float64, n), make([]float64, n)
	air, wall := 20.0, 15.0
	capAir, capWall := 10*loss, 22*loss
	most := 50 * loss
	offset, until := 0.0, -1
	for i := range n {
		at := start.Add(time.Duration(i) * Step).In(loc)
		weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
		c := usual(zone, at.Hour(), weekend)
		if rnd.Float64() < 0.002 {
			offset, until = float64(rnd.IntN(5)-2)/2, i+8
		}
		if i < until {
			c += offset
		}
		for _, e := range past {
			c += math.Round(2*e.offset(at)) / 2
		}
		sp[i] = c
		for range 5 {
			p := min(max((c+0.1-air)/0.5, 0), 1) * most
			air += (loss*0.25*(out[i]-air) + loss*5*(wall-air) + p + 0.1*loss*30) / capAir / 20
			wall += (loss*5*(air-wall) + loss*0.88*(out[i]-wall)) / capWall / 20
			heat[i] += p / 20
			in[i] += air / 5
		}
		in[i] = math.Round(10*(in[i]+0.05*rnd.NormFloat64())) / 10
	}
	return sp, in, heat
}

func (t *toy) put(zone string, k series.Kind, start time.Time, v []float64, step time.Duration) {
	s := series.Series{Kind: k, Start: start.UTC(), Step: Step, Values: v}
	t.set[series.Key{Zone: zone, Kind: k}] = s.ResampleLoose(step)
}

// toyEvent is a winter-credit event of a day by the rules of winter 2026-27.
func toyEvent(d series.Date, morning bool) Event {
	loc := series.Toronto()
	h, a0, a1 := 16, 12, 14
	if morning {
		h, a0, a1 = 6, 1, 4
	}
	start := d.At(h, 0, loc)
	end := start.Add(4 * time.Hour)
	return Event{Window: Window{
		Event: "winter-credit-" + start.Format("20060102T1504"), PreheatStart: start.Add(-2 * time.Hour), Start: start, End: end,
		RecoveryEnd: end.Add(time.Hour), AnchorStart: d.At(a0, 0, loc), AnchorEnd: d.At(a1, 0, loc),
	}, PreheatC: 1.5, ReductionC: -3, Reward: 0.5849, MinKWh: 2}
}

// history asks at 17:00 of the eve of the day after the toy's own days.
func (t *toy) history(d series.Date) History {
	loc := series.Toronto()
	return History{Home: t.home, Series: t.set, Past: t.past, At: d.Add(-1).At(17, 0, loc), Loc: loc}
}

func modeOf(e Event, m home.Mode) Event {
	switch m {
	case home.Ambitious:
		e.PreheatC, e.ReductionC = 2, -4
	case home.Extreme:
		e.PreheatC, e.ReductionC = 2, -6
	}
	return e
}
