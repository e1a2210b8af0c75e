package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/baseline"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/exchange"
)

const (
	msgWindow     fault.ID = "cli.window"      // value
	msgWindowNeed fault.ID = "cli.window-need" //
)

func (a *app) baselineCmd() *cobra.Command {
	var id, window, file, method string
	var gaming bool
	c := &cobra.Command{Use: "baseline [" + a.cli.HomeArg + "]", Short: a.cli.Baseline, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		said := 0
		for _, v := range []string{id, window, file} {
			if v != "" {
				said++
			}
		}
		if said != 1 {
			return fault.New(fault.Usage, msgWindowNeed)
		}
		methods := baseline.AllMethods()
		if method != "all" {
			m, err := choice("--method", method, append(methods, "all"))
			if err != nil {
				return err
			}
			methods = []string{m}
		}
		return a.runBaseline(cmd.Context(), first(args), spansAsked{id, window, file, gaming}, methods)
	}}
	f := c.Flags()
	f.StringVar(&id, "event", "", a.cli.FlagEvent)
	f.StringVar(&window, "window", "", a.cli.FlagWindow)
	f.StringVar(&file, "windows", "", a.cli.FlagWindows)
	f.StringVar(&method, "method", "all", a.cli.FlagMethod)
	f.BoolVar(&gaming, "gaming", false, a.lang.Baseline().FlagGaming)
	return tabular(c)
}

// spansAsked is what `courant baseline` is asked: one of event, window and file.
type spansAsked struct {
	event, window, file string
	gaming              bool
}

func (a *app) runBaseline(ctx context.Context, named string, ask spansAsked, methods []string) error {
	st, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	who, err := a.pickHome(ctx, st, named)
	if err != nil {
		return err
	}
	b, err := a.book()
	if err != nil {
		return err
	}
	q, err := b.wholeQuestion(ctx, st, who, a.env.Now())
	if err != nil {
		return err
	}
	windows, err := a.windows(ctx, st, ask.event, ask.window, ask.file)
	if err != nil {
		return err
	}
	h := baseline.History{
		Home: who, Programme: q.Home.Programme.Value, Energy: q.Series.Get("", series.Energy), Outdoor: q.Series.Get("", series.Outdoor),
		Solar: q.Series.Get("", series.Solar), Setpoint: baseline.Setpoint(q.Series), Rules: b.rules, Asked: windows,
	}
	for _, e := range q.Events {
		if e.Concerns(q.Home) {
			h.Events = append(h.Events, e)
		}
	}
	model := baseline.Learn(h)
	gains := make([][]baseline.Gain, len(windows))
	if ask.gaming {
		for i, w := range windows {
			gains[i] = model.Gaming(w, methods...)
		}
	}
	if a.json {
		return a.jsonLines(len(windows), func(i int) any {
			return gamedJSON{besides(q, model.Ask(windows[i], methods...)), gainsJSON(methods, gains[i])}
		})
	}
	if a.csv {
		var rows []methodRow
		for _, w := range windows {
			ans := model.Ask(w, methods...)
			for _, m := range ans.Methods {
				rows = append(rows, methodRow{who, w.Start.In(a.loc), w.End.In(a.loc), ans.ActualKWh, m})
			}
		}
		return writeRows(a, len(rows), func(i int) methodRow { return rows[i] })
	}
	a.sayDemo(st)
	var lines []string
	var answers []baseline.Answer
	for _, w := range windows {
		ans := besides(q, model.Ask(w, methods...))
		answers = append(answers, ans.Answer)
		lines = append(append(lines, a.answerText(ans.Answer)...), a.portalLine(ans)...)
	}
	if ask.file != "" {
		lines = append(lines, a.scoreText(answers, gains)...)
	} else if ask.gaming {
		lines = append(lines, a.gainText(answers, gains)...)
	}
	return a.print(append(lines, a.leftOutText(answers)...))
}

// methodRow is a line of `courant baseline --csv`: one method's answer for one window.
type methodRow struct {
	Home      home.ID      `json:"home"`
	Start     time.Time    `json:"start"`
	End       time.Time    `json:"end"`
	ActualKWh series.Maybe `json:"actual_kwh"`
	baseline.Estimate
}

// gamedJSON is an answer's line with what each method gains for energy burnt on purpose.
type gamedJSON struct {
	answerJSON
	Gaming []gainJSON `json:"gaming,omitempty"`
}

type gainJSON struct {
	Method string `json:"method"`
	baseline.Gain
}

func gainsJSON(methods []string, gains []baseline.Gain) (out []gainJSON) {
	for i, g := range gains {
		out = append(out, gainJSON{methods[i], g})
	}
	return out
}

// windows are the spans asked about: an event's, one told, or a file's.
func (a *app) windows(ctx context.Context, st eventStore, id, window, file string) ([]baseline.Window, error) {
	switch {
	case id != "":
		found, err := findEvent(ctx, st, id)
		if err != nil {
			return nil, err
		}
		return []baseline.Window{{Start: found[0].Start, End: found[0].End}}, nil
	case window != "":
		from, to, ok := strings.Cut(window, "/")
		if !ok {
			return nil, fault.New(fault.Usage, msgWindow, "value", window)
		}
		start, err := a.timeFlag("--window", from)
		if err != nil {
			return nil, err
		}
		end, err := a.timeFlag("--window", to)
		if err != nil {
			return nil, err
		}
		if !start.Before(end) {
			return nil, fault.New(fault.Usage, msgWindow, "value", window)
		}
		return []baseline.Window{{Start: start, End: end}}, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fault.New(fault.Invalid, msgOpenFile, "file", file, "problem", plainError(err))
	}
	defer f.Close()
	read, ignored, err := exchange.ReadWindows(f, file, a.loc)
	if err != nil {
		return nil, err
	}
	if len(ignored) > 0 {
		a.note("%s : %s", a.lang.Tables().Ignored, strings.Join(ignored, ", "))
	}
	out := make([]baseline.Window, len(read))
	for i, w := range read {
		out[i] = baseline.Window(w)
	}
	return out, nil
}

// answerText is one window: what was measured, official rules first, our own estimates apart.
func (a *app) answerText(ans baseline.Answer) []string {
	l, t := a.lang, a.lang.Tables()
	from, to := ans.Start.In(a.loc), ans.End.In(a.loc)
	out := []string{fmt.Sprintf(t.Window, l.Day(from), l.Clock(from), l.Clock(to)) + " : " + t.Actual + " " + l.KWh(ans.ActualKWh)}
	rows := [][]string{{"  " + t.Method, t.Reference, t.Interval, t.Anchor, t.Adjustment, t.Days}}
	for _, m := range ans.Methods {
		interval := ""
		if m.LowKWh.Known() {
			interval = l.Num(float64(m.LowKWh), 1) + " – " + l.Num(float64(m.HighKWh), 1)
		}
		days := a.daysText(m)
		if m.Reason != "" {
			days += " (" + l.Reason(m.Reason) + ")"
		}
		row := []string{"  " + m.Name, l.Num(float64(m.KWh), 1), interval, blank(l.Num(float64(m.AnchorKWh), 1)), blank(l.Signed(float64(m.AdjustmentKWh), 1)), days}
		if !m.KWh.Known() {
			row = []string{"  " + m.Name, "—", l.Reason(m.Reason)}
		}
		rows = append(rows, row)
	}
	return append(out, a.table(rows)...)
}

// scoreText holds the methods to what was measured in all windows, with what each gains for
// energy burnt on purpose where that was asked for.
func (a *app) scoreText(answers []baseline.Answer, gains [][]baseline.Gain) []string {
	l, t, b := a.lang, a.lang.Tables(), a.lang.Baseline()
	gamed := len(gains) > 0 && gains[0] != nil
	head := []string{"  " + t.Method, b.Answered, b.Bias, "RRMSE", b.Coverage, b.Width}
	if gamed {
		head = append(head, b.GainAnchor, b.GainDays)
	}
	rows := [][]string{head}
	for k, s := range baseline.Scores(answers) {
		row := []string{"  " + s.Method, fmt.Sprintf("%d / %d", s.Answered, s.Asked), blank(l.Signed(s.Bias, 1)), blank(l.Num(s.RRMSE, 1)), blank(l.Num(s.Coverage, 0)), blank(l.Num(s.Width, 0))}
		if gamed {
			anchor, days := meanGain(gains, k)
			row = append(row, l.Num(anchor, 3), l.Num(days, 3))
		}
		rows = append(rows, row)
	}
	out := append([]string{"", b.Scores}, a.table(rows)...)
	if gamed {
		out = append(out, b.GainHint)
	}
	return out
}

// gainText is what each method gains for energy burnt on purpose, alone.
func (a *app) gainText(answers []baseline.Answer, gains [][]baseline.Gain) []string {
	l, b := a.lang, a.lang.Baseline()
	rows := [][]string{{"  " + l.Tables().Method, b.GainAnchor, b.GainDays}}
	for k, m := range answers[0].Methods {
		anchor, days := meanGain(gains, k)
		rows = append(rows, []string{"  " + m.Name, l.Num(anchor, 3), l.Num(days, 3)})
	}
	return append(append([]string{""}, a.table(rows)...), b.GainHint)
}

// meanGain is the mean gain of a method over the windows where it is known, NaN for none.
func meanGain(gains [][]baseline.Gain, method int) (anchor, days float64) {
	var a, d, an, dn float64
	for _, g := range gains {
		if v := g[method].Anchor; v.Known() {
			a, an = a+float64(v), an+1
		}
		if v := g[method].Days; v.Known() {
			d, dn = d+float64(v), dn+1
		}
	}
	return a / an, d / dn
}

// leftOutText is what was left out before the last window.
func (a *app) leftOutText(answers []baseline.Answer) []string {
	const most = 12
	b := a.lang.Baseline()
	var left []baseline.Omission
	var last time.Time
	for _, ans := range answers {
		if !ans.Start.Before(last) {
			last, left = ans.Start, ans.LeftOut
		}
	}
	if len(left) == 0 {
		return []string{"", b.NothingLeft}
	}
	out := []string{"", b.LeftOut}
	for i, o := range left {
		if i == most {
			out = append(out, "  "+fmt.Sprintf(b.LeftOthers, len(left)-most))
			break
		}
		out = append(out, "  "+a.lang.Omission(o, a.loc))
	}
	return out
}

func blank(s string) string {
	if s == "—" {
		return ""
	}
	return s
}

func (a *app) daysText(m baseline.Estimate) string {
	if len(m.Days) > 8 {
		return fmt.Sprintf("%d", len(m.Days))
	}
	days := slices.Clone(m.Days)
	words := make([]string, len(days))
	for i, d := range days {
		words[i] = a.lang.DayMonth(d.Start(a.loc))
	}
	return strings.Join(words, ", ")
}
