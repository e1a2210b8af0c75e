package text

import "strings"

// A tomlText is what the TOML parser says of a mistake, by a part of its words, and what we say
// instead: what is wrong, and how to write it.
type tomlText struct {
	part string
	pair
}

// tomlTexts are tried in order; the first whose part is in the parser's words is told.
var tomlTexts = []tomlText{
	{"of type bool", pair{"il faut ici true ou false, sans guillemets", "this takes true or false, without quotes"}},
	{"of type string", pair{`il faut ici un texte entre guillemets : clé = "valeur"`, `this takes a text in quotes: key = "value"`}},
	{"of type []", pair{"il faut ici une liste de sections entre doubles crochets : [[nom]]", "this takes a list of sections in double brackets: [[name]]"}},
	{"of type ", pair{"cette valeur n'est pas de la sorte voulue", "this value is not of the kind that is wanted"}},
	{"cannot decode TOML", pair{"cette valeur n'est pas de la sorte voulue", "this value is not of the kind that is wanted"}},
	{"too large to fit", pair{"ce nombre est trop grand", "this number is too large"}},
	{"already ", pair{"cette clé ou cette section y est déjà plus haut : gardez-en une seule", "this key or section is there already further up: keep one of them"}},
	{"should be a", pair{"ce nom sert déjà à autre chose plus haut", "this name is used for something else further up"}},
	{"expected keyword", pair{`il faut true ou false en minuscules, ou un texte entre guillemets : clé = "valeur"`, `write true or false in lower case, or a text in quotes: key = "value"`}},
	{"strings must be quoted", pair{`un texte se met entre guillemets : clé = "valeur"`, `a text goes in quotes: key = "value"`}},
	{"U+000A", pair{`il manque la valeur après le signe = : clé = "valeur"`, `the value after the sign = is missing: key = "value"`}},
	{"at start of value", pair{`un texte se met entre guillemets : clé = "valeur"`, `a text goes in quotes: key = "value"`}},
	{"expected value", pair{`il manque la valeur après le signe = : clé = "valeur"`, `the value after the sign = is missing: key = "value"`}},
	{"expected '=' after key", pair{`il manque le signe = entre la clé et sa valeur : clé = "valeur"`, `the sign = between the key and its value is missing: key = "value"`}},
	{"to close table name", pair{"le nom d'une section se ferme par un crochet : [section]", "the name of a section is closed by a bracket: [section]"}},
	{"to close array table name", pair{"le nom de cette section se ferme par deux crochets : [[section]]", "the name of this section is closed by two brackets: [[section]]"}},
	{"after array value", pair{"les valeurs d'une liste se séparent par des virgules, et la liste se ferme par ]", "values of a list are parted by commas, and the list is closed by ]"}},
	{"array is incomplete", pair{"la liste n'est pas fermée : il manque ]", "the list is not closed: ] is missing"}},
	{"inline table", pair{"les paires entre accolades se séparent par des virgules, et l'accolade se ferme par }", "pairs in braces are parted by commas, and the brace is closed by }"}},
	{"escape", pair{`après \ il faut n, t, " ou \ ; un chemin de Windows se met entre apostrophes : 'C:\dossier'`, `after \ goes n, t, " or \ ; a Windows path goes in apostrophes: 'C:\folder'`}},
	{"unterminated", pair{"le guillemet n'est pas fermé", "the quote is not closed"}},
	{"not terminated", pair{"le guillemet n'est pas fermé", "the quote is not closed"}},
	{"cannot have new lines", pair{"le guillemet n'est pas fermé à la fin de la ligne", "the quote is not closed at the end of the line"}},
	{"too many quotes", pair{"il y a trop de guillemets", "there are too many quotes"}},
	{"UTF-8", pair{"le fichier n'est pas en UTF-8 : enregistrez-le en UTF-8", "the file is not in UTF-8: save it as UTF-8"}},
	{"control characters", pair{"il y a un caractère invisible : effacez-le", "there is an invisible character: take it out"}},
	{"carriage return", pair{"cette ligne finit de façon étrange : récrivez-en la fin", "this line ends oddly: write its end again"}},
	{"expected newline", pair{"il y a du texte de trop après la valeur; un commentaire commence par #", "there is text too many after the value; a comment starts with #"}},
	{"extra ", pair{"il y a du texte de trop après la valeur; un commentaire commence par #", "there is text too many after the value; a comment starts with #"}},
	{"key", pair{"une ligne commence par une clé, une [section] ou #", "a line starts with a key, a [section] or #"}},
	{"date", pair{"cette date ne se lit pas; écrivez-la 2027-01-15", "this date cannot be read; write it 2027-01-15"}},
	{"time", pair{"cette heure ne se lit pas; écrivez-la 06:00", "this time cannot be read; write it 06:00"}},
	{"hour", pair{"cette heure ne se lit pas; écrivez-la 06:00", "this time cannot be read; write it 06:00"}},
	{"minutes", pair{"cette heure ne se lit pas; écrivez-la 06:00", "this time cannot be read; write it 06:00"}},
	{"seconds", pair{"cette heure ne se lit pas; écrivez-la 06:00", "this time cannot be read; write it 06:00"}},
	{"digit", pair{"ce nombre ne se lit pas", "this number cannot be read"}},
	{"number", pair{"ce nombre ne se lit pas", "this number cannot be read"}},
	{"float", pair{"ce nombre ne se lit pas", "this number cannot be read"}},
	{"zeroes", pair{"un nombre ne commence pas par un zéro", "a number does not start with a zero"}},
	{"nested", pair{"trop de listes l'une dans l'autre", "too many lists within one another"}},
}

// tomlUnknown is told of a mistake that the table does not know.
var tomlUnknown = pair{`une ligne s'écrit clé = "valeur"`, `a line is written key = "value"`}

// TOML is what a mistake in a TOML file is, by the words of its parser, which are never told.
func (l Lang) TOML(said string) string {
	for _, t := range tomlTexts {
		if strings.Contains(said, t.part) {
			return t.in(l)
		}
	}
	return tomlUnknown.in(l)
}
