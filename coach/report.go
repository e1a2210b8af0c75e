package coach

import (
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/signature"
)

// A Report is what the coach knows about one home at one moment. It prints as
// `courant report --json`.
type Report struct {
	Schema     int             `json:"schema"`
	Home       home.ID         `json:"home"`
	City       home.City       `json:"city"`
	At         time.Time       `json:"at"`
	Simulated  bool            `json:"simulated"`
	Rate       home.Rate       `json:"rate"`
	Programme  home.Programme  `json:"programme"`
	Data       Data            `json:"data"`
	Now        Now             `json:"now"`
	NextEvent  *Event          `json:"next_event"`
	PastEvents []Event         `json:"past_events"` // newest first, of this season
	Season     Season          `json:"season"`
	Months     []Month         `json:"months,omitempty"` // full months that are over, newest first; not in a glance
	Plan       *plan.Plan      `json:"plan"`
	Applied    Applied         `json:"applied"`
	AppliedTo  int             `json:"applied_zones"` // thermostats that follow the plan …
	AppliedOf  int             `json:"applied_of"`    // … of those that it gives set-points to
	Advices    []Advice        `json:"advices"`
	Followed   []Followed      `json:"followed"` // advices that were followed, with their effects; not in a glance
	Confidence plan.Confidence `json:"confidence"`

	Feeds []event.FeedStatus `json:"feeds,omitempty"` // how the sources of events are doing; none for a simulated home

	// What the screen draws beyond the facts above; not part of the JSON.
	Dial   *plan.Frontier      `json:"-"` // of Plan's day; nil where Question.Frontier did not ask for it, and without an event
	Wrong  []signature.Anomaly `json:"-"` // all that was found wrong, advised or not
	Series series.Set          `json:"-"` // as known at At (series.Set.Until)
	Info   home.Home           `json:"-"`
}

// Data is the state of a home's data at the moment of the report.
type Data struct {
	From     time.Time `json:"from"`
	To       time.Time `json:"to"` // end of the newest measured interval
	StepS    int       `json:"step_s"`
	Coverage float64   `json:"coverage"` // 0–1, last seven days
	AgeS     int64     `json:"age_s"`    // At − To
	Stale    bool      `json:"stale"`    // older than two hours or two steps, the longer
	Thin     bool      `json:"thin"`     // coverage under 0.9
	Issues   []Issue   `json:"issues"`
}

// An Issue is something wrong with the data, found and not mended.
type Issue struct {
	Code  string    `json:"code"`
	Count int       `json:"count"`
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Zone  string    `json:"zone,omitempty"`
	Kind  string    `json:"kind,omitempty"` // of series: "energy", "indoor"…
}

// Now is the newest known state of the house.
type Now struct {
	PowerKW  series.Maybe `json:"power_kw"` // mean of the newest interval
	OutdoorC series.Maybe `json:"outdoor_c"`
	TodayKWh series.Maybe `json:"today_kwh"` // since local midnight
}

// An Event is a peak event as a report tells it: `courant event list --json` has the first
// fields, `courant baseline --json` the last.
type Event struct {
	Schema      int            `json:"schema"`
	ID          string         `json:"id"`
	Programme   home.Programme `json:"programme"`
	Start       time.Time      `json:"start"`
	End         time.Time      `json:"end"`
	AnnouncedAt *time.Time     `json:"announced_at"`
	State       event.State    `json:"state"`
	Phase       event.Phase    `json:"phase"`
	Source      string         `json:"source"`
	Rule        string         `json:"rule"`

	Deadline     time.Time `json:"deadline"` // settings cannot be changed any more; leaving still can
	PreheatStart time.Time `json:"preheat_start"`
	RecoveryEnd  time.Time `json:"recovery_end"`
	AnchorStart  time.Time `json:"anchor_start,omitzero"` // absent without an anchor
	AnchorEnd    time.Time `json:"anchor_end,omitzero"`

	ActualKWh   series.Maybe        `json:"actual_kwh"`
	PaidKWh     series.Maybe        `json:"paid_kwh"`     // official: reference less actual, never below 0
	PaidDollars series.Maybe        `json:"paid_dollars"` // official estimate
	SavedKWh    series.Maybe        `json:"saved_kwh"`    // our own estimate
	SavedLow    series.Maybe        `json:"saved_low_kwh"`
	SavedHigh   series.Maybe        `json:"saved_high_kwh"`
	MinKWh      series.Maybe        `json:"min_kwh"`              // nothing is paid for less; null where nothing is paid
	OffSeason   bool                `json:"off_season,omitempty"` // its day is in no season of its programme: nothing is paid
	Price       series.Maybe        `json:"price_dollars"`        // of a kWh erased: the reward, or the event price not spent
	Avoided     bool                `json:"price_avoided"`        // the latter: Flex D pays nothing, it spares
	SavedMoney  series.Maybe        `json:"avoided_dollars"`      // our own estimate at that event price; null where a reward is paid
	Methods     []baseline.Estimate `json:"methods,omitempty"`

	Portal *Portal `json:"portal,omitempty"` // what the customer portal says of it, where that was imported
	SoFar  *SoFar  `json:"so_far,omitempty"` // of an event under way, in its window; not in a glance
}

// Season is the winter so far. Sums are of the events that have an estimate; null where
// none has.
type Season struct {
	From      series.Date  `json:"from"` // first and last day
	To        series.Date  `json:"to"`
	Over      bool         `json:"over"`       // it is the last one, not the one that is or comes
	Next      series.Date  `json:"next"`       // then: the first day of the one to come
	Paid      int          `json:"paid"`       // events that the official estimate pays something for
	Events    int          `json:"events"`     // of this home's programme, their window over
	MaxEvents int          `json:"max_events"` // 0: no limit known
	Hours     float64      `json:"hours"`      // of those events
	MaxHours  float64      `json:"max_hours"`  // 0: no limit known
	Dollars   series.Maybe `json:"dollars"`    // official estimates added up; null without a rate
	KWh       series.Maybe `json:"kwh"`        // the energy that they are for
	SavedKWh  series.Maybe `json:"saved_kwh"`  // our own estimates added up
	Avoided   series.Maybe `json:"avoided_dollars"`
}

// Applied says whether a plan is in force, read back from the set-points.
type Applied string

// What Applied can be. Unknown: no set-point is measured, or none since the plan began.
const (
	AppliedNone    Applied = "none"
	AppliedPartial Applied = "partial"
	AppliedAll     Applied = "all"
	AppliedOther   Applied = "other" // the set-points move as for an event, but not by this plan
	AppliedUnknown Applied = "unknown"
)

// An Advice is one thing to do. Text is filled in by the printer, in the person's language.
type Advice struct {
	Code     string       `json:"code"`
	Text     string       `json:"text"`
	Zone     string       `json:"zone,omitempty"`
	KWh      series.Maybe `json:"kwh"`
	KW       series.Maybe `json:"kw"`
	Dollars  series.Maybe `json:"dollars"`
	DeltaC   series.Maybe `json:"delta_c"`
	LowKWh   series.Maybe `json:"low_kwh"`
	HighKWh  series.Maybe `json:"high_kwh"`
	From     time.Time    `json:"from"`
	To       time.Time    `json:"to"`
	Evidence []Evidence   `json:"evidence"`
	Unsure   bool         `json:"unsure,omitempty"` // it asks whether it is what it looks like
	Again    string       `json:"again,omitempty"`  // why it is told again, where it was true a day ago already
	Effect   *Effect      `json:"effect"`           // of following it; null in a glance
}

// Evidence is a row behind an advice: what was seen, when, how much.
type Evidence struct {
	What  string       `json:"what"` // a code: "energy", "mean-kw", "mornings"…
	From  time.Time    `json:"from"`
	To    time.Time    `json:"to"`
	Value series.Maybe `json:"value"`
	Unit  string       `json:"unit"`
}
