package text

// Signature are the sentences about a home's signature and what has gone wrong in it.
type Signature struct {
	Short                                  string // of the command
	Head                                   string // home, days, from, to
	None                                   string // home, reason
	Share, ShareMeasured                   string // percent, low, high
	Balance                                string // °C, low, high
	BalancePrior                           string // after it, when the days did not tell
	Slope, UA, Base                        string // value, low, high
	Score                                  string // percent, percent of persistence
	Degrees, Normal                        string // degree-days, and of an ordinary year
	Hints, HintSeen, HintNot               string // heading; use, kW, a day, kWh; use, reason
	LeftOut                                string // heading
	LeftHours                              string // reason, hours
	Wrong, Right                           string // heading; when there is nothing
	Costs                                  string // kWh a day
	Codes, Reasons, Uses, Left, HintReason map[string]string
	Rows                                   map[string]string // of evidence
}

var frSignature = Signature{
	Short: "pente de chauffage, point d'équilibre, parts et anomalies",
	Head:  "%s : %d jours retenus, du %s au %s", None: "%s : pas de signature (%s).",
	Share: "Chauffage : %s de l'énergie [%s à %s]", ShareMeasured: "Chauffage, mesuré : %s de l'énergie [%s à %s]",
	Balance: "On chauffe sous %s dehors [%s à %s]", BalancePrior: " : supposé, l'hiver seul ne le dit pas",
	Slope: "Par degré-jour : %s [%s à %s]", UA: "Pertes : %s par °C [%s à %s]", Base: "Le reste : %s par jour [%s à %s]",
	Score: "Écart d'un jour : %s; « comme la veille » : %s", Degrees: "Degrés-jours sous 18 °C : %s", Normal: "; année ordinaire : %s",
	Hints: "Indices, à confirmer :", HintSeen: "%s : %s, %s fois par jour, %s par jour", HintNot: "%s : %s",
	LeftOut: "Laissé de côté :", LeftHours: "%s : %d h", Wrong: "Anomalies :", Right: "Aucune anomalie.", Costs: "%s par jour",
	Codes: map[string]string{
		"base-load-step": "la charge qui ne s'arrête jamais a monté", "ua-drift": "la maison perd plus qu'avant", "heating-on-mild-night": "chauffage par nuits douces",
		"thermostats-fighting": "deux thermostats se contrarient", "setpoint-not-reached": "consigne jamais atteinte", "stuck-sensor": "capteur figé",
		"silent-sensor": "capteur muet", "swapped-sensors": "deux capteurs intervertis?", "unlisted-event": "réduction sans événement inscrit",
		"suspicious-unit": "unité douteuse", "impossible-spike": "valeur impossible",
	},
	Reasons:    map[string]string{"no-energy": "aucune énergie mesurée", "no-weather": "aucune température extérieure", "few-days": "moins de deux semaines de jours entiers", "no-slope": "l'énergie ne suit pas le froid"},
	Uses:       map[string]string{"hot-water": "chauffe-eau", "car": "voiture"},
	Left:       map[string]string{"impossible": "valeurs impossibles", "frozen": "compteur figé", "missing": "heures manquantes"},
	HintReason: map[string]string{"step": "l'intervalle est trop long pour le voir", "few": "forme non reconnue"},
	Rows: map[string]string{
		"level-now": "maintenant", "level-before": "avant", "level-expected": "attendu", "gap": "écart à la consigne", "last-value": "dernière valeur",
		"longest-before": "plus longue immobilité avant", "night-heat": "chauffage de la nuit", "outdoor": "dehors", "hours": "durée", "other-zone": "autre pièce",
		"missing-energy": "de moins qu'attendu", "value": "mesuré", "fit": "écart entre sonde et consigne",
	},
}

var enSignature = Signature{
	Short: "heating slope, balance point, shares and anomalies",
	Head:  "%s: %d days used, from %s to %s", None: "%s: no signature (%s).",
	Share: "Heating: %s of the energy [%s to %s]", ShareMeasured: "Heating, measured: %s of the energy [%s to %s]",
	Balance: "Heated below %s outdoors [%s to %s]", BalancePrior: ": assumed, winter alone does not tell",
	Slope: "Per degree-day: %s [%s to %s]", UA: "Losses: %s per °C [%s to %s]", Base: "The rest: %s a day [%s to %s]",
	Score: "Miss of a day: %s; “as the day before”: %s", Degrees: "Degree-days below 18 °C: %s", Normal: "; ordinary year: %s",
	Hints: "Hints, to be confirmed:", HintSeen: "%s: %s, %s times a day, %s a day", HintNot: "%s: %s",
	LeftOut: "Left out:", LeftHours: "%s: %d h", Wrong: "Anomalies:", Right: "No anomaly.", Costs: "%s a day",
	Codes: map[string]string{
		"base-load-step": "the load that never stops has risen", "ua-drift": "the house loses more than before", "heating-on-mild-night": "heating on mild nights",
		"thermostats-fighting": "two thermostats at odds", "setpoint-not-reached": "set-point never reached", "stuck-sensor": "stuck sensor",
		"silent-sensor": "silent sensor", "swapped-sensors": "two sensors swapped?", "unlisted-event": "a reduction without a listed event",
		"suspicious-unit": "doubtful unit", "impossible-spike": "impossible value",
	},
	Reasons:    map[string]string{"no-energy": "no energy measured", "no-weather": "no outdoor temperature", "few-days": "fewer than two weeks of whole days", "no-slope": "the energy does not follow the cold"},
	Uses:       map[string]string{"hot-water": "water heater", "car": "car"},
	Left:       map[string]string{"impossible": "impossible values", "frozen": "meter stuck", "missing": "hours missing"},
	HintReason: map[string]string{"step": "the interval is too long to show it", "few": "its shape was not found"},
	Rows: map[string]string{
		"level-now": "now", "level-before": "before", "level-expected": "expected", "gap": "short of the set-point", "last-value": "last value",
		"longest-before": "longest standstill before", "night-heat": "heat of the night", "outdoor": "outdoors", "hours": "lasted", "other-zone": "other zone",
		"missing-energy": "less than expected", "value": "measured", "fit": "between sensor and set-point",
	},
}

// Signature gives the language's sentences.
func (l Lang) Signature() *Signature {
	if l == English {
		return &enSignature
	}
	return &frSignature
}

// Anomaly is what has gone wrong, as a short phrase.
func (l Lang) Anomaly(code string) string {
	if s, ok := l.Signature().Codes[code]; ok {
		return s
	}
	return Clean(code, 40)
}
