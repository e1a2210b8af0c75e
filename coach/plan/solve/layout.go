package solve

// A channel is one linear functional of states or powers with all the limits on it: what
// the Newton system has to know of them is one curvature and one slope a slot.
//
// A slot is a channel at a step. Those of step t are t·perStep + c for the channels that
// have a row at every step (levels, then changes); those of the finals and totals follow.
type channel struct {
	of     Quantity
	weight []float64
}

// layout groups the limits by channel and lists their rows in the order of the slots.
type layout struct {
	channels []channel // levels, changes, finals, totals
	levels   int       // how many of each
	changes  int
	finals   int
	totals   int
	perStep  int   // levels + changes
	slots    int   // Steps·perStep + finals + totals
	of       []int // channel of each limit, −1 when its price is zero throughout
	order    []int // limits by channel
	begin    []int // of order, for each channel and one past the last
}

// read groups the limits of p.
func (l *layout) read(p *Program) {
	l.channels = l.channels[:0]
	l.of = grow(l.of, len(p.Limits))
	l.order = l.order[:0]
	l.begin = append(l.begin[:0], 0)
	for i := range l.of {
		l.of[i] = -1
	}
	for _, q := range [...]Quantity{Level, Change, Final, Total} {
		had := len(l.channels)
		for i := range p.Limits {
			if lim := &p.Limits[i]; l.of[i] < 0 && lim.Of == q && somePositive(lim.Price) {
				l.collect(p, i)
			}
		}
		count := len(l.channels) - had
		switch q {
		case Level:
			l.levels = count
		case Change:
			l.changes = count
		case Final:
			l.finals = count
		case Total:
			l.totals = count
		}
	}
	l.perStep = l.levels + l.changes
	l.slots = p.Steps*l.perStep + l.finals + l.totals
}

// collect opens a channel with limit i and all that weigh alike.
func (l *layout) collect(p *Program, i int) {
	c := channel{p.Limits[i].Of, p.Limits[i].Weight}
	for k := i; k < len(p.Limits); k++ {
		lim := &p.Limits[k]
		if l.of[k] < 0 && lim.Of == c.of && somePositive(lim.Price) && same(lim.Weight, c.weight) {
			l.of[k] = len(l.channels)
			l.order = append(l.order, k)
		}
	}
	l.channels = append(l.channels, c)
	l.begin = append(l.begin, len(l.order))
}

func same(a, b []float64) bool {
	if &a[0] == &b[0] {
		return true
	}
	for i, v := range a {
		if v != b[i] {
			return false
		}
	}
	return true
}

func somePositive(v []float64) bool {
	for _, x := range v {
		if x > 0 {
			return true
		}
	}
	return false
}

// grow gives a slice of n elements, the old one where it is large enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
