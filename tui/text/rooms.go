package text

import (
	"fmt"
	"strings"

	"courant/coach/home"
	"courant/coach/series"
)

// Rooms are the sentences about what is declared of a home and its rooms, and what that does.
type Rooms struct {
	HelpLong, HelpKeys string
	Set, Before        string // home, fact, value · value before
	Unsaid             string // nothing was said
	Sensitive          string // room
	Insensitive        string // room
	Floor              string // room, degrees
	FloorAll           string // degrees
	FloorIdle          string // degrees of safety
	Usual              string // degrees, hours: where the habit is lower
	NoSuch             string // home, rooms that are declared and not there, one of them
	Pilot              string
	Protected          string // rooms
	IsSensitive        string // room
	HasFloor           string // room, degrees
	HasFloorAll        string // degrees
	NoRooms, Choose    string
	AskRoom            string
	NowProtected       string // room
	NowFree            string // room
	Ask, AskName       string // which rooms no event may cool
	AskAgain           string // not one of them: answer, rooms
}

var frRooms = Rooms{
	HelpLong: "Ce qui est connu d'une maison, et d'où on le tient : déclaré, appris ou supposé.\nset le déclare; une valeur vide reprend ce qui a été dit. Z est le nom d'une pièce, comme le liste courant home MAISON.\nPar exemple, une chambre d'enfant qui ne doit jamais refroidir : courant home MAISON set zones.Z.sensitive=oui",
	HelpKeys: "Ce qui se déclare :",
	Set:      "%s : %s, %s", Before: "%s (avant : %s)", Unsaid: "pas dit",
	Sensitive:   "Aucun événement ne refroidit plus %s : le plan lui laisse la consigne habituelle.",
	Insensitive: "%s peut de nouveau baisser pendant un événement.",
	Floor:       "Aucun plan ne met plus %s sous %s.",
	FloorAll:    "Aucun plan ne met plus une pièce sous %s.",
	FloorIdle:   "Les plans s'arrêtent de toute façon plus haut, à %s : ce minimum ne change rien.",
	Usual:       "Là où votre consigne habituelle est déjà plus basse (%s, %s), elle ne change pas : courant ne chauffe pas plus que vous.",
	NoSuch:      "%[2]s : rien n'y est mesuré. Ce qui en a été déclaré ne compte pas. Pour l'oublier, donnez une valeur vide : courant home %[1]s set zones.%[3]s.CLÉ=",
	Pilot:       "Maison simulée : ce choix dure jusqu'à ce que le pilote soit refait.",
	Protected:   "Protégé : %s.", IsSensitive: "%s (sensible au froid, aucune baisse)", HasFloor: "%s (jamais sous %s, sauf où la consigne habituelle est déjà plus basse)",
	HasFloorAll: "toute la maison (jamais sous %s, sauf où la consigne habituelle est déjà plus basse)",
	NoRooms:     "Aucune pièce de cette maison n'est mesurée.", Choose: "Choisissez la pièce (↑↓), puis e pour la protéger.",
	AskRoom:      "Quelle pièce protéger, ou ne plus protéger? Son numéro ou son nom, vide pour revenir",
	NowProtected: "%s : pièce protégée du froid, aucun événement n'y baisse le chauffage. u pour annuler.", NowFree: "%s : pièce plus protégée, un événement peut y baisser le chauffage.",
	Ask: "Une pièce à ne jamais refroidir pendant un événement, comme une chambre d'enfant?", AskName: "Son nom, ou plusieurs avec des virgules (Entrée seule pour passer)",
	AskAgain: "« %s » n'est pas une de vos pièces : %s. Essayez encore, ou Entrée seule pour passer.",
}

var enRooms = Rooms{
	HelpLong: "What is known about a home, and where it comes from: declared, learned or assumed.\nset declares it; an empty value takes back what was said. Z is the name of a room, as courant home HOME lists them.\nFor example, a child's bedroom that must never cool down: courant home HOME set zones.Z.sensitive=yes",
	HelpKeys: "What can be declared:",
	Set:      "%s: %s, %s", Before: "%s (before: %s)", Unsaid: "not said",
	Sensitive:   "No event cools %s any more: the plan leaves its usual set-point alone.",
	Insensitive: "%s may be lowered during an event again.",
	Floor:       "No plan sets %s below %s any more.",
	FloorAll:    "No plan sets a room below %s any more.",
	FloorIdle:   "Plans stop higher up in any case, at %s: this minimum changes nothing.",
	Usual:       "Where your usual set-point is lower already (%s, %s), it does not change: courant does not heat more than you do.",
	NoSuch:      "%[2]s: nothing is measured there. What was declared of it does not count. To forget it, give an empty value: courant home %[1]s set zones.%[3]s.KEY=",
	Pilot:       "Simulated home: this choice lasts until the pilot is made anew.",
	Protected:   "Protected: %s.", IsSensitive: "%s (sensitive to cold, nothing lowered)", HasFloor: "%s (never below %s, except where the usual set-point is lower already)",
	HasFloorAll: "the whole home (never below %s, except where the usual set-point is lower already)",
	NoRooms:     "No room of this home is measured.", Choose: "Choose the room (↑↓), then e to protect it.",
	AskRoom:      "Which room to protect, or not any more? Its number or its name, empty to go back",
	NowProtected: "%s: protected from the cold, no event lowers its heating. u to undo.", NowFree: "%s: not protected any more, an event may lower its heating.",
	Ask: "A room that no event may cool, such as a child's?", AskName: "Its name, or several with commas (Enter alone to skip)",
	AskAgain: "“%s” is none of your rooms: %s. Try again, or Enter alone to skip.",
}

// Rooms gives the language's sentences.
func (l Lang) Rooms() *Rooms {
	if l == English {
		return &enRooms
	}
	return &frRooms
}

// settingTexts are what the keys of `courant home HOME set` mean.
var settingTexts = map[string]pair{
	"city":              {"ville, pour la météo", "city, for the weather"},
	"rate":              {"tarif d'Hydro-Québec, sur la facture", "Hydro-Québec's rate, on the bill"},
	"programme":         {"programme de pointe", "peak programme"},
	"since":             {"dans le programme depuis", "in the programme since"},
	"mode":              {"jusqu'où un plan baisse le chauffage", "how far a plan lowers the heating"},
	"comfort":           {"cran de confort, de 1 (froid) à 20 (chaud); vide : celui du mode", "comfort notch, 1 (cold) to 20 (warm); empty: the mode's"},
	"by_hand":           {"plans à la main, en peu de moments", "plans by hand, in few moments"},
	"billing_start":     {"premier jour d'une période facturée", "first day of a billing period"},
	"low_c":             {"jamais plus froid, toute la maison (°C)", "never colder, whole home (°C)"},
	"high_c":            {"jamais plus chaud, toute la maison (°C)", "never warmer, whole home (°C)"},
	"heating":           {"chauffage", "heating"},
	"zones.Z.area_m2":   {"surface de la pièce (m²)", "area of the room (m²)"},
	"zones.Z.floor_c":   {"jamais plus froid dans la pièce (°C)", "never colder in the room (°C)"},
	"zones.Z.heating":   {"chauffage de la pièce", "heating of the room"},
	"zones.Z.kind":      {"usage de la pièce", "use of the room"},
	"zones.Z.plumbing":  {"tuyaux qui peuvent geler", "pipes that could freeze"},
	"zones.Z.power_kw":  {"puissance de ses plinthes (kW)", "power of its heaters (kW)"},
	"zones.Z.sensitive": {"sensible au froid : jamais refroidie pendant un événement", "sensitive to cold: never cooled during an event"},
	"zones.Z.unused":    {"heures où personne n'y est", "hours when nobody is there"},
}

// Setting is what a key of `courant home HOME set` means, in lower case; a zone's is "zones.Z."
// and its own.
func (l Lang) Setting(key string) string {
	if parts := strings.Split(key, "."); len(parts) == 3 {
		key = "zones.Z." + parts[2]
	}
	return l.said(settingTexts, key)
}

// Protected is the rooms of a home that a person has protected from the cold, in a sentence; ""
// without any.
func (l Lang) Protected(h home.Home) string {
	w := l.Rooms()
	var out []string
	if h.LowC.Set() {
		out = append(out, fmt.Sprintf(w.HasFloorAll, l.C(series.Maybe(h.LowC.Value))))
	}
	for _, z := range h.Zones {
		switch {
		case z.Sensitive.Value:
			out = append(out, fmt.Sprintf(w.IsSensitive, l.Zone(z.Name)))
		case z.FloorC.Set():
			out = append(out, fmt.Sprintf(w.HasFloor, l.Zone(z.Name), l.C(series.Maybe(z.FloorC.Value))))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return fmt.Sprintf(w.Protected, strings.Join(out, ", "))
}

// ClockHours are spans of whole hours, each from and to: 23 h–6 h.
func (l Lang) ClockHours(spans [][2]int) string {
	var out []string
	for _, s := range spans {
		if s == [2]int{0, 24} {
			out = append(out, (pair{"toute la journée", "all day"}).in(l))
		} else if l == English {
			out = append(out, fmt.Sprintf("%d:00–%d:00", s[0], s[1]))
		} else {
			out = append(out, fmt.Sprintf("%d"+nbsp+"h–%d"+nbsp+"h", s[0], s[1]))
		}
	}
	return strings.Join(out, ", ")
}
