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
	for _, s := range append(TurnLines(p.l, *r.Plan, p.loc), p.still(*r.Plan)...) {
		out = append(out, "  "+s)
	}
	if protected := p.l.Protected(r.Info); protected != "" {
		out = append(out, "  "+protected)
	}
	out = append(out, "  "+p.worthLine(*r.Plan))
	for _, line := range PastPay(p.l, r) {
		out = append(out, "  "+line)
	}
	for _, s := range ByHand(p.l, *r.Plan, p.loc) {
		out = append(out, "  "+s)
	}
	if r.Rate == "" {
		out = append(out, "  "+fmt.Sprintf(p.s.NoDollars, r.Home))
	}
	return append(out, "  "+Confidence(p.l, *r.Plan))
}

// firstChange is when a plan first moves a set-point for its events; the start of the first where
// it moves none.
func firstChange(pl *plan.Plan) time.Time {
	if all := Turns(*pl); len(all) > 0 {
		return all[0].At
	}
	return pl.Windows[0].Start
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
		line := "  " + fmt.Sprintf(p.s.PastEvent, text.Capital(p.pastDay(from, r.Season)), p.l.Clock(from), p.l.Clock(to))
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
	out = append(out, Season(p.l, r.Season))
	if next := NextSeason(p.l, r.Season, p.loc); next != "" {
		out = append(out, next)
	}
	return append(out, p.s.PaidNote)
}

// pastDay is the day of a past event in full, with its year where its season is over.
func (p printer) pastDay(t time.Time, s coach.Season) string {
	if s.Over {
		return p.l.LongDate(t)
	}
	return p.l.LongDay(t)
}

// Season is a winter in one sentence: official credits, then our own estimate; of one that is
// over, when the next begins.
func Season(l text.Lang, s coach.Season) string {
	w, names := l.Screen().Past, l.Seasons()
	name := names.Name
	if s.Over {
		name = names.NameOver
	}
	line := fmt.Sprintf(name, text.Years(s.From, s.To)) + l.Colon()
	if s.MaxEvents > 0 {
		line += l.Count(w.Season, s.Events, s.MaxEvents)
	} else {
		line += l.Count(w.SeasonFree, s.Events)
	}
	if s.MaxHours > 0 && !s.Over {
		line += ", " + fmt.Sprintf(w.SeasonHours, l.Hours(max(s.MaxHours-s.Hours, 0)), l.Hours(s.MaxHours))
	}
	if s.Dollars.Known() {
		line += "; " + fmt.Sprintf(w.SeasonPaid, l.Dollars(s.Dollars))
		if s.Events > 0 {
			line += " (" + l.Sprintf(names.PerEvent, l.Dollars(s.Dollars/series.Maybe(s.Events)), s.Paid, s.Events) + ")"
		}
	}
	if s.SavedKWh.Known() {
		line += "; " + fmt.Sprintf(w.SeasonSaved, l.KWh(s.SavedKWh))
	}
	return line + "."
}

// NextSeason says when the next season begins, where the report's is over; "" else.
func NextSeason(l text.Lang, s coach.Season, loc *time.Location) string {
	if !s.Over {
		return ""
	}
	last := s.To
	last.Year += s.Next.Year - s.From.Year
	return fmt.Sprintf(l.Seasons().Next, text.Years(s.Next, last), l.LongDay(s.Next.Start(loc)))
}

// OffSeason says of the next event that it is in no season, and what its money then is; "" else.
func OffSeason(l text.Lang, r coach.Report) string {
	e := r.NextEvent
	switch {
	case e == nil || !e.OffSeason:
		return ""
	case r.Simulated && e.Price.Known():
		return l.Seasons().Rehearsal
	}
	return l.Seasons().OffSeason
}

// PastPay is what past events were paid, for whoever is told what the next may be: how many of
// them, in the mean and at most, and the least that is paid for; nil where nothing is paid.
func PastPay(l text.Lang, r coach.Report) (out []string) {
	w, paid, sum, most, n := l.Seasons(), 0, 0.0, 0.0, 0
	if r.NextEvent == nil || r.NextEvent.Avoided || !r.NextEvent.Price.Known() {
		return nil
	}
	for _, e := range r.PastEvents {
		if !e.PaidDollars.Known() {
			continue
		}
		n++
		sum, most = sum+float64(e.PaidDollars), max(most, float64(e.PaidDollars))
		if e.PaidDollars > 0 {
			paid++
		}
	}
	if n > 1 {
		out = append(out, fmt.Sprintf(w.PastPay, n, paid, l.Dollars(series.Maybe(sum/float64(n))), l.Dollars(series.Maybe(most))))
	}
	if e := r.NextEvent; e.MinKWh > 0 {
		out = append(out, fmt.Sprintf(w.Least, l.Unit(float64(e.MinKWh), 0, "kWh")))
	}
	return out
}
