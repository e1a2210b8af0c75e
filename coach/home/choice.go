package home

import "strconv"

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

// Notches is the number of notches of the comfort dial.
const Notches = 20

func (p *Profile) chosen() (c Choice) {
	if p.Choice != nil {
		c = *p.Choice
	}
	return c
}

// comfort declares a notch of the comfort dial; "" leaves it to the mode again.
func comfort(p *Profile, v string) (string, bool) {
	c := p.chosen()
	n, err := strconv.Atoi(v)
	if v != "" && (err != nil || n < 1 || n > Notches) {
		return "1–" + strconv.Itoa(Notches), false
	}
	c.Comfort = n
	*p = Choose(*p, c)
	return "", true
}

// byHand declares whether plans are to have few moments, as people can do by hand.
func byHand(p *Profile, v string) (string, bool) {
	var said *bool
	if want, ok := yesNo(&said, v); !ok {
		return want, false
	}
	c := p.chosen()
	c.ByHand = said != nil && *said
	*p = Choose(*p, c)
	return "", true
}
