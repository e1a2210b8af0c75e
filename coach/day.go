package coach

import (
	"courant/coach/plan"
	"courant/coach/series"
)

// PlanDate is the local day that a report would plan: that of the next event that the home
// takes part in, else today, or tomorrow from the evening on.
func PlanDate(q Question) series.Date { return open(q).planDay() }

// PlanDay is the plan of one local day, whatever the report would plan.
func PlanDay(q Question, day series.Date) plan.Plan {
	v := open(q)
	v.whole = true
	p, _ := v.planned(day, false)
	return p
}

// DataAt is the state of a home's data at the moment of a question, without the rest of a
// report.
func DataAt(q Question) Data { return open(q).data() }
