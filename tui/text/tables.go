package text

// Tables are the headings and small words of plain tables.
type Tables struct {
	HomeAssistant                                                         string
	Cheapest                                                              string
	NoPrices                                                              string // rates
	StaleCopy                                                             string // until
	Complete7, LocalCopy                                                  string
	Yes, No, Forecast                                                     string
	Home, City, From, Until, Coverage, Zones, Key, Value, Origin          string
	Event, Programme, State, Source, Start, End, Rule                     string
	Method, Reference, Interval, Days, Anchor, Adjustment, Reason, Actual string
	Zone, Setpoint, Usual, Power, IndoorBand, Phase, Time                 string
	Item, Quantity, Price, Amount, Total, Rate, Since                     string
	Code, Count, Kept, New, Same, Replaced, Rounded, Ignored              string
	Window                                                                string // day, from, to
	DayCount                                                              string // days
	NoEvents                                                              string
	Imported                                                              string // values, homes, file
	DryRun                                                                string
	Exists                                                                string
	Forgotten                                                             string // home
	Verified                                                              string // chunks, homes
	Pushed                                                                string // points, homes
	Resumed                                                               string // points, homes
	JournalDamaged                                                        string // points
	StillWaits                                                            string // code
	Synced                                                                string // new, replaced, forgotten, homes, months
	SyncAway                                                              string // homes, age
	SyncGone                                                              string // count, homes
	PushedSealed                                                          string // values, homes, bucket
	UpToDate                                                              string
	KeyMade                                                               string // path
	NotKept                                                               string // problem
	MakingDemo                                                            string // homes
	DemoMade                                                              string // homes, path
	Added                                                                 string // count
	Already                                                               string // count
	Removed                                                               string // id
	Applied                                                               string
	NoDollars                                                             string
	QualityHead                                                           string // file
	QualityClean                                                          string
	Official                                                              string
	Ours                                                                  string
	Visit, Cause, Seen                                                    string
	NothingToVisit                                                        string // homes
	NoteKept, NoNotes                                                     string // home
	Who, Command, HomeGone                                                string
	AuditWhole                                                            string // count
}

var frTables = Tables{
	HomeAssistant: "courant : automatisations pour Home Assistant. Rien n'est changé avant que vous ne les chargiez; vérifiez les noms climate.…",
	Cheapest:      "le moins cher", NoPrices: "Prix inconnus pour : %s. Donnez-les dans votre fichier de tarifs ([rules] tariffs).", StaleCopy: "Attention : plus rien n'est arrivé d'aucune maison depuis le %s; la liste repose sur ces données. Voyez courant doctor.", Complete7: "complet, 7 j", LocalCopy: "En attendant, voici la copie locale.",
	Yes: "oui", No: "non", Forecast: "prévision",
	Home: "maison", City: "ville", From: "depuis", Until: "jusqu'à", Coverage: "complet", Zones: "pièces", Key: "clé", Value: "valeur", Origin: "origine",
	Event: "événement", Programme: "programme", State: "état", Source: "source", Start: "début", End: "fin", Rule: "règle",
	Method: "méthode", Reference: "kWh", Interval: "intervalle 80 %", Days: "jours", Anchor: "ancrage", Adjustment: "ajustement", Reason: "raison", Actual: "mesuré",
	Zone: "pièce", Setpoint: "consigne", Usual: "d'habitude", Power: "kW", IndoorBand: "attendu", Phase: "phase", Time: "heure",
	Item: "poste", Quantity: "quantité", Price: "prix", Amount: "montant", Total: "total", Rate: "tarif", Since: "depuis",
	Code: "constat", Count: "nombre", Kept: "gardé", New: "nouvelles", Same: "déjà là", Replaced: "remplacées", Rounded: "arrondies", Ignored: "colonnes ignorées",
	Window:   "%s, de %s à %s",
	DayCount: "%d jour|%d jours",
	NoEvents: "Aucun événement. En ajouter : courant event add --programme P --start T --end T",
	Imported: "%d valeurs gardées pour %d maison(s), de %s.", DryRun: "Essai seulement : rien n'a été gardé.", Exists: "déjà là",
	Forgotten: "%s est oubliée : sa clé est détruite, ses données ne s'ouvriront plus.", Verified: "Tout est en ordre : %d blocs de %d maison(s) ouverts et vérifiés.",
	Resumed:        "%d valeurs d'un envoi interrompu, pour %d maison(s), sont confirmées.",
	JournalDamaged: "Le journal des envois était abîmé : %d valeurs n'ont pu y être relues. Elles sont dans l'entrepôt local; relancez courant push.",
	StillWaits:     "Des valeurs d'un envoi interrompu attendent encore (%s) : courant doctor.",
	Pushed:         "%d valeurs envoyées pour %d maison(s), relues et comptées.", Synced: "%d valeurs nouvelles, %d corrigées, %d effacées : %d maison(s), %d mois clos relu(s).", SyncGone: "%d maison(s) n'y sont plus et restent ici : %s.", PushedSealed: "%d valeurs scellées pour %d maison(s) dans « %s », relues et comptées : l'hôte n'en voit que des blocs chiffrés.", UpToDate: "Rien de nouveau.",
	SyncAway:   "Rien n'a été lu, rien n'est perdu : la copie locale de %d maison est entière, sa dernière mesure a %s. Rapports, plans et tableau de bord s'en servent; relancez courant sync quand le serveur répondra.|Rien n'a été lu, rien n'est perdu : la copie locale de %d maisons est entière, sa dernière mesure a %s. Rapports, plans et tableau de bord s'en servent; relancez courant sync quand le serveur répondra.",
	KeyMade:    "Une clé a été créée : %s. La perdre, c'est perdre les données : gardez-en une copie ailleurs.",
	NotKept:    "Ce plan n'a pas pu être gardé avec la maison; le prochain ne pourra donc pas dire ce qu'il y change. %s",
	MakingDemo: "Aucune donnée encore : simulation d'un pilote de %d maisons…", DemoMade: "Pilote simulé de %d maisons dans %s.",
	Added: "%d événement(s) ajouté(s).", Already: "%d déjà là.", Removed: "%s est enlevé.",
	Applied: "appliqué", NoDollars: "tarif inconnu : pas de dollars", QualityHead: "Qualité de %s", QualityClean: "Rien à signaler.",
	Official: "règles officielles : ce qui est payé", Ours: "notre estimation : ce qui est évité",
	Visit: "à visiter", Cause: "pourquoi", Seen: "dernière mesure", NothingToVisit: "Rien à voir sur place : %d maison examinée.|Rien à voir sur place : %d maisons examinées.",
	NoteKept: "Notes de %s mises à jour.", NoNotes: "Aucune note sur %s. En écrire une : courant note %[1]s TEXTE",
	Who: "qui", Command: "commande", HomeGone: "(oubliée)", AuditWhole: "Le journal des accès est entier : %d accès.|Le journal des accès est entier : %d accès.",
}

var enTables = Tables{
	HomeAssistant: "courant: automations for Home Assistant. Nothing changes before you load them; check the names climate.…",
	Cheapest:      "cheapest", NoPrices: "Prices unknown for: %s. Give them in your file of rates ([rules] tariffs).", StaleCopy: "Warning: nothing has come from any home since %s; the list rests on those data. See courant doctor.", Complete7: "complete, 7 d", LocalCopy: "Meanwhile, here is the local copy.",
	Yes: "yes", No: "no", Forecast: "forecast",
	Home: "home", City: "city", From: "from", Until: "until", Coverage: "complete", Zones: "zones", Key: "key", Value: "value", Origin: "origin",
	Event: "event", Programme: "programme", State: "state", Source: "source", Start: "start", End: "end", Rule: "rule",
	Method: "method", Reference: "kWh", Interval: "80% interval", Days: "days", Anchor: "anchor", Adjustment: "adjustment", Reason: "reason", Actual: "measured",
	Zone: "zone", Setpoint: "set-point", Usual: "usual", Power: "kW", IndoorBand: "expected", Phase: "phase", Time: "time",
	Item: "item", Quantity: "quantity", Price: "price", Amount: "amount", Total: "total", Rate: "rate", Since: "since",
	Code: "finding", Count: "count", Kept: "kept", New: "new", Same: "there already", Replaced: "replaced", Rounded: "rounded", Ignored: "columns ignored",
	Window:   "%s, from %s to %s",
	DayCount: "%d day|%d days",
	NoEvents: "No events. Add one: courant event add --programme P --start T --end T",
	Imported: "%d values kept for %d home(s), from %s.", DryRun: "A trial only: nothing was kept.", Exists: "there already",
	Forgotten: "%s is forgotten: its key is destroyed, its data will not open again.", Verified: "All is well: %d chunks of %d home(s) opened and checked.",
	Resumed:        "%d values of an interrupted push, for %d home(s), are confirmed.",
	JournalDamaged: "The journal of pushes was damaged: %d values could not be read back from it. They are in the local store; run courant push again.",
	StillWaits:     "Values of an interrupted push still wait (%s): courant doctor.",
	Pushed:         "%d values sent for %d home(s), read back and counted.", Synced: "%d values new, %d corrected, %d removed: %d home(s), %d closed month(s) read again.", SyncGone: "%d home(s) are not there any more and stay here: %s.", PushedSealed: "%d values sealed for %d home(s) in \"%s\", read back and counted: its host sees but ciphertext.", UpToDate: "Nothing new.",
	SyncAway:   "Nothing was read and nothing is lost: the local copy of %d home is whole, its newest reading is %s old. Reports, plans and the dashboard use it; run courant sync again when the server answers.|Nothing was read and nothing is lost: the local copy of %d homes is whole, its newest reading is %s old. Reports, plans and the dashboard use it; run courant sync again when the server answers.",
	KeyMade:    "A key was made: %s. Losing it loses the data: keep a copy elsewhere.",
	NotKept:    "This plan could not be kept with the home, so the next one cannot say what it changes in it. %s",
	MakingDemo: "No data yet: simulating a pilot of %d homes…", DemoMade: "Simulated pilot of %d homes in %s.",
	Added: "%d event(s) added.", Already: "%d there already.", Removed: "%s is removed.",
	Applied: "applied", NoDollars: "rate unknown: no dollars", QualityHead: "Quality of %s", QualityClean: "Nothing to report.",
	Official: "official rules: what is paid", Ours: "our own estimate: what was saved",
	Visit: "visit", Cause: "why", Seen: "newest reading", NothingToVisit: "Nothing to see on site: %d home examined.|Nothing to see on site: %d homes examined.",
	NoteKept: "Notes of %s updated.", NoNotes: "No note on %s. To write one: courant note %[1]s TEXT",
	Who: "who", Command: "command", HomeGone: "(forgotten)", AuditWhole: "The access log is whole: %d access.|The access log is whole: %d accesses.",
}

// Tables gives the language's headings.
func (l Lang) Tables() *Tables {
	if l == English {
		return &enTables
	}
	return &frTables
}
