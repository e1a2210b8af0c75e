package text

import (
	"time"

	"courant/coach/fault"
	"courant/coach/series"
)

// AdviceFacts are the numbers that an advice's sentence is filled with. Unknown ones leave
// their part of the sentence out.
type AdviceFacts struct {
	Code, Zone                                string
	Home                                      string // for the command that is told
	KWh, LowKWh, HighKWh, KW, Dollars, DeltaC series.Maybe
	From, To                                  time.Time // local
	Unsure                                    bool      // it is asked whether it is what it looks like
}

// unsureTexts ask where an advice is not sure of what it saw.
var unsureTexts = map[string]pair{
	"car-after-event": {
		"Un gros appareil tourne souvent à ces heures : est-ce une voiture électrique? Si oui, rechargez-la entre {from} et {to}, plutôt que pendant l'événement; jusqu'à {high} kWh.",
		"Something large is often on at these hours: is it an electric car? If so, charge it between {from} and {to} rather than during the event; up to {high} kWh."},
}

// Advice is the sentence of an advice. An unknown code stands for itself.
func (l Lang) Advice(f AdviceFacts) string {
	p, ok := adviceTexts[f.Code]
	if !ok {
		return f.Code
	}
	if q, asks := unsureTexts[f.Code]; asks && f.Unsure {
		p = q
	}
	known := func(v series.Maybe, s string) string {
		if !v.Known() {
			return ""
		}
		return s
	}
	clock := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return l.Clock(t)
	}
	day := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return l.LongDay(t)
	}
	since := ""
	if !f.From.IsZero() {
		since = l.Stamp(f.From) // it may be long ago
	}
	args := []fault.Arg{
		{Name: "since", Value: since},
		{Name: "home", Value: f.Home},
		{Name: "zone", Value: l.Zone(f.Zone)},
		{Name: "kwh", Value: known(f.KWh, l.KWh(f.KWh))},
		{Name: "low", Value: known(f.LowKWh, l.Num(float64(f.LowKWh), 1))},
		{Name: "high", Value: known(f.HighKWh, l.Num(float64(f.HighKWh), 1))},
		{Name: "kw", Value: known(f.KW, l.KW(f.KW))},
		{Name: "dollars", Value: known(f.Dollars, l.Dollars(f.Dollars))},
		{Name: "delta", Value: known(f.DeltaC, l.C(f.DeltaC))},
		{Name: "day", Value: day(f.From)},
		{Name: "from", Value: clock(f.From)},
		{Name: "to", Value: clock(f.To)},
	}
	return fill(l, p.in(l), args)
}
