package text

// ActWords are those of the dialogs: a note, a plan to be applied, work that is under way.
type ActWords struct {
	NoteHead   string // home
	NoteKeys   string
	NoteKept   string // home
	NoteUndone string // home
	NoteLeft   string // characters
	NotesHead  string

	ApplyHead string // day
	ApplyNone string
	ApplyNote string
	ApplyType string // key
	ApplyDone string // path without an ending
	More      string // rooms

	Cancelled string
	Fetching  string

	AccessHead string
	AccessKept string
	ClockAhead string // span
}

var frAct = ActWords{
	NoteHead: "Note de visite, maison %s", NoteKeys: "↵ pour la garder, esc pour l'abandonner. Elle est scellée avec la maison.", NoteKept: "Note gardée avec la maison %s; u l'enlève.", NoteUndone: "Note enlevée de la maison %s.", NoteLeft: "encore %d caractère|encore %d caractères", NotesHead: "Notes de visite",
	ApplyHead: "Écrire le plan du %s : voici ce qui change", ApplyNone: "Ce plan ne change aucune consigne.",
	ApplyNote: "courant ne commande aucun thermostat. Il écrit ces changements de trois façons, à vous de choisir : .txt, une feuille à suivre à la main ou à imprimer; .ics, pour un agenda; .yaml, pour Home Assistant. Le plan sera dit appliqué quand les consignes mesurées le montreront.",
	ApplyType: "Tapez %s pour écrire les fichiers; esc pour ne rien faire.", ApplyDone: "Écrit : %s.txt (à la main), .ics (agenda), .yaml (Home Assistant)", More: "… et %d autre pièce|… et %d autres pièces",
	Cancelled: "Interrompu. Ce qui était là reste.", Fetching: "arrêter la lecture d'InfluxDB",
	AccessHead: "Qui a consulté ces données (courant audit)", AccessKept: "Aucun accès noté encore.", ClockAhead: "Une mesure est datée %s après l'horloge de cet ordinateur : vérifiez l'heure ici et à la source.",
}

var enAct = ActWords{
	NoteHead: "Visit note, home %s", NoteKeys: "↵ to keep it, esc to drop it. It is sealed with the home.", NoteKept: "Note kept with home %s; u takes it away.", NoteUndone: "Note taken away from home %s.", NoteLeft: "%d character left|%d characters left", NotesHead: "Visit notes",
	ApplyHead: "Write the plan of %s: this is what changes", ApplyNone: "This plan changes no set-point.",
	ApplyNote: "courant commands no thermostat. It writes these changes in three ways, yours to choose: .txt, a sheet to follow by hand or to print; .ics, for a calendar; .yaml, for Home Assistant. The plan is called applied once the measured set-points show it.",
	ApplyType: "Type %s to write the files; esc to do nothing.", ApplyDone: "Written: %s.txt (by hand), .ics (calendar), .yaml (Home Assistant)", More: "… and %d more room|… and %d more rooms",
	Cancelled: "Stopped. What was there stays.", Fetching: "stop reading InfluxDB",
	AccessHead: "Who looked at these data (courant audit)", AccessKept: "No access written down yet.", ClockAhead: "A reading is dated %s after this computer's clock: check the time here and at the source.",
}
