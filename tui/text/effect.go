package text

import (
	"fmt"

	"courant/coach/home"
	"courant/coach/series"
)

// EffectFacts are what is known of the effect of following an advice. Unknown numbers leave
// their part of the sentence out.
type EffectFacts struct {
	Status, Reason, Per                                string // codes of coach.Effect
	KWh, LowKWh, HighKWh, DeltaC, LowC, HighC, Dollars series.Maybe
	Occasions, Needed                                  int
}

// effectWords are the sentences about effects.
type effectWords struct {
	Less, More   string            // energy, low, high, occasion
	Warmer       string            // °C, low, high
	About        string            // dollars
	Over         string            // what was counted
	Early        string            // what was counted
	EarlyOf      string            // what was counted, how many it takes
	Occasions    string            // n
	Of           map[string]string // n, by occasion
	Each         map[string]string // by occasion
	Cannot       map[string]string // by reason
	Again        map[string]string // by reason
	Followed     string            // what, since, how it is known
	By           map[string]string // how it is known
	Deeds        map[string]string // by code of advice
	FollowedHead string
	Note         string // home, code
}

var frEffect = effectWords{
	Less: "Effet mesuré : %s de moins par %s [%s à %s]", More: "Effet mesuré : %s de plus par %s [%s à %s]", Warmer: "Effet mesuré : la pièce est plus près de sa consigne de %s [%s à %s]",
	About: ", environ %s", Over: ", sur %s.", Early: "Effet pas encore mesurable (%s).", EarlyOf: "Effet pas encore mesurable (%s sur environ %d).",
	Occasions: "%d occasion|%d occasions",
	Of:        map[string]string{"event": "%d événement|%d événements", "day": "%d jour|%d jours", "night": "%d nuit|%d nuits"},
	Each:      map[string]string{"event": "événement", "day": "jour", "night": "nuit"},
	Cannot: map[string]string{
		"no-energy": "Effet non mesurable : ce conseil répare ou précise, il n'économise rien par lui-même.",
		"noise":     "Effet non mesurable : d'une fois à l'autre, tout varie plus que lui.",
	},
	Again: map[string]string{
		"another-event": "De même pour un autre événement.", "event-near": "Rappel : l'événement approche.", "grown": "C'était vrai hier aussi, un peu moins.",
		"not-mended": "C'était vrai hier aussi : ce n'est pas réparé.", "still-so": "C'était vrai hier aussi : les dernières mesures le montrent encore.",
		"after-all": "Noté comme fait; les mesures prises depuis le montrent encore.",
	},
	Followed: "%s, depuis le %s (%s). ", FollowedHead: "Ce qui a été fait, et son effet.",
	By: map[string]string{"set-points": "lu sur les consignes", "note": "selon une note"},
	Deeds: map[string]string{
		"check-thermostat": "Thermostat vérifié", "setpoint-not-reached": "Chauffage vérifié", "car-after-event": "Recharge déplacée", "shift-appliances": "Appareils déplacés",
		"bolder-mode": "Mode plus hardi", "lower-night": "Nuit plus fraîche", "heating-on-mild-night": "Chauffage baissé par nuits douces", "apply-plan": "Consignes baissées pour les événements",
		"declare-rate": "Tarif déclaré", "suspicious-unit": "Unité vérifiée", "stuck-sensor": "Capteur vérifié", "swapped-sensors": "Capteurs vérifiés", "impossible-spike": "Valeur vérifiée",
		"base-load-step": "Charge de base réduite", "ua-drift": "Pertes réduites", "thermostats-fighting": "Thermostats accordés", "unlisted-event": "Événement vérifié",
	},
	Note: "C'est fait? courant note %s --done %s",
}

var enEffect = effectWords{
	Less: "Measured effect: %s less per %s [%s to %s]", More: "Measured effect: %s more per %s [%s to %s]", Warmer: "Measured effect: the room is nearer to its set-point by %s [%s to %s]",
	About: ", about %s", Over: ", over %s.", Early: "Effect not measurable yet (%s).", EarlyOf: "Effect not measurable yet (%s of about %d).",
	Occasions: "%d occasion|%d occasions",
	Of:        map[string]string{"event": "%d event|%d events", "day": "%d day|%d days", "night": "%d night|%d nights"},
	Each:      map[string]string{"event": "event", "day": "day", "night": "night"},
	Cannot: map[string]string{
		"no-energy": "Effect not measurable: this advice mends or tells something, it saves nothing by itself.",
		"noise":     "Effect not measurable: from one time to the next, everything varies by more.",
	},
	Again: map[string]string{
		"another-event": "The same for another event.", "event-near": "A reminder: the event is near.", "grown": "It was so yesterday too, a little less.",
		"not-mended": "It was so yesterday too: it is not mended.", "still-so": "It was so yesterday too: the last readings still show it.",
		"after-all": "Noted as done; readings since then still show it.",
	},
	Followed: "%s, since %s (%s). ", FollowedHead: "What was done, and its effect.",
	By: map[string]string{"set-points": "read from the set-points", "note": "by a note"},
	Deeds: map[string]string{
		"check-thermostat": "Thermostat checked", "setpoint-not-reached": "Heating checked", "car-after-event": "Charging moved", "shift-appliances": "Appliances moved",
		"bolder-mode": "Bolder mode", "lower-night": "Cooler night", "heating-on-mild-night": "Heating turned down on mild nights", "apply-plan": "Set-points lowered for events",
		"declare-rate": "Rate declared", "suspicious-unit": "Unit checked", "stuck-sensor": "Sensor checked", "swapped-sensors": "Sensors checked", "impossible-spike": "Value checked",
		"base-load-step": "Base load reduced", "ua-drift": "Losses reduced", "thermostats-fighting": "Thermostats agreed", "unlisted-event": "Event checked",
	},
	Note: "Done? courant note %s --done %s",
}

func (l Lang) effect() *effectWords {
	if l == English {
		return &enEffect
	}
	return &frEffect
}

// Effect is what following an advice has changed, or why nobody can tell yet, in a sentence.
func (l Lang) Effect(f EffectFacts) string {
	w := l.effect()
	n := l.Count(w.Occasions, f.Occasions)
	switch {
	case f.Status == "not-measurable":
		return w.Cannot[f.Reason]
	case f.DeltaC.Known():
		return fmt.Sprintf(w.Warmer, l.C(f.DeltaC), l.Num(float64(f.LowC), 1), l.Num(float64(f.HighC), 1)) + fmt.Sprintf(w.Over, l.Count(w.Of[f.Per], f.Occasions))
	case f.KWh.Known():
		form, low, high := w.Less, f.LowKWh, f.HighKWh
		if f.KWh < 0 {
			form, low, high = w.More, -f.HighKWh, -f.LowKWh
			f.KWh, f.Dollars = -f.KWh, -f.Dollars
		}
		s := fmt.Sprintf(form, l.KWh(f.KWh), w.Each[f.Per], l.Num(float64(low), 1), l.Num(float64(high), 1))
		if f.Dollars.Known() {
			s += fmt.Sprintf(w.About, l.Dollars(f.Dollars))
		}
		return s + fmt.Sprintf(w.Over, l.Count(w.Of[f.Per], f.Occasions))
	case f.Needed > 0:
		return fmt.Sprintf(w.EarlyOf, n, f.Needed)
	}
	return fmt.Sprintf(w.Early, n)
}

// Again is why an advice is told again, "" without a reason.
func (l Lang) Again(reason string) string { return l.effect().Again[reason] }

// FollowedHead is the heading over what was followed.
func (l Lang) FollowedHead() string { return l.effect().FollowedHead }

// Followed says which advice was followed, where, since when, and how that is known; the
// effect comes behind it. since comes in words.
func (l Lang) Followed(code, zone, since, by string) string {
	w := l.effect()
	what, ok := w.Deeds[code]
	if !ok {
		what = Clean(code, 40)
	}
	if zone != "" {
		what += " (" + l.Zone(zone) + ")"
	}
	return fmt.Sprintf(w.Followed, what, since, w.By[by])
}

// NoteDone says how to note that an advice was followed.
func (l Lang) NoteDone(home, code string) string {
	return fmt.Sprintf(l.effect().Note, Clean(home, 0), code)
}

// NoteText is a note in words: what it says that was done, then what was written.
func (l Lang) NoteText(n home.Note) string {
	if n.Done == "" {
		return Clean(n.Text, 0)
	}
	what, ok := l.effect().Deeds[n.Done]
	if !ok {
		what = Clean(n.Done, 40)
	}
	if n.Zone != "" {
		what += " (" + l.Zone(n.Zone) + ")"
	}
	if n.Text != "" {
		what += l.colon() + Clean(n.Text, 0)
	}
	return what
}

func (l Lang) colon() string {
	if l == English {
		return ": "
	}
	return nbsp + ": "
}
