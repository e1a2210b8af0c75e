package text

import (
	"fmt"

	"courant/coach/home"
	"courant/coach/series"
)

// Setup are the questions of `courant setup`.
type Setup struct {
	Welcome, Language                            string
	Took, ByRate                                 string // answer · programme
	Answer                                       string // of a question with numbered answers
	NotOne                                       string // answer, how many there are
	Data                                         string
	DataKept                                     string // homes
	DataFile, DataInflux, DataDemo               string
	File, Name, TryAgain                         string
	Influx, Bucket, Org, TokenFile               string
	NeedBucket, Trying                           string
	Answers                                      string // host
	InfluxFailed, InfluxAgain, InfluxLeave       string
	Home                                         string // home
	City, Rate, Programme, Mode, Low, High       string
	BadDegrees                                   string // answer
	GraphWhy, Graph, Auto, Braille, Block, ASCII string
	Spoken                                       string // keep sentences to be read aloud?
	Lock, Passphrase, Again, Differ, Locked      string
	Done                                         string // path
	NextOpen, NextSync, NextDemo                 string
}

var frSetup = Setup{
	Welcome: "Bienvenue. Quelques questions; à chacune, Entrée seule garde la réponse entre crochets, ou passe.\n< revient à la question précédente; Ctrl-C arrête sans rien changer. courant setup recommence quand vous voulez.",
	Took:    "  Compris : %s. Sinon, < à la question suivante.", ByRate: "Programme de pointe : %s, c'est votre tarif qui le dit.",
	Language: "Quelle langue? / Which language?", Answer: "Numéro de votre réponse", NotOne: "« %s » n'est pas une des réponses. Tapez un numéro de 1 à %d, ou Entrée seule pour passer, ou pour garder ce qui est entre crochets.",
	Data: "Où sont les mesures de votre maison?", DataKept: "là où elles sont déjà (%d maison ici)|là où elles sont déjà (%d maisons ici)",
	DataFile: "dans un fichier : Hydro-Québec (portail, Espace client), Green Button (d'autres distributeurs) ou CSV", DataInflux: "dans une base InfluxDB, celle où Home Assistant garde ses mesures", DataDemo: "je n'en ai pas encore : montrer d'abord des maisons simulées",
	File: "Le chemin du fichier (Entrée seule pour passer)", Name: "Un nom court pour cette maison, sans espace ni accent", TryAgain: "Essayez encore, ou Entrée seule pour passer.",
	NeedBucket: "Sans compartiment, rien ne peut être lu : InfluxDB est laissé de côté.", Trying: "Essai de la connexion…", Answers: "%s répond, le compartiment se lit.",
	InfluxFailed: "La connexion ne marche pas ainsi, et rien n'en est écrit. Que faire?", InfluxAgain: "corriger les réponses et réessayer", InfluxLeave: "continuer sans InfluxDB",
	Influx: "Adresse d'InfluxDB, comme https://influx.exemple.org:8086 (Entrée seule pour passer)", Bucket: "Compartiment (« bucket »), ou base/politique pour InfluxDB 1.8", Org: "Organisation (vide pour InfluxDB 1.8)", TokenFile: "Fichier qui contient le jeton (lisible par vous seul : chmod 600)",
	Home: "Ce que nous savons de la maison %s. Ce que vous ne savez pas, passez-le.",
	City: "Dans quelle ville, ou près de laquelle?", Rate: "Quel tarif? Il est écrit sur votre facture d'Hydro-Québec.", Programme: "À quel programme de pointe participez-vous?", Mode: "Pendant un événement, jusqu'où baisser le chauffage?",
	Low: "Jamais plus froid que, en °C (par exemple 17)", High: "Jamais plus chaud que, en °C (par exemple 23)", BadDegrees: "« %s » n'est pas une température qui convient : tapez des degrés, comme 17 ou 22,5.",
	GraphWhy: "Les graphiques se dessinent avec des caractères. Voici la même courbe de trois façons :\n  braille   ⣀⡠⠔⠊⠉⠑⠢⣀\n  blocs     ▁▂▄▆█▆▄▂\n  lettres   ..:-=#=-:..",
	Graph:    "Laquelle voyez-vous bien?", Auto: "je ne sais pas : laisser courant choisir", Braille: "braille, la plus fine", Block: "blocs", ASCII: "lettres et signes simples",
	Spoken: "Toujours parler en phrases, ligne par ligne, sans dessin (accessible = true)? Sinon, --accessible ou ACCESSIBLE=1 le demandent chaque fois.",
	Lock:   "Protéger les clés de vos données par une phrase de passe, à taper chaque fois, plutôt que par un fichier?", Passphrase: "Phrase de passe (12 caractères au moins)", Again: "Encore une fois", Differ: "Les deux diffèrent ou sont trop courtes; rien n'a changé.", Locked: "La phrase de passe protège maintenant le coffre. La perdre, c'est perdre les données.",
	Done: "C'est noté dans %s.", NextOpen: "Pour commencer, tapez : courant", NextSync: "Pour commencer, tapez : courant sync, qui lit InfluxDB; puis : courant", NextDemo: "Pour commencer, tapez : courant, sur des maisons simulées. Avec vos mesures : courant setup de nouveau, qui demande alors aussi le tarif, le confort et les pièces à protéger",
}

var enSetup = Setup{
	Welcome: "Welcome. A few questions; at each, Enter alone keeps the answer in brackets, or skips.\n< goes back to the question before; Ctrl-C stops and changes nothing. courant setup begins again whenever you like.",
	Took:    "  Understood: %s. If not, < at the next question.", ByRate: "Peak programme: %s, your rate says so.",
	Language: "Which language? / Quelle langue?", Answer: "Number of your answer", NotOne: "“%s” is none of the answers. Type a number from 1 to %d, or Enter alone to skip, or to keep what is in brackets.",
	Data: "Where are the readings of your home?", DataKept: "where they are already (%d home here)|where they are already (%d homes here)",
	DataFile: "in a file: Hydro-Québec (portal, Customer Space), Green Button (other utilities) or CSV", DataInflux: "in an InfluxDB database, where Home Assistant keeps its readings", DataDemo: "I have none yet: show simulated homes first",
	File: "The path of the file (Enter alone to skip)", Name: "A short name for this home, without spaces or accents", TryAgain: "Try again, or Enter alone to skip.",
	NeedBucket: "Without a bucket nothing can be read: InfluxDB is left out.", Trying: "Trying the connection…", Answers: "%s answers, the bucket can be read.",
	InfluxFailed: "The connection does not work like this, and none of it is written. What to do?", InfluxAgain: "correct the answers and try again", InfluxLeave: "go on without InfluxDB",
	Influx: "Address of InfluxDB, like https://influx.example.org:8086 (Enter alone to skip)", Bucket: "Bucket, or database/policy for InfluxDB 1.8", Org: "Organisation (empty for InfluxDB 1.8)", TokenFile: "File that holds the token (readable by you alone: chmod 600)",
	Home: "What we know of the home %s. Skip what you do not know.",
	City: "In which city, or near which?", Rate: "Which rate? It is written on your Hydro-Québec bill.", Programme: "In which peak programme do you take part?", Mode: "During an event, how far may the heating go down?",
	Low: "Never colder than, in °C (for example 17)", High: "Never warmer than, in °C (for example 23)", BadDegrees: "“%s” is not a temperature that suits: type degrees, like 17 or 22.5.",
	GraphWhy: "Charts are drawn with characters. Here is the same curve in three ways:\n  braille   ⣀⡠⠔⠊⠉⠑⠢⣀\n  blocks    ▁▂▄▆█▆▄▂\n  letters   ..:-=#=-:..",
	Graph:    "Which one do you see well?", Auto: "I do not know: let courant choose", Braille: "braille, the finest", Block: "blocks", ASCII: "letters and plain signs",
	Spoken: "Always speak in sentences, line by line, without drawings (accessible = true)? Otherwise --accessible or ACCESSIBLE=1 asks for it each time.",
	Lock:   "Protect the keys of your data by a passphrase, typed each time, rather than by a file?", Passphrase: "Passphrase (at least 12 characters)", Again: "Once more", Differ: "The two differ or are too short; nothing has changed.", Locked: "The passphrase now protects the vault. Losing it loses the data.",
	Done: "Noted in %s.", NextOpen: "To begin, type: courant", NextSync: "To begin, type: courant sync, which reads InfluxDB; then: courant", NextDemo: "To begin, type: courant, on simulated homes. With your readings: courant setup again, which then also asks for the rate, the comfort and the rooms to protect",
}

// Setup gives the language's questions.
func (l Lang) Setup() *Setup {
	if l == English {
		return &enSetup
	}
	return &frSetup
}

// Colon is what stands between a question and its answer.
func (l Lang) Colon() string {
	if l == English {
		return ": "
	}
	return nbsp + ": "
}

// rateTexts say what a rate is, for whoever only knows its letters from a bill.
var rateTexts = map[string]pair{
	string(home.RateD):            {"le plus courant", "the most common"},
	string(home.RateDP):           {"très grande puissance, 50 kW et plus", "very high demand, 50 kW and more"},
	string(home.RateDT):           {"biénergie : électricité, et un autre combustible par grand froid", "dual energy: electricity, and another fuel in deep cold"},
	string(home.RateFlexD):        {"moins cher l'hiver, très cher pendant les événements", "cheaper in winter, very dear during events"},
	string(home.RateWinterCredit): {"un crédit pour ce que vous consommez de moins pendant les événements", "a credit for what you use less during events"},
}

// RateTold is a rate's name with what it is.
func (l Lang) RateTold(r home.Rate) string {
	return l.Rate(r) + " (" + l.said(rateTexts, string(r)) + ")"
}

// ModeTold is a mode's name with how far it lowers the set-points at most, °C.
func (l Lang) ModeTold(m home.Mode, down float64) string {
	words := pair{"%s (%s de moins au plus)", "%s (%s less at most)"}.in(l)
	return fmt.Sprintf(words, l.Mode(m), l.C(series.Maybe(down)))
}
