package text

// Thermal are the sentences about a learned house.
type Thermal struct {
	Short                                          string // of the command
	Head                                           string // home, from, to
	Loses                                          string // loss, low, high
	LosesAssumed                                   string // loss
	Zone, Loss, Half, Fall, Sun, Gain, Days, Trust string // headings
	Assumed                                        string // after a figure that the data do not tell
	AssumedNote                                    string // what the mark means
	FallNote                                       string
	Scores                                         string
	Lead, Miss, Still, Windows                     string // headings
	NoScores                                       string
	Ahead                                          string // hours
	WholeHome                                      string
	Why                                            string // heading of the reasons
	Zones, Home, Meter, None                       string // where the heat is known from
	Reasons                                        map[string]string
	Low, Fair, Good                                string
	NoData                                         string // home
}

var frThermal = Thermal{
	Short: "ce que la maison a appris d'elle-même : pertes, inertie, et ce que les données ne disent pas",
	Head:  "%s, apprise du %s au %s", Loses: "Elle perd %s par °C [%s à %s].", LosesAssumed: "Elle perd environ %s par °C : supposé, les données ne le disent pas.",
	Zone: "pièce", Loss: "perd par °C", Half: "refroidit de moitié en", Fall: "sans chauffage", Sun: "soleil", Gain: "apports", Days: "jours", Trust: "confiance",
	Assumed: " *", AssumedNote: "* supposé : les données ne le disent pas.",
	FallNote: "Entre crochets, l'intervalle à 80 %. Sans chauffage : ce que perd la pièce en 3 h, à −20 °C dehors et 21 °C dedans.",
	Scores:   "Température prévue sur des jours mis de côté, là où la consigne change d'au moins 1 °C :",
	Lead:     "à", Miss: "écart", Still: "si rien ne changeait", Windows: "fenêtres", NoScores: "Prévision non notée : trop peu de jours ou de changements de consigne.", Ahead: "%d h",
	WholeHome: "Aucune sonde intérieure : la maison est prise comme une seule pièce.", Why: "Ce qui manque :",
	Zones: "Chauffage mesuré pièce par pièce.", Home: "Chauffage mesuré pour toute la maison, réparti entre les pièces.", Meter: "Chauffage déduit du compteur de la maison.", None: "Aucun chauffage mesuré.",
	Reasons: map[string]string{
		"no-outdoor":                  "aucune température extérieure : rien ne peut être appris",
		"no-indoor":                   "aucune température intérieure",
		"no-heat":                     "chauffage jamais mesuré : les pertes sont supposées",
		"no-setpoint":                 "consigne jamais mesurée",
		"sensor-outdoors":             "la sonde suit la température extérieure : elle est laissée de côté",
		"short-history":               "moins de sept jours de mesures",
		"no-excitation":               "la consigne bouge trop peu pour montrer l'inertie",
		"mild-weather":                "le temps a trop peu varié pour montrer les pertes",
		"cannot-hold-setpoint":        "le chauffage, au maximum, ne tient pas la consigne par grand froid",
		"not-better-than-persistence": "à 6 h, le modèle ne fait pas mieux que « rien ne change »",
		"shared-heat":                 "chauffage de la maison réparti entre les pièces",
		"unmetered-heat":              "une autre source chauffe, qui n'est pas mesurée : thermopompe, bois ou chaleur des voisins",
	},
	Low: "faible", Fair: "moyenne", Good: "bonne", NoData: "%s : aucune mesure de chauffage ni de température; rien à apprendre encore.",
}

var enThermal = Thermal{
	Short: "what the house has shown of itself: losses, inertia, and what the data do not tell",
	Head:  "%s, learned from %s to %s", Loses: "It loses %s per °C [%s to %s].", LosesAssumed: "It loses about %s per °C: assumed, the data do not tell.",
	Zone: "zone", Loss: "loses per °C", Half: "cools by half in", Fall: "without heat", Sun: "sun", Gain: "gains", Days: "days", Trust: "confidence",
	Assumed: " *", AssumedNote: "* assumed: the data do not tell.",
	FallNote: "In brackets, the 80% interval. Without heat: what the room loses in 3 h, at −20 °C outdoors and 21 °C indoors.",
	Scores:   "Temperature forecast on days set aside, where the set-point changes by 1 °C or more:",
	Lead:     "ahead", Miss: "miss", Still: "if nothing changed", Windows: "windows", NoScores: "Forecast not scored: too few days or set-point changes.", Ahead: "%d h",
	WholeHome: "No indoor sensor: the home is taken as one room.", Why: "What is missing:",
	Zones: "Heating measured room by room.", Home: "Heating measured for the whole home, shared out among the rooms.", Meter: "Heating split off the home's meter.", None: "No heating measured.",
	Reasons: map[string]string{
		"no-outdoor":                  "no outdoor temperature: nothing can be learned",
		"no-indoor":                   "no indoor temperature",
		"no-heat":                     "heating never measured: the losses are assumed",
		"no-setpoint":                 "set-point never measured",
		"sensor-outdoors":             "the sensor follows the outdoor temperature: it is left aside",
		"short-history":               "fewer than seven days of readings",
		"no-excitation":               "the set-point moves too little to show the inertia",
		"mild-weather":                "the weather varied too little to show the losses",
		"cannot-hold-setpoint":        "the heating, at its limit, does not hold the set-point in deep cold",
		"not-better-than-persistence": "at 6 h the model does no better than “nothing changes”",
		"shared-heat":                 "the home's heating shared out among the rooms",
		"unmetered-heat":              "something else heats, and is not measured: heat pump, wood or the neighbours' warmth",
	},
	Low: "low", Fair: "fair", Good: "good", NoData: "%s: no heating and no temperature measured; nothing to learn yet.",
}

// Thermal gives the language's sentences.
func (l Lang) Thermal() *Thermal {
	if l == English {
		return &enThermal
	}
	return &frThermal
}
