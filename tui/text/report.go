package text

// Sentences are those of a report in linear text. %s are filled in order, or by number where
// the languages differ in it; numbers, units and dates come formatted.
type Sentences struct {
	Header       string // home, city, date, clock
	DataUntil    string // clock or stamp, coverage
	DataStale    string // age
	DataThin     string // coverage
	NoData       string
	NowLine      string // power, outdoor, energy today
	NextEvent    string // day, from, to, programme
	AnnouncedAt  string // stamp
	NoEvent      string // clock
	EventNow     string // from, to, programme
	SkippedEvent string
	PlanHead     string // applied words
	PlanPart     string // setpoint, from, to
	PlanThen     string // setpoint
	PlanNeverLow string // zone, floor
	PlanEvent    string // kWh, low, high
	PlanMoney    string // dollars
	PlanMoneyLH  string // dollars, low, high
	PlanWorst    string // degrees, clock
	NoDollars    string // what to do
	NoProgramme  string
	GaveWay      string // limit words, zone, amount
	Advice       string // number, text
	PastHead     string
	PastEvent    string // day, from, to, paid kWh, paid $, saved kWh, low, high
	PastSaved    string // kWh, low, high
	Season       string // events, max
	Confidence   string // word
	PaidNote     string
	OwnProgramme string // the thermostat's own
}

var frSentences = Sentences{
	Header:       "Maison %s, %s. %s, %s.",
	DataUntil:    "Données jusqu'à %s, complètes à %s.",
	DataStale:    "Attention : la dernière mesure a %s.",
	DataThin:     "Attention : il manque des mesures, la semaine n'est complète qu'à %s.",
	NoData:       "Aucune mesure encore : courant import FICHIER --home %s.",
	NowLine:      "En ce moment : %s, dehors %s; aujourd'hui %s.",
	NextEvent:    "Prochain événement : %s, de %s à %s (%s).",
	AnnouncedAt:  "Annoncé %s.",
	NoEvent:      "Aucun événement annoncé à %s.",
	EventNow:     "Événement en cours : de %s à %s (%s).",
	SkippedEvent: "Vous passez cet événement. Pour revenir : courant event undo %s.",
	PlanHead:     "Plan, %s : ",
	PlanPart:     "%s de %s à %s",
	PlanThen:     "%s ensuite",
	PlanNeverLow: "%s jamais sous %s",
	PlanEvent:    "Pendant l'événement : %s de moins (entre %s et %s)",
	PlanMoney:    ", environ %s",
	PlanMoneyLH:  ", environ %s (%s à %s)",
	PlanWorst:    "; %s de moins au pire, à %s",
	NoDollars:    "Tarif inconnu : nous montrons des kWh, pas de dollars (courant home %s set rate=…).",
	NoProgramme:  "Programme inconnu : les événements de tous les programmes sont montrés (courant home %s set programme=…).",
	GaveWay:      "  Limite : %s, %s, %s.",
	Advice:       "Conseil %d : %s",
	PastHead:     "Événements passés, le plus récent d'abord.",
	PastEvent:    "  %s, de %s à %s : règle officielle %s, %s.",
	PastSaved:    " Selon notre estimation, %s évités (entre %s et %s).",
	Season:       "Saison : %d événements sur %d.",
	Confidence:   "Fiabilité du modèle : %s.",
	OwnProgramme: "programme du thermostat",
	PaidNote:     "Estimations avant taxes; Hydro-Québec fait le décompte final.",
}

var enSentences = Sentences{
	Header:       "Home %s, %s. %s, %s.",
	DataUntil:    "Data until %s, %s complete.",
	DataStale:    "Warning: the newest reading is %s old.",
	DataThin:     "Warning: readings are missing, the week is only %s complete.",
	NoData:       "No readings yet: courant import FILE --home %s.",
	NowLine:      "Right now: %s, outdoors %s; today %s.",
	NextEvent:    "Next event: %s, from %s to %s (%s).",
	AnnouncedAt:  "Announced %s.",
	NoEvent:      "No event announced as of %s.",
	EventNow:     "Event under way: from %s to %s (%s).",
	SkippedEvent: "You are leaving this event out. To come back: courant event undo %s.",
	PlanHead:     "Plan, %s: ",
	PlanPart:     "%s from %s to %s",
	PlanThen:     "%s afterwards",
	PlanNeverLow: "%s never below %s",
	PlanEvent:    "During the event: %s less (between %s and %s)",
	PlanMoney:    ", about %s",
	PlanMoneyLH:  ", about %s (%s to %s)",
	PlanWorst:    "; %s less at worst, at %s",
	NoDollars:    "Rate unknown: we show kWh, not dollars (courant home %s set rate=…).",
	NoProgramme:  "Programme unknown: events of all programmes are shown (courant home %s set programme=…).",
	GaveWay:      "  Limit: %s, %s, %s.",
	Advice:       "Advice %d: %s",
	PastHead:     "Past events, newest first.",
	PastEvent:    "  %s, from %s to %s: official rule %s, %s.",
	PastSaved:    " By our own estimate, %s saved (between %s and %s).",
	Season:       "Season: %d events of %d.",
	Confidence:   "Confidence in the model: %s.",
	OwnProgramme: "the thermostat's own programme",
	PaidNote:     "Estimates before taxes; Hydro-Québec does the final reckoning.",
}

// Sentences gives the language's sentences.
func (l Lang) Sentences() *Sentences {
	if l == English {
		return &enSentences
	}
	return &frSentences
}
