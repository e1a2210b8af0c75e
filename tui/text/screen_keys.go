package text

// KeyWords say what each key does, in a few words: help, palette and footer use the same.
type KeyWords struct {
	UpDown, LeftRight                                                              string // the arrow keys where they cannot be drawn
	GroupViews, GroupMove, GroupTime, GroupDo, GroupProgram                        string
	Next, Previous, Up, Down, Left, Right, DayBack, DayOn                          string
	PageUp, PageDown, First, Last, Enter, Back                                     string
	PageUpKey, PageDownKey, FirstKey, LastKey                                      string // as they stand on the keyboard
	SpanDay, SpanWeek, SpanMonth, SpanYear, Today, ZoomIn, ZoomOut                 string
	Table, Mode, Apply, Skip, Undo, Details, Colder, Warmer                        string
	Sort, Note, Filter, Copy, Export                                               string
	Graph, Lang, Freeze, Private, Reload, Palette, Help, Quit                      string
	Protect                                                                        string
	Slot, Degrees, Comfort, TakeBack                                               string // short, in the footer
	Span, Room, Chart, Cursor, Event, Scroll, All, List, Reckoning, Limits, ByTime string // short, in the footer
}

var frKeys = KeyWords{
	UpDown: "haut/bas", LeftRight: "gauche/droite",
	GroupViews: "Vues", GroupMove: "Se déplacer", GroupTime: "Temps", GroupDo: "Agir", GroupProgram: "Programme",
	Next: "suivant", Previous: "précédent", Up: "monter", Down: "descendre", Left: "plus tôt", Right: "plus tard", DayBack: "un jour plus tôt", DayOn: "un jour plus tard",
	PageUpKey: "pg ↑", PageDownKey: "pg ↓", FirstKey: "début", LastKey: "fin", PageUp: "page précédente", PageDown: "page suivante", First: "au début", Last: "à la fin", Enter: "ouvrir", Back: "revenir, fermer",
	SpanDay: "jour", SpanWeek: "semaine", SpanMonth: "mois", SpanYear: "année", Today: "à maintenant", ZoomIn: "agrandir, ou +½ °C", ZoomOut: "réduire, ou −½ °C",
	Table: "en tableau", Mode: "essayer un autre mode", Apply: "écrire la feuille du plan", Skip: "ne pas participer", Undo: "participer de nouveau", Details: "détails",
	Colder: "un cran plus froid", Warmer: "un cran plus chaud", Sort: "trier les maisons", Note: "note de visite", Filter: "filtrer les maisons", Copy: "copier le texte", Export: "exporter la vue",
	Graph: "symboles des graphiques", Lang: "English", Freeze: "figer l'écran", Private: "cacher les noms", Reload: "relire les données", Palette: "toutes les commandes", Help: "aide", Quit: "quitter",
	Protect: "protéger une pièce",
	Slot:    "case", Degrees: "½ °C", Comfort: "confort", TakeBack: "annuler", Span: "durée", Room: "pièce", Chart: "graphique", Cursor: "curseur", Event: "autre événement", Scroll: "défiler", All: "tout", List: "saison", Reckoning: "calcul", Limits: "limites", ByTime: "en détail",
}

var enKeys = KeyWords{
	UpDown: "up/down", LeftRight: "left/right",
	GroupViews: "Views", GroupMove: "Move", GroupTime: "Time", GroupDo: "Act", GroupProgram: "Program",
	Next: "next", Previous: "previous", Up: "up", Down: "down", Left: "earlier", Right: "later", DayBack: "a day earlier", DayOn: "a day later",
	PageUpKey: "pgup", PageDownKey: "pgdn", FirstKey: "home", LastKey: "end", PageUp: "page up", PageDown: "page down", First: "to the start", Last: "to the end", Enter: "open", Back: "back, close",
	SpanDay: "day", SpanWeek: "week", SpanMonth: "month", SpanYear: "year", Today: "to now", ZoomIn: "zoom in, or +½ °C", ZoomOut: "zoom out, or −½ °C",
	Table: "as a table", Mode: "try another mode", Apply: "write the plan's sheet", Skip: "skip this event", Undo: "take part again", Details: "details",
	Colder: "a notch colder", Warmer: "a notch warmer", Sort: "sort the homes", Note: "visit note", Filter: "filter the homes", Copy: "copy the text", Export: "export the view",
	Graph: "chart symbols", Lang: "français", Freeze: "freeze the screen", Private: "hide names", Reload: "read the data again", Palette: "all commands", Help: "help", Quit: "quit",
	Protect: "protect a room",
	Slot:    "slot", Degrees: "½ °C", Comfort: "comfort", TakeBack: "undo", Span: "span", Room: "room", Chart: "chart", Cursor: "cursor", Event: "other event", Scroll: "scroll", All: "all", List: "season", Reckoning: "reckoning", Limits: "limits", ByTime: "slot by slot",
}

// WhyWords say why an action cannot act now, and what to do instead.
type WhyWords struct {
	NoReport, NoEvent, EventOver, AlreadySkipped, NotSkipped, ReadOnly, Source string
	ApplySkipped                                                               string
	Apply, Applied, Mode, Dial, Note, Details, Table, Copy, Export, NoHomes    string
}

var frWhy = WhyWords{
	NoReport: "Aucune maison n'est ouverte (7).", NoEvent: "Aucun événement n'est annoncé.", EventOver: "L'événement est fini.", AlreadySkipped: "Vous ne participez déjà pas (u pour participer de nouveau).",
	NotSkipped: "Rien à annuler : vous participez.", ReadOnly: "Lecture seule : rien n'est changé.", Source: "Cette source ne garde pas de choix.",
	ApplySkipped: "Vous ne participez pas : rien à appliquer (u pour participer de nouveau).",
	Apply:        "courant ne commande aucun thermostat : réglez-les selon la vue 4.", Applied: "Les thermostats suivent déjà le plan.", Mode: "Cette source ne calcule qu'un mode.",
	Dial: "Aucun modèle de cette maison : rien à régler, les décalages du programme restent.", Note: "Cette source ne garde pas de notes.", Details: "Pas de détails dans cette vue.", Table: "Ici, tout est déjà en mots; 2 puis v pour les mesures.",
	Copy: "Aucun presse-papiers n'est donné.", Export: "Cette source n'écrit pas de fichiers.", NoHomes: "Il n'y a pas d'autre maison.",
}

var enWhy = WhyWords{
	NoReport: "No home is open (7).", NoEvent: "No event is announced.", EventOver: "The event is over.", AlreadySkipped: "You are skipping this event already (u to come back).",
	NotSkipped: "Nothing to undo: you are taking part.", ReadOnly: "Read-only: nothing is changed.", Source: "This source keeps no choices.",
	ApplySkipped: "You are skipping this event: nothing to apply (u to take part again).",
	Apply:        "courant commands no thermostat: set them by view 4.", Applied: "The thermostats follow the plan already.", Mode: "This source reckons one mode only.",
	Dial: "No model of this home: nothing to turn, the programme's offsets stay.", Note: "This source keeps no notes.", Details: "No details in this view.", Table: "All is in words here already; 2, then v, for readings.",
	Copy: "No clipboard is given.", Export: "This source writes no files.", NoHomes: "There is no other home.",
}
