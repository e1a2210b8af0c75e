package plan

// A coldness is how cold a schedule makes a home, as means of the rooms by area over the
// hours in which somebody may be there.
type coldness struct {
	colder  float64 // °C·h more than a degree below it
	below   float64 // °C·h more than two degrees below the usual set-points
	deepest float64 // °C, the most that any room falls below what it would have been
}

// coldness measures a run of every room, told by its index.
func (t *trial) coldness(of func(n int) run) coldness {
	var c coldness
	byArea := true
	for _, k := range t.tracks {
		byArea = byArea && k.AreaM2.Value > 0
	}
	weights := 0.0
	for n, k := range t.tracks {
		weight := 1.0
		if byArea {
			weight = k.AreaM2.Value
		}
		weights += weight
		weight *= Step.Hours()
		r := of(n)
		for i := t.grid.first; i < t.grid.n; i++ {
			if emptyAt(k.Unused.Value, t.grid.clock[i]) {
				continue
			}
			fall := k.without.air[i] - r.air[i]
			c.colder += weight * max(0, fall-1)
			c.below += weight * max(0, k.usual[i]-2-r.air[i])
			c.deepest = max(c.deepest, fall)
		}
	}
	c.colder, c.below = c.colder/weights, c.below/weights
	return c
}

// within reports whether c is no colder than a class allows, with a hair's breadth for
// rounding to half degrees.
func (c coldness) within(class coldness) bool {
	const hours, degrees = 0.02, 0.1
	return c.colder <= class.colder+hours && c.below <= class.below+hours &&
		c.deepest <= class.deepest+degrees
}

// or is as cold as either.
func (c coldness) or(d coldness) coldness {
	return coldness{max(c.colder, d.colder), max(c.below, d.below), max(c.deepest, d.deepest)}
}
