package home

import "courant/coach/fault"

// An ID is a home's pseudonym. Only what ValidID accepts ever reaches a query or a file.
type ID string

// ValidID reports whether s may be a home or zone id: 1 to 64 of letters, digits, _ and -.
// It is written out because compiling a regular expression for it took a hundredth of the
// time in which a screen is to be there.
func ValidID(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-':
		default:
			return false
		}
	}
	return 1 <= len(s) && len(s) <= 64
}

const (
	msgBadID   fault.ID = "home.bad-id"   // id
	msgBadZone fault.ID = "home.bad-zone" // zone
)

// ParseID checks s against the allow-list.
func ParseID(s string) (ID, error) {
	if !ValidID(s) {
		return "", fault.New(fault.Invalid, msgBadID, "id", s)
	}
	return ID(s), nil
}

// ParseZone checks a zone's name against the allow-list.
func ParseZone(s string) (string, error) {
	if !ValidID(s) {
		return "", fault.New(fault.Invalid, msgBadZone, "zone", s)
	}
	return s, nil
}

// Words that a home's facts are made of; the values are those of commands and JSON.
type (
	City      string // where the home is, for its weather
	Rate      string // what it pays by
	Programme string // the peak programme that it takes part in
	Mode      string // how far a plan may go
	Heat      string // what heats it
	ZoneKind  string // what a room is used for
)

// The four cities of the pilot.
const (
	Montreal      City = "montreal"
	Quebec        City = "quebec"
	TroisRivieres City = "trois-rivieres"
	Gatineau      City = "gatineau"
)

// Rates. WinterCreditRate is rate D with the winter credit option.
const (
	RateD            Rate = "d"
	RateDP           Rate = "dp"
	RateDT           Rate = "dt"
	RateFlexD        Rate = "flex-d"
	RateWinterCredit Rate = "winter-credit"
)

// Programmes. NoProgramme is a declared "none"; unknown is "".
const (
	WinterCredit Programme = "winter-credit"
	FlexD        Programme = "flex-d"
	Hilo         Programme = "hilo"
	NoProgramme  Programme = "none"
)

// Modes, from the mildest on.
const (
	Moderate  Mode = "moderate"
	Ambitious Mode = "ambitious"
	Extreme   Mode = "extreme"
)

// What heats a home or a zone. Wood, HeatPump and Dual are not (wholly) metered as
// baseboards are: plans on them have low confidence. A Floor's sensor may read the slab.
const (
	Baseboard Heat = "baseboard"
	HeatPump  Heat = "heat-pump"
	Wood      Heat = "wood"
	Dual      Heat = "dual"
	Floor     Heat = "floor"
)

// What a room is used for.
const (
	Living   ZoneKind = "living"
	Bedroom  ZoneKind = "bedroom"
	Basement ZoneKind = "basement"
	Other    ZoneKind = "other"
)

// Cities, Rates, Programmes, Modes, Heats and ZoneKinds list the words in fixed order.
func Cities() []City { return []City{Montreal, Quebec, TroisRivieres, Gatineau} }

// Rates lists the rates in fixed order.
func Rates() []Rate { return []Rate{RateD, RateDP, RateDT, RateFlexD, RateWinterCredit} }

// Programmes lists the programmes in fixed order, NoProgramme last.
func Programmes() []Programme { return []Programme{WinterCredit, FlexD, Hilo, NoProgramme} }

// Modes lists the modes, mildest first.
func Modes() []Mode { return []Mode{Moderate, Ambitious, Extreme} }

// Heats lists the heating systems in fixed order.
func Heats() []Heat { return []Heat{Baseboard, HeatPump, Wood, Dual, Floor} }

// ZoneKinds lists the uses of a room in fixed order.
func ZoneKinds() []ZoneKind { return []ZoneKind{Living, Bedroom, Basement, Other} }
