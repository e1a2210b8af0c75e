package tui

import (
	"fmt"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// A todayPane answers: what happens next, and is everything ready?
type todayPane struct {
	zone int // which zone's chart, in the order of gain
}

func (p *todayPane) act(f frame, a Action) {
	if f.r == nil || f.r.Plan == nil || len(f.r.Plan.Zones) == 0 {
		return
	}
	n := len(f.r.Plan.Zones)
	switch a {
	case Up, Previous:
		p.zone = (p.zone + n - 1) % n
	case Down, Next:
		p.zone = (p.zone + 1) % n
	}
}

func (p *todayPane) lines(f frame) []string {
	out := f.answer()
	hasPlan := f.r.Plan != nil && len(f.r.Plan.Windows) > 0 && len(f.r.Plan.Zones) > 0
	tail := f.figures(hasPlan)
	chartRows := f.h - len(out) - len(tail) - 2
	if chartRows < 5 {
		return append(out, tail...)
	}
	out = append(out, "")
	if hasPlan {
		out = append(out, p.planChart(f, chartRows+1)...)
	} else {
		out = append(out, f.lastDayChart(chartRows+1)...)
	}
	return append(out, tail...)
}

// answer is the screen's answer in words, at most three lines.
func (f frame) answer() []string {
	e := f.r.NextEvent
	if e == nil {
		line := fmt.Sprintf(f.s.NoEvent, f.l.Clock(f.now.In(f.loc)))
		return f.sentence(theme.Title, line)
	}
	return append(f.sentence(theme.Title, f.when(e)), f.sentence(theme.Plain, f.readiness(e))...)
}

// when says when the event is.
func (f frame) when(e *coach.Event) string {
	from, to := e.Start.In(f.loc), e.End.In(f.loc)
	today := series.DateOf(f.now, f.loc)
	switch day := series.DateOf(from, f.loc); {
	case !f.now.Before(e.End):
		return f.s.EventRecovery
	case !f.now.Before(e.Start):
		return fmt.Sprintf(f.s.EventRuns, f.l.Clock(to), f.l.Span(e.End.Sub(f.now)))
	case day == today:
		return fmt.Sprintf(f.s.EventToday, f.l.Day(from), f.l.Clock(from), f.l.Clock(to), f.l.Span(e.Start.Sub(f.now)))
	case day == today.Add(1):
		return fmt.Sprintf(f.s.EventTomorrow, f.l.Day(from), f.l.Clock(from), f.l.Clock(to), f.l.Span(e.Start.Sub(f.now)))
	}
	return fmt.Sprintf(f.s.EventOn, f.l.Day(from), f.l.Clock(from), f.l.Clock(to)) + " " + fmt.Sprintf(f.s.EventIn, f.l.Span(e.Start.Sub(f.now)))
}

// readiness says whether the plan is applied, read back, and what it is worth.
func (f frame) readiness(e *coach.Event) string {
	if skipped(e) {
		return f.s.PlanSkipped
	}
	if f.r.Plan == nil {
		return f.s.NoPlan
	}
	line := map[coach.Applied]string{
		coach.AppliedNone: f.s.PlanReady, coach.AppliedAll: f.s.PlanApplied, coach.AppliedPartial: f.s.PlanPartly,
		coach.AppliedOther: f.s.PlanOther, coach.AppliedUnknown: f.s.PlanUnknown,
	}[f.r.Applied]
	return line + " " + f.money()
}

// money is what the plan is worth, or why no dollars are shown.
func (f frame) money() string {
	reward := f.r.Plan.RewardDollars
	switch {
	case f.r.Rate == "":
		return fmt.Sprintf(f.s.NoRate, f.r.Home)
	case !reward.Known() || reward == 0:
		return f.s.NoCredit
	case f.r.Rate == home.RateFlexD:
		return fmt.Sprintf(f.s.Saving, f.l.Dollars(reward))
	}
	return fmt.Sprintf(f.s.Credit, f.l.Dollars(reward))
}

// figures are the lines below the chart: what the plan does, one advice, how to leave.
func (f frame) figures(hasPlan bool) []string {
	var out []string
	if hasPlan && !skipped(f.r.NextEvent) {
		out = append(out, "", " "+f.th.Paint(theme.Muted, f.s.Compare))
		out = append(out, f.comparison()...)
	} else if f.r.Now.PowerKW.Known() {
		out = append(out, "", " "+fmt.Sprintf(f.s.UsualToday, f.l.KWh(f.r.Now.TodayKWh), f.l.KW(f.r.Now.PowerKW), f.l.C(f.r.Now.OutdoorC)))
	}
	if f.r.Data.Stale {
		out = append(out, f.sentence(theme.Warn, fmt.Sprintf(f.s.DataStale, f.l.Span(time.Duration(f.r.Data.AgeS)*time.Second)))...)
	}
	for i, a := range f.r.Advices {
		if i == 1 && f.h < 24 {
			break
		}
		mark := fmt.Sprintf(" %d/%d ", i+1, len(f.r.Advices))
		lines := wrap(plain.Advice(f.l, a, f.loc), f.w-len(mark)-1)
		out = append(out, f.th.Paint(theme.Key, mark)+lines[0])
		for _, l := range lines[1:] {
			out = append(out, "     "+l)
		}
	}
	if e := f.r.NextEvent; e != nil && f.now.Before(e.End) {
		how := f.s.HowToSkip
		if skipped(e) {
			how = f.s.HowToUndo
		}
		out = append(out, " "+f.th.Paint(theme.Muted, how))
	}
	return out
}

// comparison sets the plan against doing nothing.
func (f frame) comparison() []string {
	p := f.r.Plan
	word := func(s string) string { return pad("   "+s, 16) }
	first := word(f.s.CompareEvent) + right(f.l.KWh(-saved(p)), 10) + f.interval(-p.EventHighKWh, -p.EventLowKWh, 1)
	if p.RewardDollars.Known() && p.RewardDollars != 0 {
		first += "   " + fmt.Sprintf(f.s.CompareCredit, f.l.Dollars(p.RewardDollars)) + f.interval(p.RewardLowDollars, p.RewardHighDollars, 2)
	}
	second := word(f.s.CompareSpan) + right(f.l.KWh(p.EnergyKWh-p.WithoutEnergyKWh), 10)
	if cost := p.WithoutDollars - p.CostDollars; cost.Known() {
		second += "   " + fmt.Sprintf(f.s.CompareEnergy, f.l.Dollars(cost))
	}
	out := []string{first, second}
	worst := -1
	for i, z := range p.Zones {
		if z.WorstDropC.Known() && z.WorstDropC > 0 && (worst < 0 || z.WorstDropC > p.Zones[worst].WorstDropC) {
			worst = i
		}
	}
	if worst >= 0 {
		z := p.Zones[worst]
		out = append(out, "   "+fmt.Sprintf(f.s.CompareColdest, f.l.Zone(z.Zone), f.l.C(-z.WorstDropC), f.l.Clock(z.WorstAt.In(f.loc))))
	}
	return out
}

// planChart is one zone's day: set-points as steps, the expected temperature and its band.
func (p *todayPane) planChart(f frame, rows int) []string {
	order := zonesByGain(f.r.Plan)
	z := f.r.Plan.Zones[order[min(p.zone, len(order)-1)]]
	from, to := f.planSpan()
	head := " " + f.th.Paint(theme.Title, text.Capital(f.l.Zone(z.Zone)))
	if len(order) > 1 {
		head += f.th.Paint(theme.Muted, fmt.Sprintf("  %d/%d ↑↓", p.zone+1, len(order)))
	}
	out := []string{spread(head, "", f.th.Paint(theme.Muted, f.outdoorWords(from, to))+" ", f.w)}
	c := f.newChart(from, to, f.w-1, rows-1)
	c.Legend = true
	c.Y = f.axis("°C", false)
	c.Layers = []chart.Layer{
		chart.Area{Low: slots(z, func(s plan.Slot) series.Maybe { return s.LowC }), High: slots(z, func(s plan.Slot) series.Maybe { return s.HighC })},
		chart.Line{Name: f.s.Expected, Class: chart.ClassLine2, Dotted: true, Data: slots(z, func(s plan.Slot) series.Maybe { return s.IndoorC })},
		chart.Line{Name: f.s.Measured, Data: data(f.r.Series.Get(zoneKey(z.Zone), series.Indoor))},
		chart.Step{Name: f.s.Setpoint, Data: slots(z, func(s plan.Slot) series.Maybe { return s.SetpointC })},
	}
	if f.now.After(from) && f.now.Before(to) {
		c.Layers = append(c.Layers, chart.Moment{Name: f.s.Now, At: f.now})
	}
	return append(out, c.Render(f.paint)...)
}

// lastDayChart is the power of the last 24 hours.
func (f frame) lastDayChart(rows int) []string {
	to := f.now.Truncate(time.Hour).Add(time.Hour)
	from := to.Add(-24 * time.Hour)
	head := " " + f.th.Paint(theme.Title, f.s.LastDay)
	out := []string{spread(head, "", f.th.Paint(theme.Muted, f.outdoorWords(from, to))+" ", f.w)}
	c := f.newChart(from, to, f.w-1, rows-1)
	c.Y = f.axis("kW", true)
	c.Layers = []chart.Layer{chart.Bars{Name: f.s.Power, Data: data(f.r.Series.Get("", series.Energy).Slice(from, to))}}
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

// sentence is a sentence of the given role, wrapped to the frame.
func (f frame) sentence(role theme.Role, s string) []string {
	lines := wrap(s, f.w-2)
	for i := range lines {
		lines[i] = " " + f.th.Paint(role, lines[i])
	}
	return lines
}

// stateRole is the role of an event's state.
func stateRole(s event.State) theme.Role {
	switch s {
	case event.InReduction:
		return theme.Event
	case event.InPreheat:
		return theme.Preheat
	case event.InRecovery:
		return theme.Recovery
	}
	return theme.Plain
}
