package text

// SaidWords are what a conversation by lines says of a home in its own sentences.
type SaidWords struct {
	Simulated string
	Asked     string // when, number of the view
	AskedFile string // when, number of the view, number of the choice
	NotYet    string
	Pays      string // dollars, low, high, energy
	PaysAbout string // dollars, energy
	Avoids    string // energy, low, high
	Inside    string // room, degrees, clock, degrees less
	InsideNo  string
	Outside   string // now, during the event
	Outdoors  string // now
	Rest      string // choices
	Plan      string // number
	Advices   string // count, number
	Past      string // count, number
	Use       string // number

	Trial, Session        string // what is on trial
	TrialMode             string // mode
	TrialNotch            string // notch, of
	TrialOwn, TrialHand   string
	OfPlan                string
	Where, WhereTrial     string // home, subject, question
	Back, Or, Sure, Wrote string // …; words that confirm; home, day

	TooLate                               string // clock
	HalfHour                              string // clock
	Raised, Lowered, Rounded              string // asked, room, kept
	Refused                               string // room, why
	OwnCost, OwnPays, OwnFree, OwnMore    string // dollars, energy
	OwnLess, OwnSame, OwnUndo             string
	Coldest, Warmest                      string
	ColderIs, WarmerIs                    string // what changes
	MorePaid, LessPaid, SamePaid, MoreKWh string // dollars; energy
	LessKWh                               string
	Costs, Brings                         string // dollars

	HomeIs, HomeSilent, HomeThin, HomeMeter string // home, city; age; percent
	HomeCause                               string // cause
	Homes, HomesFiltered                    string // count, order; shown, of, filter
	Next, NextNone, AllHomes                string // how many
	NextWord, AllWord                       string
	NoteIs, NotText                         string // the note
	BackWords, AgainWords                   []string
	Added, TakenOff                         string // energy

	Earlier, Later             []string // by day, week, month, year
	FirstReading, LastReading  string   // day
	HelpWord                   string
	Help, HelpNone, HelpChoice string            // words; what was typed, words; number, words, sentence
	Choices                    map[string]string // what a choice does, by its key in the keymap
	Terms                      []Term
}

// A Term is a word of the field with its meaning in a sentence.
type Term struct{ Word, Said string }

var frSaid = SaidWords{
	NoteIs: "Note gardée : %s", NotText: "Ce qui est arrivé n'est pas du texte en UTF-8 : rien n'en est gardé. Réglez le terminal sur UTF-8, puis recommencez.",
	BackWords: []string{"retour", "revenir", "back"}, AgainWords: []string{"répéter", "encore", "repeat", "again"}, Added: "%s ajoutés", TakenOff: "%s retirés",
	Simulated: "Maison simulée : elle n'existe pas.",
	Asked:     "À faire avant %s : mettre les consignes du plan dans les thermostats. %d pour les entendre.", AskedFile: "À faire avant %s : mettre les consignes du plan dans les thermostats. %d pour les entendre, %d pour les écrire.", NotYet: "Le plan n'est pas encore appliqué.",
	Pays: "Le plan rapporte environ %s (entre %s et %s) et évite %s pendant l'événement.", PaysAbout: "Le plan rapporte environ %s et évite %s pendant l'événement.", Avoids: "Le plan évite %s pendant l'événement (entre %s et %s).",
	Inside: "Le plus froid dedans : %s, %s à %s, soit %s de moins que d'habitude.", InsideNo: "Dedans, aucune pièce ne refroidit.",
	Outside: "Dehors : %s en ce moment, %s au plus froid de l'événement.", Outdoors: "Dehors : %s en ce moment.",
	Rest: "Le reste : %s.", Plan: "%d l'horaire pièce par pièce", Advices: "%[2]d le conseil|%[2]d les %[1]d conseils", Past: "%[2]d l'événement passé|%[2]d les %[1]d événements passés", Use: "%d la consommation",

	Trial: "À l'essai : %s. Rien n'est changé. g : garder ce réglage; Entrée seule : revenir à votre plan.", Session: "Réglage de cette séance : %s. Entrée seule : revenir à votre plan.",
	TrialMode: "mode %s", TrialNotch: "confort au cran %d sur %d", TrialOwn: "vos consignes", TrialHand: "plan à régler à la main", OfPlan: "Ce qui suit est dit de votre plan, pas de l'essai.",
	Where: "Maison %s, %s. %s", WhereTrial: "Maison %s, %s, à l'essai. %s", Back: "Entrée seule pour revenir", Or: "%s ou %s", Sure: "Maison %s. Tapez %s pour confirmer; toute autre réponse ne change rien :", Wrote: "Maison %s, plan du %s. Ce qui sera écrit :",

	TooLate: "Trop tard : cette heure est passée. Le plan peut changer à partir de %s.", HalfHour: "Une consigne tient au moins une demi-heure : celle-ci tient jusqu'à %s.",
	Raised: "Limite : %s, c'est trop froid pour cette pièce (%s) à ces heures. Gardé : %s, le minimum.", Lowered: "Limite : %s, c'est trop chaud pour cette pièce (%s) à ces heures. Gardé : %s, le maximum.", Rounded: "Les thermostats vont par demi-degré : %s devient, dans la pièce (%s), %s.",
	Refused: "Refusé, rien n'est changé : %s garde sa consigne habituelle (%s).",
	OwnCost: "Vos consignes coûtent %s", OwnPays: "Vos consignes rapportent %s", OwnFree: "Vos consignes ne coûtent rien", OwnMore: "et demandent %s de plus.", OwnLess: "et demandent %s de moins.", OwnSame: "et ne changent rien à l'énergie.", OwnUndo: "u : annuler la dernière.",
	Coldest: "C'est déjà le cran le plus froid : rien n'a changé.", Warmest: "C'est déjà le cran le plus chaud : rien n'a changé.",
	ColderIs: "Un cran plus froid : %s.", WarmerIs: "Un cran plus chaud : %s.", MorePaid: "rapporte %s de plus", LessPaid: "coûte %s", SamePaid: "ne change rien à l'argent", MoreKWh: "évite %s de plus", LessKWh: "évite %s de moins",
	Costs: "coûte %s", Brings: "rapporte %s",

	HomeIs: "%s, %s.", HomeSilent: "Dernière mesure il y a %s.", HomeThin: "Complète à %s.", HomeMeter: "Compteur seul.", HomeCause: "À visiter : %s.",
	Homes: "%d maison, dans l'ordre : %s.|%d maisons, dans l'ordre : %s.", HomesFiltered: "Filtre « %[3]s » : %[1]d maison sur %[2]d. tout : sans filtre.|Filtre « %[3]s » : %[1]d maisons sur %[2]d. tout : sans filtre.",
	Next: "suite : en entendre %d de plus.", NextNone: "Il n'y a pas de suite.", AllHomes: "Toutes les maisons.", NextWord: "suite", AllWord: "tout",

	Earlier: []string{"un jour plus tôt", "une semaine plus tôt", "un mois plus tôt", "une année plus tôt"}, Later: []string{"un jour plus tard", "une semaine plus tard", "un mois plus tard", "une année plus tard"},
	FirstReading: "Rien avant : les mesures commencent le %s.", LastReading: "Rien après : les mesures vont jusqu'au %s.",
	HelpWord: "aide", Help: "aide et un numéro explique un choix, comme aide 15. aide et un mot explique le mot, comme aide ancrage. Les mots : %s.",
	HelpNone: "Ni choix ni mot expliqué ne répond à « %s ». Les mots : %s.", HelpChoice: "%d, %s. %s",
	Choices: map[string]string{
		"1": "Dit le prochain événement, ce qui vous est demandé, ce que cela rapporte et le froid qu'il fera.", "2": "Dit l'énergie de la maison, heure par heure, jour par jour ou mois par mois.",
		"3": "Dit les événements passés : ce qui est payé et ce que vous avez évité.", "4": "Dit la consigne de chaque pièce, dans l'ordre des heures.", "5": "Dit les conseils et ce qui les appuie.", "6": "Dit si les mesures arrivent et ce qui est gardé.", "7": "Dit les maisons et en ouvre une.",
		"d": "Dit la consommation d'un jour, heure par heure.", "w": "Dit la consommation d'une semaine, jour par jour.", "m": "Dit la consommation d'un mois, jour par jour.", "y": "Dit la consommation d'une année, mois par mois.", "t": "Revient aux dernières mesures.",
		"⇧←": "Recule de la durée choisie : un jour, une semaine, un mois ou une année.", "⇧→": "Avance de la durée choisie.",
		"+": "Demande une pièce, des heures et des degrés, et dit aussitôt ce que cela coûte. Rien n'est gardé sans g.",
		"a": "Écrit le plan dans trois fichiers : une feuille, un agenda, des automatisations. Demande oui avant. Ne touche à aucun thermostat.", "p": "Laisse passer le prochain événement, sans pénalité. Demande oui avant.", "u": "Annule votre dernière consigne, sinon vous fait participer de nouveau.",
		"M": "Essaie un plan plus doux ou plus hardi, sans rien changer.", "<": "Essaie un plan un peu plus froid, qui rapporte plus.", ">": "Essaie un plan un peu plus chaud, qui rapporte moins.", "g": "Fait de l'essai votre plan.", "b": "Prend le plan réglé à la main, avec peu de moments à retenir, ou de nouveau le plan entier.", "e": "Met une pièce à l'abri du froid : aucun événement ne la refroidit, ou le contraire.",
		"i": "Dit le calcul d'un événement passé, ou les limites du plan.", "/": "Ne dit que les maisons d'un nom, d'une ville ou d'une raison de visite.", "s": "Change l'ordre des maisons.", "n": "Garde une note datée sur cette maison.", "x": "Écrit le sujet ouvert dans un fichier.",
		"L": "Passe à l'anglais.", "P": "Tait les noms et les villes, ou les dit de nouveau.", "r": "Va chercher les dernières mesures.", ":": "Dit tous les choix, et pourquoi certains ne se peuvent pas maintenant.", "?": "Dit tous les choix possibles maintenant.", "q": "Termine. Ce qui est gardé le reste.",
	},
	Terms: []Term{
		{"événement", "Des heures de grand froid où l'on vous demande de consommer moins."}, {"ancrage", "Les heures avant un événement qui servent de point de comparaison; consommer plus à ce moment ne rapporte rien."},
		{"préchauffage", "Chauffer un peu plus avant l'événement, pour avoir moins froid pendant."}, {"reprise", "Les heures après l'événement où la maison se réchauffe."}, {"consigne", "La température demandée à un thermostat."},
		{"plan", "Les consignes de chaque pièce pour une journée d'événement."}, {"crédit", "L'argent retiré de votre facture pour l'énergie évitée pendant l'événement."}, {"référence", "L'énergie que la règle officielle croit que vous auriez prise; le crédit en dépend."},
		{"estimation", "Ce que nous croyons que vous auriez pris; elle ne paie rien."}, {"cran", "Un degré de confort du plan, du plus chaud, le 1, au plus froid."}, {"mode", "Jusqu'où le plan baisse le chauffage : modéré, audacieux ou extrême."},
		{"à l'essai", "Un plan que vous écoutez sans l'avoir gardé."}, {"degrés-heures", "Le froid ressenti : les degrés sous l'habitude, fois les heures."}, {"fiabilité", "À quel point le calcul connaît votre maison."}, {"kWh", "Kilowattheure : un chauffage de mille watts pendant une heure."},
	},
}

var enSaid = SaidWords{
	NoteIs: "Note kept: %s", NotText: "What came is no text in UTF-8: nothing of it is kept. Set the terminal to UTF-8, then try again.",
	BackWords: []string{"back", "return", "retour"}, AgainWords: []string{"repeat", "again", "répéter", "encore"}, Added: "%s added", TakenOff: "%s taken off",
	Simulated: "A simulated home: it does not exist.",
	Asked:     "To do before %s: put the plan's set-points into the thermostats. %d to hear them.", AskedFile: "To do before %s: put the plan's set-points into the thermostats. %d to hear them, %d to write them.", NotYet: "The plan is not applied yet.",
	Pays: "The plan earns about %s (between %s and %s) and avoids %s during the event.", PaysAbout: "The plan earns about %s and avoids %s during the event.", Avoids: "The plan avoids %s during the event (between %s and %s).",
	Inside: "Coldest inside: %s, %s at %s, that is %s less than usual.", InsideNo: "Inside, no room gets colder.",
	Outside: "Outdoors: %s right now, %s at the coldest of the event.", Outdoors: "Outdoors: %s right now.",
	Rest: "The rest: %s.", Plan: "%d the schedule room by room", Advices: "%[2]d the advice|%[2]d the %[1]d advices", Past: "%[2]d the past event|%[2]d the %[1]d past events", Use: "%d consumption",

	Trial: "On trial: %s. Nothing is changed. g: keep this setting; Enter alone: back to your plan.", Session: "This session's setting: %s. Enter alone: back to your plan.",
	TrialMode: "%s mode", TrialNotch: "comfort at notch %d of %d", TrialOwn: "your set-points", TrialHand: "plan to set by hand", OfPlan: "What follows is said of your plan, not of the trial.",
	Where: "Home %s, %s. %s", WhereTrial: "Home %s, %s, on trial. %s", Back: "Enter alone to go back", Or: "%s or %s", Sure: "Home %s. Type %s to confirm; any other answer changes nothing:", Wrote: "Home %s, plan of %s. What will be written:",

	TooLate: "Too late: that time is past. The plan may change from %s on.", HalfHour: "A set-point holds at least half an hour: this one holds until %s.",
	Raised: "Limit: %s is too cold for this room (%s) at those hours. Kept: %s, the lowest.", Lowered: "Limit: %s is too warm for this room (%s) at those hours. Kept: %s, the highest.", Rounded: "Thermostats go by half degrees: %s becomes, in the room (%s), %s.",
	Refused: "Refused, nothing is changed: %s keeps its usual set-point (%s).",
	OwnCost: "Your set-points cost %s", OwnPays: "Your set-points earn %s", OwnFree: "Your set-points cost nothing", OwnMore: "and take %s more.", OwnLess: "and take %s less.", OwnSame: "and change nothing in energy.", OwnUndo: "u: take the last one back.",
	Coldest: "It is the coldest notch already: nothing has changed.", Warmest: "It is the warmest notch already: nothing has changed.",
	ColderIs: "A notch colder: %s.", WarmerIs: "A notch warmer: %s.", MorePaid: "earns %s more", LessPaid: "costs %s", SamePaid: "changes nothing in money", MoreKWh: "avoids %s more", LessKWh: "avoids %s less",
	Costs: "costs %s", Brings: "earns %s",

	HomeIs: "%s, %s.", HomeSilent: "Newest reading %s ago.", HomeThin: "%s complete.", HomeMeter: "Meter alone.", HomeCause: "To visit: %s.",
	Homes: "%d home, in order of: %s.|%d homes, in order of: %s.", HomesFiltered: "Filter “%[3]s”: %[1]d home of %[2]d. all: without filter.|Filter “%[3]s”: %[1]d homes of %[2]d. all: without filter.",
	Next: "next: hear %d more.", NextNone: "There are no more.", AllHomes: "All homes.", NextWord: "next", AllWord: "all",

	Earlier: []string{"a day earlier", "a week earlier", "a month earlier", "a year earlier"}, Later: []string{"a day later", "a week later", "a month later", "a year later"},
	FirstReading: "Nothing before: readings begin on %s.", LastReading: "Nothing after: readings go to %s.",
	HelpWord: "help", Help: "help and a number explains a choice, like help 15. help and a word explains the word, like help anchor. The words: %s.",
	HelpNone: "Neither a choice nor a word that is explained answers to “%s”. The words: %s.", HelpChoice: "%d, %s. %s",
	Choices: map[string]string{
		"1": "Tells the next event, what is asked of you, what it earns and how cold it will be.", "2": "Tells the home's energy, by the hour, the day or the month.",
		"3": "Tells the past events: what is paid and what you saved.", "4": "Tells each room's set-points in the order of the hours.", "5": "Tells the advice and what stands behind it.", "6": "Tells whether readings arrive and what is kept.", "7": "Tells the homes and opens one.",
		"d": "Tells a day's consumption, by the hour.", "w": "Tells a week's consumption, by the day.", "m": "Tells a month's consumption, by the day.", "y": "Tells a year's consumption, by the month.", "t": "Goes back to the newest readings.",
		"⇧←": "Steps back by the chosen span: a day, a week, a month or a year.", "⇧→": "Steps on by the chosen span.",
		"+": "Asks for a room, hours and degrees, and tells at once what that costs. Nothing is kept without g.",
		"a": "Writes the plan as three files: a sheet, a calendar, automations. Asks for yes before. Touches no thermostat.", "p": "Lets the next event pass, at no penalty. Asks for yes before.", "u": "Takes your last set-point back, else lets you take part again.",
		"M": "Tries a milder or bolder plan, and changes nothing.", "<": "Tries a plan a little colder, which earns more.", ">": "Tries a plan a little warmer, which earns less.", "g": "Makes the trial your plan.", "b": "Takes the plan set by hand, with few moments to remember, or the full plan again.", "e": "Shelters a room from the cold: no event cools it, or the contrary.",
		"i": "Tells how a past event was reckoned, or the limits of the plan.", "/": "Tells only the homes of a name, a city or a cause of a visit.", "s": "Changes the order of the homes.", "n": "Keeps a dated note on this home.", "x": "Writes the open subject to a file.",
		"L": "Changes to French.", "P": "Leaves out names and cities, or tells them again.", "r": "Fetches the newest readings.", ":": "Tells all choices, and why some cannot be done now.", "?": "Tells all choices that can be done now.", "q": "Ends. What is kept stays.",
	},
	Terms: []Term{
		{"event", "Hours of great cold in which you are asked to use less."}, {"anchor", "The hours before an event that serve for comparison; using more then earns nothing."},
		{"preheat", "Heating a little more before the event, to be less cold in it."}, {"recovery", "The hours after the event in which the house warms up again."}, {"set-point", "The temperature that is asked of a thermostat."},
		{"plan", "The set-points of each room for a day with an event."}, {"credit", "Money taken off your bill for the energy avoided during the event."}, {"reference", "The energy that the official rule believes you would have used; the credit depends on it."},
		{"estimate", "What we believe you would have used; it pays nothing."}, {"notch", "A degree of comfort of the plan, from the warmest, 1, to the coldest."}, {"mode", "How far the plan lowers the heating: moderate, ambitious or extreme."},
		{"on trial", "A plan that you listen to and have not kept."}, {"degree-hours", "The cold that is felt: degrees below the usual, times hours."}, {"confidence", "How well the reckoning knows your home."}, {"kWh", "Kilowatt-hour: a heater of a thousand watts for one hour."},
	},
}
