package text

// PlanWords are those of a plan told by its moments, in full and by hand.
type PlanWords struct {
	At         string // clock, set-points
	Set        string // zone, degrees
	AtDay      string // day, clock, set-points
	Back       string // set-points
	Usual      string // after a set-point that is the usual one again
	Hand       string // moments: the plan itself
	HandBeside string // moments, moments of the full plan
	HandCost   string // signed dollars, signed kWh, signed degree-hours
	HandKWh    string // signed kWh, signed degree-hours
	Full       string // moments
	Before     string // heading of a column

	WouldFall string // limit, zones, hours, degrees: a limit that was kept
	WouldRise string // the same
	WouldUse  string // limit, zones, hours, energy
}

// Plan are the words of a plan.
func (l Lang) Plan() *PlanWords {
	if l == English {
		return &enPlan
	}
	return &frPlan
}

var frPlan = PlanWords{
	At: "%s : %s", Set: "%s à %s", AtDay: "%s %s : %s", Back: "de nouveau comme d'habitude : %s", Usual: "%s (habitude)",
	Hand: "À la main, %d moment :|À la main, %d moments :", HandBeside: "À la main, %d moment au lieu de %d :|À la main, %d moments au lieu de %d :",
	HandCost: "À la main plutôt qu'en entier : gain %s, %s effacés, froid %s °C·h.", HandKWh: "À la main plutôt qu'en entier : %s effacés, froid %s °C·h.",
	Full: "Le plan entier, pour thermostats programmables, %d moment :|Le plan entier, pour thermostats programmables, %d moments :", Before: "avant",
	WouldFall: "%s (%s), %s : limite tenue; sans elle, le plan aurait baissé la consigne de %s de plus.",
	WouldRise: "%s (%s), %s : limite tenue; sans elle, le plan aurait monté la consigne de %s de plus.",
	WouldUse:  "%s (%s), %s : limite tenue; sans elle, le plan y aurait consommé %s de plus.",
}

var enPlan = PlanWords{
	At: "%s: %s", Set: "%s at %s", AtDay: "%s %s: %s", Back: "back to the usual: %s", Usual: "%s (usual)",
	Hand: "By hand, %d moment:|By hand, %d moments:", HandBeside: "By hand, %d moment instead of %d:|By hand, %d moments instead of %d:",
	HandCost: "By hand rather than in full: gain %s, %s erased, cold %s °C·h.", HandKWh: "By hand rather than in full: %s erased, cold %s °C·h.",
	Full: "The full plan, for programmable thermostats, %d moment:|The full plan, for programmable thermostats, %d moments:", Before: "before",
	WouldFall: "%s (%s), %s: limit kept; without it the plan would have set %s lower still.",
	WouldRise: "%s (%s), %s: limit kept; without it the plan would have set %s higher still.",
	WouldUse:  "%s (%s), %s: limit kept; without it the plan would have used %s more there.",
}
