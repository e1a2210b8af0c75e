package plain

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/tui/text"
)

// Report is the whole report as lines. loc is the zone of its clock times.
func Report(l text.Lang, r coach.Report, loc *time.Location) []string {
	p := printer{l, l.Sentences(), loc}
	r.Home = home.ID(text.Clean(string(r.Home), 0)) // an outside name reaches no terminal as it is
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
		out = append(out, fmt.Sprintf(p.s.Advice, i+1, Advice(l, r.Home, a, loc)+seenEnd(l, a, loc)))
		if e := Effect(l, a.Effect); e != "" {
			out = append(out, "  "+e)
		}
	}
	for i, line := range Followed(l, r, loc) {
		if i > 0 {
			line = "  " + line
		}
		out = append(out, line)
	}
	if month := LastMonth(l, r, loc); month != "" {
		out = append(out, month)
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

// coverSpan is the span that a report's coverage is of.
const coverSpan = 7 * 24 * time.Hour

func (p printer) data(d coach.Data) []string {
	age := time.Duration(d.AgeS) * time.Second
	until := p.l.Clock(d.To.In(p.loc))
	switch {
	case age > coverSpan: // the last days hold nothing: their coverage says nothing more
		until = p.l.LongDate(d.To.In(p.loc))
		return []string{fmt.Sprintf(p.s.DataEnded, until), fmt.Sprintf(p.s.DataStale, p.l.Span(age))}
	case age > 12*time.Hour:
		until = p.l.Stamp(d.To.In(p.loc))
	}
	out := []string{fmt.Sprintf(p.s.DataUntil, until, p.l.Percent(d.Coverage, 1))}
	if d.Stale {
		out = append(out, fmt.Sprintf(p.s.DataStale, p.l.Span(age)))
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
	if e == nil && len(r.Feeds) == 0 {
		return append(out, fmt.Sprintf(p.s.NoEvent, p.l.Stamp(r.At.In(p.loc))))
	}
	out = append(out, p.feeds(r)...)
	if e == nil {
		return out
	}
	from, to := e.Start.In(p.loc), e.End.In(p.loc)
	how := p.l.Programme(e.Programme)
	if e.AnnouncedAt != nil {
		how += "; " + lowerFirst(strings.TrimSuffix(fmt.Sprintf(p.s.AnnouncedAt, p.l.Stamp(e.AnnouncedAt.In(p.loc))), "."))
	}
	switch {
	case !r.At.Before(e.End):
		out = append(out, fmt.Sprintf(p.s.EventOver, p.l.Clock(from), p.l.Clock(to), p.l.Programme(e.Programme)))
	case r.At.Before(e.Start):
		out = append(out, fmt.Sprintf(p.s.NextEvent, p.l.LongDay(from), p.l.Clock(from), p.l.Clock(to), how))
	default:
		out = append(out, fmt.Sprintf(p.s.EventNow, p.l.Clock(from), p.l.Clock(to), how))
		out = append(out, p.soFar(e)...)
	}
	if off := OffSeason(p.l, r); off != "" && r.At.Before(e.End) {
		out = append(out, off)
	}
	if e.State == event.StateSkipped {
		out = append(out, fmt.Sprintf(p.s.SkippedEvent, text.Clean(e.ID, 0)))
	}
	return out
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
