package text

import "strings"

// LinearWords are those of --accessible: what is heard, and asked, line by line.
type LinearWords struct {
	NewData                             string // clock
	FarAgain                            string
	Menu, All, Later                    string
	Ask, AskFirst                       string
	Unknown                             string // what was typed
	Several                             string // what was typed
	HereToo, Group                      string // choices; heading
	Choice                              string // number, words
	ChoiceKey                           string // number, words, key
	NotNow                              string // number, words, reason
	Own, TakeBack, TookBack             string
	OwnPlan                             string
	NoMatch                             string // words
	Which, Done, Nothing, Bye, NoteWhat string

	Dial                        string // notch, of
	DialBeside                  string
	ModeAsk                     string // mode now
	RoomAsk, FromAsk, UntilAsk  string // … room; room, from
	DegreesAsk                  string // room, from, until, set-point now
	BadChoice, BadClock, BadDeg string
	OwnSet                      string // room, degrees, from, until
	FilterAsk, FilterAll        string
	SortAsk                     string
	SortedBy                    string // order
	Examining                   string // homes
	Examined                    string // done, of
	PastList                    string
	PastAsk                     string
	Held                        string // what, series, until, complete
	Column                      string // name, energy, cold, worst
	ColumnMoney                 string // name, energy, money, cold, worst
	UseHead                     string // span, energy
	Said                        SaidWords
	Signs                       []string // signs and the words for them, in turn
}

var frLinear = LinearWords{
	NewData: "Nouvelles mesures, jusqu'à %s.", FarAgain: "La source des mesures répond de nouveau.",
	Menu: "Ce que vous pouvez faire. Tapez le numéro, la lettre ou un mot, puis Entrée.", All: "? : tous les choix. aide : ce que fait chacun, et les mots. Entrée seule : revenir. q : quitter.", Later: "deux-points : les autres choix, et pourquoi ils ne se peuvent pas maintenant.",
	Ask: "Votre choix :", AskFirst: "Votre choix (? pour les entendre) :",
	Unknown: "Aucun choix ne répond à « %s ». ? pour les entendre.", Several: "Plusieurs choix répondent à « %s » :",
	HereToo: "Ici aussi : %s.", Group: "%s.", Choice: "%d. %s", ChoiceKey: "%d. %s (%s)", NotNow: "%d. %s : %s",
	Own: "mettre une consigne à vous", TakeBack: "annuler vos consignes", TookBack: "Vos consignes sont annulées.", OwnPlan: "De nouveau votre plan.",
	NoMatch: "Aucune maison ne répond à « %s ».",
	Which:   "Maisons. Numéro, nom ou ville; suite; Entrée seule pour revenir :", Done: "C'est fait.", Nothing: "Rien n'est changé.", Bye: "Au revoir.", NoteWhat: "La note; Entrée seule pour n'en garder aucune :",
	Dial: "Confort : cran %d sur %d, du plus chaud au plus froid.", DialBeside: "Confort : les décalages du programme, hors des crans.",
	ModeAsk: "En ce moment : mode %s. Numéro du mode à essayer; Entrée seule pour garder le vôtre :",
	RoomAsk: "Quelle pièce? Son numéro; Entrée seule pour revenir :", FromAsk: "%s : à partir de quelle heure? Par exemple 6 h 30; Entrée seule pour revenir :", UntilAsk: "%s, dès %s : jusqu'à quelle heure? Entrée seule : une demi-heure :", DegreesAsk: "%s, de %s à %s : combien de degrés? Le plan y met %s; Entrée seule pour revenir :",
	BadChoice: "Tapez un des numéros.", BadClock: "Tapez une heure de cette journée, comme 6 h 30.", BadDeg: "Tapez des degrés entre 5 et 30, comme 19,5.", OwnSet: "%s : %s de %s à %s, à l'essai.",
	FilterAsk: "Une partie du nom, la ville ou la raison d'une visite; Entrée seule pour toutes :", FilterAll: "Toutes les maisons.",
	SortAsk: "Les maisons, dans quel ordre? Son numéro; Entrée seule pour ne rien changer :", SortedBy: "Dans l'ordre : %s.", Examining: "Examen de %d maison…|Examen de %d maisons…", Examined: "%d sur %d.",
	PastList: "Les événements, le plus récent d'abord :", PastAsk: "Numéro d'un événement pour son calcul; Entrée seule pour revenir :",
	Held: "%s : %s; jusqu'à %s.", Column: "%s : %s pendant l'événement, froid ressenti %s, au pire %s de moins.", ColumnMoney: "%s : %s pendant l'événement, %s, froid ressenti %s, au pire %s de moins.", UseHead: "%s : %s en tout.",
	Said:  frSaid,
	Signs: []string{"* supposé", "Supposé", " *", " (supposé)", "entre crochets", "entre parenthèses", "Maison ····, ····", "Maison cachée, ville cachée", "Maison ····", "Maison cachée", "····", "nom caché", " – ", " à ", "− ", "moins ", "−", "moins ", "→", "puis", "← ", "ici, ", " · ", "; ", "·", "; ", " — ", ", ", "—", "rien", " / ", " sur ", "▏", " ", "•", ";", "–", " à ", "↵", "Entrée", "°C·h", "degrés-heures", "×", "fois", "½", "un demi", "│", ";", "[", "(", "]", ")"},
}

var enLinear = LinearWords{
	NewData: "New readings, until %s.", FarAgain: "The source of the readings answers again.",
	Menu: "What you can do. Type the number, the letter or a word, then Enter.", All: "?: all choices. help: what each does, and the words. Enter alone: go back. q: quit.", Later: "colon: the other choices, and why they cannot be done now.",
	Ask: "Your choice:", AskFirst: "Your choice (? to hear them):",
	Unknown: "No choice answers to “%s”. ? to hear them.", Several: "Several choices answer to “%s”:",
	HereToo: "Here too: %s.", Group: "%s.", Choice: "%d. %s", ChoiceKey: "%d. %s (%s)", NotNow: "%d. %s: %s",
	Own: "give a set-point of your own", TakeBack: "take back your set-points", TookBack: "Your set-points are taken back.", OwnPlan: "Your plan again.",
	NoMatch: "No home matches “%s”.",
	Which:   "Homes. Number, name or city; next; Enter alone to go back:", Done: "Done.", Nothing: "Nothing is changed.", Bye: "Goodbye.", NoteWhat: "The note; Enter alone to keep none:",
	Dial: "Comfort: notch %d of %d, from the warmest to the coldest.", DialBeside: "Comfort: the programme's offsets, beside the notches.",
	ModeAsk: "Right now: %s mode. Number of the mode to try; Enter alone to keep yours:",
	RoomAsk: "Which room? Its number; Enter alone to go back:", FromAsk: "%s: from what time? For example 6:30; Enter alone to go back:", UntilAsk: "%s, from %s: until what time? Enter alone: half an hour:", DegreesAsk: "%s, from %s to %s: how many degrees? The plan has %s there; Enter alone to go back:",
	BadChoice: "Type one of the numbers.", BadClock: "Type a time of that day, like 6:30.", BadDeg: "Type degrees between 5 and 30, like 19.5.", OwnSet: "%s: %s from %s to %s, on trial.",
	FilterAsk: "A part of the name, the city or the cause of a visit; Enter alone for all:", FilterAll: "All homes.",
	SortAsk: "The homes, in what order? Its number; Enter alone to change nothing:", SortedBy: "In order of: %s.", Examining: "Examining %d home…|Examining %d homes…", Examined: "%d of %d.",
	PastList: "The events, newest first:", PastAsk: "Number of an event for its reckoning; Enter alone to go back:",
	Held: "%s: %s; until %s.", Column: "%s: %s during the event, cold felt %s, %s less at worst.", ColumnMoney: "%s: %s during the event, %s, cold felt %s, %s less at worst.", UseHead: "%s: %s in all.",
	Said:  enSaid,
	Signs: []string{"* assumed", "Assumed", " *", " (assumed)", "in brackets", "in parentheses", "Home ····, ····", "Home hidden, city hidden", "Home ····", "Home hidden", "····", "hidden name", " – ", " to ", "− ", "minus ", "−", "minus ", "→", "then", "← ", "here, ", " · ", "; ", "·", "; ", " — ", ", ", "—", "nothing", " / ", " of ", "▏", " ", "•", ";", "–", " to ", "↵", "Enter", "°C·h", "degree-hours", "×", "times", "½", "one half", "│", ";", "[", "(", "]", ")"},
}

// Spoken writes signs as the words that a voice or a braille line would rather have.
func (l Lang) Spoken(s string) string {
	if l == English {
		return enSpoken.Replace(s)
	}
	return frSpoken.Replace(s)
}

var frSpoken, enSpoken = strings.NewReplacer(frLinear.Signs...), strings.NewReplacer(enLinear.Signs...)
