package text

// Screen are the words and sentences of the dashboard in one language.
type Screen struct {
	Today, Consumption, Events, Schedule, Advice, Data, Homes string // short, for the footer

	KeyNext, KeyPrevious, KeyUp, KeyDown, KeyLeft, KeyRight, KeyPageUp, KeyPageDown, KeyHome, KeyEnd          string
	KeyEnter, KeyBack, KeyToday, KeyTable, KeyMode, KeySkip, KeyUndo, KeyGraph, KeyLang, KeyReload            string
	KeyHelp, KeyQuit, SpanDay, SpanWeek, SpanMonth, SpanYear                                                  string
	HelpTitle, TooSmall, HomeIn, Simulated, Loading, ChooseHome, NothingYet, DataUntil, Ago                   string
	ToastNoEvent, ToastReadOnly, ToastSkipped                                                                 string
	EventTomorrow, EventToday, EventOn, EventIn, EventRuns, EventLeft, EventRecovery                          string
	NoEvent, NoEventSince                                                                                     string
	PlanReady, PlanApplied, PlanPartly, PlanOther, PlanUnknown, PlanSkipped, NoPlan                           string
	Credit, Saving, NoCredit, NoRate, DataStale                                                               string
	ChartPlan, ChartZone, Outdoors, OutdoorsOne, Expected, Setpoint, Power, Energy, Missing, Nowhere, Now     string
	Compare, CompareEvent, CompareSpan, CompareColdest, CompareCredit, CompareEnergy, HowToSkip, HowToUndo    string
	LastDay, UsualToday, NoAdvice, Evidence, AdviceN, Half                                                    string
	Day, Week, Month, Year, Total, Mean, Peak, PerDay, Coverage, Reading                                      string
	PastQuestion, Official, Ours, Measured, Paid, Saved, Season, SeasonDollars, NoPast, PaidNote, MethodWords string
	ScheduleHead, ScheduleNone, Avoided, Worst, Floors, GaveWay, Confidence                                   string
	DataHead, DataSpan, DataStep, DataNewest, DataIssues, DataNone, DataStays                                 string
	Interval, MorePaid                                                                                        string
	HomesHead, HomesNone                                                                                      string
}

var frScreen = Screen{
	Today: "Auj.", Consumption: "Conso", Events: "Événements", Schedule: "Horaire", Advice: "Conseils", Data: "Données", Homes: "Maisons",
	KeyNext: "suivant", KeyPrevious: "précédent", KeyUp: "monter", KeyDown: "descendre", KeyLeft: "plus tôt", KeyRight: "plus tard",
	KeyPageUp: "page précédente", KeyPageDown: "page suivante", KeyHome: "au début", KeyEnd: "à la fin",
	KeyEnter: "ouvrir", KeyBack: "revenir", KeyToday: "aujourd'hui", KeyTable: "en tableau", KeyMode: "changer de mode", KeySkip: "passer cet événement", KeyUndo: "annuler, participer de nouveau",
	KeyGraph: "symboles des graphiques", KeyLang: "English", KeyReload: "relire les données", KeyHelp: "aide", KeyQuit: "quitter",
	SpanDay: "jour", SpanWeek: "semaine", SpanMonth: "mois", SpanYear: "année",
	HelpTitle: "Les touches   (esc pour fermer)", TooSmall: "courant demande au moins %d × %d caractères; cette fenêtre en a %d × %d. Agrandissez-la, ou : courant report",
	HomeIn: "Maison %s, %s", Simulated: "pilote simulé", Loading: "chargement…", ChooseHome: "Choisissez une maison : 7", NothingYet: "Rien à montrer encore. r pour réessayer, q pour quitter.",
	DataUntil: "données %s", Ago: "(il y a %s)",
	ToastNoEvent: "Aucun événement à passer.", ToastReadOnly: "Lecture seule : rien n'est changé.", ToastSkipped: "Événement passé, sans pénalité. u pour participer de nouveau.",
	EventTomorrow: "Événement de pointe demain, %s, de %s à %s. Dans %s.", EventToday: "Événement de pointe aujourd'hui, %s, de %s à %s. Dans %s.", EventOn: "Événement de pointe %s, de %s à %s.",
	EventIn: "Dans %s.", EventRuns: "Événement de pointe en cours, jusqu'à %s. Encore %s.", EventLeft: "Encore %s.", EventRecovery: "L'événement est fini; retour à la normale.",
	NoEvent: "Aucun événement annoncé, à %s. Rien à faire.", NoEventSince: "Dernier événement : %s.",
	PlanReady: "Plan prêt, PAS encore appliqué.", PlanApplied: "Plan appliqué. Froid? Montez le thermostat : c'est permis en tout temps.", PlanPartly: "Plan appliqué en partie seulement.",
	PlanOther: "Les consignes bougent, mais pas selon ce plan.", PlanUnknown: "Plan prêt; sans consigne mesurée, on ne sait pas s'il est appliqué.", PlanSkipped: "Vous passez cet événement, sans pénalité. u pour participer.", NoPlan: "Aucun plan : il faut au moins une semaine de mesures.",
	Credit: "Crédit : environ %s.", Saving: "Le plan évite environ %s.", NoCredit: "Tarif sans crédit : aucun montant pour cet événement.", NoRate: "Tarif inconnu : des kWh, pas de dollars (courant home %s set rate=…).",
	DataStale: "La dernière mesure a %s : le plan s'appuie sur des données anciennes.",
	ChartPlan: "%s : consigne ── et température attendue ··", ChartZone: "%s (%d/%d, ↑↓)", Outdoors: "dehors %s à %s", OutdoorsOne: "dehors %s",
	Expected: "attendu", Setpoint: "consigne", Power: "puissance", Energy: "énergie", Missing: "manque", Nowhere: "Aucune mesure ici.", Now: "maintenant",
	Compare: "Ce plan, par rapport à ne rien faire", CompareEvent: "événement", CompareSpan: "la journée", CompareColdest: "le plus froid : %s %s à %s", CompareCredit: "crédit environ %s", CompareEnergy: "énergie %s",
	HowToSkip: "p : passer cet événement, sans pénalité", HowToUndo: "u : participer de nouveau",
	LastDay: "Les 24 dernières heures", UsualToday: "Aujourd'hui : %s; en ce moment %s, dehors %s.", NoAdvice: "Rien à conseiller en ce moment.", Evidence: "Vu : ", AdviceN: "Conseil %d sur %d", Half: "8 fois sur 10",
	Day: "jour", Week: "semaine", Month: "mois", Year: "année", Total: "total", Mean: "moyenne", Peak: "pointe", PerDay: "par jour", Coverage: "complet à %s", Reading: "%s : %s",
	PastQuestion: "Événement du %s, de %s à %s.", Official: "règle officielle", Ours: "notre estimation", Measured: "mesuré", Paid: "payé", Saved: "évité",
	Season: "Saison : %d événements sur %d", SeasonDollars: "%s selon la règle officielle", NoPast: "Aucun événement passé cette saison.", PaidNote: "Estimations avant taxes; Hydro-Québec fait le décompte final.", MethodWords: "méthode",
	ScheduleHead: "Horaire du %s, mode %s", ScheduleNone: "Aucun horaire : il n'y a pas encore de plan.", Avoided: "évités", Worst: "au pire", Floors: "Planchers : 16 °C, chambres 18 °C la nuit, sous-sol 15 °C (tuyaux).", GaveWay: "Limite : %s, %s, %s", Confidence: "Fiabilité du modèle : %s.",
	DataHead: "Ce qui est gardé sur cette maison", DataSpan: "du %s au %s", DataStep: "une mesure par %s", DataNewest: "dernière mesure %s, il y a %s", DataIssues: "À signaler", DataNone: "Rien à signaler.", DataStays: "Les données sont scellées sur cet ordinateur; rien n'en sort sans courant push.",
	Interval: " [%s à %s]", MorePaid: "payé %s, évité %s",
	HomesHead: "%d maisons", HomesNone: "Aucune maison : courant import FICHIER --home NOM",
}

var enScreen = Screen{
	Today: "Today", Consumption: "Use", Events: "Events", Schedule: "Schedule", Advice: "Advice", Data: "Data", Homes: "Homes",
	KeyNext: "next", KeyPrevious: "previous", KeyUp: "up", KeyDown: "down", KeyLeft: "earlier", KeyRight: "later",
	KeyPageUp: "page up", KeyPageDown: "page down", KeyHome: "to the start", KeyEnd: "to the end",
	KeyEnter: "open", KeyBack: "back", KeyToday: "today", KeyTable: "as a table", KeyMode: "change the mode", KeySkip: "leave this event out", KeyUndo: "undo, take part again",
	KeyGraph: "chart symbols", KeyLang: "français", KeyReload: "read the data again", KeyHelp: "help", KeyQuit: "quit",
	SpanDay: "day", SpanWeek: "week", SpanMonth: "month", SpanYear: "year",
	HelpTitle: "Keys   (esc to close)", TooSmall: "courant needs at least %d × %d characters; this window has %d × %d. Make it larger, or: courant report",
	HomeIn: "Home %s, %s", Simulated: "simulated pilot", Loading: "loading…", ChooseHome: "Choose a home: 7", NothingYet: "Nothing to show yet. r to try again, q to quit.",
	DataUntil: "data %s", Ago: "(%s ago)",
	ToastNoEvent: "No event to leave out.", ToastReadOnly: "Read-only: nothing is changed.", ToastSkipped: "Event left out, at no penalty. u to take part again.",
	EventTomorrow: "Peak event tomorrow, %s, from %s to %s. In %s.", EventToday: "Peak event today, %s, from %s to %s. In %s.", EventOn: "Peak event %s, from %s to %s.",
	EventIn: "In %s.", EventRuns: "Peak event under way, until %s. %s left.", EventLeft: "%s left.", EventRecovery: "The event is over; back to normal.",
	NoEvent: "No event announced, as of %s. Nothing to do.", NoEventSince: "Last event: %s.",
	PlanReady: "Plan ready, NOT applied yet.", PlanApplied: "Plan applied. Cold? Turn the thermostat up: that is allowed at any time.", PlanPartly: "Plan applied in part only.",
	PlanOther: "The set-points move, but not by this plan.", PlanUnknown: "Plan ready; without measured set-points nobody knows whether it is applied.", PlanSkipped: "You are leaving this event out, at no penalty. u to take part.", NoPlan: "No plan: at least a week of readings is needed.",
	Credit: "Credit: about %s.", Saving: "The plan avoids about %s.", NoCredit: "This rate has no credit: no amount for this event.", NoRate: "Rate unknown: kWh, not dollars (courant home %s set rate=…).",
	DataStale: "The newest reading is %s old: the plan rests on old data.",
	ChartPlan: "%s: set-point ── and expected temperature ··", ChartZone: "%s (%d/%d, ↑↓)", Outdoors: "outdoors %s to %s", OutdoorsOne: "outdoors %s",
	Expected: "expected", Setpoint: "set-point", Power: "power", Energy: "energy", Missing: "missing", Nowhere: "No readings here.", Now: "now",
	Compare: "This plan, against doing nothing", CompareEvent: "event", CompareSpan: "the day", CompareColdest: "coldest: %s %s at %s", CompareCredit: "credit about %s", CompareEnergy: "energy %s",
	HowToSkip: "p: leave this event out, at no penalty", HowToUndo: "u: take part again",
	LastDay: "The last 24 hours", UsualToday: "Today: %s; right now %s, outdoors %s.", NoAdvice: "Nothing to advise right now.", Evidence: "Seen: ", AdviceN: "Advice %d of %d", Half: "8 times out of 10",
	Day: "day", Week: "week", Month: "month", Year: "year", Total: "total", Mean: "mean", Peak: "peak", PerDay: "a day", Coverage: "%s complete", Reading: "%s: %s",
	PastQuestion: "Event of %s, from %s to %s.", Official: "official rule", Ours: "our estimate", Measured: "measured", Paid: "paid", Saved: "saved",
	Season: "Season: %d events of %d", SeasonDollars: "%s by the official rule", NoPast: "No past event this season.", PaidNote: "Estimates before taxes; Hydro-Québec does the final reckoning.", MethodWords: "method",
	ScheduleHead: "Schedule of %s, %s mode", ScheduleNone: "No schedule: there is no plan yet.", Avoided: "saved", Worst: "at worst", Floors: "Floors: 16 °C, bedrooms 18 °C at night, basement 15 °C (pipes).", GaveWay: "Limit: %s, %s, %s", Confidence: "Confidence in the model: %s.",
	DataHead: "What is held on this home", DataSpan: "from %s to %s", DataStep: "one reading every %s", DataNewest: "newest reading %s, %s ago", DataIssues: "Findings", DataNone: "Nothing to report.", DataStays: "The data are sealed on this computer; nothing leaves it without courant push.",
	Interval: " [%s to %s]", MorePaid: "paid %s, saved %s",
	HomesHead: "%d homes", HomesNone: "No home: courant import FILE --home NAME",
}

// Screen gives the language's words of the dashboard.
func (l Lang) Screen() *Screen {
	if l == English {
		return &enScreen
	}
	return &frScreen
}
