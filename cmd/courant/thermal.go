package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/signature"
	"courant/coach/thermal"
)

func (a *app) thermalCmd() *cobra.Command {
	var at string
	c := &cobra.Command{Use: "thermal [" + a.cli.HomeArg + "]", Short: a.lang.Thermal().Short, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		return a.runThermal(cmd.Context(), first(args), at)
	}}
	c.Flags().StringVar(&at, "at", "", a.cli.FlagAt)
	return c
}

// runThermal prints what was learned of a home's houses of rooms, as text or as JSON.
func (a *app) runThermal(ctx context.Context, named, at string) error {
	q, err := a.ask(ctx, named, at)
	if err != nil {
		return err
	}
	defer q.st.Close()
	h := thermal.History{Home: q.Home, Series: q.Series, At: q.At, Loc: a.loc}
	for _, e := range q.Events {
		if e.Concerns(q.Home) && !e.Withdrawn && e.Start.Before(q.At) {
			line := q.Rules.Timeline(e)
			h.Events = append(h.Events, thermal.Span{From: line.PreheatStart, To: line.RecoveryEnd})
		}
	}
	h.UA = signatureUA(q.Question, h.Events)
	answer := thermal.Tell(h)
	if a.json {
		return a.jsonOne(answer)
	}
	a.sayDemo(q.st)
	return a.print(a.thermalText(answer))
}

// signatureUA is the home's heat loss by its energy signature, kW/K, with a doubt of a fifth
// at least: it ties what is learned, it does not bind it.
func signatureUA(q coach.Question, events []thermal.Span) thermal.Guess {
	h := signature.History{Home: q.Home, Series: q.Series, At: q.At, Loc: q.Rules.Loc()}
	for _, e := range events {
		h.Events = append(h.Events, signature.Span(e))
	}
	ua := signature.Read(h).UA
	if !ua.Known() {
		return thermal.Guess{}
	}
	kw := float64(ua.Value) / 1000
	return thermal.Guess{Value: kw, SD: max(ua.SD()/1000, 0.2*kw)}
}

// thermalText is a learned home in plain words.
func (a *app) thermalText(t thermal.Answer) []string {
	l, w := a.lang, a.lang.Thermal()
	if len(t.Zones) == 0 || !t.From.Before(t.To) {
		return []string{fmt.Sprintf(w.NoData, t.Home)}
	}
	out := []string{fmt.Sprintf(w.Head, t.Home, l.ShortDate(t.From), l.ShortDate(t.To))}
	if t.UA.Identified {
		out = append(out, fmt.Sprintf(w.Loses, l.Unit(float64(t.UA.Value), 0, "W"), l.Num(float64(t.UA.Low), 0), l.Num(float64(t.UA.High), 0)))
	} else {
		out = append(out, fmt.Sprintf(w.LosesAssumed, l.Unit(float64(t.UA.Value), 0, "W")))
	}
	out = append(out, map[string]string{
		thermal.HeatOfZones: w.Zones, thermal.HeatOfHome: w.Home, thermal.HeatOfMeter: w.Meter, "": w.None,
	}[t.HeatFrom])
	if len(t.Zones) == 1 && t.Zones[0].WholeHome {
		out = append(out, w.WholeHome)
	}
	out = append(out, "")
	out = append(out, a.thermalZones(t)...)
	out = append(out, "")
	out = append(out, a.thermalScores(t)...)
	return append(out, a.thermalReasons(t)...)
}

// thermalZones is the table of figures, with the marks that it needs explained.
func (a *app) thermalZones(t thermal.Answer) []string {
	l, w := a.lang, a.lang.Thermal()
	assumed := false
	cell := func(f thermal.Figure, decimals int, unit string, interval bool) string {
		s := l.Unit(float64(f.Value), decimals, unit)
		if !f.Identified {
			assumed = true
			return s + w.Assumed
		}
		if interval {
			s += " [" + l.Num(float64(f.Low), decimals) + " – " + l.Num(float64(f.High), decimals) + "]"
		}
		return s
	}
	rows := [][]string{{"  " + w.Zone, w.Loss, w.Half, w.Fall, w.Sun, w.Gain, w.Trust}}
	for _, z := range t.Zones {
		fall := z.Fall
		fall.Value, fall.Low, fall.High = -fall.Value, -fall.High, -fall.Low
		rows = append(rows, []string{
			"  " + a.lang.Zone(z.Zone), cell(z.UA, 0, "W", true), cell(z.Half, 0, "h", true), cell(fall, 1, "°C", true),
			cell(z.Aperture, 1, "m²", false), cell(z.GainKW, 2, "kW", false), a.trust(z.Confidence),
		})
	}
	out := append(a.table(rows), "", w.FallNote)
	if assumed {
		out = append(out, w.AssumedNote)
	}
	return out
}

func (a *app) trust(c thermal.Confidence) string {
	w := a.lang.Thermal()
	switch c {
	case thermal.Good:
		return w.Good
	case thermal.Fair:
		return w.Fair
	}
	return w.Low
}

// thermalScores is the table of forecasts beside persistence.
func (a *app) thermalScores(t thermal.Answer) []string {
	l, w := a.lang, a.lang.Thermal()
	rows := [][]string{{"  " + w.Zone, w.Lead, w.Miss, w.Still, w.Windows}}
	for _, z := range t.Zones {
		name := a.lang.Zone(z.Zone)
		for _, s := range z.Scores {
			if !s.RMSE.Known() {
				continue
			}
			rows = append(rows, []string{
				"  " + name, fmt.Sprintf(w.Ahead, s.Hours), l.Unit(float64(s.RMSE), 2, "°C"), l.Unit(float64(s.PersistenceC), 2, "°C"), l.Num(float64(s.Windows), 0),
			})
			name = ""
		}
	}
	if len(rows) == 1 {
		return []string{w.NoScores}
	}
	return append([]string{w.Scores}, a.table(rows)...)
}

// thermalReasons says what is missing, each reason once with the zones that it is about.
func (a *app) thermalReasons(t thermal.Answer) []string {
	w := a.lang.Thermal()
	var codes []string
	zones := map[string]string{}
	for _, z := range t.Zones {
		for _, r := range z.Reasons {
			if !slices.Contains(codes, r) {
				codes = append(codes, r)
			} else {
				zones[r] += ", "
			}
			zones[r] += a.lang.Zone(z.Zone)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	out := []string{"", w.Why}
	for _, c := range codes {
		out = append(out, "  "+w.Reasons[c]+" ("+zones[c]+")")
	}
	return out
}
