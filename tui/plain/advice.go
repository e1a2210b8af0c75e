package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/series"
	"courant/tui/text"
)

// Advice is an advice to a home in one sentence of the language, and why it is told again in
// another. The home stands in the commands that are told.
func Advice(l text.Lang, id home.ID, a coach.Advice, loc *time.Location) string {
	facts := adviceFacts(a, loc)
	facts.Home = string(id)
	s := l.Advice(facts)
	if a.Again != "" {
		s += " " + l.Again(a.Again)
	}
	return s
}

// Effect is what following an advice has changed, in a sentence; "" where the report does
// not say.
func Effect(l text.Lang, e *coach.Effect) string {
	if e == nil {
		return ""
	}
	return l.Effect(text.EffectFacts{
		Status: e.Status, Reason: e.Reason, Per: e.Per, KWh: e.KWh, LowKWh: e.LowKWh, HighKWh: e.HighKWh,
		DeltaC: e.DeltaC, LowC: e.LowC, HighC: e.HighC, Dollars: e.Dollars, Occasions: e.Occasions, Needed: e.Needed,
	})
}

// Followed is what was followed and what came of it, a line each under a heading; nothing
// where nothing was. What is advised right now has its effect there.
func Followed(l text.Lang, r coach.Report, loc *time.Location) []string {
	var out []string
	for _, f := range r.Followed {
		if slices.ContainsFunc(r.Advices, func(a coach.Advice) bool { return a.Code == f.Code && (a.Zone == f.Zone || f.Zone == "") }) {
			continue
		}
		since := ""
		if f.Effect.Since != nil {
			since = l.DayMonth(f.Effect.Since.In(loc))
		}
		if len(out) == 0 {
			out = append(out, l.FollowedHead())
		}
		out = append(out, l.Followed(f.Code, f.Zone, since, f.Effect.By)+Effect(l, &f.Effect))
	}
	return out
}

// Evidence is what stands behind an advice: first how often it was seen, then a line a row.
func Evidence(l text.Lang, a coach.Advice, loc *time.Location) []string {
	w := l.Screen().Advice
	var out []string
	if s := seen(l, a, loc); s != "" {
		out = append(out, text.Capital(s)+".")
	}
	for _, e := range a.Evidence {
		if e.What == coach.EvidenceDaysSeen || e.What == coach.EvidenceDaysLooked {
			continue
		}
		what, value := text.Capital(l.Evidence(e.What)), number(l, e)
		if e.From.IsZero() {
			out = append(out, fmt.Sprintf(w.Row, what, value))
			continue
		}
		out = append(out, fmt.Sprintf(w.RowAt, what, value, span(l, e.From.In(loc), e.To.In(loc))))
	}
	return out
}

// seen says on how many days of how many, and at what time of day; "" when it was not
// counted.
func seen(l text.Lang, a coach.Advice, loc *time.Location) string {
	w := l.Screen().Advice
	var days, of *coach.Evidence
	for i, e := range a.Evidence {
		switch e.What {
		case coach.EvidenceDaysSeen:
			days = &a.Evidence[i]
		case coach.EvidenceDaysLooked:
			of = &a.Evidence[i]
		}
	}
	switch {
	case days == nil || of == nil:
		return ""
	case days.From.IsZero():
		return l.Count(w.SeenOn, int(days.Value), int(of.Value))
	}
	return l.Count(w.Seen, int(days.Value), int(of.Value), l.Clock(days.From.In(loc)), l.Clock(days.To.In(loc)))
}

func number(l text.Lang, e coach.Evidence) string {
	switch e.Unit {
	case "":
		return l.Num(float64(e.Value), 1)
	case "°C":
		return l.C(e.Value)
	case "kW/K":
		return l.Unit(float64(e.Value), 2, "kW/°C")
	}
	return l.Unit(float64(e.Value), 1, text.Clean(e.Unit, 12))
}

// span is "ven. 15 janv. 6 h–10 h", two stamps when it crosses midnight, two days when it
// is long.
func span(l text.Lang, from, to time.Time) string {
	switch d := to.Sub(from); {
	case series.DateOf(from, from.Location()) == series.DateOf(to.Add(-1), from.Location()):
		return l.Stamp(from) + "–" + l.Clock(to)
	case d < 48*time.Hour:
		return l.Stamp(from) + " – " + l.Stamp(to)
	}
	if last := to.Add(-1); last.Year() != from.Year() {
		return l.ShortDate(from) + " – " + l.ShortDate(last)
	}
	return l.Day(from) + " – " + l.Day(to.Add(-1))
}

// adviceFacts are an advice's numbers as tui/text wants them.
func adviceFacts(a coach.Advice, loc *time.Location) text.AdviceFacts {
	return text.AdviceFacts{
		Code: a.Code, Unsure: a.Unsure, Zone: a.Zone, KWh: a.KWh, LowKWh: a.LowKWh, HighKWh: a.HighKWh, KW: a.KW,
		Dollars: a.Dollars, DeltaC: a.DeltaC, From: a.From.In(loc), To: a.To.In(loc),
	}
}

// seenEnd is " Vu 3 jours sur 10, entre 6 h 45 et 8 h 15." behind an advice in one line.
func seenEnd(l text.Lang, a coach.Advice, loc *time.Location) string {
	if s := seen(l, a, loc); s != "" {
		return " " + strings.TrimSuffix(text.Capital(s), ".") + "."
	}
	return ""
}
