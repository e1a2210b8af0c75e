package text

// UseWords are those of the consumption view.
type UseWords struct {
	Total                string // days, energy
	SoFar                string
	Peak                 string // power, stamp
	Coverage             string // percent
	At                   string // moment, value
	Empty                string // days
	Heat, HeatUnit, Load string
	Workdays, Weekends   string
	PerDay, Time, Energy string
	Outdoor, Power, Mean string
	Least, Most, Days    string
	Charts               string // number, of
	CursorHint           string
}

var frUse = UseWords{
	Total: "%s : %s", SoFar: "jusqu'ici", Peak: "maximum %s, %s", Coverage: "mesuré à %s", At: "%s : %s", Empty: "%s : aucune mesure",
	Heat: "Heure par jour, kW moyens", HeatUnit: "kW", Load: "kW moyens d'un jour selon la température dehors", Workdays: "jours ouvrables", Weekends: "fins de semaine",
	PerDay: "kWh/jour", Time: "moment", Energy: "énergie", Outdoor: "dehors", Power: "puissance", Mean: "moyenne", Least: "au moins", Most: "au plus", Days: "jours",
	Charts: "tab %d/%d", CursorHint: "←→ pour lire une valeur",
}

var enUse = UseWords{
	Total: "%s: %s", SoFar: "so far", Peak: "highest %s, %s", Coverage: "%s measured", At: "%s: %s", Empty: "%s: no readings",
	Heat: "Hour by day, mean kW", HeatUnit: "kW", Load: "Mean kW of a day against outdoor temperature", Workdays: "workdays", Weekends: "weekends",
	PerDay: "kWh/day", Time: "moment", Energy: "energy", Outdoor: "outdoors", Power: "power", Mean: "mean", Least: "at least", Most: "at most", Days: "days",
	Charts: "tab %d/%d", CursorHint: "←→ to read a value",
}

// PastWords are those of the view of past events.
type PastWords struct {
	NoReference                         string // reason
	Question                            string // day, from, to
	Credit                              string // dollars
	Spared                              string // dollars
	PaidKWh                             string // energy
	NotPaid                             string
	Saved, SavedPerhaps                 string // energy, interval
	SavedNone                           string // interval
	UnderMinimum                        string // kWh
	NotSaved                            string // reason
	PaidBlock                           string // programme
	OursBlock                           string
	Mean                                string // days, list
	Adjustment                          string // from, to
	Measured, Erased                    string
	Minimum                             string // kWh, met or not
	Met, NotMet                         string
	Ours, Persistence, Anchor, Other    string
	Season                              string // events, limit
	SeasonFree                          string // events
	SeasonHours                         string // hours left, of
	SeasonPaid                          string // dollars
	SeasonSaved                         string // energy
	None, Note                          string
	Official, Reference                 string
	ListHead, Day, Hours, Paid, Dollars string
	SavedHead, Interval                 string
	Event                               string
}

var frPast = PastWords{
	Question: "Événement du %s, de %s à %s.", Credit: "Crédit estimé : %s (règle officielle).", Spared: "Évité environ %s, selon notre estimation.", PaidKWh: "Effacé selon la règle officielle : %s.", NoReference: "Règle officielle : pas de réponse (%s).", NotPaid: "Aucune règle ne paie pour cet événement : le kWh non consommé est épargné.",
	Saved: "Selon notre estimation, vous avez évité %s%s.", SavedPerhaps: "Selon notre estimation, peut-être %s d'évités%s.", SavedNone: "Selon notre estimation, rien n'a été évité%s.", UnderMinimum: "sous le minimum de %s, rien n'est payé", NotSaved: "Notre estimation manque : %s.",
	PaidBlock: "Ce qui est payé : règle officielle (%s)", OursBlock: "Ce qui est évité : nos estimations, qui ne paient rien", Mean: "moyenne de %d jours : %s", Adjustment: "ajustement selon l'ancrage de %s à %s", Measured: "mesuré", Erased: "effacé",
	Minimum: "minimum %s : %s", Met: "atteint", NotMet: "pas atteint", Ours: "météo et jours d'avant", Persistence: "même heure la veille", Anchor: "avec l'ancrage du jour", Other: "règle %s",
	Season: "%d événement sur %d|%d événements sur %d", SeasonFree: "%d événement|%d événements", SeasonHours: "il reste %s sur %s", SeasonPaid: "crédits estimés %s", SeasonSaved: "évités %s", None: "Aucun événement passé cette saison.",
	Note: "Estimations avant taxes; Hydro-Québec fait le décompte final.", Official: "règle officielle", Reference: "notre estimation",
	ListHead: "Les événements de la saison %s", Day: "jour", Hours: "heures", Paid: "effacé", Dollars: "crédit", SavedHead: "évité", Interval: "intervalle", Event: "événement",
}

var enPast = PastWords{
	Question: "Event of %s, from %s to %s.", Credit: "Estimated credit: %s (official rule).", Spared: "About %s avoided, by our own estimate.", PaidKWh: "Erased by the official rule: %s.", NoReference: "Official rule: no answer (%s).", NotPaid: "No rule pays for this event: the kWh not used are spared.",
	Saved: "By our own estimate, you saved %s%s.", SavedPerhaps: "By our own estimate, perhaps %s saved%s.", SavedNone: "By our own estimate, nothing was saved%s.", UnderMinimum: "under the minimum of %s, nothing is paid", NotSaved: "Our own estimate is missing: %s.",
	PaidBlock: "What is paid: official rule (%s)", OursBlock: "What was saved: our own estimates, which pay nothing", Mean: "mean of %d days: %s", Adjustment: "adjustment by the anchor from %s to %s", Measured: "measured", Erased: "erased",
	Minimum: "minimum %s: %s", Met: "met", NotMet: "not met", Ours: "weather and earlier days", Persistence: "same hours the day before", Anchor: "with the day's anchor", Other: "rule %s",
	Season: "%d event of %d|%d events of %d", SeasonFree: "%d event|%d events", SeasonHours: "%s left of %s", SeasonPaid: "estimated credits %s", SeasonSaved: "saved %s", None: "No past event this season.",
	Note: "Estimates before taxes; Hydro-Québec does the final reckoning.", Official: "official rule", Reference: "our estimate",
	ListHead: "The events of season %s", Day: "day", Hours: "hours", Paid: "erased", Dollars: "credit", SavedHead: "saved", Interval: "interval", Event: "event",
}

// ScheduleWords are those of the schedule.
type ScheduleWords struct {
	Price                                         string // cents
	Head                                          string // day, mode
	Trial                                         string
	None                                          string
	NoChange                                      string
	At, Saved, Coldest                            string
	MoreTurns                                     string
	Total                                         string
	Excluded                                      string // reason
	Floor                                         string // zone, degrees, why
	FloorOnly                                     string // zone, degrees
	Over                                          string
	Floors                                        string
	PeakHour                                      string // kW, clock, kW without
	Setpoint, Usual, Power, Expected, Band, Phase string
	LimitsHead                                    string
	Anchor                                        string // from, to, kWh
	NoLimits                                      string
}

var frSchedule = ScheduleWords{
	Head: "Horaire du %s, mode %s", Trial: "à l'essai", None: "Aucun horaire : il n'y a pas encore de plan.", NoChange: "Rien à changer : les consignes habituelles restent.",
	At: "consigne à", Saved: "évités", Coldest: "plus bas", MoreTurns: "d'autres changements : v", Total: "total", Excluded: "ne participe pas : %s", Floor: "%s : aucune consigne sous %s (%s).", FloorOnly: "%s : aucune consigne sous %s.", Over: "Événement fini.", Floors: "Sécurité : jamais sous 16 °C; chambres 18 °C de 22 h à 6 h; sous-sol 15 °C.", PeakHour: "Heure la plus haute : %s à %s; sans plan %s.",
	Setpoint: "consigne", Usual: "d'habitude", Power: "kW", Expected: "attendu", Band: "8 fois sur 10", Phase: "phase", Price: "Pendant l'événement, chaque kWh effacé vaut %s.", Anchor: "Ancrage de %s à %s : y consommer plus fausserait la référence; ce plan y ajoute %s, jamais plus d'un demi-kWh.", LimitsHead: "Limites qui ont pesé sur ce plan", NoLimits: "Aucune limite n'a pesé sur ce plan.",
}

var enSchedule = ScheduleWords{
	Head: "Schedule of %s, %s mode", Trial: "on trial", None: "No schedule: there is no plan yet.", NoChange: "Nothing to change: the usual set-points stay.",
	At: "set-point at", Saved: "saved", Coldest: "lowest", MoreTurns: "more changes: v", Total: "total", Excluded: "takes no part: %s", Floor: "%s: no set-point below %s (%s).", FloorOnly: "%s: no set-point below %s.", Over: "Event over.", Floors: "Safety: never below 16 °C; bedrooms 18 °C from 22:00 to 6:00; basement 15 °C.", PeakHour: "Highest hour: %s at %s; without a plan %s.",
	Setpoint: "set-point", Usual: "usual", Power: "kW", Expected: "expected", Band: "8 times in 10", Phase: "phase", Price: "During the event, each kWh erased is worth %s.", Anchor: "Anchor from %s to %s: more use there would distort the reference; this plan adds %s, never more than half a kWh.", LimitsHead: "Limits that weighed on this plan", NoLimits: "No limit weighed on this plan.",
}

// AdviceWords are those of the advices and their evidence.
type AdviceWords struct {
	Head     string // count
	One      string
	None     string
	Seen     string // days, of, from, to
	SeenOn   string // days, of
	Row      string // what, value
	RowAt    string // what, value, when
	Why      string
	NotMoney string
}

var frAdvice = AdviceWords{
	Head: "%d conseils, le plus utile d'abord.", One: "Un conseil.", None: "Rien à conseiller en ce moment.", Seen: "vu %d jour sur %d, entre %s et %s|vu %d jours sur %d, entre %s et %s", SeenOn: "vu %d jour sur %d|vu %d jours sur %d",
	Row: "%s : %s", RowAt: "%s : %s, %s", Why: "Pourquoi", NotMoney: "« Environ » : une estimation, avec son intervalle 8 fois sur 10, avant taxes.",
}

var enAdvice = AdviceWords{
	Head: "%d advices, the most useful first.", One: "One advice.", None: "Nothing to advise right now.", Seen: "seen on %d day of %d, between %s and %s|seen on %d days of %d, between %s and %s", SeenOn: "seen on %d day of %d|seen on %d days of %d",
	Row: "%s: %s", RowAt: "%s: %s, %s", Why: "Why", NotMoney: "“About”: an estimate, with its interval 8 times in 10, before taxes.",
}

// DataWords are those of the data view.
type DataWords struct {
	Several                              string // finding, series
	Newest                               string // stamp, age
	Coverage                             string // percent
	Span                                 string // from, to, step
	Days, Times, Readings                string // count
	Issues, None                         string
	Held                                 string
	Zone, Series, Until, Complete, Count string
	Stays                                string
	FromInflux                           string
	Forecast                             string // kind
	Stale, Thin                          string
	Log                                  string
	Sources, Polls                       string
}

var frData = DataWords{
	Newest: "Dernière mesure %s, il y a %s.", Coverage: "Les sept derniers jours sont complets à %s.", Span: "Gardé du %s au %s, une mesure par %s.", Issues: "À signaler", None: "Rien à signaler.", Held: "Ce qui est gardé sur cette maison",
	Zone: "pièce", Series: "mesure", Until: "jusqu'à", Complete: "complet", Count: "valeurs", Stays: "Les données sont scellées sur cet ordinateur. N'en sort que ce que vous demandez : a et x (fichiers), c (presse-papiers), et les réponses des commandes (push, export, plan, report et autres). Demander la météo dit la ville à son service; demander les événements ne dit rien de la maison.",
	FromInflux: "Les mesures viennent d'InfluxDB, qui n'est que lu.", Forecast: "prévision de %s", Stale: "Données anciennes : vérifiez la passerelle ou la source (courant doctor).", Thin: "Il manque des mesures : les estimations sont moins sûres.",
	Days: "%d j|%d j", Times: "%d fois|%d fois", Readings: "%d mesure|%d mesures",
	Several: "%s (%d séries)", Sources: "D'où viennent les événements", Polls: "Demandées d'elles-mêmes quand c'est dû, tant que cet écran est ouvert; plus rarement après un échec.", Log: "Seul le fichier de clé, ou la phrase de passe, ouvre les données.",
}

var enData = DataWords{
	Newest: "Newest reading %s, %s ago.", Coverage: "The last seven days are %s complete.", Span: "Held from %s to %s, one reading every %s.", Issues: "Findings", None: "Nothing to report.", Held: "What is held on this home",
	Zone: "room", Series: "reading", Until: "until", Complete: "complete", Count: "values", Stays: "The data are sealed on this computer. Only what you ask for leaves it: a and x (files), c (clipboard), and the answers of commands (push, export, plan, report and others). Asking for weather tells its service the city; asking for events tells nothing of the home.",
	FromInflux: "Readings come from InfluxDB, which is only read.", Forecast: "forecast of %s", Stale: "Old data: check the hub or the source (courant doctor).", Thin: "Readings are missing: estimates are less sure.",
	Days: "%d d|%d d", Times: "%d time|%d times", Readings: "%d reading|%d readings",
	Several: "%s (%d series)", Sources: "Where events come from", Polls: "Asked by themselves when due, as long as this screen is open; more rarely after a failure.", Log: "Only the key file, or the passphrase, opens the data.",
}

// HomesWords are those of the list of homes.
type HomesWords struct {
	Rooms                              string // rooms
	Count, CountPilot                  string // homes
	Filtered                           string // shown, of
	SortedBy                           string // what
	ByID, ByCity, ByAge, ByCoverage    string
	Filter                             string
	NoMatch                            string // filter
	None                               string
	Home, City, Until, Complete, Zones string
	Selected                           string // home, city, age, percent, zones
	NoData                             string // home
	ByVisit, ToVisit, Why, Since, Seen string
	Judging                            string // done, of
	DaysShort                          string // days
	VisitNone, VisitMeter, Meter       string
	Complete7, Noted                   string
	ToVisitCount                       string // homes
	SelectedComplete, SelectedNoted    string // percent; date
	ThinBy                             string // percent
	CauseSince                         string // cause, age
	CauseNow                           string // cause
}

var frHomes = HomesWords{
	Count: "%d maison|%d maisons", CountPilot: "%d maison simulée|%d maisons simulées", Filtered: "%d maison sur %d|%d maisons sur %d", SortedBy: "tri : %s", ByID: "nom", ByCity: "ville", ByAge: "la plus muette", ByCoverage: "la moins complète",
	Filter: "filtre", NoMatch: "Aucune maison ne répond à « %s ». esc pour tout revoir.", None: "Aucune maison encore : courant import FICHIER --home NOM, ou courant demo.",
	Home: "maison", City: "ville", Until: "dernière mesure", Complete: "complet", Zones: "pièces", Selected: "%s, %s : dernière mesure il y a %s", SelectedComplete: "7 derniers jours complets à %s", SelectedNoted: "dernière note %s", Complete7: "complet, 7 j", Noted: "note", ToVisitCount: "%d à voir|%d à voir", ThinBy: "semaine complète à %s", CauseSince: "À voir : %s, depuis %s.", CauseNow: "À voir : %s.", Rooms: "%d pièce|%d pièces", NoData: "%s : aucune mesure.",
	ByVisit: "à visiter", ToVisit: "à faire", Why: "pourquoi", Since: "depuis", Seen: "mesuré", Judging: "examen de %d sur %d… esc pour arrêter", DaysShort: "%d j", VisitNone: "Rien à voir sur place.", VisitMeter: "Compteur seul : rien à voir sur place, mais ni thermostat ni pièce ne se voit d'ici.", Meter: "Compteur seul : ni thermostat ni pièce ne se voit d'ici.",
}

var enHomes = HomesWords{
	Count: "%d home|%d homes", CountPilot: "%d simulated home|%d simulated homes", Filtered: "%d home of %d|%d homes of %d", SortedBy: "sorted by %s", ByID: "name", ByCity: "city", ByAge: "longest silent", ByCoverage: "least complete",
	Filter: "filter", NoMatch: "No home matches “%s”. esc to see all again.", None: "No home yet: courant import FILE --home NAME, or courant demo.",
	Home: "home", City: "city", Until: "newest reading", Complete: "complete", Zones: "rooms", Selected: "%s, %s: newest reading %s ago", SelectedComplete: "last 7 days %s complete", SelectedNoted: "newest note %s", Complete7: "complete, 7 d", Noted: "note", ToVisitCount: "%d to see|%d to see", ThinBy: "week %s complete", CauseSince: "To see to: %s, for %s.", CauseNow: "To see to: %s.", Rooms: "%d room|%d rooms", NoData: "%s: no readings.",
	ByVisit: "whom to visit", ToVisit: "to do", Why: "why", Since: "since", Seen: "measured", Judging: "examining %d of %d… esc to stop", DaysShort: "%d d", VisitNone: "Nothing to see on site.", VisitMeter: "A meter alone: nothing to see on site, but no thermostat and no room shows from here.", Meter: "A meter alone: no thermostat and no room shows from here.",
}
