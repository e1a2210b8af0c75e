package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/plan/solve"
	"courant/coach/series"
	"courant/tui/text"
)

// Where Hilo drives the thermostats no file that would set them is written, and the
// programme's own mode is offered; elsewhere it is.
func TestExportsLeaveHiloAlone(t *testing.T) {
	loc := series.Toronto()
	at := time.Date(2027, 1, 15, 6, 0, 0, 0, loc)
	for _, c := range []struct {
		event   string
		refused bool
	}{{"hilo-20270115T0600", true}, {"winter-credit-20270115T0600", false}, {"flex-d-20270115T0600", false}} {
		p := plan.Plan{Home: "h-1", Mode: home.Moderate, Windows: []plan.Window{{
			Event: c.event, PreheatStart: at.Add(-2 * time.Hour), Start: at, End: at.Add(4 * time.Hour), RecoveryEnd: at.Add(5 * time.Hour),
		}}}
		var ha, cal bytes.Buffer
		for name, err := range map[string]error{
			"home assistant": writeHomeAssistant(&ha, text.French, p, loc), "calendar": writeICal(&cal, text.French, p, loc, at),
		} {
			if got := errors.Is(err, fault.Denied); got != c.refused {
				t.Errorf("%s, %s: %v", c.event, name, err)
			}
		}
		if wrote := ha.Len()+cal.Len() > 0; wrote == c.refused {
			t.Errorf("%s: wrote %v", c.event, wrote)
		}
	}
}

// A stated problem that has no answer is told with its field.
func TestProblemFaults(t *testing.T) {
	_, err := solve.ParseProblem(strings.NewReader(`{"step_h":0.25}`))
	if got := problemFault("p.json", err); !errors.Is(got, fault.Invalid) || !strings.Contains(got.Error(), `field="a"`) {
		t.Errorf("a missing field: %v", got)
	}
	for _, e := range []error{solve.ErrGap, solve.ErrOverflow} {
		if got := problemFault("p.json", e); !errors.Is(got, fault.Invalid) {
			t.Errorf("%v: %v", e, got)
		}
	}
}
