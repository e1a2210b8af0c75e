package text

// TodayWords are those of the first view.
type TodayWords struct {
	Tomorrow, Today, On        string // day, from, to, time left
	Runs                       string // until, time left
	Over                       string
	NoEvent                    string // clock
	LastEvent                  string // day, from, to
	Ready, Other, Unknown      string
	Applied, Partly            string // followers, thermostats
	Cold                       string
	Skipped, NoPlan, NoFigures string
	Credit                     string // dollars
	SavesNet                   string // net, avoided, bought back
	PeakPrice                  string // cents
	NoCredit                   string // rate
	NoPeakPrice                string
	NoRate                     string // home
	Stale                      string // age
	Setpoint, Expected         string
	Measured, Power, Now       string
	Outdoors                   string // low, high
	NoForecast                 string // of the outdoor temperature
	OutdoorsOne                string // degrees
	Compare, Event, Day        string
	Events                     string // of one day
	CreditAbout                string // dollars, interval
	EnergyAbout                string // signed dollars
	NetAbout                   string // signed dollars of energy, dollars
	Coldest                    string // zone, degrees less, degrees, clock
	HowToSkip                  string
	NotFollowed, Planning      string
	DoBefore, TomorrowAt       string // when
	LoadBefore                 string // when, path without an ending, when written
	DoNow                      string // until, set-points
	Remains                    string // until, energy
	RemainsMoney               string // dollars
	Last24                     string
	Usual                      string // today's energy, power
	Paid                       string // dollars or energy
	More                       string
	Nowhere, Missing           string
	Pilot, PilotShort          string // of a simulated home
	EnergyAlike                string
	Interval                   string // low, high
}

var frToday = TodayWords{
	Tomorrow: "Événement de pointe demain, %s, de %s à %s. Dans %s.", Today: "Événement de pointe aujourd'hui, %s, de %s à %s. Dans %s.", On: "Événement de pointe %s, de %s à %s. Dans %s.",
	Runs: "Événement de pointe en cours, jusqu'à %s. Encore %s.", Over: "L'événement est fini; retour à la normale.", NoEvent: "Aucun événement annoncé à %s. Rien à faire.", LastEvent: "Dernier événement : %s, de %s à %s.",
	Ready: "Plan prêt; les thermostats ne le suivent PAS encore.", Applied: "Plan appliqué à %d thermostats sur %d.", Partly: "Plan appliqué en partie : %d thermostats sur %d.", Cold: "Froid? Montez le thermostat : c'est permis en tout temps.",
	Other: "Vos thermostats suivent d'autres réglages que ce plan; rien à craindre.", Unknown: "Plan prêt; aucune consigne mesurée ne dit si les thermostats le suivent.", Skipped: "Vous ne participez pas à cet événement : aucune pénalité (u : participer de nouveau).",
	NoPlan: "Aucun plan : il faut au moins une semaine de mesures.", NoFigures: "Trop peu de mesures encore pour dire ce que le plan vaut.",
	Credit: "Crédit : environ %s.", SavesNet: "Le plan évite environ %s (%s évités, %s rachetés avant et après).", PeakPrice: "Pendant la pointe, le kWh coûte %s.",
	NoCredit: "%s : aucun crédit pour cet événement.", NoPeakPrice: "Hors de l'hiver de Flex D : pas de prix de pointe, le kWh coûte comme au tarif D.", NoRate: "Tarif inconnu : des kWh, pas de dollars (courant home %s set rate=…).", Stale: "La dernière mesure a %s : le plan s'appuie sur des données anciennes.",
	Setpoint: "consigne", Expected: "attendu", Measured: "mesuré", Power: "puissance", Now: "maintenant", Outdoors: "dehors %s à %s", NoForecast: "dehors : aucune prévision", OutdoorsOne: "dehors %s",
	Compare: "Ce plan, par rapport à ne rien faire", Event: "événement", Events: "événements", Day: "la journée", CreditAbout: "crédit environ %s%s", EnergyAbout: "énergie environ %s", NetAbout: "énergie %s, gain net %s", Coldest: "le plus touché : %s, %s de moins, soit %s à %s",
	Planning: "Le plan se calcule…", NotFollowed: "Vos thermostats ne suivent pas le plan, ou rien ne le dit.", DoBefore: "Avant %s : programmez les consignes (4), ou a : feuille ou agenda.", TomorrowAt: "demain %s", LoadBefore: "Avant %s : suivez la feuille, ou chargez l'agenda ou les automatisations : %s.txt, .ics, .yaml (écrits %s).", DoNow: "À régler maintenant, jusqu'à %s : %s.", Remains: "Il reste, d'ici %s, environ %s à éviter en suivant le plan", RemainsMoney: ", %s avant taxes",
	HowToSkip: "ne pas participer, sans pénalité", Last24: "Les 24 dernières heures, kW", Usual: "Aujourd'hui %s; en ce moment %s",
	Paid: "Crédit estimé : %s (règle officielle).", More: "3 : comment c'est calculé",
	Pilot: "Exemple simulé, pas votre maison. Pour la vôtre : q, puis courant setup", PilotShort: "Exemple simulé. Votre maison : courant setup", EnergyAlike: "énergie à peu près pareille",
	Nowhere: "Aucune mesure ici.", Missing: "manque", Interval: " [%s à %s]",
}

var enToday = TodayWords{
	Tomorrow: "Peak event tomorrow, %s, from %s to %s. In %s.", Today: "Peak event today, %s, from %s to %s. In %s.", On: "Peak event %s, from %s to %s. In %s.",
	Runs: "Peak event under way, until %s. %s left.", Over: "The event is over; back to normal.", NoEvent: "No event announced as of %s. Nothing to do.", LastEvent: "Last event: %s, from %s to %s.",
	Ready: "Plan ready; the thermostats do NOT follow it yet.", Applied: "Plan applied to %d of %d thermostats.", Partly: "Plan applied in part: %d of %d thermostats.", Cold: "Cold? Turn the thermostat up: that is allowed at any time.",
	Other: "Your thermostats follow other settings than this plan; no harm in it.", Unknown: "Plan ready; no measured set-point tells whether the thermostats follow it.", Skipped: "You are skipping this event: no penalty (u: take part again).",
	NoPlan: "No plan: at least a week of readings is needed.", NoFigures: "Too few readings yet to say what the plan is worth.",
	Credit: "Credit: about %s.", SavesNet: "The plan avoids about %s (%s avoided, %s bought back before and after).", PeakPrice: "During the peak, a kWh costs %s.",
	NoCredit: "%s: no credit for this event.", NoPeakPrice: "Outside Flex D's winter: no peak price, a kWh costs as at rate D.", NoRate: "Rate unknown: kWh, not dollars (courant home %s set rate=…).", Stale: "The newest reading is %s old: the plan rests on old data.",
	Setpoint: "set-point", Expected: "expected", Measured: "measured", Power: "power", Now: "now", Outdoors: "outdoors %s to %s", NoForecast: "outdoors: no forecast", OutdoorsOne: "outdoors %s",
	Compare: "This plan, against doing nothing", Event: "event", Events: "events", Day: "the day", CreditAbout: "credit about %s%s", EnergyAbout: "energy about %s", NetAbout: "energy %s, net gain %s", Coldest: "hit most: %s, %s less, that is %s at %s",
	Planning: "The plan is being worked out…", NotFollowed: "Your thermostats do not follow the plan, or nothing tells.", DoBefore: "Before %s: programme the set-points (4), or a: sheet or calendar.", TomorrowAt: "tomorrow %s", LoadBefore: "Before %s: follow the sheet, or load the calendar or the automations: %s.txt, .ics, .yaml (written %s).", DoNow: "To set now, until %s: %s.", Remains: "Until %s, about %s are still to be avoided by following the plan", RemainsMoney: ", %s before taxes",
	HowToSkip: "skip the event, at no penalty", Last24: "The last 24 hours, kW", Usual: "Today %s; right now %s",
	Paid: "Estimated credit: %s (official rule).", More: "3: how it is reckoned",
	Pilot: "A simulated example, not your home. For yours: q, then courant setup", PilotShort: "A simulated example. Your home: courant setup", EnergyAlike: "energy about the same",
	Nowhere: "No readings here.", Missing: "missing", Interval: " [%s to %s]",
}
