package text

// DialWords are those of the comfort dial, of set-points of a person's own, and of the
// comparison of ways to live through a day.
type DialWords struct {
	Head, Cold, Warm   string
	Event              string // kWh
	Felt               string // degree-hours
	Credit             string // net gain, credit
	Spares             string // dollars
	Colder, Warmer     string // what becomes of the gain, of the cold
	SameGain, SameCold string
	Gain               string // signed dollars
	MoreCold, LessCold string // degree-hours
	Offsets            string
	Trial              string

	Slot       string // zone, clock, set-point, expected, power
	SlotKeys   string
	CreditLost string // cents
	OwnCost    string // dollars, kWh, degree-hours
	OwnKWh     string // kWh, degree-hours

	Compare                               string
	InEvent, Money, FeltHead, Worst       string
	After                                 string
	Nothing, Programme, Plan, ColumnsNote string
}

var frDial = DialWords{
	Head: "Confort", Cold: "froid", Warm: "chaud", Event: "événement %s", Felt: "froid %s °C·h", Credit: "gain net environ %s, crédit %s", Spares: "épargne environ %s",
	Colder: "un cran plus froid : %s, %s", Warmer: "un cran plus chaud : %s, %s", SameGain: "même gain", Gain: "gain %s", SameCold: "même froid", MoreCold: "%s de froid en plus", LessCold: "%s de froid en moins", Offsets: "Suit les décalages du programme; tournez pour un autre horaire.", Trial: "à l'essai; esc pour votre plan",
	Slot: "%s, %s : consigne %s, attendu %s, %s", CreditLost: " et %s/kWh de crédit perdu", SlotKeys: "+ ou − pour changer cette case d'un demi-degré; le reste se recalcule.", OwnCost: "Vos cases : %s, %s kWh, froid %s °C·h. u annule la dernière.", OwnKWh: "Vos cases : %s kWh, froid %s °C·h. u annule la dernière.",
	Compare: "Les façons de vivre cet événement", InEvent: "événement", Money: "argent", FeltHead: "froid", Worst: "au pire", After: "ensuite", Nothing: "ne rien faire", Programme: "décalages du programme", Plan: "ce plan",
	ColumnsNote: "Argent : chauffage de toute la journée, moins le crédit; l'écart est le gain net. Froid : degrés sous l'habitude × heures. Ensuite : l'heure la plus haute des six heures d'après.",
}

var enDial = DialWords{
	Head: "Comfort", Cold: "cold", Warm: "warm", Event: "event %s", Felt: "cold %s °C·h", Credit: "net gain about %s, credit %s", Spares: "saves about %s",
	Colder: "a notch colder: %s, %s", Warmer: "a notch warmer: %s, %s", SameGain: "same gain", Gain: "gain %s", SameCold: "same cold", MoreCold: "%s more cold", LessCold: "%s less cold", Offsets: "Follows the programme's offsets; turn for another schedule.", Trial: "on trial; esc for your plan",
	Slot: "%s, %s: set-point %s, expected %s, %s", CreditLost: " and %s/kWh of credit lost", SlotKeys: "+ or − to change this slot by half a degree; the rest answers at once.", OwnCost: "Your slots: %s, %s kWh, cold %s °C·h. u undoes the last one.", OwnKWh: "Your slots: %s kWh, cold %s °C·h. u undoes the last one.",
	Compare: "The ways through this event", InEvent: "event", Money: "money", FeltHead: "cold", Worst: "at worst", After: "after", Nothing: "do nothing", Programme: "the programme's offsets", Plan: "this plan",
	ColumnsNote: "Money: heating of the whole day, less the credit; the difference is the net gain. Cold: degrees below the usual × hours. After: the highest hour of the six hours that follow.",
}
