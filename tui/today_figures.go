package tui

import (
	"fmt"
	"math"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/theme"
)

// figures are the lines that prove the answer, at most n: what the plan does, what is odd
// about the data and an advice.
func (f frame) figures(n int) []string {
	w := f.s.Today
	var out []string
	switch {
	case f.planned() && f.preparing() && !f.now.Before(f.r.NextEvent.Start):
		out = append(out, f.remaining()...)
	case f.planned() && saved(f.r.Plan).Known():
		out = append(out, f.muted(w.Compare))
		out = append(out, f.comparison()...)
	case f.r.Now.PowerKW.Known():
		now := fmt.Sprintf(w.Usual, f.l.KWh(f.r.Now.TodayKWh), f.l.KW(f.r.Now.PowerKW))
		if f.r.Now.OutdoorC.Known() {
			now += "; " + fmt.Sprintf(w.OutdoorsOne, f.l.C(f.r.Now.OutdoorC))
		}
		out = append(out, f.sentence(theme.Plain, now+".")...)
	}
	out = append(out, f.trust()...)
	if !f.planned() && f.r.Season.Events > 0 {
		out = append(out, f.sentence(theme.Muted, f.season())...)
	}
	for i, a := range f.r.Advices {
		mark := fmt.Sprintf(" %d/%d ", i+1, len(f.r.Advices))
		lines := f.hanging(theme.Plain, f.th.Paint(theme.Key, mark), plain.Advice(f.l, home.ID(f.home(f.r.Home)), a, f.loc))
		if len(out)+len(lines) > n || i > 0 && !f.wide() && f.w > 60 {
			break
		}
		out = append(out, lines...)
	}
	return out
}

// trust says in a line what a plan should not be believed for, if anything: old data, or a
// reliability that is low, and why.
func (f frame) trust() []string {
	switch p := f.r.Plan; {
	case f.r.Data.Stale:
		return f.sentence(theme.Warn, fmt.Sprintf(f.s.Today.Stale, f.l.Span(f.age())))
	case p != nil && len(p.Windows) > 0 && p.Confidence == plan.Low:
		return f.sentence(theme.Warn, plain.Confidence(f.l, *p))
	}
	return nil
}

// alike is how many dollars a day's energy may differ and be called the same.
const alike = 0.05

// comparison sets the plan against doing nothing: energy in one column, money beside it.
func (f frame) comparison() []string {
	w, p := f.s.Today, f.r.Plan
	label := max(width(w.Event), width(w.Day)) + 5
	if len(p.Windows) > 1 {
		label++
	}
	row := func(word, energy, interval, money string) []string {
		line := pad("   "+word, label) + right(energy, 9) + interval
		switch {
		case money == "":
			return []string{line}
		case label+27+width(money) > f.w:
			return append([]string{line}, f.hanging(theme.Plain, "     ", money)...)
		}
		return []string{pad(line, label+26) + money}
	}
	credit, energy := "", ""
	if p.Credit() > 0 {
		credit = fmt.Sprintf(w.CreditAbout, f.l.Dollars(p.Credit()), f.interval(p.RewardLowDollars, p.RewardHighDollars, 2))
	}
	if cost := p.Energy(); cost.Known() {
		energy = fmt.Sprintf(w.EnergyAbout, f.l.SignedDollars(cost))
		switch {
		case credit == "":
		case math.Abs(float64(cost)) < alike:
			energy = w.EnergyAlike
		default:
			energy = fmt.Sprintf(w.NetAbout, f.l.SignedDollars(cost), f.l.Dollars(p.Gain()))
		}
	}
	event := w.Event
	if len(p.Windows) > 1 {
		event = w.Events
	}
	out := row(event, f.l.KWh(-saved(p)), f.interval(-p.EventHighKWh, -p.EventLowKWh, 1), credit)
	day := p.EnergyKWh - p.WithoutEnergyKWh
	out = append(out, row(w.Day, f.l.Signed(float64(day), 1)+"\u00a0kWh", "", energy)...)
	if z, ok := coldest(p); ok {
		out = append(out, f.hanging(theme.Plain, "   ", fmt.Sprintf(w.Coldest, f.l.Zone(z.Zone), f.l.C(z.WorstDropC), f.l.C(indoorAt(z, z.WorstAt)), f.l.Clock(z.WorstAt.In(f.loc))))...)
	}
	return out
}

// remaining is what the rest of an event under way is worth to whoever follows the plan from
// now on; what is past cannot be had any more.
func (f frame) remaining() []string {
	kwh, money, e := series.Maybe(0), series.Maybe(0), f.r.NextEvent
	for _, z := range f.r.Plan.Zones {
		for _, s := range z.Slots {
			if s.Start.Before(f.now) || !s.Start.Before(e.End) || !s.PowerKW.Known() {
				continue
			}
			less := (s.UsualKW - s.PowerKW) * series.Maybe(plan.Step.Hours())
			kwh += less
			money += less * (s.PriceDollars + f.creditLost(s.Start))
		}
	}
	if !(kwh > 0) {
		return nil
	}
	words := fmt.Sprintf(f.s.Today.Remains, f.l.Clock(e.End.In(f.loc)), f.l.KWh(kwh))
	if money.Known() {
		words += fmt.Sprintf(f.s.Today.RemainsMoney, f.l.Dollars(money))
	}
	return f.sentence(theme.Plain, words+".")
}

// indoorAt is what a zone is expected to have at a moment, °C.
func indoorAt(z plan.Zone, t time.Time) series.Maybe {
	if s, ok := slotAt(z, t); ok {
		return s.IndoorC
	}
	return series.Unknown()
}

// coldest is the zone that falls furthest below its usual set-point.
func coldest(p *plan.Plan) (plan.Zone, bool) {
	worst := -1
	for i, z := range p.Zones {
		if z.WorstDropC > 0.05 && (worst < 0 || z.WorstDropC > p.Zones[worst].WorstDropC) {
			worst = i
		}
	}
	if worst < 0 {
		return plan.Zone{}, false
	}
	return p.Zones[worst], true
}
