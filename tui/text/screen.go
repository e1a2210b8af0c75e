package text

// Screen are the words and sentences of the dashboard in one language, view by view.
type Screen struct {
	Views    ViewWords
	Keys     KeyWords
	Why      WhyWords
	Frame    FrameWords
	Today    TodayWords
	Use      UseWords
	Past     PastWords
	Schedule ScheduleWords
	Advice   AdviceWords
	Data     DataWords
	Homes    HomesWords
	Linear   LinearWords
	Act      ActWords
	Dial     DialWords
	Keep     KeepWords
}

var (
	frScreen = Screen{frViews, frKeys, frWhy, frFrame, frToday, frUse, frPast, frSchedule, frAdvice, frData, frHomes, frLinear, frAct, frDial, frKeep}
	enScreen = Screen{enViews, enKeys, enWhy, enFrame, enToday, enUse, enPast, enSchedule, enAdvice, enData, enHomes, enLinear, enAct, enDial, enKeep}
)

// Screen gives the language's words of the dashboard.
func (l Lang) Screen() *Screen {
	if l == English {
		return &enScreen
	}
	return &frScreen
}

// ViewWords are the names of the views: short ones for the tabs of a narrow terminal, full
// ones for the help.
type ViewWords struct {
	Today, Consumption, Events, Schedule, Advice, Data, Homes                             string
	TodayFull, ConsumptionFull, EventsFull, ScheduleFull, AdviceFull, DataFull, HomesFull string
	Files                                                                                 [7]string // names of exported files
}

var frViews = ViewWords{
	Today: "Auj.", Consumption: "Conso", Events: "Événements", Schedule: "Horaire", Advice: "Conseils", Data: "Données", Homes: "Maisons",
	TodayFull: "Aujourd'hui", ConsumptionFull: "Consommation", EventsFull: "Événements passés", ScheduleFull: "Horaire des consignes",
	AdviceFull: "Conseils", DataFull: "Données", HomesFull: "Maisons",
	Files: [7]string{"aujourdhui", "consommation", "evenements", "horaire", "conseils", "donnees", "maisons"},
}

var enViews = ViewWords{
	Today: "Today", Consumption: "Use", Events: "Events", Schedule: "Schedule", Advice: "Advice", Data: "Data", Homes: "Homes",
	TodayFull: "Today", ConsumptionFull: "Consumption", EventsFull: "Past events", ScheduleFull: "Set-point schedule",
	AdviceFull: "Advice", DataFull: "Data", HomesFull: "Homes",
	Files: [7]string{"today", "consumption", "events", "schedule", "advice", "data", "homes"},
}

// FrameWords are what surrounds every view: header, states, dialogs.
type FrameWords struct {
	TooSmall                     string // least width, least height, width, height
	HomeIn                       string // home, city
	HomeOnly                     string // home
	AnyHome                      string // in privacy mode
	Simulated, Frozen, Hidden    string
	Loading, ChooseHome, Nothing string
	DataUntil                    string // clock or stamp
	DataUntilAgo                 string // stamp, age
	DataAgo                      string // age
	DataAgoShort                 string // age
	ErrorSince                   string // age
	HelpTitle, HelpMore          string
	PaletteTitle, PaletteNone    string
	ConfirmSkip                  string // event
	ConfirmBefore, ConfirmAfter  string
	ConfirmPlan                  string // credit
	ConfirmNoPlan                string
	ConfirmSkipped               string
	ConfirmType                  string // key
	Skipped                      string
	Rejoined                     string // event
	Copied                       string // lines
	CopyFailed                   string
	Exported                     string // path
	FrozenNow, LiveNow           string
	PrivateNow, OpenNow          string
	ModeNow                      string // mode
	ModeOwn                      string
	GraphNow                     string // symbols
	Off                          string // key's words, reason
	NoKey                        string // what was typed
	FarAway                      string // host
	AnswerFirst                  string // key
	HelpWords                    string
	Glossary                     []string // words and what they mean
}

var frFrame = FrameWords{
	TooSmall: "courant demande au moins %d × %d caractères; cette fenêtre en a %d × %d. Agrandissez-la, ou quittez (q) et lancez : courant report",
	HomeIn:   "Maison %s, %s", HomeOnly: "Maison %s", AnyHome: "Maison", Simulated: "simulé", Frozen: "FIGÉ", Hidden: "noms cachés (P)",
	Loading: "Chargement…", ChooseHome: "Aucune maison n'est choisie. Ouvrez-en une : 7, puis ↵.", Nothing: "Rien à montrer encore. r pour réessayer, 7 pour une autre maison, q pour quitter.",
	DataUntil: "données %s", DataUntilAgo: "données %s (il y a %s)", DataAgo: "données il y a %s", DataAgoShort: "il y a %s", ErrorSince: "depuis %s",
	HelpTitle: "Les touches", HelpMore: "× : pas maintenant   ↑↓ la suite   esc fermer",
	PaletteTitle: "Commande", PaletteNone: "Aucune commande de ce nom. esc pour fermer.",
	ConfirmSkip: "Ne pas participer à l'événement du %s?", ConfirmBefore: "Si vous participez :", ConfirmAfter: "Sinon :",
	ConfirmPlan: "crédit d'environ %s, si le plan est suivi", ConfirmNoPlan: "aucun montant connu",
	ConfirmSkipped: "consignes habituelles, aucun crédit, aucune pénalité; u pour revenir", ConfirmType: "Tapez %s pour confirmer; esc pour ne rien changer.",
	Skipped: "C'est noté : vous ne participez pas, sans pénalité. u pour participer de nouveau.", Rejoined: "Vous participez de nouveau à l'événement du %s.", Copied: "Copié : %d ligne de texte.|Copié : %d lignes de texte.", CopyFailed: "Rien n'a été copié : le terminal refuse.",
	Exported: "Exporté : %s", FrozenNow: "Figé : l'écran ne bouge plus. f pour reprendre.", LiveNow: "L'écran suit de nouveau les données.",
	PrivateNow: "Noms et villes cachés. P pour les montrer.", OpenNow: "Noms et villes montrés.", ModeNow: "À l'essai : mode %s. Rien n'est changé.", ModeOwn: "De nouveau votre propre mode.",
	GraphNow: "Symboles : %s", Off: "%s? %s",
	FarAway: "InfluxDB (%s) ne répond pas : voici la copie d'ici",
	NoKey:   "« %s » ne fait rien ici. ? pour les touches, : pour tout ce qui se fait.", AnswerFirst: "Répondez d'abord : %s pour confirmer, esc pour ne rien changer.",
	HelpWords: "Les mots",
	Glossary: []string{
		"kW : la puissance du moment. kWh : l'énergie, la puissance fois les heures.",
		"Consigne : la température demandée au thermostat.",
		"Préchauffage, événement, reprise : avant, pendant et après la pointe.",
		"Énergie de référence : ce que la maison aurait consommé, selon la règle officielle.",
		"Effacé : ce qui manque à la référence; c'est ce qui est payé.",
		"Ancrage : les heures d'avant, par lesquelles la référence est ajustée à votre journée.",
		"Évité : ce qui a été épargné, selon notre propre estimation; cela ne paie rien.",
		"[3,1 à 5,0] : 8 fois sur 10, la vraie valeur est entre les deux.",
		"Froid, en °C·h : degrés sous votre habitude, fois les heures où quelqu'un est là.",
		"Cran : un pas du réglage entre plus chaud et plus payant.",
	},
}

var enFrame = FrameWords{
	TooSmall: "courant needs at least %d × %d characters; this window has %d × %d. Make it larger, or quit (q) and run: courant report",
	HomeIn:   "Home %s, %s", HomeOnly: "Home %s", AnyHome: "Home", Simulated: "simulated", Frozen: "FROZEN", Hidden: "names hidden (P)",
	Loading: "Loading…", ChooseHome: "No home is chosen. Open one: 7, then ↵.", Nothing: "Nothing to show yet. r to try again, 7 for another home, q to quit.",
	DataUntil: "data %s", DataUntilAgo: "data %s (%s ago)", DataAgo: "data %s ago", DataAgoShort: "%s ago", ErrorSince: "for %s",
	HelpTitle: "Keys", HelpMore: "×: not now   ↑↓ more   esc close",
	PaletteTitle: "Command", PaletteNone: "No command of that name. esc to close.",
	ConfirmSkip: "Skip the event of %s?", ConfirmBefore: "If you take part:", ConfirmAfter: "If not:",
	ConfirmPlan: "a credit of about %s, if the plan is followed", ConfirmNoPlan: "no amount known",
	ConfirmSkipped: "usual set-points, no credit, no penalty; u to come back", ConfirmType: "Type %s to confirm; esc to change nothing.",
	Skipped: "Noted: you are skipping it, at no penalty. u to take part again.", Rejoined: "You take part again in the event of %s.", Copied: "Copied: %d line of text.|Copied: %d lines of text.", CopyFailed: "Nothing was copied: the terminal refuses.",
	Exported: "Exported: %s", FrozenNow: "Frozen: the screen stands still. f to go on.", LiveNow: "The screen follows the data again.",
	PrivateNow: "Names and cities hidden. P to show them.", OpenNow: "Names and cities shown.", ModeNow: "On trial: %s mode. Nothing is changed.", ModeOwn: "Your own mode again.",
	GraphNow: "Symbols: %s", Off: "%s? %s",
	FarAway: "InfluxDB (%s) does not answer: here is the local copy",
	NoKey:   "“%s” does nothing here. ? for the keys, : for all that can be done.", AnswerFirst: "Answer first: %s to confirm, esc to change nothing.",
	HelpWords: "Words",
	Glossary: []string{
		"kW: the power of the moment. kWh: energy, power times hours.",
		"Set-point: the temperature asked of the thermostat.",
		"Preheat, event, recovery: before, during and after the peak.",
		"Reference energy: what the home would have used, by the official rule.",
		"Erased: what is missing from the reference; this is what is paid.",
		"Anchor: the hours before, by which the reference is adjusted to your day.",
		"Saved: what was spared by our own estimate; it pays nothing.",
		"[3.1 to 5.0]: 8 times in 10, the true value lies between the two.",
		"Cold, in °C·h: degrees below your habit, times the hours when someone is there.",
		"Notch: a step of the dial between warmer and better paid.",
	},
}
