package main

import (
	"encoding/csv"
	"io"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/plan/solve"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
)

const msgTooMany fault.ID = "cli.one-form" // flags

func (a *app) planCmd() *cobra.Command {
	var date, at, mode, problem string
	var ical, homeAssistant bool
	c := &cobra.Command{Use: "plan [" + a.cli.HomeArg + "]", Short: a.cli.Plan, Long: a.cli.PlanLong, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		if problem != "" {
			return a.solveProblem(problem)
		}
		if forms := []bool{a.json, a.csv, ical, homeAssistant}; count(forms) > 1 {
			return fault.New(fault.Usage, msgTooMany, "flags", "--json, --csv, --ical, --home-assistant")
		}
		q, err := a.planQuestion(cmd, first(args), date, at, mode)
		if err != nil {
			return err
		}
		defer q.st.Close()
		day, err := a.planDay(q.Question, date)
		if err != nil {
			return err
		}
		p := coach.PlanDay(q.Question, day)
		asked := q.At
		if at == "" {
			asked = a.env.Now()
		}
		if ical || homeAssistant {
			if err := refusePast(a.lang, p, a.loc, asked); err != nil {
				return err
			}
		}
		switch {
		case a.json:
			err = a.jsonOne(p)
		case a.csv:
			err = writePlanCSV(a.env.Out, p, a.loc)
		case ical:
			err = writeICal(a.env.Out, a.lang, p, a.loc, q.At)
		case homeAssistant:
			err = writeHomeAssistant(a.env.Out, a.lang, p, a.loc)
		default:
			lines := plain.Plan(a.lang, p, a.loc)
			if planOver(p, asked) {
				lines = slices.Insert(lines, 1, a.lang.Sentences().PlanOver)
			}
			err = a.print(lines)
		}
		if looksBack := at == "" && date != "" && q.At.Equal(day.Start(a.loc)); err == nil && !looksBack {
			a.give(cmd.Context(), q, p, day)
		}
		return err
	}}
	f := c.Flags()
	f.StringVar(&date, "date", "", a.cli.FlagDate)
	f.StringVar(&at, "at", "", a.cli.FlagAt)
	f.StringVar(&mode, "mode", "", a.cli.FlagModePlan)
	f.BoolVar(&ical, "ical", false, a.cli.FlagICal)
	f.BoolVar(&homeAssistant, "home-assistant", false, a.cli.FlagHomeAssistant)
	f.StringVar(&problem, "problem", "", a.cli.FlagProblem)
	return tabular(c)
}

func count(flags []bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// planQuestion is the question of a plan: at the moment told, else now, and never later than
// the midnight of a day that has begun. The caller closes the store.
func (a *app) planQuestion(cmd *cobra.Command, named, date, at, mode string) (asked, error) {
	now, err := a.at(at)
	if err != nil {
		return asked{}, err
	}
	if date != "" {
		d, err := a.dateFlag("--date", date)
		if err != nil {
			return asked{}, err
		}
		if midnight := d.Start(a.loc); at == "" && midnight.Before(now) {
			now = midnight
		}
	}
	var m home.Mode
	if mode != "" {
		if m, err = choice("--mode", text.ModeCode(mode), home.Modes()); err != nil {
			return asked{}, err
		}
	}
	q, err := a.ask(cmd.Context(), named, now.Format(time.RFC3339))
	if err != nil {
		return asked{}, err
	}
	q.Mode = m
	if !a.json && !a.csv {
		a.sayDemo(q.st)
	}
	return q, nil
}

// planDay is the day told, else the one that the report would plan.
func (a *app) planDay(q coach.Question, date string) (series.Date, error) {
	if date != "" {
		return a.dateFlag("--date", date)
	}
	return coach.PlanDate(q), nil
}

// solveProblem answers a stated problem: cli.md's `plan --problem`.
func (a *app) solveProblem(file string) error {
	var in io.Reader = a.env.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return fault.New(fault.Invalid, msgOpenFile, "file", file, "problem", plainError(err))
		}
		defer f.Close()
		in = f
	}
	p, err := solve.ParseProblem(in)
	if err != nil {
		return problemFault(file, err)
	}
	answer, err := p.Solve()
	if err != nil {
		return problemFault(file, err)
	}
	return a.jsonOne(answer)
}

// writePlanCSV writes a row a zone and slot; an empty field is not known.
func writePlanCSV(w io.Writer, p plan.Plan, loc *time.Location) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"start", "zone", "setpoint_c", "usual_c", "power_kw", "usual_kw", "indoor_c", "low_c", "high_c", "phase"}); err != nil {
		return err
	}
	num := func(v series.Maybe) string {
		if !v.Known() {
			return ""
		}
		return strconv.FormatFloat(round(float64(v), 4), 'f', -1, 64)
	}
	for _, z := range p.Zones {
		for _, s := range z.Slots {
			row := []string{s.Start.In(loc).Format(time.RFC3339), z.Zone, num(s.SetpointC), num(s.UsualC), num(s.PowerKW), num(s.UsualKW), num(s.IndoorC), num(s.LowC), num(s.HighC), s.Phase}
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
