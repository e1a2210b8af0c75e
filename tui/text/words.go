package text

import (
	"strings"

	"courant/coach/home"
)

// Words are the single words and short phrases of the domain in one language. Every field
// is filled in both literals; a test sees to it.
type Words struct {
	Home, Zone, WholeHome string

	Montreal, Quebec, TroisRivieres, Gatineau, UnknownCity string

	RateD, RateDP, RateDT, RateFlexD, RateWinterCredit, UnknownRate string

	WinterCredit, FlexD, Hilo, NoProgramme, UnknownProgramme string

	Moderate, Ambitious, Extreme string

	Normal, Preheat, Reduction, Recovery string

	Announced, Locked, Done, Withdrawn, Skipped string

	AppliedNone, AppliedPartial, AppliedAll, AppliedOther, AppliedUnknown string

	Low, Fair, Good string

	Declared, Learned, Assumed string

	Energy, Heating, Indoor, Outdoor, Setpoint, Solar, Duty string

	Simulated string // the pilot that is not real, said plainly
	About     string // before money of the future
	Never     string
}

var frWords = Words{
	Home: "maison", Zone: "pièce", WholeHome: "toute la maison",
	Montreal: "Montréal", Quebec: "Québec", TroisRivieres: "Trois-Rivières", Gatineau: "Gatineau", UnknownCity: "ville inconnue",
	RateD: "tarif D", RateDP: "tarif DP", RateDT: "tarif DT", RateFlexD: "tarif Flex D", RateWinterCredit: "tarif D avec crédit hivernal", UnknownRate: "tarif inconnu",
	WinterCredit: "crédit hivernal", FlexD: "Flex D", Hilo: "Hilo", NoProgramme: "aucun programme", UnknownProgramme: "programme inconnu",
	Moderate: "modéré", Ambitious: "audacieux", Extreme: "extrême",
	Normal: "normal", Preheat: "préchauffage", Reduction: "réduction", Recovery: "reprise",
	Announced: "annoncé", Locked: "verrouillé", Done: "terminé", Withdrawn: "retiré", Skipped: "sans vous",
	AppliedNone: "pas encore appliqué", AppliedPartial: "appliqué en partie", AppliedAll: "appliqué", AppliedOther: "remplacé par d'autres consignes", AppliedUnknown: "application inconnue",
	Low: "faible", Fair: "moyenne", Good: "bonne",
	Declared: "déclaré", Learned: "appris", Assumed: "supposé",
	Energy: "énergie", Heating: "chauffage", Indoor: "température intérieure", Outdoor: "température extérieure", Setpoint: "consigne", Solar: "soleil", Duty: "marche",
	Simulated: "Pilote simulé : ces maisons n'existent pas.",
	About:     "environ", Never: "jamais",
}

var enWords = Words{
	Home: "home", Zone: "zone", WholeHome: "whole home",
	Montreal: "Montréal", Quebec: "Québec City", TroisRivieres: "Trois-Rivières", Gatineau: "Gatineau", UnknownCity: "city unknown",
	RateD: "Rate D", RateDP: "Rate DP", RateDT: "Rate DT", RateFlexD: "Rate Flex D", RateWinterCredit: "Rate D with winter credit", UnknownRate: "rate unknown",
	WinterCredit: "winter credit", FlexD: "Flex D", Hilo: "Hilo", NoProgramme: "no programme", UnknownProgramme: "programme unknown",
	Moderate: "moderate", Ambitious: "ambitious", Extreme: "extreme",
	Normal: "normal", Preheat: "preheat", Reduction: "reduction", Recovery: "recovery",
	Announced: "announced", Locked: "locked", Done: "done", Withdrawn: "withdrawn", Skipped: "skipped",
	AppliedNone: "not applied yet", AppliedPartial: "partly applied", AppliedAll: "applied", AppliedOther: "overridden by other set-points", AppliedUnknown: "not known whether applied",
	Low: "low", Fair: "fair", Good: "good",
	Declared: "declared", Learned: "learned", Assumed: "assumed",
	Energy: "energy", Heating: "heating", Indoor: "indoor temperature", Outdoor: "outdoor temperature", Setpoint: "set-point", Solar: "sun", Duty: "duty",
	Simulated: "Simulated pilot: these homes do not exist.",
	About:     "about", Never: "never",
}

// Words gives the language's words.
func (l Lang) Words() *Words {
	if l == English {
		return &enWords
	}
	return &frWords
}

// City is a city's name.
func (l Lang) City(c home.City) string {
	w := l.Words()
	return choose(string(c), w.UnknownCity,
		string(home.Montreal), w.Montreal, string(home.Quebec), w.Quebec,
		string(home.TroisRivieres), w.TroisRivieres, string(home.Gatineau), w.Gatineau)
}

// Rate is a rate's name.
func (l Lang) Rate(r home.Rate) string {
	w := l.Words()
	return choose(string(r), w.UnknownRate,
		string(home.RateD), w.RateD, string(home.RateDP), w.RateDP, string(home.RateDT), w.RateDT,
		string(home.RateFlexD), w.RateFlexD, string(home.RateWinterCredit), w.RateWinterCredit)
}

// Programme is a programme's name.
func (l Lang) Programme(p home.Programme) string {
	w := l.Words()
	return choose(string(p), w.UnknownProgramme,
		string(home.WinterCredit), w.WinterCredit, string(home.FlexD), w.FlexD,
		string(home.Hilo), w.Hilo, string(home.NoProgramme), w.NoProgramme)
}

// ModeCode is the mode that a word in either language names, with or without its accents; another
// word is itself.
func ModeCode(word string) string {
	plain := strings.NewReplacer("é", "e", "ê", "e")
	for _, l := range []Lang{French, English} {
		for _, m := range home.Modes() {
			if strings.EqualFold(plain.Replace(word), plain.Replace(l.Mode(m))) {
				return string(m)
			}
		}
	}
	return word
}

// Mode is a mode's name; the home's own when there is none.
func (l Lang) Mode(m home.Mode) string {
	w := l.Words()
	return choose(string(m), string(m), string(home.Moderate), w.Moderate, string(home.Ambitious), w.Ambitious, string(home.Extreme), w.Extreme)
}

// Code is the word of a machine's code in JSON: a phase, a state, an applied, a confidence,
// an origin or a kind of series. A code without a word stands for itself.
func (l Lang) Code(code string) string {
	w := l.Words()
	return choose(code, code,
		"normal", w.Normal, "preheat", w.Preheat, "reduction", w.Reduction, "recovery", w.Recovery,
		"announced", w.Announced, "locked", w.Locked, "done", w.Done, "withdrawn", w.Withdrawn, "skipped", w.Skipped,
		"none", w.AppliedNone, "partial", w.AppliedPartial, "all", w.AppliedAll, "other", w.AppliedOther, "unknown", w.AppliedUnknown,
		"low", w.Low, "fair", w.Fair, "good", w.Good,
		"declared", w.Declared, "learned", w.Learned, "assumed", w.Assumed,
		"energy", w.Energy, "heating", w.Heating, "indoor", w.Indoor, "outdoor", w.Outdoor, "setpoint", w.Setpoint, "solar", w.Solar, "duty", w.Duty)
}

// choose is the word that follows key in the pairs, else the fallback.
func choose(key, fallback string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == key {
			return pairs[i+1]
		}
	}
	return fallback
}

// roomNames are the zone names that files and programmes use, in each language.
var roomNames = map[string]pair{
	"living": {"salon", "living room"}, "salon": {"salon", "living room"}, "kitchen": {"cuisine", "kitchen"}, "cuisine": {"cuisine", "kitchen"},
	"bedroom": {"chambre", "bedroom"}, "chambre": {"chambre", "bedroom"}, "basement": {"sous-sol", "basement"}, "sous-sol": {"sous-sol", "basement"},
	"bathroom": {"salle de bain", "bathroom"}, "salle-de-bain": {"salle de bain", "bathroom"}, "salle_de_bain": {"salle de bain", "bathroom"}, "office": {"bureau", "office"}, "bureau": {"bureau", "office"}, "home": {"maison", "home"}, "": {"maison", "home"},
	"hall": {"entrée", "hall"}, "dining": {"salle à manger", "dining room"}, "garage": {"garage", "garage"},
}

// Zone is a zone's name as people say it: a known room in their language, perhaps with its
// number ("bedroom2" is chambre 2), else the name itself, cleaned.
func (l Lang) Zone(name string) string {
	base := strings.ToLower(strings.TrimRight(name, "0123456789"))
	number := name[len(base):]
	if p, ok := roomNames[strings.TrimRight(base, "-_")]; ok {
		return strings.TrimRight(p.in(l)+nbsp+number, nbsp)
	}
	return Clean(name, 24)
}
