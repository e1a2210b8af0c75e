package baseline

import (
	"math"
	"time"

	"courant/coach/series"
)

// A past is what the counterfactual expected of every hour of a home, each day from the
// days before it alone, so that its misses are honest.
type past struct {
	table    table
	ok       bool      // the meter's step is short enough
	expected []float64 // kWh by hour, NaN without weather
	why      []verdict // by hour, of its energy
	days     []pastDay // by day of the table
	steps    []Step
	found    []Found
	breaks   []dayBreak
}

// A pastDay is how much a learner knew as a day began.
type pastDay struct {
	run     int     // counts fresh starts
	behind  int     // days it had learned from
	usual   float64 // size of a miss, kWh an hour
	doubt   float64 // log ratio of a step that is not confirmed yet, 0 for none
	scale   float64 // log of all confirmed steps so far
	learned bool    // it was learned from itself
	unseen  int     // days since the last that was learned from
	outdoor float64 // mean °C
	// Of the misses of the days before: what lasted of them, and their weight; see level.
	lasted, weight float64
	leverage       float64 // see stats.solve
}

// A Step is a lasting change of a home's level.
type Step struct {
	Day   series.Date // that confirmed it; it began a few days before
	Ratio float64     // energy after, for energy before in the same weather
}

// newPast reads a history day by day.
func newPast(h History) past {
	t, ok := newTable(h)
	p := past{table: t, ok: ok, expected: make([]float64, len(t.hours)), why: make([]verdict, len(t.hours)), days: make([]pastDay, len(t.days))}
	l := learner{memory: new(memory)}
	var m smooth
	var rows [25]row
	run, scale, unseen := 0, 0.0, 0
	for n, d := range t.days {
		hours := t.hours[d.from:d.to]
		for i, u := range hours {
			m.step(u)
			rows[i] = m.row(u)
		}
		e := l.expect(rows[:len(hours)])
		l.memory.fit(&e, rows[:len(hours)])
		p.days[n] = pastDay{run: run, behind: l.days, usual: l.usual, doubt: l.step.doubt(), scale: scale, outdoor: meanOutdoor(hours),
			unseen: unseen, lasted: (1-e.share)*e.level + e.share*e.olderLevel, weight: l.level.weight, leverage: e.leverage}
		unseen++
		for i := range hours {
			p.expected[d.from+i] = l.step.follow(e.at(i, rows[i].clock), &rows[i])
			if math.IsNaN(hours[i].outdoor) {
				p.expected[d.from+i] = math.NaN()
			}
		}
		j := l.judge(hours)
		copy(p.why[d.from:d.to], j.why[:])
		if p.lookFor(h, n, l.usual) {
			j = l.judge(hours)
			copy(p.why[d.from:d.to], j.why[:])
		}
		before := l.days
		if ratio := l.learn(hours, rows[:len(hours)], &e, &j); ratio != 1 {
			scale += math.Log(ratio)
			if l.undone {
				p.steps = p.steps[:len(p.steps)-1]
			} else {
				p.steps = append(p.steps, Step{Day: d.date, Ratio: ratio})
				p.breaks = append(p.breaks, dayBreak{code: OutStep, day: n, ratio: ratio})
			}
		}
		if l.away > 0 {
			p.breaks = append(p.breaks, dayBreak{code: OutAway, day: n, away: l.away})
		}
		if l.shift != 0 {
			p.breaks = append(p.breaks, dayBreak{code: OutClock, day: n, shift: l.shift})
		}
		if l.days == 0 && before > 0 { // a long silence: it started afresh
			run, scale = run+1, 0
			p.breaks = append(p.breaks, dayBreak{code: OutSilence, day: n})
		}
		if p.days[n].learned = l.days > before; p.days[n].learned {
			unseen = 0
		}
	}
	return p
}

func meanOutdoor(hours []hour) float64 {
	sum, n := 0.0, 0
	for _, u := range hours {
		if !math.IsNaN(u.outdoor) {
			sum += u.outdoor
			n++
		}
	}
	return sum / float64(n)
}

// miss is how much more an hour used than was expected, NaN when either is not known.
func (p *past) miss(i int) float64 { return p.table.hours[i].energy - p.expected[i] }

// A share is an hour of the table and how much of it a window has.
type share struct {
	hour int
	part float64
}

// shares splits a window into hours; ok is false when it leaves the table.
func (p *past) shares(w Window) (parts []share, ok bool) {
	t := p.table
	for i := t.index(w.Start); ; i++ {
		from, to := t.start.Add(time.Duration(i)*time.Hour), t.start.Add(time.Duration(i+1)*time.Hour)
		if !from.Before(w.End) {
			return parts, len(parts) > 0
		}
		if i < 0 || i >= len(t.hours) {
			return nil, false
		}
		lo, hi := from, to
		if lo.Before(w.Start) {
			lo = w.Start
		}
		if hi.After(w.End) {
			hi = w.End
		}
		parts = append(parts, share{i, hi.Sub(lo).Hours()})
	}
}
