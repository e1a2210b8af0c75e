package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/signature"
	"courant/tui/text"
)

func (a *app) signatureCmd() *cobra.Command {
	var at string
	c := &cobra.Command{Use: "signature [" + a.cli.HomeArg + "]", Short: a.lang.Signature().Short, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		return a.runSignature(cmd.Context(), first(args), at)
	}}
	c.Flags().StringVar(&at, "at", "", a.cli.FlagAt)
	return c
}

// runSignature prints what a home's days tell about the house, as text or as JSON.
func (a *app) runSignature(ctx context.Context, named, at string) error {
	q, err := a.ask(ctx, named, at)
	if err != nil {
		return err
	}
	defer q.st.Close()
	s := coach.SignatureOf(q.Question)
	if a.json {
		return a.jsonOne(s)
	}
	a.sayDemo(q.st)
	return a.print(a.signatureText(s))
}

// signatureText is a signature in plain words.
func (a *app) signatureText(s signature.Signature) []string {
	l, w := a.lang, a.lang.Signature()
	var out []string
	if s.Reason != "" {
		out = append(out, fmt.Sprintf(w.None, s.Home, w.Reasons[s.Reason]))
	} else {
		out = append(out, a.signatureFigures(s)...)
	}
	if len(s.Hints) > 0 {
		out = append(out, "", w.Hints)
		for _, h := range s.Hints {
			line := fmt.Sprintf(w.HintNot, w.Uses[h.Use], w.HintReason[h.Reason])
			if h.Seen {
				line = fmt.Sprintf(w.HintSeen, w.Uses[h.Use], l.KW(h.KW), l.Num(float64(h.PerDay), 1), l.KWh(h.KWhPerDay.Value))
			}
			out = append(out, "  "+line)
		}
	}
	if len(s.LeftOut) > 0 {
		out = append(out, "", w.LeftOut)
		for _, x := range s.LeftOut {
			out = append(out, "  "+fmt.Sprintf(w.LeftHours, w.Left[x.Code], x.Hours))
		}
	}
	if len(s.Anomalies) == 0 {
		return append(out, "", w.Right)
	}
	out = append(out, "", w.Wrong)
	for _, x := range s.Anomalies {
		out = append(out, a.anomalyText(x)...)
	}
	return out
}

func (a *app) signatureFigures(s signature.Signature) []string {
	l, w := a.lang, a.lang.Signature()
	three := func(form string, v signature.Value, show func(float64) string) string {
		return fmt.Sprintf(form, show(float64(v.Value)), show(float64(v.Low)), show(float64(v.High)))
	}
	unit := func(decimals int, unit string) func(float64) string {
		return func(v float64) string { return l.Unit(v, decimals, unit) }
	}
	percent := func(v float64) string { return l.Percent(v, 0) }
	share := w.Share
	if s.ShareSource == signature.FromMeasured {
		share = w.ShareMeasured
	}
	balance := three(w.Balance, s.BalanceC, unit(1, "°C"))
	if s.BalanceSource == signature.FromPrior {
		balance += w.BalancePrior
	}
	degrees := fmt.Sprintf(w.Degrees, l.Num(float64(s.DegreeDays.Span), 0))
	if s.DegreeDays.Normal.Known() {
		degrees += fmt.Sprintf(w.Normal, l.Num(float64(s.DegreeDays.Normal), 0))
	}
	return []string{
		fmt.Sprintf(w.Head, s.Home, s.Days, l.ShortDate(s.From), l.ShortDate(s.To.Add(-1))),
		three(share, s.HeatingShare, percent), balance, three(w.Slope, s.Slope, unit(2, "kWh")), three(w.UA, s.UA, unit(0, "W")),
		three(w.Base, s.Base, unit(1, "kWh")), fmt.Sprintf(w.Score, percent(float64(s.CVRMSE)), percent(float64(s.Persistence))), degrees,
	}
}

// anomalyText is one anomaly: what, where, how much, since when, and its rows of evidence.
func (a *app) anomalyText(x signature.Anomaly) []string {
	l, w := a.lang, a.lang.Signature()
	head := "  " + l.Anomaly(x.Code)
	if x.Zone != "" {
		head += " (" + l.Zone(x.Zone)
		if x.Other != "" {
			head += ", " + l.Zone(x.Other)
		}
		head += ")"
	}
	head += " : " + sizeText(l, x)
	if x.Daily.Known() {
		head += "; " + fmt.Sprintf(w.Costs, l.KWh(x.Daily.Value))
	}
	if x.Dollars.Known() {
		head += "; " + l.Dollars(x.Dollars)
	}
	rows := [][]string{}
	const most = 6
	for _, e := range x.Evidence[:min(len(x.Evidence), most)] {
		rows = append(rows, []string{"    " + w.Rows[e.What], l.Stamp(e.From) + " – " + l.Stamp(e.To), evidenceValue(l, e)})
	}
	return append([]string{head}, a.list(rows)...)
}

// sizeText is how large an anomaly is.
func sizeText(l text.Lang, x signature.Anomaly) string {
	v := float64(x.Size.Value)
	switch x.Unit {
	case "share":
		return "+" + l.Percent(v, 0)
	case "×":
		return "× " + l.Num(v, 0)
	case "h":
		return l.Unit(v, 0, "h")
	}
	return l.Unit(v, 1, x.Unit)
}

// evidenceValue is a row's number with its unit, in the person's language.
func evidenceValue(l text.Lang, e signature.Evidence) string {
	switch e.Unit {
	case "kWh/d":
		return l.PerDay(l.KWh(e.Value))
	case "W/K":
		return l.Unit(float64(e.Value), 0, "W/°C")
	case "°C":
		return l.C(e.Value)
	}
	return l.Unit(float64(e.Value), 2, e.Unit)
}
