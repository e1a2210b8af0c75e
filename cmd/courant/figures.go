package main

import (
	"context"
	"fmt"
	"time"

	"courant/coach"
	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/exchange"
	"courant/tui/plain"
)

// keepFigures keeps the portal's figures of all results with the home that they are of.
func keepFigures(ctx context.Context, st *opened, id home.ID, results []exchange.Result) error {
	var all []home.Figure
	for _, r := range results {
		all = append(all, r.Figures...)
	}
	if len(all) == 0 {
		return nil
	}
	return st.EditProfile(ctx, id, func(p home.Profile) (home.Profile, error) {
		p, _ = home.KeepFigures(p, all...)
		return p, nil
	})
}

// figuresText lists the portal's figures of a file.
func (a *app) figuresText(r exchange.Result) []string {
	l, loc := a.lang, a.loc
	if len(r.Figures) == 0 {
		return nil
	}
	t := l.Tables()
	rows := [][]string{{"  " + t.Event, t.Actual, l.Feed().Reference, l.Feed().Erased, "$"}}
	for _, f := range r.Figures {
		rows = append(rows, []string{"  " + l.Stamp(f.Start.In(loc)), l.KWh(f.ActualKWh), l.KWh(f.ReferenceKWh), l.KWh(f.ErasedKWh), l.Dollars(f.Dollars)})
	}
	return append(a.table(rows), l.Count(l.Feed().PortalRead, len(r.Figures)))
}

// portalOf are the portal's figures beside ours for the events of a home: ours are those of
// the report, which reckons the season.
func (a *app) portalOf(ctx context.Context, st *opened, id home.ID, at time.Time, events []event.Event) (map[string]*coach.Portal, error) {
	out := map[string]*coach.Portal{}
	if id == "" {
		return out, nil
	}
	p, err := st.Profile(ctx, id)
	if err != nil || len(p.Portal) == 0 {
		return out, err
	}
	for _, e := range events {
		if f, ok := home.FigureOf(p.Portal, e.Start, e.End); ok && e.Programme == home.WinterCredit {
			u := series.Unknown()
			out[e.ID] = coach.Beside(f, u, u, u, u)
		}
	}
	b, err := a.book()
	if err != nil {
		return nil, err
	}
	q, err := b.question(ctx, st, id, at)
	if err != nil {
		return nil, err
	}
	for _, e := range coach.Review(q).PastEvents {
		if e.Portal != nil {
			out[e.ID] = e.Portal
		}
	}
	return out, nil
}

// portalText tells the events that the portal has figures of.
func (a *app) portalText(events []event.Event, portal map[string]*coach.Portal) []string {
	var lines []string
	for _, e := range events {
		if p := portal[e.ID]; p != nil {
			lines = append(lines, e.ID+a.lang.Feed().Colon+plain.Portal(a.lang, p))
		}
	}
	return lines
}

// answerJSON is a line of `courant baseline --json`: the answer, and what the portal says.
type answerJSON struct {
	baseline.Answer
	Portal *coach.Portal `json:"portal,omitempty"`
}

// besides is an answer with the portal's figure of its window, and the difference of the
// official reference and of what it erases.
func besides(q coach.Question, ans baseline.Answer) answerJSON {
	f, ok := home.FigureOf(q.Home.Portal, ans.Start, ans.End)
	if !ok {
		return answerJSON{Answer: ans}
	}
	reference, erased, dollars := series.Unknown(), series.Unknown(), series.Unknown()
	if m, ok := ans.Find(baseline.HQCredit); ok {
		reference = m.KWh
		if ref, _, ok := q.Rules.Reference(home.WinterCredit, series.DateOf(ans.Start, q.Rules.Loc())); ok {
			erased = baseline.Erased(ref, m, ans.ActualKWh).KWh
		}
		if cents, ok := q.Rates.Pay(home.WinterCredit, ans.Start, float64(erased)); ok && erased.Known() {
			dollars = series.Maybe(cents.Dollars())
		}
	}
	return answerJSON{ans, coach.Beside(f, ans.ActualKWh, reference, erased, dollars)}
}

// portalLine is what the portal says of a window, in a line; none where it says nothing.
func (a *app) portalLine(ans answerJSON) []string {
	if ans.Portal == nil {
		return nil
	}
	return []string{fmt.Sprintf("  %s", plain.Portal(a.lang, ans.Portal))}
}
