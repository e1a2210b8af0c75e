package text

// Setup are the questions of `courant setup`.
type Setup struct {
	Welcome, Language, Graph, Influx, Bucket, Org, TokenFile string
	Home, NoHome, City, Rate, Programme, Mode, Low, High     string
	Lock, Passphrase, Again, Differ, Locked                  string
	Done                                                     string // path
}

var frSetup = Setup{
	Welcome:  "Bienvenue. Entrée garde la réponse entre crochets; tout peut se passer et se refaire.",
	Language: "Langue", Graph: "Symboles des graphiques", Influx: "Adresse d'InfluxDB (vide : seulement cet ordinateur)", Bucket: "Bucket", Org: "Organisation", TokenFile: "Fichier du jeton (chmod 600)",
	Home: "Maison %s", NoHome: "Pas encore de maison : courant import FICHIER --home NOM, puis courant setup.",
	City: "Ville", Rate: "Tarif", Programme: "Programme", Mode: "Mode", Low: "Jamais plus froid que, °C", High: "Jamais plus chaud que, °C",
	Lock: "Protéger les clés par une phrase de passe plutôt qu'un fichier? (oui, non)", Passphrase: "Phrase de passe (12 caractères au moins)", Again: "Encore une fois", Differ: "Les deux diffèrent ou sont trop courtes; rien n'a changé.", Locked: "La phrase de passe protège maintenant le coffre. La perdre, c'est perdre les données.",
	Done: "C'est noté dans %s.",
}

var enSetup = Setup{
	Welcome:  "Welcome. Enter keeps the answer in brackets; all of it can be skipped and repeated.",
	Language: "Language", Graph: "Chart symbols", Influx: "Address of InfluxDB (empty: this computer alone)", Bucket: "Bucket", Org: "Organisation", TokenFile: "File of the token (chmod 600)",
	Home: "Home %s", NoHome: "No home yet: courant import FILE --home NAME, then courant setup.",
	City: "City", Rate: "Rate", Programme: "Programme", Mode: "Mode", Low: "Never colder than, °C", High: "Never warmer than, °C",
	Lock: "Protect the keys by a passphrase instead of a file? (yes, no)", Passphrase: "Passphrase (at least 12 characters)", Again: "Once more", Differ: "The two differ or are too short; nothing has changed.", Locked: "The passphrase now protects the vault. Losing it loses the data.",
	Done: "Noted in %s.",
}

// Setup gives the language's questions.
func (l Lang) Setup() *Setup {
	if l == English {
		return &enSetup
	}
	return &frSetup
}
