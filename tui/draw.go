package tui

import (
	"fmt"
	"math"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/theme"
)

// roleOf gives each class of chart cells its role.
var roleOf = map[chart.Class]theme.Role{
	chart.ClassAxis: theme.Muted, chart.ClassLabel: theme.Muted, chart.ClassMuted: theme.Muted,
	chart.ClassLine1: theme.Measured, chart.ClassLine2: theme.Expected, chart.ClassLine3: theme.Third,
	chart.ClassSetpoint: theme.Setpoint, chart.ClassBand: theme.Interval, chart.ClassPreheat: theme.Preheat,
	chart.ClassEvent: theme.Event, chart.ClassRecovery: theme.Recovery, chart.ClassReference: theme.Reference,
	chart.ClassMark: theme.Warn, chart.ClassCursor: theme.Cursor, chart.ClassGap: theme.Warn,
	chart.ClassHeat1: theme.Heat1, chart.ClassHeat2: theme.Heat2, chart.ClassHeat3: theme.Heat3, chart.ClassHeat4: theme.Heat4, chart.ClassHeat5: theme.Heat5,
}

func (f frame) paint(c chart.Class, s string) string { return f.th.Paint(roleOf[c], s) }

// xLabel writes the time labels of a chart.
func (f frame) xLabel(t time.Time, u chart.TickUnit) string {
	switch u {
	case chart.TickMinute, chart.TickHour:
		return f.l.Clock(t)
	case chart.TickDay, chart.TickWeek:
		return f.l.DayMonth(t)
	case chart.TickMonth:
		return f.l.Month(t)
	}
	return t.Format("2006")
}

// axis is a value axis in the language's numbers.
func (f frame) axis(unit string, zero bool) chart.Axis {
	return chart.Axis{Unit: unit, Zero: zero, Label: f.l.Num}
}

// newChart is a chart with what all of them share.
func (f frame) newChart(from, to time.Time, w, h int) chart.Chart {
	return chart.Chart{
		From: from, To: to, Loc: f.loc, Width: w, Height: h, Graph: f.graph, XLabel: f.xLabel, Gutter: 5,
		NoData: f.s.Today.Nowhere, Gap: f.s.Today.Missing, Bands: f.bands(from, to),
	}
}

// bands are the phases of all known events that touch a window, from the plan for the next
// ones and from the event itself for the past.
func (f frame) bands(from, to time.Time) []chart.Band {
	var out []chart.Band
	add := func(a, b time.Time, class chart.Class, name, short string) {
		if a.Before(b) && a.Before(to) && b.After(from) {
			out = append(out, chart.Band{Start: a, End: b, Class: class, Name: name, Short: short})
		}
	}
	phases := func(preheat, start, end, recovery time.Time) {
		w, t := f.l.Words(), f.l.Tables()
		add(preheat, start, chart.ClassPreheat, w.Preheat, cut(w.Preheat, 7))
		add(start, end, chart.ClassEvent, t.Event, "")
		add(end, recovery, chart.ClassRecovery, w.Recovery, "")
	}
	planned := map[time.Time]bool{}
	if f.r.Plan != nil && f.r.NextEvent != nil && !skipped(f.r.NextEvent) {
		for _, win := range f.r.Plan.Windows {
			planned[win.Start.UTC()] = true
			phases(win.PreheatStart, win.Start, win.End, win.RecoveryEnd)
		}
	}
	for _, e := range f.r.PastEvents {
		if !planned[e.Start.UTC()] {
			phases(e.Start, e.Start, e.End, e.End)
		}
	}
	return out
}

// data is a series for a chart; energies become mean powers in kW.
func data(s series.Series) chart.Data {
	if s.Step <= 0 {
		return chart.Data{}
	}
	d := chart.Data{Start: s.Start, Step: s.Step, Values: s.Values}
	if s.Kind.Sums() {
		d.Values = make([]float64, len(s.Values))
		perHour := s.Step.Hours()
		for i, v := range s.Values {
			d.Values[i] = v / perHour
		}
	}
	return d
}

// slots is one figure of a zone's schedule as chart data.
func slots(z plan.Zone, pick func(plan.Slot) series.Maybe) chart.Data {
	if len(z.Slots) == 0 {
		return chart.Data{}
	}
	d := chart.Data{Start: z.Slots[0].Start, Step: plan.Step, Values: make([]float64, len(z.Slots))}
	for i, s := range z.Slots {
		d.Values[i] = float64(pick(s))
	}
	return d
}

// outdoors are the least and the greatest outdoor temperature of a span, measured or
// forecast; NaN when nothing is known.
func (f frame) outdoors(from, to time.Time) (lo, hi float64) {
	lo, hi = math.NaN(), math.NaN()
	for _, key := range []series.Key{{Kind: series.Outdoor}, {Kind: series.Outdoor, Forecast: true}} {
		for _, v := range f.r.Series[key].Slice(from, to).Values {
			if math.IsNaN(v) {
				continue
			}
			if !(lo <= v) {
				lo = v
			}
			if !(hi >= v) {
				hi = v
			}
		}
	}
	return lo, hi
}

func (f frame) outdoorWords(from, to time.Time) string {
	lo, hi := f.outdoors(from, to)
	switch {
	case math.IsNaN(lo):
		return ""
	case math.Round(lo) == math.Round(hi):
		return fmt.Sprintf(f.s.Today.OutdoorsOne, f.l.Unit(lo, 0, "°C"))
	}
	return fmt.Sprintf(f.s.Today.Outdoors, f.l.Num(lo, 0), f.l.Unit(hi, 0, "°C"))
}

// zonesByGain are the plan's zones, the one that saves most first.
func zonesByGain(p *plan.Plan) []int {
	order := make([]int, len(p.Zones))
	for i := range order {
		order[i] = i
	}
	gain := func(i int) float64 {
		if v := p.Zones[i].SavedKWh; v.Known() {
			return float64(v)
		}
		return math.Inf(-1)
	}
	for i := range order { // few zones: insertion keeps the order of equals
		for j := i; j > 0 && gain(order[j]) > gain(order[j-1]); j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	return order
}

// saved is what the plan keeps out of the event, kWh.
func saved(p *plan.Plan) series.Maybe { return p.WithoutEventEnergyKWh - p.EventEnergyKWh }

// interval is " [low to high]" with numbers alone.
func (f frame) interval(lo, hi series.Maybe, decimals int) string {
	if !lo.Known() || !hi.Known() {
		return ""
	}
	return fmt.Sprintf(f.s.Today.Interval, f.l.Num(float64(lo), decimals), f.l.Num(float64(hi), decimals))
}

func skipped(e *coach.Event) bool { return e != nil && e.State == event.StateSkipped }
