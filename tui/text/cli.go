package text

// CLI has the words of the command line: one line a command, one a flag.
type CLI struct {
	Root, RootLong, PlanLong, HomeArg, FileArg, TextArg string

	Setup, Report, Homes, HomeCmd, HomeSet, Demo, Import, Export, Sync, Push                                               string
	EventPull, EventFeeds, FlagFeed, FlagDue, Weather, WeatherList, WeatherPull                                            string
	Event, EventList, EventAdd, EventRemove, EventSkip, EventUndo                                                          string
	Baseline, Plan, Tariff, TariffList, TariffBill, TariffCompare, Verify, Purge, Doctor, Version, Completion, Man, VaultC string
	Note, Audit, AuditVerify, FlagRemove, FlagDone, FlagDoneZone, Fleet, FleetRank, FlagWorkers                            string

	FlagConfig, FlagStore, FlagLang, FlagTheme, FlagGraph, FlagAccessible, FlagReadOnly string
	FlagJSON, FlagCSV, FlagQuiet, FlagOnce, FlagHelp                                    string
	FlagAt, FlagDate, FlagModePlan, FlagHome, FlagCity, FlagFormat, FlagMap, FlagTZ     string
	FlagLabel, FlagDryRun, FlagHomes, FlagSeed, FlagProgramme, FlagFile, FlagStart      string
	FlagEnd, FlagZone, FlagEvent, FlagWindow, FlagWindows, FlagMethod, FlagSince        string
	FlagFrom, FlagSealed, FlagFromDate, FlagToDate, FlagRate, FlagTaxes, FlagProblem    string
	FlagICal, FlagHomeAssistant, FlagYes                                                string

	KeyValue                                                      string
	DumbHint                                                      string
	Usage, Commands, Flags, CommonFlags                           string // of the help
	ManPage                                                       ManWords
	CommandArg, FlagsArg, WordArg, NumberArg, Default, WantNumber string
}

var frCLI = CLI{
	Root:     "Un coach énergétique pour les pointes d'hiver",
	PlanLong: "L'horaire de consignes d'un jour.\nUn plan donné (imprimé par cette commande, ou appliqué au tableau de bord) est gardé, scellé, avec la maison : le suivant\nne le change que pour un gain qu'il dit. Regarder (report, tableau de bord) n'écrit rien; --read-only non plus.",
	RootLong: "courant lit la consommation d'une maison et propose, pour chaque événement de pointe,\nun horaire de consignes et ce qu'il vaut. Sans commande : le tableau de bord.",
	HomeArg:  "MAISON", FileArg: "FICHIER", TextArg: "TEXTE",
	Setup: "premières questions; peut se refaire, tout peut se passer", Report: "une maison, un moment, en texte ou en JSON",
	Homes: "les maisons que cette personne peut voir", HomeCmd: "ce qui est connu d'une maison", HomeSet: "déclarer des faits : CLÉ=VALEUR…",
	Demo: "(re)crée le pilote simulé, à part des vraies données", Import: "des fichiers vers l'entrepôt, avec un rapport de qualité",
	Export: "tout ce qui est gardé sur une maison, pour son propriétaire", Sync: "InfluxDB vers l'entrepôt local", Push: "l'entrepôt local vers InfluxDB",
	Event: "les événements de pointe", EventList: "les événements et leur état", EventAdd: "ajouter un événement, ou un fichier d'événements",
	Weather: "la météo des villes", WeatherList: "température et soleil : mesurés, puis prévus", WeatherPull: "lire la météo d'Environnement et Changement climatique Canada",
	EventPull: "lire les événements annoncés : Hydro-Québec, un agenda, InfluxDB", EventFeeds: "les sources d'événements, et quand elles ont répondu", FlagDue: "pour une minuterie : seulement ce qui peut être redemandé, événements et météo, sans rien dire", FlagFeed: "cette `ADRESSE` ou ce fichier (JSON d'Hydro-Québec, iCal) plutôt que la configuration",
	EventRemove: "enlever un événement", EventSkip: "ne pas participer à un événement : une maison, ou une pièce", EventUndo: "participer de nouveau à un événement",
	Baseline: "ce qu'une maison aurait consommé : la règle officielle, et notre estimation", Plan: "l'horaire de consignes d'une journée",
	Tariff: "tarifs, factures, comparaison", TariffList: "les tarifs connus et leurs dates", TariffBill: "la facture d'une période", TariffCompare: "ce qu'aurait coûté chaque tarif",
	Verify: "vérifie chaque octet de l'entrepôt", Purge: "oublie une maison pour toujours", Doctor: "vérifie configuration, connexion, horloge et données; dit quoi faire",
	Version: "la version", Completion: "complétion pour bash, zsh, fish ou powershell", Man: "la page de manuel", VaultC: "clés et pseudonymes",
	FlagConfig: "`FICHIER` de configuration", FlagStore: "`FICHIER` de l'entrepôt", FlagLang: "langue : fr, en ou auto", FlagTheme: "couleurs : auto, dark, light, high-contrast, mono",
	FlagGraph: "symboles des graphiques : auto, braille, block, ascii", FlagAccessible: "une conversation par lignes, pour un lecteur d'écran ou une plage braille", FlagReadOnly: "ne rien changer",
	FlagJSON: "réponse en JSON", FlagCSV: "réponse en CSV", FlagQuiet: "seulement les erreurs", FlagOnce: "le rapport en texte plutôt que le tableau de bord", FlagHelp: "cette aide",
	FlagAt: "le `MOMENT` de la question : jour et heure d'ici, comme 2027-01-15T06:00", FlagDate: "la `DATE` locale du plan", FlagModePlan: "moderate (modéré), ambitious (audacieux) ou extreme (extrême)",
	FlagHome: "la `MAISON` des données", FlagCity: "montreal, quebec, trois-rivieres ou gatineau", FlagFormat: "auto, hydroquebec, greenbutton, influx, csv ou portal",
	FlagMap: "rôle d'une colonne : `K=COLONNE`,…", FlagTZ: "fuseau des heures sans décalage", FlagLabel: "les heures marquent le début (start) ou la fin (end) des intervalles",
	FlagDryRun: "lire et vérifier sans rien garder", FlagHomes: "nombre de maisons", FlagSeed: "graine du hasard", FlagProgramme: "winter-credit, flex-d ou hilo",
	FlagFile: "`FICHIER` CSV start,end", FlagStart: "`MOMENT` du début", FlagEnd: "`MOMENT` de la fin", FlagZone: "une `PIÈCE` seulement", FlagEvent: "l'événement à évaluer",
	FlagWindow: "la fenêtre `DÉBUT/FIN` à évaluer", FlagWindows: "`FICHIER` CSV de fenêtres start,end", FlagMethod: "une méthode, ou all", FlagSince: "relire tout depuis ce moment, et rien avant",
	FlagFrom: "comment lire InfluxDB : plain (en clair) ou sealed (scellé)", FlagSealed: "en blocs scellés que l'hôte ne peut pas lire", FlagFromDate: "`DATE` du premier jour", FlagToDate: "`DATE` du jour après le dernier",
	FlagRate: "le tarif", FlagTaxes: "none ou qc", FlagProblem: "résout le problème écrit dans ce `FICHIER` JSON (- : entrée standard)",
	FlagICal: "en agenda iCal", FlagHomeAssistant: "en automatisation Home Assistant", FlagYes: "confirme en répétant le nom de la `MAISON`",
	Note: "notes de visite d'une maison : les lire, en ajouter une", Audit: "qui a consulté quelle maison, quand", Fleet: "toutes les maisons à la fois, pour les techniciens", FleetRank: "les maisons à visiter, et pourquoi", FlagWorkers: "combien de maisons à la fois", AuditVerify: "vérifie que le journal des accès est entier",
	FlagRemove: "enlève la note de ce `NUMÉRO`", FlagDone: "note que ce conseil a été suivi, par son `CODE`, pour en mesurer l'effet", FlagDoneZone: "la `PIÈCE` dont parle --done",
	KeyValue: "CLÉ=VALEUR",
	DumbHint: "Ce terminal ne montre que des lignes (TERM=dumb) : voici le rapport. Pour choisir et agir par lignes : courant --accessible",
	Usage:    "Utilisation : ", Commands: "Commandes", Flags: "Options", CommonFlags: "Options communes",
	ManPage:    ManWords{"NOM", "SYNOPSIS", "DESCRIPTION", "COMMANDES", "OPTIONS", "CODE DE RETOUR", "0 fait; 1 échec; 2 mal écrit; 3 fait, mais sur des données anciennes ou incomplètes; 4 pas configuré."},
	CommandArg: "COMMANDE", FlagsArg: "[OPTIONS]", WordArg: "MOT", NumberArg: "NOMBRE", Default: " (sinon : ", WantNumber: "un nombre entier",
}

var enCLI = CLI{
	Root:     "An energy coach for winter peaks",
	PlanLong: "The set-point schedule of a day.\nA plan that is given (printed by this command, or applied in the dashboard) is kept, sealed, with the home: the next one\nchanges it only for a gain that it tells. Looking (report, dashboard) writes nothing, nor does --read-only.",
	RootLong: "courant reads a home's consumption and proposes, for each peak event, a set-point\nschedule and what it is worth. Without a command: the dashboard.",
	HomeArg:  "HOME", FileArg: "FILE", TextArg: "TEXT",
	Setup: "first questions; repeatable, all of it skippable", Report: "one home, one moment, as text or JSON",
	Homes: "the homes this person may see", HomeCmd: "what is known about a home", HomeSet: "declare facts: KEY=VALUE…",
	Demo: "(re)creates the simulated pilot, apart from real data", Import: "files into the store, with a quality report",
	Export: "everything held on one home, for its owner", Sync: "InfluxDB into the local store", Push: "the local store into InfluxDB",
	Event: "the peak events", EventList: "events and their state", EventAdd: "add an event, or a file of events",
	Weather: "the cities' weather", WeatherList: "temperature and sun: measured, then forecast", WeatherPull: "read the weather of Environment and Climate Change Canada",
	EventPull: "read the announced events: Hydro-Québec, a calendar, InfluxDB", EventFeeds: "the sources of events, and when they answered", FlagDue: "for a timer: only what may be asked again, events and weather, saying nothing", FlagFeed: "this `ADDRESS` or file (Hydro-Québec's JSON, iCal) instead of the configuration",
	EventRemove: "remove an event", EventSkip: "leave an event, with a home or one zone", EventUndo: "come back to an event",
	Baseline: "reference energy and counterfactual of a window", Plan: "the set-point schedule of a day",
	Tariff: "rates, bills, comparison", TariffList: "the rates known and their dates", TariffBill: "the bill of a period", TariffCompare: "what each rate would have cost",
	Verify: "checks every byte of the store", Purge: "forgets a home for good", Doctor: "checks configuration, connection, clock and data; says what to do",
	Version: "the version", Completion: "completion for bash, zsh, fish or powershell", Man: "the manual page", VaultC: "keys and pseudonyms",
	FlagConfig: "configuration `FILE`", FlagStore: "the store's `FILE`", FlagLang: "language: fr, en or auto", FlagTheme: "colours: auto, dark, light, high-contrast, mono",
	FlagGraph: "chart symbols: auto, braille, block, ascii", FlagAccessible: "a conversation by lines, for a screen reader or a braille display", FlagReadOnly: "change nothing",
	FlagJSON: "answer in JSON", FlagCSV: "answer in CSV", FlagQuiet: "errors only", FlagOnce: "the report as text instead of the dashboard", FlagHelp: "this help",
	FlagAt: "the moment of the question (`TIME`: day and local time, like 2027-01-15T06:00)", FlagDate: "the plan's local `DATE`", FlagModePlan: "moderate, ambitious or extreme",
	FlagHome: "the `HOME` that the data belong to", FlagCity: "montreal, quebec, trois-rivieres or gatineau", FlagFormat: "auto, hydroquebec, greenbutton, influx, csv or portal",
	FlagMap: "a column's role: `K=COLUMN`,…", FlagTZ: "zone of times without an offset", FlagLabel: "times mark the start or the end of intervals",
	FlagDryRun: "read and check, keep nothing", FlagHomes: "number of homes", FlagSeed: "seed of chance", FlagProgramme: "winter-credit, flex-d or hilo",
	FlagFile: "CSV `FILE` start,end", FlagStart: "the `TIME` when it starts", FlagEnd: "the `TIME` when it ends", FlagZone: "one `ZONE` only", FlagEvent: "the event to answer for",
	FlagWindow: "the window `START/END` to answer for", FlagWindows: "CSV `FILE` of windows start,end", FlagMethod: "one method, or all", FlagSince: "read all again from this moment on, and nothing before",
	FlagFrom: "how to read the bucket: plain or sealed", FlagSealed: "as sealed chunks that the host cannot read", FlagFromDate: "`DATE` of the first day", FlagToDate: "`DATE` of the day after the last",
	FlagRate: "the rate", FlagTaxes: "none or qc", FlagProblem: "solves the problem stated in this JSON `FILE` (-: standard input)",
	FlagICal: "as an iCal calendar", FlagHomeAssistant: "as a Home Assistant automation", FlagYes: "confirms by repeating the `HOME`'s name",
	Note: "visit notes of a home: read them, add one", Audit: "who looked at which home, when", Fleet: "all homes at once, for technicians", FleetRank: "whom to visit, and why", FlagWorkers: "how many homes at once", AuditVerify: "checks that the access log is whole",
	FlagRemove: "removes the note of this `NUMBER`", FlagDone: "notes that the advice of this `CODE` was followed, to measure its effect", FlagDoneZone: "the `ZONE` that --done is about",
	KeyValue: "KEY=VALUE",
	DumbHint: "This terminal shows lines alone (TERM=dumb): here is the report. To choose and act by lines: courant --accessible",
	Usage:    "Usage: ", Commands: "Commands", Flags: "Flags", CommonFlags: "Common flags",
	ManPage:    ManWords{"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "0 done; 1 failed; 2 wrong usage; 3 done, but on stale or thin data; 4 not configured."},
	CommandArg: "COMMAND", FlagsArg: "[FLAGS]", WordArg: "WORD", NumberArg: "NUMBER", Default: " (default: ", WantNumber: "a whole number",
}

// ManWords are the headings of the manual page.
type ManWords struct{ Name, Synopsis, Description, Commands, Options, Exit, ExitCodes string }

// CLI gives the language's words of the command line.
func (l Lang) CLI() *CLI {
	if l == English {
		return &enCLI
	}
	return &frCLI
}
