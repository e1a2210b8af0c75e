package home

// A Choice is how a person wants plans made beyond the mode, until they want it otherwise. The
// zero value leaves it to the mode. It is a part of the profile, sealed with the home.
type Choice struct {
	Comfort int  `json:"comfort,omitempty"` // the notch of the comfort dial, 1 (cheapest comfort) to 20; 0: the mode's own
	ByHand  bool `json:"by_hand,omitempty"` // few moments, as people can do without a programmable thermostat
}

// Choose is p with a choice; the zero Choice takes one back.
func Choose(p Profile, c Choice) Profile {
	p.Choice = nil
	if c != (Choice{}) {
		p.Choice = &c
	}
	return p
}
