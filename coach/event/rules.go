package event

import (
	_ "embed"
	"time"

	"courant/coach/dated"
	"courant/coach/home"
	"courant/coach/series"
)

//go:embed rules.toml
var builtin []byte

// Rules are the dated rules of every programme, in one time zone.
type Rules struct {
	loc        *time.Location
	programmes dated.Table[Programme]
	seasons    dated.Table[season]
	windows    dated.Table[hours]
	anchors    dated.Table[hours]
	phases     dated.Table[phases]
	modes      dated.Table[Offsets]
	limits     dated.Table[Limit]
	exclusions dated.Table[exclusion]
	references dated.Table[Reference]
	setpoints  dated.Table[Setpoint]
	notices    dated.Table[Notice]
	safety     dated.Table[Safety]
}

// A Programme is what is known of a programme itself.
type Programme struct {
	Offer  string      // its code in Hydro-Québec's open data, "" without
	Closed series.Date // no new customers after this day; zero: open
}

// Offsets are a mode's changes to the usual set-point, °C.
type Offsets struct {
	PreheatC   float64 // at the end of preheat, ≥ 0
	ReductionC float64 // in the window, ≤ 0
}

// A Limit is the most that a programme may call in a season; 0 is no limit known. Shown,
// never enforced.
type Limit struct {
	MaxEvents int
	MaxHours  float64
}

// How a Reference makes up for the weather of the day.
const (
	Additive = "additive" // the difference in the anchor is added
	Ratio    = "ratio"    // the mean is multiplied by the anchor's ratio
)

// How a Reference sees holidays.
const (
	HolidayWeekday = "weekday"  // they count by their day of the week
	HolidayWeekend = "weekend"  // they are days of the weekend
	HolidayLeftOut = "left-out" // they are no reference days
)

// A Reference is how a programme works out its reference energy.
type Reference struct {
	Days          int     // reference days of the same kind
	Trim          int     // how many of the highest, and of the lowest, are dropped
	Adjust        string  // Additive or Ratio
	ScaleToHours  bool    // additive: mean kW × hours of the event, not kWh of the anchor
	Holidays      string  // HolidayWeekday, HolidayWeekend or HolidayLeftOut
	OtherSlot     bool    // an event in the other slot leaves a day out too
	MaxAgeDays    int     // how far back reference days may lie
	MinCreditKWh  float64 // nothing is paid for less
	CapWhenKWh    float64 // above this erased energy …
	CapFactor     float64 // … the adjustment is at most CapFactor × the mean anchor energy; 0: no cap
	DeviceDollars float64 // fallback without a reference: for each device …
	ModeDollars   map[home.Mode]float64
	Cancelled     float64 // $ for a cancelled event
}

// A Setpoint is what a thermostat takes, °C.
type Setpoint struct{ MinC, MaxC, StepC float64 }

// A Notice is when an event is known, local times of the day before.
type Notice struct{ OfficialBy, OpenDataBy Clock }

type season struct{ first, last monthDay }

// hours are the local hours of the two slots of a day.
type hours struct{ am, pm [2]Clock }

func (h hours) of(s Slot) [2]Clock {
	if s == AM {
		return h.am
	}
	return h.pm
}

type phases struct {
	preheatAM, preheatPM, recovery time.Duration
	deadline                       Clock // local, on the day of the event
}

type exclusion struct {
	days   []monthDay
	easter []int // days from Easter Sunday
}

// A Slot is the half of the day that an event is in.
type Slot string

// The slots.
const (
	AM Slot = "am"
	PM Slot = "pm"
)

// SlotOf is the slot of an event that starts at t: AM before noon.
func SlotOf(t time.Time, loc *time.Location) Slot {
	if t.In(loc).Hour() < 12 {
		return AM
	}
	return PM
}

// Default is the rules that the program was built with, for a time zone.
func Default(loc *time.Location) *Rules {
	r, err := Parse(dated.BuiltIn+"events", builtin, nil, loc)
	if err != nil {
		panic(err) // a broken build: the package's tests parse the same bytes
	}
	return r
}

// Loc is the time zone of the rules.
func (r *Rules) Loc() *time.Location { return r.loc }

// Offsets are a mode's changes to the set-point on a day. A day before the mode existed
// gets its first values.
func (r *Rules) Offsets(m home.Mode, d series.Date) (Offsets, bool) {
	row, ok := r.modes.Near(string(m), d)
	return row.Value, ok
}

// Limit is the most that a programme may call in the season of a day.
func (r *Rules) Limit(p home.Programme, d series.Date) (Limit, bool) {
	row, ok := r.limits.At(string(p), d)
	return row.Value, ok
}

// Reference is how a programme works out its reference energy for an event on a day, and
// the name of the rule, "winter-credit 2025-12-01". Flex D has none.
func (r *Rules) Reference(p home.Programme, d series.Date) (Reference, string, bool) {
	row, ok := r.references.Near(string(p), d)
	return row.Value, row.ID(), ok
}

// Programme is what is known of a programme on a day; ok is false when it is not run then.
func (r *Rules) Programme(p home.Programme, d series.Date) (Programme, bool) {
	row, ok := r.programmes.At(string(p), d)
	return row.Value, ok
}

// OfferOf finds the programme whose open-data code stands in an offer's name, whatever the
// year's wording: "TPC-DPC", "Flex Residentiel (TPC-DPC)". "" when there is none.
func (r *Rules) OfferOf(name string) home.Programme {
	for _, row := range r.programmes.Rows() {
		if row.Value.Offer != "" && hasCode(name, row.Value.Offer) {
			return home.Programme(row.Key)
		}
	}
	return ""
}

// Setpoint is what thermostats take on a day.
func (r *Rules) Setpoint(d series.Date) Setpoint {
	row, _ := r.setpoints.Near(everyone, d)
	return row.Value
}

// Notice is by when events are known.
func (r *Rules) Notice(d series.Date) Notice {
	row, _ := r.notices.Near(everyone, d)
	return row.Value
}
