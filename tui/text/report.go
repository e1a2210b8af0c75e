package text

// Sentences are those of a report in linear text. %s are filled in order, or by number where
// the languages differ in it; numbers, units and dates come formatted.
type Sentences struct {
	Header        string // home, city, date, clock
	DataUntil     string // clock or stamp, coverage
	DataEnded     string // date
	DataStale     string // age
	DataThin      string // coverage
	NoData        string
	NowLine       string // power, outdoor, energy today
	NextEvent     string // day, from, to, programme
	AnnouncedAt   string // stamp
	NoEvent       string // clock
	EventNow      string // from, to, programme
	SkippedEvent  string
	DoBefore      string // day, clock
	PlanHead      string // applied words
	PlanCount     string // applied words, followers, thermostats
	EventOver     string // from, to, programme
	PlanUsual     string
	StepFrom      string // setpoint, clock
	PlanOut       string // reason
	PlanSaves     string // net, avoided, bought back
	PlanNoWorth   string
	PlanEvent     string // kWh, low, high
	PlanEvents    string // the same, of several
	PlanEach      string // from, to, kWh
	PlanOver      string
	PlanMoney     string // dollars
	PlanMoneyLH   string // dollars, low, high
	PlanWorst     string // degrees, zone, clock
	NoDollars     string // what to do
	NoProgramme   string
	Crossed       string // limit words, zones, hours, amount: the limit did
	CrossedAnyway string // the same, plan or no plan
	Advice        string // number, text
	PastHead      string
	PastEvent     string // day, from, to
	PastProgramme string // programme
	PastPaid      string // kWh, dollars
	PastPaidKWh   string // kWh
	PastMissing   string
	PastSaved     string // kWh, low, high
	Confidence    string // word
	PaidNote      string
	OwnProgramme  string // the thermostat's own
}

var frSentences = Sentences{
	Header:        "Maison %s, %s. %s, %s.",
	DataUntil:     "Données jusqu'à %s, complètes à %s sur 7 jours.",
	DataEnded:     "Données jusqu'au %s.",
	DataStale:     "Attention : la dernière mesure a %s.",
	DataThin:      "Attention : il manque des mesures, la semaine n'est complète qu'à %s.",
	NoData:        "Aucune mesure encore : courant import FICHIER --home %s.",
	NowLine:       "En ce moment : %s, dehors %s; aujourd'hui %s.",
	NextEvent:     "Prochain événement : %s, de %s à %s (%s).",
	AnnouncedAt:   "Annoncé %s.",
	NoEvent:       "Aucun événement annoncé (%s).",
	EventNow:      "Événement en cours : de %s à %s (%s).",
	SkippedEvent:  "Vous passez cet événement. Pour revenir : courant event undo %s.",
	DoBefore:      "À faire avant %s à %s : mettre ces consignes dans les thermostats.",
	PlanHead:      "Plan, %s :",
	PlanCount:     "%s (thermostats : %d sur %d)",
	EventOver:     "L'événement de %s à %s est fini (%s); retour à la normale.",
	PlanUsual:     "consigne habituelle",
	StepFrom:      "%s dès %s",
	PlanOut:       "consigne habituelle (%s)",
	PlanSaves:     ", environ %s (%s évités, %s rachetés avant et après)",
	PlanNoWorth:   "Trop peu de mesures encore pour dire ce que le plan vaut.",
	PlanEvent:     "Pendant l'événement : %s de moins (entre %s et %s)",
	PlanEvents:    "Pendant les événements : %s de moins en tout (entre %s et %s)",
	PlanOver:      "C'est du passé : voici le plan tel qu'il était au début de cette journée; il n'y a plus rien à régler.",
	PlanEach:      "de %s à %s %s",
	PlanMoney:     ", ce qui rapporte environ %s",
	PlanMoneyLH:   ", ce qui rapporte environ %s (%s à %s)",
	PlanWorst:     "; %s de moins au pire (%s, à %s)",
	NoDollars:     "Tarif inconnu : nous montrons des kWh, pas de dollars (courant home %s set rate=…).",
	NoProgramme:   "Programme inconnu : les événements de tous les programmes sont montrés (courant home %s set programme=…).",
	Crossed:       "%s (%s), %s : dépassé de %s.",
	CrossedAnyway: "%s (%s), %s : par ce froid le chauffage n'y suffit pas, avec ou sans plan; il manque %s.",
	Advice:        "Conseil %d. %s",
	PastHead:      "Événements passés, le plus récent d'abord.",
	PastEvent:     "%s, de %s à %s",
	PastProgramme: " (%s)",
	PastPaid:      " Règle officielle : %s, %s.",
	PastPaidKWh:   " Règle officielle : %s.",
	PastMissing:   " Mesures manquantes.",
	PastSaved:     " Selon notre estimation : %s évités (entre %s et %s).",
	Confidence:    "Fiabilité du modèle : %s.",
	OwnProgramme:  "programme du thermostat",
	PaidNote:      "Estimations avant taxes; Hydro-Québec fait le décompte final.",
}

var enSentences = Sentences{
	Header:        "Home %s, %s. %s, %s.",
	DataUntil:     "Data until %s, %s complete over 7 days.",
	DataEnded:     "Data until %s.",
	DataStale:     "Warning: the newest reading is %s old.",
	DataThin:      "Warning: readings are missing, the week is only %s complete.",
	NoData:        "No readings yet: courant import FILE --home %s.",
	NowLine:       "Right now: %s, outdoors %s; today %s.",
	NextEvent:     "Next event: %s, from %s to %s (%s).",
	AnnouncedAt:   "Announced %s.",
	NoEvent:       "No event announced (%s).",
	EventNow:      "Event under way: from %s to %s (%s).",
	SkippedEvent:  "You are leaving this event out. To come back: courant event undo %s.",
	DoBefore:      "To do before %s at %s: put these set-points into the thermostats.",
	PlanHead:      "Plan, %s:",
	PlanCount:     "%s (thermostats: %d of %d)",
	EventOver:     "The event from %s to %s is over (%s); back to normal.",
	PlanUsual:     "usual set-point",
	StepFrom:      "%s from %s",
	PlanOut:       "usual set-point (%s)",
	PlanSaves:     ", about %s (%s avoided, %s bought back before and after)",
	PlanNoWorth:   "Too few readings yet to say what the plan is worth.",
	PlanEvent:     "During the event: %s less (between %s and %s)",
	PlanEvents:    "During the events: %s less in all (between %s and %s)",
	PlanOver:      "This is past: here is the plan as it stood at the start of that day; there is nothing left to set.",
	PlanEach:      "%s to %s %s",
	PlanMoney:     ", which earns about %s",
	PlanMoneyLH:   ", which earns about %s (%s to %s)",
	PlanWorst:     "; %s less at worst (%s, at %s)",
	NoDollars:     "Rate unknown: we show kWh, not dollars (courant home %s set rate=…).",
	NoProgramme:   "Programme unknown: events of all programmes are shown (courant home %s set programme=…).",
	Crossed:       "%s (%s), %s: crossed by %s.",
	CrossedAnyway: "%s (%s), %s: in this cold the heating is not enough, plan or no plan; it is %s short.",
	Advice:        "Advice %d. %s",
	PastHead:      "Past events, newest first.",
	PastEvent:     "%s, from %s to %s",
	PastProgramme: " (%s)",
	PastPaid:      " Official rule: %s, %s.",
	PastPaidKWh:   " Official rule: %s.",
	PastMissing:   " Readings are missing.",
	PastSaved:     " By our own estimate: %s saved (between %s and %s).",
	Confidence:    "Confidence in the model: %s.",
	OwnProgramme:  "the thermostat's own programme",
	PaidNote:      "Estimates before taxes; Hydro-Québec does the final reckoning.",
}

// Sentences gives the language's sentences.
func (l Lang) Sentences() *Sentences {
	if l == English {
		return &enSentences
	}
	return &frSentences
}
