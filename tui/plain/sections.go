package plain

import (
	"fmt"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// pastShown is how many past events a report tells.
const pastShown = 3

// plan tells the plan of an event that is still to come or under way: a line a zone, zones
// with the same schedule together, then what it is worth.
func (p printer) plan(r coach.Report) []string {
	e := r.NextEvent
	if r.Plan == nil || len(r.Plan.Windows) == 0 || e == nil || !r.At.Before(e.End) || e.State == event.StateSkipped {
		return nil
	}
	applied := p.l.Code(string(r.Applied))
	if r.AppliedOf > 0 && (r.Applied == coach.AppliedAll || r.Applied == coach.AppliedPartial) {
		applied = fmt.Sprintf(p.s.PlanCount, applied, r.AppliedTo, r.AppliedOf)
	}
	var out []string
	if by := firstChange(r.Plan); r.At.Before(by) && r.Applied != coach.AppliedAll && r.Applied != coach.AppliedOther {
		by = by.In(p.loc)
		out = append(out, fmt.Sprintf(p.s.DoBefore, p.l.LongDay(by), p.l.Clock(by)))
	}
	out = append(out, fmt.Sprintf(p.s.PlanHead, applied))
	if again := Replan(p.l, *r.Plan, p.loc); again != "" {
		out = append(out, "  "+again)
	}
	out = append(out, p.zones(r.Plan)...)
	if protected := p.l.Protected(r.Info); protected != "" {
		out = append(out, "  "+protected)
	}
	out = append(out, "  "+p.worthLine(*r.Plan))
	if r.Rate == "" {
		out = append(out, "  "+fmt.Sprintf(p.s.NoDollars, r.Home))
	}
	return append(out, "  "+Confidence(p.l, *r.Plan))
}

// firstChange is when a plan first moves a set-point for its events.
func firstChange(pl *plan.Plan) time.Time { return pl.Windows[0].PreheatStart }

// zones are the plan's zones, those that do the same on one line.
func (p printer) zones(pl *plan.Plan) []string {
	var words, lines []string
	for _, z := range pl.Zones {
		line, name := p.zone(z, pl), p.l.Zone(z.Zone)
		found := false
		for i := range lines {
			if lines[i] == line {
				words[i] += ", " + name
				found = true
			}
		}
		if !found {
			words, lines = append(words, name), append(lines, line)
		}
	}
	for i := range lines {
		lines[i] = "  " + text.Capital(words[i]) + p.colon() + lines[i] + "."
	}
	return lines
}

// zone tells what a zone does about the plan's events.
func (p printer) zone(z plan.Zone, pl *plan.Plan) string {
	var parts []string
	for _, w := range pl.Windows {
		if up, ok := highest(z, w.PreheatStart, w.Start); ok {
			parts = append(parts, fmt.Sprintf(p.s.PlanUp, p.l.C(up), p.l.Clock(w.PreheatStart.In(p.loc)), p.l.Clock(w.Start.In(p.loc))))
		}
		parts = append(parts, p.runs(z, w)...)
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, ", ")
	case z.Excluded != "":
		return fmt.Sprintf(p.s.PlanOut, p.l.Reason(z.Excluded))
	}
	return p.s.PlanUsual
}

// runs are the stretches of one reduced set-point that begin in a window, and when the
// usual one is back.
func (p printer) runs(z plan.Zone, w plan.Window) []string {
	var out []string
	for i := 0; i < len(z.Slots); {
		j := i + 1
		for j < len(z.Slots) && same(z.Slots[j].SetpointC, z.Slots[i].SetpointC) {
			j++
		}
		s := z.Slots[i]
		if !s.Start.Before(w.Start) && s.Start.Before(w.End) && s.SetpointC.Known() && s.SetpointC < s.UsualC {
			out = append(out, fmt.Sprintf(p.s.PlanPart, p.l.C(s.SetpointC), p.l.Clock(s.Start.In(p.loc)), p.l.Clock(z.Slots[j-1].Start.Add(plan.Step).In(p.loc))))
		}
		i = j
	}
	if len(out) == 0 {
		return nil
	}
	for _, s := range z.Slots {
		if !s.Start.Before(w.End) && same(s.SetpointC, s.UsualC) {
			return append(out, fmt.Sprintf(p.s.PlanBack, p.l.Clock(s.Start.In(p.loc))))
		}
	}
	return out
}

// highest is the highest set-point of a preheat, if it is above the usual one.
func highest(z plan.Zone, from, to time.Time) (series.Maybe, bool) {
	top, above := series.Maybe(-300), false
	for _, s := range z.Slots {
		if s.Start.Before(from) || !s.Start.Before(to) || !s.SetpointC.Known() {
			continue
		}
		top = max(top, s.SetpointC)
		above = above || s.SetpointC > s.UsualC
	}
	return top, above
}

// Worth is what a plan does during its events and what that is worth, in a sentence.
func Worth(l text.Lang, pl plan.Plan, loc *time.Location) string {
	return printer{l, l.Sentences(), loc}.worthLine(pl)
}

// worthLine says what a plan does during its events and what that is worth: a credit, or
// the money that is spared where nothing is paid.
func (p printer) worthLine(pl plan.Plan) string {
	saved := pl.WithoutEventEnergyKWh - pl.EventEnergyKWh
	if !saved.Known() {
		return p.s.PlanNoWorth
	}
	words := p.s.PlanEvent
	if len(pl.Windows) > 1 {
		words = p.s.PlanEvents
	}
	line := fmt.Sprintf(words, p.l.KWh(saved), p.l.Num(float64(pl.EventLowKWh), 1), p.l.Num(float64(pl.EventHighKWh), 1)) + p.eachWindow(pl)
	net := pl.Gain()
	switch {
	case pl.RewardDollars > 0 && pl.RewardLowDollars.Known():
		line += fmt.Sprintf(p.s.PlanMoneyLH, p.l.Dollars(pl.Credit()), p.l.Dollars(pl.RewardLowDollars), p.l.Dollars(pl.RewardHighDollars))
	case pl.RewardDollars > 0:
		line += fmt.Sprintf(p.s.PlanMoney, p.l.Dollars(pl.Credit()))
	case pl.AvoidedDollars > 0 && net.Known():
		line += fmt.Sprintf(p.s.PlanSaves, p.l.Dollars(net), p.l.Dollars(pl.AvoidedDollars), p.l.Dollars(plan.Cents(pl.AvoidedDollars)-net))
	}
	if z, ok := worst(&pl); ok {
		line += fmt.Sprintf(p.s.PlanWorst, p.l.C(z.WorstDropC), p.l.Zone(z.Zone), p.l.Clock(z.WorstAt.In(p.loc)))
	}
	return line + "."
}

// eachWindow is what a plan keeps out of each of its events, where it has several.
func (p printer) eachWindow(pl plan.Plan) string {
	if len(pl.Windows) < 2 {
		return ""
	}
	parts := make([]string, len(pl.Windows))
	for i, w := range pl.Windows {
		parts[i] = fmt.Sprintf(p.s.PlanEach, p.l.Clock(w.Start.In(p.loc)), p.l.Clock(w.End.In(p.loc)), p.l.KWh(keptOut(pl, w)))
	}
	return ", " + strings.Join(parts, ", ")
}

// keptOut is the heating that a plan keeps out of one of its windows, kWh.
func keptOut(pl plan.Plan, w plan.Window) series.Maybe {
	kwh := series.Maybe(0)
	for _, z := range pl.Zones {
		for _, s := range z.Slots {
			if !s.Start.Before(w.Start) && s.Start.Before(w.End) && s.UsualKW.Known() && s.PowerKW.Known() {
				kwh += (s.UsualKW - s.PowerKW) * series.Maybe(plan.Step.Hours())
			}
		}
	}
	return kwh
}

// past tells the newest past events: what the official rule pays, then what we believe was
// saved, each in a sentence of its own.
func (p printer) past(r coach.Report) []string {
	if len(r.PastEvents) == 0 {
		return nil
	}
	out := []string{p.s.PastHead}
	for i, e := range r.PastEvents {
		if i == pastShown {
			break
		}
		from, to := e.Start.In(p.loc), e.End.In(p.loc)
		line := "  " + fmt.Sprintf(p.s.PastEvent, text.Capital(p.l.LongDay(from)), p.l.Clock(from), p.l.Clock(to))
		if r.Programme == "" {
			line += fmt.Sprintf(p.s.PastProgramme, p.l.Programme(e.Programme))
		}
		line += "."
		switch {
		case e.PaidDollars.Known():
			line += fmt.Sprintf(p.s.PastPaid, p.l.KWh(e.PaidKWh), p.l.Dollars(e.PaidDollars))
		case e.PaidKWh.Known():
			line += fmt.Sprintf(p.s.PastPaidKWh, p.l.KWh(e.PaidKWh))
		case !e.ActualKWh.Known():
			line += p.s.PastMissing
		}
		if e.SavedKWh.Known() {
			line += fmt.Sprintf(p.s.PastSaved, p.l.KWh(e.SavedKWh), p.l.Num(float64(e.SavedLow), 1), p.l.Num(float64(e.SavedHigh), 1))
		}
		if e.Portal != nil {
			line += " " + text.Capital(Portal(p.l, e.Portal))
		}
		out = append(out, line)
	}
	return append(out, Season(p.l, r.Season), p.s.PaidNote)
}

// Season is the winter so far in one sentence: official credits, then our own estimate.
func Season(l text.Lang, s coach.Season) string {
	w := l.Screen().Past
	line := l.Count(w.SeasonFree, s.Events)
	if s.MaxEvents > 0 {
		line = l.Count(w.Season, s.Events, s.MaxEvents)
	}
	if s.MaxHours > 0 {
		line += ", " + fmt.Sprintf(w.SeasonHours, l.Hours(max(s.MaxHours-s.Hours, 0)), l.Hours(s.MaxHours))
	}
	if s.Dollars.Known() {
		line += "; " + fmt.Sprintf(w.SeasonPaid, l.Dollars(s.Dollars))
	}
	if s.SavedKWh.Known() {
		line += "; " + fmt.Sprintf(w.SeasonSaved, l.KWh(s.SavedKWh))
	}
	return line + "."
}
