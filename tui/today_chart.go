package tui

import (
	"fmt"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

// chart is the picture of the day: a zone under the plan, else the last 24 hours. It fills
// the frame.
func (p *todayPane) chart(f frame) []string {
	if !f.planned() {
		return f.lastDay()
	}
	order := zonesByGain(f.r.Plan)
	from, to := f.aroundEvents()
	n := max(1, min(f.h/12, len(order))) // as many rooms as there is height for
	rows := f.h / n
	var out []string
	for i := range n {
		at := (min(p.zone, len(order)-1) + i) % len(order)
		part := f
		part.h = min(rows-min(n-1, 1), 20)
		out = append(out, part.zoneChart(f.r.Plan.Zones[order[at]], at, len(order), from, to, time.Time{})...)
		if i < n-1 {
			out = append(out, "")
		}
	}
	return out
}

// aroundEvents is the plan's own span about its events: two hours before the first preheat
// to four hours after the last recovery.
func (f frame) aroundEvents() (from, to time.Time) {
	w := f.r.Plan.Windows
	return w[0].PreheatStart.Add(-2 * time.Hour).Truncate(time.Hour), w[len(w)-1].RecoveryEnd.Add(4 * time.Hour).Truncate(time.Hour)
}

// zoneChart draws one zone: set-points as steps, the expected temperature with its band, and
// what was measured so far. A zero cursor is none.
func (f frame) zoneChart(z plan.Zone, at, of int, from, to, cursor time.Time) []string {
	head := f.title(text.Capital(f.l.Zone(z.Zone)) + ", °C")
	if of > 1 {
		head += f.th.Paint(theme.Muted, fmt.Sprintf(" %d/%d", at+1, of))
	}
	measured := f.r.Series.Get(zoneKey(z.Zone), series.Indoor).Slice(from, to)
	head += "  " + f.legend(z, measured.Known() > 0)
	outdoors := f.outdoorWords(from, to)
	if outdoors == "" {
		outdoors = f.s.Today.NoForecast
	}
	out := []string{spread(head, "", f.th.Paint(theme.Muted, outdoors)+" ", f.w)}
	c := f.newChart(from, to, f.w-1, f.h-1)
	c.Y, c.Cursor = f.axis("", false), cursor
	c.Layers = []chart.Layer{
		chart.Area{Low: slots(z, func(s plan.Slot) series.Maybe { return s.LowC }), High: slots(z, func(s plan.Slot) series.Maybe { return s.HighC }), Clipped: true},
		chart.Line{Class: chart.ClassLine2, Dotted: true, Data: slots(z, func(s plan.Slot) series.Maybe { return s.IndoorC })},
		chart.Line{Data: data(measured)},
		chart.Step{Data: slots(z, func(s plan.Slot) series.Maybe { return s.SetpointC })},
	}
	if f.now.After(from) && f.now.Before(to) {
		c.Layers = append(c.Layers, chart.Moment{Name: f.s.Today.Now, At: f.now})
	}
	return append(out, c.Render(f.paint)...)
}

// legend names the lines of a zone's chart by the signs that draw them.
func (f frame) legend(z plan.Zone, measured bool) string {
	w := f.s.Today
	step, dots, line := "──", "⠂⠂", "⠒⠒"
	switch f.graph {
	case chart.Block:
		dots, line = "··", "▀▀"
	case chart.ASCII:
		step, dots, line = "--", "..", "**"
	}
	s := f.th.Paint(theme.Setpoint, step) + " " + w.Setpoint + "  " + f.th.Paint(theme.Expected, dots) + " " + w.Expected
	if measured {
		s += "  " + f.th.Paint(theme.Measured, line) + " " + w.Measured
	}
	return s
}

// lastDay is the power of the last 24 hours that were measured.
func (f frame) lastDay() []string {
	to := f.now.Truncate(time.Hour).Add(time.Hour)
	from := to.Add(-24 * time.Hour)
	out := []string{spread(f.title(f.s.Today.Last24), "", f.th.Paint(theme.Muted, f.outdoorWords(from, to))+" ", f.w)}
	c := f.newChart(from, to, f.w-1, f.h-1)
	c.Y = f.axis("", true)
	c.Layers = []chart.Layer{chart.Bars{Data: data(f.r.Series.Get("", series.Energy).Slice(from, to))}}
	return append(out, c.Render(f.paint)...)
}

// zoneKey is the name under which a plan's zone has its series: a home without zones plans
// the whole home as one.
func zoneKey(zone string) string {
	if zone == "home" {
		return ""
	}
	return zone
}
