package plan

import (
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// Step is the length of a slot.
const Step = 15 * time.Minute

// A Plan is a schedule with what it is expected to do. Energies are the zones' heating.
// It prints as `courant plan --json`.
type Plan struct {
	Schema                int          `json:"schema"`
	Home                  home.ID      `json:"home"`
	From                  time.Time    `json:"from"`
	StepS                 int          `json:"step_s"`
	Mode                  home.Mode    `json:"mode"`
	Method                string       `json:"method"` // MethodOptimal or MethodOffsets
	Windows               []Window     `json:"windows"`
	Zones                 []Zone       `json:"zones"`
	EnergyKWh             series.Maybe `json:"energy_kwh"`               // the whole span
	EventEnergyKWh        series.Maybe `json:"event_energy_kwh"`         // inside the windows
	WithoutEnergyKWh      series.Maybe `json:"without_energy_kwh"`       // the whole span, no plan
	WithoutEventEnergyKWh series.Maybe `json:"without_event_energy_kwh"` // inside the windows, no plan
	EventLowKWh           series.Maybe `json:"event_low_kwh"`            // 80 % interval of the energy saved inside the windows
	EventHighKWh          series.Maybe `json:"event_high_kwh"`
	CostDollars           series.Maybe `json:"cost_dollars"`    // money alone; null when the rate is unknown
	WithoutDollars        series.Maybe `json:"without_dollars"` // the same without a plan
	RewardDollars         series.Maybe `json:"reward_dollars"`  // what the programme would pay
	RewardLowDollars      series.Maybe `json:"reward_low_dollars"`
	RewardHighDollars     series.Maybe `json:"reward_high_dollars"`
	IdealObjective        series.Maybe `json:"ideal_objective"`
	BoundObjective        series.Maybe `json:"bound_objective"`
	Gap                   series.Maybe `json:"gap"`
	RoundingDollars       series.Maybe `json:"rounding_dollars"`
	AvoidedDollars        series.Maybe `json:"avoided_dollars"` // of the energy not used inside the windows, at its price then
	PeakKW                series.Maybe `json:"peak_kw"`         // heating of the highest clock hour of the span
	PeakAt                time.Time    `json:"peak_at,omitzero"`
	WithoutPeakKW         series.Maybe `json:"without_peak_kw"`   // the same without a plan, whenever it is
	AnchorExtraKWh        series.Maybe `json:"anchor_extra_kwh"`  // most that the plan adds in an anchor; null without one
	ColdDegreeHours       series.Maybe `json:"cold_degree_hours"` // °C·h more than a degree below what the room would have been, mean of the rooms by area
	OutdoorLowC           series.Maybe `json:"outdoor_low_c"`     // from the first preheat to the last recovery; the whole span without events
	OutdoorHighC          series.Maybe `json:"outdoor_high_c"`
	GaveWay               []GaveWay    `json:"gave_way"`
	Confidence            Confidence   `json:"confidence"`
	Reasons               []Reason     `json:"reasons"` // why the confidence is not good, as codes

	Columns                 []Column     `json:"columns"`            // doing nothing, the programme's offsets, this plan
	ComfortPrice            series.Maybe `json:"comfort_price"`      // $ for an hour a degree colder in the whole home; null for offsets
	Frontier                []Point      `json:"frontier,omitempty"` // what other comfort prices would buy
	FrontierAt              int          `json:"frontier_at"`        // the point that this plan is, −1 for none
	OverrideKWh             series.Maybe `json:"override_kwh"`       // what a person's own set-points add; null without any
	OverrideDollars         series.Maybe `json:"override_dollars"`   // cost less reward
	OverrideColdDegreeHours series.Maybe `json:"override_cold_degree_hours"`

	Comfort int        `json:"comfort,omitempty"` // the point that a person chose, 1–20; 0: the mode's own
	Own     []Override `json:"own,omitempty"`     // set-points of a person's own that are in it
	ByHand  *Plan      `json:"by_hand,omitempty"` // the same with few moments, where that was asked for
	Before  []Zone     `json:"-"`                 // the zones as they are planned without those; nil without any

	Replan *Replan `json:"replan,omitempty"` // what became of Ask.Last

	worst     float64 // °C, the most that any room falls below what it would have been
	peakAfter series.Maybe
}

// A Confidence says how far a model may be believed.
type Confidence string

// The levels.
const (
	Low  Confidence = "low"
	Fair Confidence = "fair"
	Good Confidence = "good"
)

// A Reason is a code for why a plan is unsure ("no-setpoint-history", "unmetered-heat"…),
// with the zone it is about, "" for the home.
type Reason struct {
	Code string `json:"code"`
	Zone string `json:"zone,omitempty"`
}

// A Window is one event as the plan sees it: times alone.
type Window struct {
	Event        string    `json:"event"` // id
	PreheatStart time.Time `json:"preheat_start"`
	Start        time.Time `json:"start"`
	End          time.Time `json:"end"`
	RecoveryEnd  time.Time `json:"recovery_end"`
	AnchorStart  time.Time `json:"anchor_start,omitzero"` // zero without an anchor
	AnchorEnd    time.Time `json:"anchor_end,omitzero"`
}

// A Zone is the schedule of one zone; the name is "home" where the home has no zones.
type Zone struct {
	Zone       string       `json:"zone"`
	Excluded   string       `json:"excluded,omitempty"` // a reason code: no offset is planned here
	SavedKWh   series.Maybe `json:"saved_kwh"`          // inside the windows
	WorstDropC series.Maybe `json:"worst_drop_c"`       // largest fall below the usual set-point, or below what the heaters would hold without a plan
	WorstAt    time.Time    `json:"worst_at,omitzero"`
	FloorC     series.Maybe `json:"floor_c"`  // highest floor that holds during the windows; over the span without any
	FloorBy    string       `json:"floor_by"` // code of that floor: "floor", "own-low", "usual"…
	Slots      []Slot       `json:"slots"`
}

// A Slot is a quarter hour of a zone.
type Slot struct {
	Start        time.Time    `json:"start"`
	SetpointC    series.Maybe `json:"setpoint_c"` // null: the thermostat's own programme
	UsualC       series.Maybe `json:"usual_c"`    // what it would be without a plan
	PowerKW      series.Maybe `json:"power_kw"`
	PriceDollars series.Maybe `json:"price_dollars"` // of a kWh; null when the rate is unknown
	UsualKW      series.Maybe `json:"usual_kw"`
	IndoorC      series.Maybe `json:"indoor_c"`
	LowC         series.Maybe `json:"low_c"` // 80 % band of indoor_c
	HighC        series.Maybe `json:"high_c"`
	Phase        string       `json:"phase"`
}

// A GaveWay is a limit that a plan could not keep, or that held a wish back.
type GaveWay struct {
	Limit string    `json:"limit"` // "floor", "bedroom-night", "ceiling", "own-low", "cold-outdoors", "anchor"…
	Zone  string    `json:"zone"`
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	By    float64   `json:"by"`   // in the limit's unit: °C, or kWh for the anchor
	Kept  bool      `json:"kept"` // true: the wish gave way and the limit holds; false: the limit is crossed

	Anyway bool `json:"anyway,omitempty"` // crossed as far without a plan: the heaters cannot hold it
}
