package baseline

import (
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// An Answer is what every method says about one window. It prints as one line of
// `courant baseline --json`.
type Answer struct {
	Schema    int          `json:"schema"`
	Home      home.ID      `json:"home"`
	Start     time.Time    `json:"start"`
	End       time.Time    `json:"end"`
	ActualKWh series.Maybe `json:"actual_kwh"` // null when any of it is missing or still to come
	Methods   []Estimate   `json:"methods"`
	// What courant did not learn from on the days before, because it cannot be so.
	LeftOut []Omission `json:"left_out"`
}

// An Estimate is one method's answer.
type Estimate struct {
	Name          string        `json:"name"` // one of AllMethods
	KWh           series.Maybe  `json:"kwh"`  // null with a Reason when there is no answer; a Reason beside a value is a remark
	LowKWh        series.Maybe  `json:"low_kwh"`
	HighKWh       series.Maybe  `json:"high_kwh"` // 80 % interval
	Days          []series.Date `json:"days"`     // the days used, oldest first
	LeftOut       []LeftOut     `json:"left_out,omitempty"`
	AnchorKWh     series.Maybe  `json:"anchor_kwh"`      // the event day's energy in the anchor
	AnchorMeanKWh series.Maybe  `json:"anchor_mean_kwh"` // the same, mean of the reference days
	AdjustmentKWh series.Maybe  `json:"adjustment_kwh"`  // what the anchor added or took away
	Rule          string        `json:"rule"`            // which dated rule was followed
	Reason        string        `json:"reason,omitempty"`
}

// A LeftOut is a day that a rule passed over, and why: "event", "missing", "excluded".
type LeftOut struct {
	Day    series.Date `json:"day"`
	Reason string      `json:"reason"`
}

// Find is the estimate of a method, and whether there is one with a value.
func (a Answer) Find(name string) (Estimate, bool) {
	for _, e := range a.Methods {
		if e.Name == name {
			return e, e.KWh.Known()
		}
	}
	return Estimate{}, false
}
