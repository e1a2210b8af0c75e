package coach

// Advice codes: the closed, reviewed list. Nothing else is ever advised. In particular no
// code touches a water heater or its breaker, heats with an oven or a barbecue, uses space
// heaters or extension cords, runs a dryer unattended at night, blocks a ventilation, or
// touches a medical device; none asks for more use in an anchor or at the peak hours of a
// likely reference day, nor for less in its anchor.
const (
	// CheckThermostat: a zone has sent nothing for a day while others do. Needs another zone
	// that does. kW is what the plan hoped to save there.
	CheckThermostat = "check-thermostat"
	// SetpointNotReached: a room stays 1.5 °C and more below its set-point for hours, on most
	// of the last days. DeltaC is by how much.
	SetpointNotReached = "setpoint-not-reached"
	// CarAfterEvent: a load like a car's is often on in the hours of the next event; it may
	// charge from From to To. Needs measured heating, to tell the car from it.
	CarAfterEvent = "car-after-event"
	// ShiftAppliances: appliances often run in the hours of the next event; from From to To
	// they may. Half of what was seen is taken to be movable. Needs measured heating.
	ShiftAppliances = "shift-appliances"
	// BolderMode: the next bolder mode would save more; DeltaC is how much further the worst
	// room falls (below 0). Needs a model that is not low in confidence, and a person who has
	// not chosen a mode.
	BolderMode = "bolder-mode"
	// LowerNight: a room is as warm by night as by day; DeltaC is the change (below 0), kWh
	// by the night. Only where no anchor is in force: there, less use at night would count
	// against the reference.
	LowerNight = "lower-night"
	// HeatingOnMildNight: a room is heated on nights above 12 °C outdoors; kWh by the night.
	// Only where no anchor is in force.
	HeatingOnMildNight = "heating-on-mild-night"
	// ApplyPlan: the plan of the next event is ready and not in force. Needs set-points that
	// can be read back.
	ApplyPlan = "apply-plan"
	// DeclareRate: rate or programme is not known, so that there are no dollars.
	DeclareRate = "declare-rate"

	// What coach/signature found wrong, by its own codes; kWh is what it costs a day, from From
	// on. They ask to look, never to use less at some hour.

	// SuspiciousUnit, StuckSensor, SwappedSensors and ImpossibleSpike: a meter or a sensor does
	// not show what it should; what is learned from it is wrong until it is mended.
	SuspiciousUnit  = "suspicious-unit"
	StuckSensor     = "stuck-sensor"
	SwappedSensors  = "swapped-sensors"
	ImpossibleSpike = "impossible-spike"
	// BaseLoadStep: the load that never stops has risen. Needs two weeks of reference.
	BaseLoadStep = "base-load-step"
	// UADrift: the house takes more heat than it did in the same weather. Needs six weeks.
	UADrift = "ua-drift"
	// UnlistedEvent: the home used so little in a programme's hours, or lowered its set-points,
	// as in an event that nobody listed; it is not counted as ordinary use. Told once.
	UnlistedEvent = "unlisted-event"
	// ThermostatsFighting: a room heats at nearly full power what its neighbour lets cool.
	ThermostatsFighting = "thermostats-fighting"
)

// AdviceCodes is the closed list, in the order in which advices of equal worth are told.
func AdviceCodes() []string {
	codes := make([]string, len(advisers))
	for i, a := range advisers {
		codes[i] = a.code
	}
	return codes
}

// Evidence codes: what a row was about.
const (
	EvidenceDaysSeen   = "days-seen"      // days on which it was seen; From–To is when in the day
	EvidenceDaysLooked = "days-looked-at" // of how many
	EvidenceEnergy     = "energy"         // kWh of one occasion
	EvidenceUse        = "use-above-base" // kWh above the home's own base load, without heating
	EvidenceLastSeen   = "last-value"     // the last value, and until when
	EvidenceGap        = "gap"            // °C below the set-point, mean of a day's hours
	EvidenceWith       = "with-plan"      // kWh expected in the window
	EvidenceWithout    = "without-plan"   // the same without
	EvidenceUsual      = "usual-setpoint" // °C
	EvidenceLoss       = "heat-loss"      // kW/K
	EvidenceOutdoor    = "outdoor"        // °C, mean
	EvidenceWorst      = "worst-drop"     // °C, of the coldest room
	EvidenceNow        = "level-now"      // of the days judged
	EvidenceBefore     = "level-before"   // of the weeks before
	EvidenceExpected   = "level-expected" // by the weeks before, in the weather of the days judged
	EvidenceLongest    = "longest-before" // h, the longest that a value stood still before
	EvidenceHours      = "hours"          // h of a day
	EvidenceValue      = "value"          // what was measured
	EvidenceMissing    = "missing-energy" // kWh less than expected
	EvidenceFit        = "fit"            // °C between a sensor and its own set-point, then the other's
)

// EvidenceCodes lists them in a fixed order.
func EvidenceCodes() []string {
	return []string{EvidenceDaysSeen, EvidenceDaysLooked, EvidenceEnergy, EvidenceUse, EvidenceLastSeen, EvidenceGap,
		EvidenceWith, EvidenceWithout, EvidenceUsual, EvidenceLoss, EvidenceOutdoor, EvidenceWorst,
		EvidenceNow, EvidenceBefore, EvidenceExpected, EvidenceLongest, EvidenceHours, EvidenceValue, EvidenceMissing, EvidenceFit}
}
