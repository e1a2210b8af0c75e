package coach

import (
	"math"
	"slices"
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/series"
	"courant/coach/signature"
)

// An Effect is what following an advice has changed, pooled over occasions. It has figures
// only once it is measured: once their 80 % interval leaves out zero.
type Effect struct {
	Status    string       `json:"status"`
	Reason    string       `json:"reason,omitempty"` // of one that is not measurable
	Per       string       `json:"per,omitempty"`    // the occasion: PerEvent, PerDay, PerNight
	KWh       series.Maybe `json:"kwh"`              // spared an occasion; below 0: it took more
	LowKWh    series.Maybe `json:"low_kwh"`
	HighKWh   series.Maybe `json:"high_kwh"`
	DeltaC    series.Maybe `json:"delta_c"` // °C nearer to the set-point, mean of a day
	LowC      series.Maybe `json:"low_c"`
	HighC     series.Maybe `json:"high_c"`
	Dollars   series.Maybe `json:"dollars"`   // about what KWh is worth at today's price
	Occasions int          `json:"occasions"` // since it was followed
	Needed    int          `json:"needed"`    // about how many it takes; 0: nobody can tell yet
	By        string       `json:"by,omitempty"`
	Since     *time.Time   `json:"since"` // when it was followed first; null: not yet
}

// The statuses of an effect.
const (
	EffectMeasured      = "measured"
	EffectTooEarly      = "too-early"
	EffectNotMeasurable = "not-measurable"
)

// Why an effect cannot be measured.
const (
	EffectNoEnergy = "no-energy" // the advice mends what is known, it spares nothing by itself
	EffectNoise    = "noise"     // a winter is too short: days differ by more
)

// What an occasion is.
const (
	PerEvent = "event"
	PerDay   = "day"
	PerNight = "night"
)

// How it is known that an advice was followed.
const (
	BySetpoints = "set-points" // they were read back
	ByNote      = "note"       // somebody wrote it down (home.Note.Done)
)

// EffectCodes lists every status, reason and occasion, for whoever puts them in words.
func EffectCodes() []string {
	return []string{EffectMeasured, EffectTooEarly, EffectNotMeasurable, EffectNoEnergy, EffectNoise, PerEvent, PerDay, PerNight, BySetpoints, ByNote}
}

// A Followed is an advice that the person has followed, and what came of it.
type Followed struct {
	Code   string `json:"code"`
	Zone   string `json:"zone,omitempty"`
	Effect Effect `json:"effect"`
}

// hopelessAfter is after how many occasions an effect that no number of them would show is
// called not measurable.
const hopelessAfter = 12

// noEffect is an effect without figures.
func noEffect(status, reason, per string) Effect {
	u := series.Unknown()
	return Effect{Status: status, Reason: reason, Per: per, KWh: u, LowKWh: u, HighKWh: u, DeltaC: u, LowC: u, HighC: u, Dollars: u}
}

// A measure is how the effect of one advice is measured.
type measure struct {
	per     string
	degrees bool // compares °C, not kWh
	// of compares what was before the advice was followed with what came after; need is how
	// many occasions it takes until a gain can be told.
	of   func(v *view, d deed) signature.Effect
	need func(v *view, zone string, gain float64) int
}

// measures are those of the advices that spare something. The others mend a sensor, a meter
// or a profile.
var measures = map[string]measure{
	ApplyPlan:           {PerEvent, false, (*view).planEffect, (*view).planNeed},
	BolderMode:          {PerEvent, false, (*view).modeEffect, (*view).planNeed},
	CarAfterEvent:       {PerEvent, false, habitEffect(car), habitNeed(car)},
	ShiftAppliances:     {PerEvent, false, habitEffect(appliances), habitNeed(appliances)},
	LowerNight:          {PerDay, false, daysEffect(signature.ByHeat), daysNeed(signature.ByHeat)},
	UADrift:             {PerDay, false, daysEffect(signature.ByHeat), daysNeed(signature.ByHeat)},
	ThermostatsFighting: {PerDay, false, daysEffect(signature.ByHeat), daysNeed(signature.ByHeat)},
	BaseLoadStep:        {PerDay, false, daysEffect(signature.ByRest), daysNeed(signature.ByRest)},
	HeatingOnMildNight:  {PerNight, false, (*view).mildEffect, (*view).mildNeed},
	SetpointNotReached:  {PerDay, true, (*view).gapEffect, (*view).gapNeed},
}

// effects gives each advice of a report its effect, and lists what was followed.
func (v *view) effects(r *Report) {
	v.spared = map[string]float64{}
	for _, e := range r.PastEvents {
		v.spared[e.ID] = float64(e.SavedKWh)
	}
	deeds := v.deeds()
	r.Followed = []Followed{}
	for _, d := range deeds {
		r.Followed = append(r.Followed, Followed{d.code, d.zone, v.effect(d)})
	}
	for i := range r.Advices {
		a := &r.Advices[i]
		e := v.unfollowed(*a)
		for _, f := range r.Followed {
			if f.Code == a.Code && (f.Zone == a.Zone || f.Zone == "") {
				e = f.Effect
			}
		}
		a.Effect = &e
	}
}

// unfollowed is the effect of an advice that nobody has followed yet.
func (v *view) unfollowed(a Advice) Effect {
	m, ok := measures[a.Code]
	if !ok {
		return noEffect(EffectNotMeasurable, EffectNoEnergy, "")
	}
	e := noEffect(EffectTooEarly, "", m.per)
	gain := a.KWh
	if m.degrees {
		gain = a.DeltaC
	}
	if gain.Known() && gain > 0 {
		e.Needed = m.need(v, a.Zone, float64(gain))
	}
	return e
}

// effect is what came of following an advice.
func (v *view) effect(d deed) Effect {
	since := d.since.In(v.loc)
	m, ok := measures[d.code]
	if !ok {
		e := noEffect(EffectNotMeasurable, EffectNoEnergy, "")
		e.By, e.Since = d.by, &since
		return e
	}
	got := m.of(v, d)
	e := noEffect(EffectTooEarly, "", m.per)
	e.By, e.Since, e.Occasions, e.Needed = d.by, &since, got.Occasions, got.Needed
	switch x := got.KWh; {
	case got.Shown && m.degrees:
		e.Status, e.DeltaC, e.LowC, e.HighC = EffectMeasured, x.Value, x.Low, x.High
	case got.Shown:
		e.Status, e.KWh, e.LowKWh, e.HighKWh = EffectMeasured, x.Value, x.Low, x.High
		e.Dollars = x.Value * v.perOccasion(m.per)
	case got.Needed == 0 && got.Occasions >= hopelessAfter:
		e.Status, e.Reason = EffectNotMeasurable, EffectNoise
	}
	// More than were needed were needed after all.
	if e.Status == EffectTooEarly && e.Needed > 0 && e.Needed <= e.Occasions {
		e.Needed = e.Occasions + 1
	}
	return e
}

// perOccasion is what a kWh spared is worth, $: in an event what it pays or spares, else
// today's price.
func (v *view) perOccasion(per string) series.Maybe {
	if per == PerEvent {
		if e, ok := v.coming(); ok {
			return v.perKWh(e)
		}
		for _, e := range slices.Backward(v.events) {
			if !e.Start.After(v.At) {
				return v.perKWh(e)
			}
		}
		return series.Unknown()
	}
	price := v.price(series.DateOf(v.At, v.loc))
	if price == nil {
		return series.Unknown()
	}
	return series.Maybe(price(v.At))
}

func daysEffect(by string) func(*view, deed) signature.Effect {
	return func(v *view, d deed) signature.Effect { return signature.Spared(v.signatureHistory(), by, d.since) }
}

func daysNeed(by string) func(*view, string, float64) int {
	return func(v *view, _ string, gain float64) int { return signature.SparedIn(v.signatureHistory(), by, gain) }
}

// planEffect compares what was spared in the events in which the set-points moved with what
// the same estimate misses in the same hours of days without an event.
func (v *view) planEffect(d deed) signature.Effect {
	return signature.Measure(v.ordinary(d.events), v.saved(d.events))
}

func (v *view) planNeed(_ string, gain float64) int {
	e, ok := v.coming()
	if !ok {
		return 0
	}
	return signature.Needed(v.ordinary([]event.Event{e}), gain)
}

// modeEffect compares the events before a bolder mode was chosen with those since.
func (v *view) modeEffect(d deed) signature.Effect {
	var before, after []event.Event
	for _, e := range v.heeded() {
		if e.Start.Before(d.since) {
			before = append(before, e)
		} else {
			after = append(after, e)
		}
	}
	return signature.Measure(v.saved(before), v.saved(after))
}

// saved is what was spared in events by our own estimate, kWh; those that cannot be told are
// left out.
func (v *view) saved(events []event.Event) (out []float64) {
	for _, e := range events {
		kwh, told := v.spared[e.ID]
		if !told {
			kwh = v.missed(baseline.Window{Start: e.Start, End: e.End})
		}
		if !math.IsNaN(kwh) {
			out = append(out, kwh)
		}
	}
	return out
}

// missed is what was expected of a window less what was used, kWh; NaN when nobody can tell.
func (v *view) missed(w baseline.Window) float64 {
	a := v.baselines().Ask(w, baseline.Courant)
	return float64(a.Methods[0].KWh - a.ActualKWh)
}

const (
	ordinaryBack = 60 // days before the last event that are looked at …
	ordinaryMost = 20 // … for those that were nearest in cold
)

// ordinary is what our own estimate misses in the hours of events on days without one: on
// those of the season that were as cold as the events, kWh expected less used.
func (v *view) ordinary(events []event.Event) (out []float64) {
	if len(events) == 0 {
		return nil
	}
	outdoor := v.known.Get("", series.Outdoor)
	cold := 0.0
	for _, e := range events {
		cold += outdoor.Mean(e.Start, e.End) / float64(len(events))
	}
	type window struct {
		baseline.Window
		apart float64
	}
	var all []window
	last := events[len(events)-1]
	today := series.DateOf(minTime(v.At, last.Start), v.loc)
	local, length := last.Start.In(v.loc), last.End.Sub(last.Start)
	for back := 1; back <= ordinaryBack; back++ {
		d := today.Add(-back)
		if v.eventOn(d) {
			continue
		}
		from := d.At(local.Hour(), local.Minute(), v.loc)
		w := window{baseline.Window{Start: from, End: from.Add(length)}, 0}
		if c := outdoor.Mean(w.Start, w.End); !math.IsNaN(cold) {
			w.apart = math.Abs(c - cold)
		}
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b window) int {
		switch {
		case a.apart < b.apart:
			return -1
		case b.apart < a.apart:
			return 1
		}
		return 0
	})
	for _, w := range all {
		if len(out) == ordinaryMost {
			break
		}
		if kwh := v.missed(w.Window); !math.IsNaN(kwh) {
			out = append(out, kwh)
		}
	}
	return out
}
