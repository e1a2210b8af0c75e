package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/baseline"
	"courant/coach/fault"
	"courant/coach/series"
	"courant/store/exchange"
)

const (
	msgWindow     fault.ID = "cli.window"      // value
	msgWindowNeed fault.ID = "cli.window-need" //
)

func (a *app) baselineCmd() *cobra.Command {
	var id, window, file, method string
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
		methods := baseline.Methods()
		if method != "all" {
			m, err := choice("--method", method, append(methods, "all"))
			if err != nil {
				return err
			}
			methods = []string{m}
		}
		return a.runBaseline(cmd.Context(), first(args), id, window, file, methods)
	}}
	f := c.Flags()
	f.StringVar(&id, "event", "", a.cli.FlagEvent)
	f.StringVar(&window, "window", "", a.cli.FlagWindow)
	f.StringVar(&file, "windows", "", a.cli.FlagWindows)
	f.StringVar(&method, "method", "all", a.cli.FlagMethod)
	return c
}

func (a *app) runBaseline(ctx context.Context, named, id, window, file string, methods []string) error {
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
	windows, err := a.windows(ctx, st, id, window, file)
	if err != nil {
		return err
	}
	h := baseline.History{
		Home: who, Programme: q.Home.Programme.Value, Energy: q.Series.Get("", series.Energy), Outdoor: q.Series.Get("", series.Outdoor),
		Solar: q.Series.Get("", series.Solar), Rules: b.rules, Asked: windows,
	}
	for _, e := range q.Events {
		if e.Concerns(q.Home) {
			h.Events = append(h.Events, e)
		}
	}
	model := baseline.Learn(h)
	if a.json {
		return a.jsonLines(len(windows), func(i int) any { return besides(q, model.Ask(windows[i], methods...)) })
	}
	a.sayDemo(st)
	var lines []string
	for _, w := range windows {
		ans := besides(q, model.Ask(w, methods...))
		lines = append(append(lines, a.answerText(ans.Answer)...), a.portalLine(ans)...)
	}
	return a.print(lines)
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
		row := []string{"  " + m.Name, l.Num(float64(m.KWh), 1), interval, blank(l.Num(float64(m.AnchorKWh), 1)), blank(l.Signed(float64(m.AdjustmentKWh), 1)), a.daysText(m)}
		if !m.KWh.Known() {
			row = []string{"  " + m.Name, "—", l.Reason(m.Reason)}
		}
		rows = append(rows, row)
	}
	return append(out, columns(rows)...)
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
