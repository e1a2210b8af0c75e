package text

// Doctor are the sentences of `courant doctor`.
type Doctor struct {
	OK, Look           string
	Config, NoConfig   string // path
	Store              string // path
	Home               string // home, coverage, age
	Empty              string // home
	ImportOne, Refresh string
	Gaps, NoInflux     string
	Influx             string // host, dialect, homes
	Skipped            string // values, names
	Skew               string // host, span
	Clock              string
	SameClock          string // host
	Schema             string // schema, measurements, series
	More               string
	Found              string // measurement, series, tags, fields
	Mapped             string // series
	Paste              string // file
	NoProposal         string
	Waiting            string // points, homes
	SetAside           string // files, folder
	PushAgain          string
	Damaged            string // path, what fills the new store
	DamagedFile        string
	DamagedInflux      string
}

var frDoctor = Doctor{
	OK: "bien", Look: "à voir",
	Config: "Configuration : %s", NoConfig: "Aucune configuration (%s) : tout est par défaut.", Store: "Entrepôt : %s",
	Home: "Maison %s : complète à %s, dernière mesure il y a %s.", Empty: "Maison %s : aucune mesure.",
	ImportOne: "courant import FICHIER --home NOM", Refresh: "courant sync, ou courant import FICHIER", Gaps: "Il manque des mesures : vue 6 du tableau de bord, ou importez de nouveau.",
	NoInflux: "Aucun InfluxDB : seulement cet ordinateur, rien n'en sort.", Influx: "InfluxDB %s (%s) : %d maisons.", Skipped: "%d valeurs laissées de côté, noms non permis : %s",
	Waiting: "%d valeurs de %d maison(s) attendent d'être confirmées par InfluxDB.", SetAside: "%d fichier(s) abîmé(s) du journal des envois : %s.",
	PushAgain: "courant push, puis effacez-les.",
	Damaged:   "courant verify dit tout ce qui est abîmé. Puis, pour ne rien perdre : renommez %s sans l'effacer, laissez le coffre (.vault) et la clé (.key) où ils sont, et %s.", DamagedFile: "remettez une copie de l'entrepôt à sa place, ou refaites courant import de vos fichiers", DamagedInflux: "remettez une copie de l'entrepôt à sa place, ou faites courant sync, qui relit tout d'InfluxDB",
	SameClock: "L'horloge de %s est juste.",
	Schema:    "Contenu du compartiment (schéma %s) : %d mesures, %d séries.", More: "Il y en a davantage.", Found: "%s (%d) : %s | %s",
	Mapped: "influx.map nomme %d séries; effacez-les pour une nouvelle proposition.", Paste: "Relisez, puis collez dans %s :",
	NoProposal: "Aucun nom reconnu. Écrivez [influx.map] à la main : voir store/influx/README.md.",
	Skew:       "L'horloge de %s diffère de %s.", Clock: "Réglez l'horloge de cet ordinateur ou du serveur (NTP).",
}

var enDoctor = Doctor{
	OK: "fine", Look: "look",
	Config: "Configuration: %s", NoConfig: "No configuration (%s): everything is at its default.", Store: "Store: %s",
	Home: "Home %s: %s complete, newest reading %s ago.", Empty: "Home %s: no readings.",
	ImportOne: "courant import FILE --home NAME", Refresh: "courant sync, or courant import FILE", Gaps: "Readings are missing: view 6 of the dashboard, or import again.",
	NoInflux: "No InfluxDB: this computer alone, nothing leaves it.", Influx: "InfluxDB %s (%s): %d homes.", Skipped: "%d values left out, names not allowed: %s",
	Waiting: "%d values of %d home(s) wait to be confirmed by InfluxDB.", SetAside: "%d damaged file(s) of the journal of pushes: %s.",
	PushAgain: "courant push, then delete them.",
	Damaged:   "courant verify tells all that is damaged. Then, so that nothing is lost: rename %s without deleting it, leave the vault (.vault) and the key (.key) where they are, and %s.", DamagedFile: "put a copy of the store in its place, or run courant import on your files again", DamagedInflux: "put a copy of the store in its place, or run courant sync, which reads all of it from InfluxDB again",
	SameClock: "The clock of %s is right.",
	Schema:    "What the bucket holds (schema %s): %d measurements, %d series.", More: "There are more.", Found: "%s (%d): %s | %s",
	Mapped: "influx.map names %d series; delete them for a new proposal.", Paste: "Look it over, then paste into %s:",
	NoProposal: "No name was recognised. Write [influx.map] by hand: see store/influx/README.md.",
	Skew:       "The clock of %s differs by %s.", Clock: "Set the clock of this computer or of the server (NTP).",
}

// Doctor gives the language's sentences.
func (l Lang) Doctor() *Doctor {
	if l == English {
		return &enDoctor
	}
	return &frDoctor
}
