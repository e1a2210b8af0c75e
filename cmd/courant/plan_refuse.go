package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/plan/solve"
	"courant/tui/text"
)

const (
	msgHiloDrives      fault.ID = "plan.hilo-drives"      // mode, from, to
	msgPlanOver        fault.ID = "plan.over"             // day
	msgProblemFile     fault.ID = "plan.problem-file"     // file, problem
	msgProblemField    fault.ID = "plan.problem-field"    // file, field, problem
	msgProblemLength   fault.ID = "plan.problem-length"   // file, field, got, want
	msgProblemGap      fault.ID = "plan.problem-gap"      // file
	msgProblemOverflow fault.ID = "plan.problem-overflow" // file
)

// refuseDriven refuses a file that would set thermostats where Hilo itself does: between
// preheat and recovery a set-point from elsewhere takes that thermostat out of the event.
func refuseDriven(l text.Lang, p plan.Plan, loc *time.Location) error {
	for _, w := range p.Windows {
		if strings.HasPrefix(w.Event, string(home.Hilo)+"-") {
			return fault.New(fault.Denied, msgHiloDrives, "mode", l.Mode(p.Mode),
				"from", l.Clock(w.PreheatStart.In(loc)), "to", l.Clock(w.RecoveryEnd.In(loc)))
		}
	}
	return nil
}

// planOver reports whether all of a plan's events were over at a moment.
func planOver(p plan.Plan, at time.Time) bool {
	return len(p.Windows) > 0 && !slices.ContainsFunc(p.Windows, func(w plan.Window) bool { return at.Before(w.RecoveryEnd) })
}

// refusePast refuses a file that would set thermostats for events that are over.
func refusePast(l text.Lang, p plan.Plan, loc *time.Location, at time.Time) error {
	if !planOver(p, at) {
		return nil
	}
	return fault.New(fault.Usage, msgPlanOver, "day", l.LongDate(p.Windows[0].Start.In(loc)))
}

// problemFault says in both languages why a stated problem has no answer.
func problemFault(file string, err error) error {
	var r *solve.Refusal
	switch {
	case errors.Is(err, solve.ErrGap):
		return fault.New(fault.Invalid, msgProblemGap, "file", file)
	case errors.Is(err, solve.ErrOverflow):
		return fault.New(fault.Invalid, msgProblemOverflow, "file", file)
	case !errors.As(err, &r):
		return err
	case r.Field == "":
		return fault.New(fault.Invalid, msgProblemFile, "file", file, "problem", plainError(r))
	case r.Reason == solve.Length:
		return fault.New(fault.Invalid, msgProblemLength, "file", file, "field", r.Field, "got", r.Got, "want", r.Want)
	}
	return fault.New(fault.Invalid, msgProblemField, "file", file, "field", r.Field, "problem", string(r.Reason))
}
