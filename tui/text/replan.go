package text

import (
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/series"
)

// ReplanFacts are what the sentence about the plan that was given before is filled with.
type ReplanFacts struct {
	Why   string       // a code of the planner
	Given time.Time    // local; zero: none was given, the plan is that of midnight
	Slots int          // quarter hours of set-points, all rooms together
	Zones []string     // names of rooms
	Gain  series.Maybe // $
	Since time.Time    // local, of a lost sensor
}

// replanTexts say why the plan that people live by stands or not. {slots} is how long the
// changes are, {zones} where.
var replanTexts = map[string]pair{
	"gain": {
		"Plan revu : celui du {given} change pendant {slots} au total ({zones}), pour un gain d'environ {gain}, confort compté.",
		"Plan revised: the one of {given} changes for {slots} in all ({zones}), for a gain of about {gain}, comfort counted."},
	"limits": {
		"Plan revu : d'après ce qu'on sait maintenant, celui du {given} franchirait une limite; il change pendant {slots} au total ({zones}).",
		"Plan revised: by what is known now, the one of {given} would cross a limit; it changes for {slots} in all ({zones})."},
	"small-gain": {
		"Le plan du {given} est gardé : le changer pendant {slots} au total ({zones}) {gain?rapporterait {gain} seulement}{nothing?ne rapporterait rien}{nogain?n'a pas de gain qu'on puisse chiffrer}.",
		"The plan of {given} is kept: changing it for {slots} in all ({zones}) {gain?would gain {gain} only}{nothing?would gain nothing}{nogain?has no gain that can be told}."},
	"under-way": {
		"L'événement est commencé : le plan du {given} est gardé jusqu'au bout.",
		"The event has begun: the plan of {given} is kept to its end."},
	"sensor-lost": {
		"Plus aucune température reçue depuis {since} ({zones}) : {given?le plan du {given}}{midnight?le plan calculé à minuit} est gardé tel quel.",
		"No temperature received since {since} ({zones}): {given?the plan of {given}}{midnight?the plan worked out at midnight} is kept as it is."},
	"same": {
		"Le plan du {given} est inchangé.",
		"The plan of {given} is unchanged."},
}

// Replan is the sentence about the plan that was given before. An unknown code stands for
// itself.
func (l Lang) Replan(f ReplanFacts) string {
	p, ok := replanTexts[f.Why]
	if !ok {
		return Clean(f.Why, 40)
	}
	const cent = 0.005
	var given, midnight, since, gain, nothing, noGain string
	if f.Given.IsZero() {
		midnight = "1"
	} else {
		given = l.Stamp(f.Given)
	}
	if !f.Since.IsZero() {
		since = l.Clock(f.Since)
	}
	switch {
	case !f.Gain.Known():
		noGain = "1"
	case f.Gain < cent:
		nothing = "1"
	default:
		gain = l.Dollars(f.Gain)
	}
	zones := make([]string, len(f.Zones))
	for i, z := range f.Zones {
		zones[i] = l.Zone(z)
	}
	const slot = 15 * time.Minute
	return fill(l, p.in(l), []fault.Arg{
		{Name: "given", Value: given}, {Name: "midnight", Value: midnight}, {Name: "since", Value: since},
		{Name: "gain", Value: gain}, {Name: "nothing", Value: nothing}, {Name: "nogain", Value: noGain},
		{Name: "slots", Value: l.Span(time.Duration(f.Slots) * slot)}, {Name: "zones", Value: strings.Join(zones, ", ")},
	})
}
