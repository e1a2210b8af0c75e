package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
)

// spokenToday is what matters now in a few sentences: the next event, what is asked, what that
// is worth, how cold it will be, and whether the plan is applied. The rest is behind numbers.
func (r *reader) spokenToday() []string {
	f := r.m.frame()
	f.voice = true
	w, s := f.s.Linear.Said, f.l.Sentences()
	at := f.now.In(f.loc)
	head := fmt.Sprintf(s.Header, f.home(f.r.Home), f.city(f.r.City), text.Capital(f.l.LongDate(at)), f.l.Clock(at))
	if f.r.Simulated {
		head += " " + w.Simulated
	}
	if f.r.Data.To.IsZero() {
		return []string{head, fmt.Sprintf(s.NoData, f.home(f.r.Home))}
	}
	out := append([]string{head}, r.spokenEvent(f)...)
	if outdoors := f.spokenOutdoors(); outdoors != "" {
		out = append(out, outdoors)
	}
	switch {
	case f.r.Data.Stale:
		out = append(out, fmt.Sprintf(s.DataStale, f.l.Span(f.age())))
	case f.r.Data.Thin:
		out = append(out, fmt.Sprintf(s.DataThin, f.l.Percent(f.r.Data.Coverage, 1)))
	}
	return append(out, fmt.Sprintf(w.Rest, strings.Join(f.rest(), "; ")))
}

// spokenEvent is the next event with its plan: when, whether it is applied and what is to do,
// what it is worth, and the coldest room.
func (r *reader) spokenEvent(f frame) []string {
	w, e := f.s.Linear.Said, f.r.NextEvent
	if !f.planned() {
		f.w = 1 << 12
		return sentences(f.answer())
	}
	out := []string{f.when(e)}
	begun := !f.now.Before(firstTurn(f.r.Plan))
	switch {
	case r.m.trying(): // what is applied and asked is of the plan, not of the trial
	case f.preparing() && begun:
		f.w = 1 << 12
		out = append(out, sentences(f.todo())...)
	case f.preparing():
		if f.r.Applied == coach.AppliedNone {
			out = append(out, w.NotYet)
		} else {
			_, ready := f.readiness()
			out = append(out, ready)
		}
		at := firstTurn(f.r.Plan).In(f.loc)
		by := f.l.LongDay(at) + ", " + f.l.Clock(at)
		if r.why(Apply) == "" {
			out = append(out, fmt.Sprintf(w.AskedFile, by, choiceNumber(ViewSchedule), choiceNumber(Apply)))
		} else {
			out = append(out, fmt.Sprintf(w.Asked, by, choiceNumber(ViewSchedule)))
		}
	default:
		_, ready := f.readiness()
		out = append(out, ready)
	}
	if f.now.Before(e.Start) {
		out = append(out, f.worth()...)
	} else if said := plain.SoFar(f.l, e, f.loc); said != "" {
		out = append(out, said)
	}
	return append(out, f.coldestWords())
}

// firstTurn is when a plan's first set-point is to be put into a thermostat for its event.
func firstTurn(p *plan.Plan) time.Time {
	win := p.Windows[0]
	for _, t := range plain.Turns(*p) {
		if !t.At.Before(win.PreheatStart) && t.At.Before(win.End) {
			return t.At
		}
	}
	return win.PreheatStart
}

// worth is what the plan shown earns, or only saves where nothing is paid or known.
func (f frame) worth() []string {
	w, p := f.s.Linear.Said, f.r.Plan
	kwh := saved(p)
	switch {
	case !kwh.Known():
		return []string{f.s.Today.NoFigures}
	case p.Credit() > 0 && p.RewardLowDollars.Known():
		return []string{fmt.Sprintf(w.Pays, f.l.Dollars(p.Credit()), f.l.Dollars(p.RewardLowDollars), f.l.Dollars(p.RewardHighDollars), f.l.KWh(kwh))}
	case p.Credit() > 0:
		return []string{fmt.Sprintf(w.PaysAbout, f.l.Dollars(p.Credit()), f.l.KWh(kwh))}
	}
	avoids := fmt.Sprintf(w.Avoids, f.l.KWh(kwh), f.l.KWh(p.EventLowKWh), f.l.KWh(p.EventHighKWh))
	return []string{avoids, f.money()}
}

// coldestWords say how cold it gets inside, where and when.
func (f frame) coldestWords() string {
	w := f.s.Linear.Said
	z, ok := coldest(f.r.Plan)
	if !ok {
		return w.InsideNo
	}
	return fmt.Sprintf(w.Inside, f.l.Zone(z.Zone), f.l.C(indoorAt(z, z.WorstAt)), f.l.Clock(z.WorstAt.In(f.loc)), f.l.C(z.WorstDropC))
}

// spokenOutdoors is the temperature outdoors now, and the lowest of the event where a forecast
// knows it.
func (f frame) spokenOutdoors() string {
	w := f.s.Linear.Said
	if !f.r.Now.OutdoorC.Known() {
		return ""
	}
	if e := f.r.NextEvent; e != nil && f.now.Before(e.End) {
		if low := f.lowestOutdoors(e.Start, e.End); low.Known() {
			return fmt.Sprintf(w.Outside, f.l.C(f.r.Now.OutdoorC), f.l.C(low))
		}
	}
	return fmt.Sprintf(w.Outdoors, f.l.C(f.r.Now.OutdoorC))
}

func (f frame) lowestOutdoors(from, to time.Time) series.Maybe {
	low := math.Inf(1)
	for _, key := range []series.Key{{Kind: series.Outdoor}, {Kind: series.Outdoor, Forecast: true}} {
		s := f.r.Series[key].Slice(from, to)
		for _, v := range s.Values {
			if v < low {
				low = v
			}
		}
	}
	if math.IsInf(low, 1) {
		return series.Unknown()
	}
	return series.Maybe(low)
}

// rest are the subjects that hold more, each by its number.
func (f frame) rest() []string {
	w := f.s.Linear.Said
	var out []string
	if f.planned() {
		out = append(out, fmt.Sprintf(w.Plan, choiceNumber(ViewSchedule)))
	}
	if n := len(f.r.Advices); n > 0 {
		out = append(out, f.l.Count(w.Advices, n, choiceNumber(ViewAdvice)))
	}
	if n := len(f.r.PastEvents); n > 0 {
		out = append(out, f.l.Count(w.Past, n, choiceNumber(ViewEvents)))
	}
	return append(out, fmt.Sprintf(w.Use, choiceNumber(ViewConsumption)))
}
