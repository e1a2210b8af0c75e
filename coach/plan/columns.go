package plan

import (
	"time"

	"courant/coach/series"
)

// Methods of a plan.
const (
	MethodOptimal = "optimal" // the certified optimum, in half degrees
	MethodOffsets = "offsets" // the programme's published offsets, bent by limits
)

// A Column is one way to live through the day, as the model expects it: doing nothing, the
// programme's published offsets, the plan.
type Column struct {
	Name            string       `json:"name"` // "nothing", "offsets" or "plan"
	EventEnergyKWh  series.Maybe `json:"event_energy_kwh"`
	SavedKWh        series.Maybe `json:"saved_kwh"`         // inside the windows
	NetDollars      series.Maybe `json:"net_dollars"`       // cost less reward; null when the rate is unknown
	ColdDegreeHours series.Maybe `json:"cold_degree_hours"` // °C·h, as in the plan
	WorstDropC      series.Maybe `json:"worst_drop_c"`      // the most that any room falls below its usual set-point about an event, as in the zones
	PeakAfterKW     series.Maybe `json:"peak_after_kw"`     // highest clock hour of heating in the six hours after a window
}

// columns compares a plan with doing nothing and with the programme's offsets as they are
// published, floors and anchors unheeded.
func (s *study) columns(p *Plan) []Column {
	t := s.offsets
	nothing, published := t.clone(), t.clone()
	for n, k := range nothing.tracks {
		k.setpoint, k.with = k.usual, k.without
		published.tracks[n].with = s.class[n]
	}
	return []Column{nothing.column("nothing", nil), published.column("offsets", nil), t.column("plan", p)}
}

// column measures a trial; p is its plan where that is written already.
func (t *trial) column(name string, p *Plan) Column {
	if p == nil {
		p = &Plan{}
		t.figures(p)
	}
	return Column{
		Name: name, EventEnergyKWh: p.EventEnergyKWh, SavedKWh: p.WithoutEventEnergyKWh - p.EventEnergyKWh,
		NetDollars: p.net(), ColdDegreeHours: p.ColdDegreeHours, WorstDropC: series.Maybe(p.worst), PeakAfterKW: p.peakAfter,
	}
}

// peakAfter is how long after a window the rebound is looked for.
const peakAfter = 6 * time.Hour

// rebound is the highest clock hour of heating in the hours after a window, kW.
func (t *trial) rebound(kw []float64) series.Maybe {
	highest := series.Unknown()
	for i := 0; i+hour <= len(kw); i += hour {
		at := t.grid.local[t.grid.first+i]
		in := false
		for _, e := range t.ask.Events {
			in = in || !at.Before(e.End) && at.Before(e.End.Add(peakAfter))
		}
		if !in || t.covers(t.grid.first+i, Window.window) {
			continue
		}
		sum := 0.0
		for _, q := range kw[i : i+hour] {
			sum += q / float64(hour)
		}
		if !(series.Maybe(sum) <= highest) {
			highest = series.Maybe(sum)
		}
	}
	return highest
}

// override is the plan with a person's own set-points in it, within the floors and ceilings of
// safety and of people. One that stands alone is held as long as any set-point is; one beside
// another ends when its slot does.
func (t *trial) override(overrides []Override) Plan {
	type place struct {
		zone string
		slot int
	}
	c := t.clone()
	g := c.grid
	given := map[place]bool{}
	for _, o := range overrides {
		given[place{o.Zone, g.slot(o.Start)}] = true
	}
	for _, o := range overrides {
		for _, k := range c.tracks {
			if k.name != o.Zone || !known(o.SetpointC) {
				continue
			}
			i, n := g.slot(o.Start), minRun
			if given[place{o.Zone, i - 1}] || given[place{o.Zone, i + 1}] {
				n = 1
			}
			k.override(g, i, n, o.SetpointC)
		}
	}
	return c.answer()
}

// override holds a room's set-point for n slots from i on.
func (k *track) override(g *grid, i, n int, c float64) {
	if i < max(g.first, g.at) || i >= g.n {
		return
	}
	sp := append([]float64(nil), k.setpoint...)
	for j := i; j < min(i+n, g.n); j++ {
		sp[j] = max(min(half(c), halfDown(k.high[j].c)), halfUp(k.low[j].c))
	}
	k.setpoint = sp
	k.with = k.simulate(g, sp)
	k.bandLow, k.bandHigh = k.band(g, k.with, sp)
}
