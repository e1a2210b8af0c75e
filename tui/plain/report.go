package plain

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/plan"
	"courant/tui/text"
)

// Report is the whole report as lines. loc is the zone of its clock times.
func Report(l text.Lang, r coach.Report, loc *time.Location) []string {
	p := printer{l, l.Sentences(), loc}
	var out []string
	out = append(out, p.header(r))
	if r.Simulated {
		out = append(out, l.Words().Simulated)
	}
	if r.Data.To.IsZero() {
		return append(out, fmt.Sprintf(p.s.NoData, r.Home))
	}
	out = append(out, p.data(r.Data)...)
	if r.Now.PowerKW.Known() {
		out = append(out, fmt.Sprintf(p.s.NowLine, l.KW(r.Now.PowerKW), l.C(r.Now.OutdoorC), l.KWh(r.Now.TodayKWh)))
	}
	out = append(out, p.next(r)...)
	out = append(out, p.plan(r)...)
	for i, a := range r.Advices {
		out = append(out, fmt.Sprintf(p.s.Advice, i+1, l.Advice(adviceFacts(a, loc))))
	}
	return append(out, p.past(r)...)
}

type printer struct {
	l   text.Lang
	s   *text.Sentences
	loc *time.Location
}

func (p printer) header(r coach.Report) string {
	at := r.At.In(p.loc)
	return fmt.Sprintf(p.s.Header, r.Home, p.l.City(r.City), text.Capital(p.l.LongDate(at)), p.l.Clock(at))
}

func (p printer) data(d coach.Data) []string {
	until := p.l.Clock(d.To.In(p.loc))
	if d.AgeS > 12*3600 {
		until = p.l.Stamp(d.To.In(p.loc))
	}
	out := []string{fmt.Sprintf(p.s.DataUntil, until, p.l.Percent(d.Coverage, 1))}
	if d.Stale {
		out = append(out, fmt.Sprintf(p.s.DataStale, p.l.Span(time.Duration(d.AgeS)*time.Second)))
	}
	if d.Thin {
		out = append(out, fmt.Sprintf(p.s.DataThin, p.l.Percent(d.Coverage, 1)))
	}
	return out
}

func (p printer) next(r coach.Report) []string {
	var out []string
	if r.Programme == "" {
		out = append(out, fmt.Sprintf(p.s.NoProgramme, r.Home))
	}
	e := r.NextEvent
	if e == nil {
		return append(out, fmt.Sprintf(p.s.NoEvent, p.l.Stamp(r.At.In(p.loc))))
	}
	from, to := e.Start.In(p.loc), e.End.In(p.loc)
	how := p.l.Programme(e.Programme)
	if e.AnnouncedAt != nil {
		how += "; " + lowerFirst(strings.TrimSuffix(fmt.Sprintf(p.s.AnnouncedAt, p.l.Stamp(e.AnnouncedAt.In(p.loc))), "."))
	}
	if r.At.Before(e.Start) {
		out = append(out, fmt.Sprintf(p.s.NextEvent, p.l.LongDay(from), p.l.Clock(from), p.l.Clock(to), how))
	} else {
		out = append(out, fmt.Sprintf(p.s.EventNow, p.l.Clock(from), p.l.Clock(to), how))
	}
	if e.State == event.StateSkipped {
		out = append(out, fmt.Sprintf(p.s.SkippedEvent, e.ID))
	}
	return out
}

func (p printer) plan(r coach.Report) []string {
	if r.Plan == nil || len(r.Plan.Windows) == 0 {
		return nil
	}
	var zones []string
	for _, z := range r.Plan.Zones {
		if s := p.zone(z, r.Plan); s != "" {
			zones = append(zones, s)
		}
	}
	out := []string{fmt.Sprintf(p.s.PlanHead, p.l.Code(string(r.Applied))) + strings.Join(zones, "; ") + "."}
	out = append(out, "  "+p.worthLine(*r.Plan))
	if r.Rate == "" {
		out = append(out, fmt.Sprintf(p.s.NoDollars, r.Home))
	}
	if r.Plan.Confidence != plan.Good {
		out = append(out, "  "+fmt.Sprintf(p.s.Confidence, p.l.Code(string(r.Plan.Confidence))))
	}
	return out
}

// worthLine says what a plan does during its events and what that is worth.
func (p printer) worthLine(pl plan.Plan) string {
	saved := pl.WithoutEventEnergyKWh - pl.EventEnergyKWh
	line := fmt.Sprintf(p.s.PlanEvent, p.l.KWh(saved), p.l.Num(float64(pl.EventLowKWh), 1), p.l.Num(float64(pl.EventHighKWh), 1))
	switch {
	case pl.RewardDollars.Known() && pl.RewardLowDollars.Known():
		line += fmt.Sprintf(p.s.PlanMoneyLH, p.l.Dollars(pl.RewardDollars), p.l.Dollars(pl.RewardLowDollars), p.l.Dollars(pl.RewardHighDollars))
	case pl.RewardDollars.Known():
		line += fmt.Sprintf(p.s.PlanMoney, p.l.Dollars(pl.RewardDollars))
	}
	if z, ok := worst(&pl); ok {
		line += fmt.Sprintf(p.s.PlanWorst, p.l.C(z.WorstDropC), p.l.Clock(z.WorstAt.In(p.loc)))
	}
	return line + "."
}

// zone tells the set-points of a zone from the first preheat to the end of the last
// recovery, "" when they are the usual ones throughout.
func (p printer) zone(z plan.Zone, pl *plan.Plan) string {
	from, to := pl.Windows[0].PreheatStart, pl.Windows[len(pl.Windows)-1].RecoveryEnd
	var parts []string
	changed := false
	for i := 0; i < len(z.Slots); {
		j := i + 1
		for j < len(z.Slots) && same(z.Slots[j].SetpointC, z.Slots[i].SetpointC) {
			j++
		}
		start := z.Slots[i].Start
		end := z.Slots[j-1].Start.Add(plan.Step)
		if start.Before(to) && end.After(from) && z.Slots[i].SetpointC.Known() {
			if start.Before(from) {
				start = from
			}
			for k := i; k < j; k++ {
				changed = changed || !same(z.Slots[k].SetpointC, z.Slots[k].UsualC)
			}
			if end.After(to) {
				parts = append(parts, fmt.Sprintf(p.s.PlanThen, p.l.C(z.Slots[i].SetpointC)))
			} else {
				parts = append(parts, fmt.Sprintf(p.s.PlanPart, p.l.C(z.Slots[i].SetpointC), p.l.Clock(start.In(p.loc)), p.l.Clock(end.In(p.loc))))
			}
		}
		i = j
	}
	if !changed {
		return ""
	}
	return p.l.Zone(z.Zone) + " " + strings.Join(parts, ", ")
}

func (p printer) past(r coach.Report) []string {
	if len(r.PastEvents) == 0 {
		return nil
	}
	out := []string{p.s.PastHead}
	for i, e := range r.PastEvents {
		if i == 3 {
			break
		}
		from, to := e.Start.In(p.loc), e.End.In(p.loc)
		line := fmt.Sprintf(p.s.PastEvent, text.Capital(p.l.LongDay(from)), p.l.Clock(from), p.l.Clock(to), p.l.KWh(e.PaidKWh), p.l.Dollars(e.PaidDollars))
		if e.SavedKWh.Known() {
			line += fmt.Sprintf(p.s.PastSaved, p.l.KWh(e.SavedKWh), p.l.Num(float64(e.SavedLow), 1), p.l.Num(float64(e.SavedHigh), 1))
		}
		out = append(out, line)
	}
	return append(out, p.s.PaidNote)
}

// worst is the zone that falls furthest below its usual set-point.
func worst(pl *plan.Plan) (plan.Zone, bool) {
	best, ok := plan.Zone{}, false
	for _, z := range pl.Zones {
		if z.WorstDropC.Known() && z.WorstDropC > 0.05 && (!ok || z.WorstDropC > best.WorstDropC) {
			best, ok = z, true
		}
	}
	return best, ok
}

func same[T ~float64](a, b T) bool {
	return math.Abs(float64(a-b)) < 1e-9 || math.IsNaN(float64(a)) && math.IsNaN(float64(b))
}

func lowerFirst(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToLower(string(r)) + s[len(string(r)):]
		}
	}
	return s
}
