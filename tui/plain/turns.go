package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// A Turn is a time at which a plan changes set-points, with all that change then.
type Turn struct {
	At   time.Time
	Sets []Set // in the order of the plan's zones
}

// A Set is what a zone's thermostat is set to at a moment.
type Set struct {
	Zone string
	To   series.Maybe // °C
	Back bool         // it is the usual set-point again
	Own  bool         // … of a programme that the thermostat has and nobody else knows
}

// Turns are the times at which a plan changes set-points, in order: the sheet, the report, the
// schedule and the calendar all tell these.
func Turns(pl plan.Plan) []Turn {
	var out []Turn
	for _, z := range pl.Zones {
		all := Changes(z)
		for i, c := range all {
			at := slices.IndexFunc(out, func(m Turn) bool { return m.At.Equal(c.At) })
			if at < 0 {
				at, out = len(out), append(out, Turn{At: c.At})
			}
			back := i == len(all)-1 && c.Back
			own := back && !z.Slots[len(z.Slots)-1].SetpointC.Known()
			out[at].Sets = append(out[at].Sets, Set{Zone: z.Zone, To: c.To, Back: back, Own: own})
		}
	}
	slices.SortStableFunc(out, func(a, b Turn) int { return a.At.Compare(b.At) })
	return out
}

// TurnLines are the moments as sentences, a line each: « 4 h : salon 20 °C, cuisine 20 °C. »
func TurnLines(l text.Lang, pl plan.Plan, loc *time.Location) []string {
	w := l.Plan()
	var out []string
	today := series.DateOf(day(pl), loc)
	for _, m := range Turns(pl) {
		back := !slices.ContainsFunc(m.Sets, func(s Set) bool { return !s.Back })
		parts := make([]string, len(m.Sets))
		for i, s := range m.Sets {
			if parts[i] = l.Zone(s.Zone); !s.Own {
				parts[i] = fmt.Sprintf(w.Set, parts[i], l.C(s.To))
			}
			if s.Back && !back {
				parts[i] = fmt.Sprintf(w.Usual, parts[i])
			}
		}
		sets := strings.Join(parts, ", ") + "."
		if back {
			sets = fmt.Sprintf(w.Back, sets)
		}
		if at := m.At.In(loc); series.DateOf(at, loc) != today {
			out = append(out, text.Capital(fmt.Sprintf(w.AtDay, l.Day(at), l.Clock(at), sets)))
		} else {
			out = append(out, fmt.Sprintf(w.At, l.Clock(at), sets))
		}
	}
	return out
}

// Still are the zones that a plan leaves alone, and why where there is a reason.
func (p printer) still(pl plan.Plan) []string {
	var words, lines []string
	for _, z := range pl.Zones {
		if len(Changes(z)) > 0 {
			continue
		}
		line := p.s.PlanUsual
		if z.Excluded != "" {
			line = fmt.Sprintf(p.s.PlanOut, p.l.Reason(z.Excluded))
		}
		if i := slices.Index(lines, line); i >= 0 {
			words[i] += ", " + p.l.Zone(z.Zone)
			continue
		}
		words, lines = append(words, p.l.Zone(z.Zone)), append(lines, line)
	}
	for i := range lines {
		lines[i] = text.Capital(words[i]) + p.colon() + lines[i] + "."
	}
	return lines
}

// ByHand is the plan with few moments beside a plan, and what it costs; nil without one.
func ByHand(l text.Lang, pl plan.Plan, loc *time.Location) []string {
	if pl.ByHand == nil || len(Turns(*pl.ByHand)) == 0 {
		return nil
	}
	out := []string{l.Count(l.Plan().HandBeside, len(Turns(*pl.ByHand)), len(Turns(pl)))}
	for _, s := range TurnLines(l, *pl.ByHand, loc) {
		out = append(out, "  "+s)
	}
	return append(out, "  "+HandCost(l, pl))
}

// HandCost is what the plan with few moments costs beside the full one, in a sentence.
func HandCost(l text.Lang, pl plan.Plan) string {
	w, h := l.Plan(), pl.ByHand
	saved := func(p *plan.Plan) series.Maybe { return p.WithoutEventEnergyKWh - p.EventEnergyKWh }
	kwh, cold := l.Signed(float64(saved(h)-saved(&pl)), 1)+"\u00a0kWh", l.Signed(float64(h.ColdDegreeHours-pl.ColdDegreeHours), 1)
	if money := h.Gain() - pl.Gain(); money.Known() {
		return fmt.Sprintf(w.HandCost, l.SignedDollars(money), kwh, cold)
	}
	return fmt.Sprintf(w.HandKWh, kwh, cold)
}
