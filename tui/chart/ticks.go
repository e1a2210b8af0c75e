package chart

import "time"

// TickUnit is the calendar unit that a time label is for.
type TickUnit uint8

// The units. A label function writes a TickHour as "6 h", a TickDay as
// "mar. 12", a TickMonth as "janv.", a TickYear as "2027".
const (
	TickMinute TickUnit = iota
	TickHour
	TickDay
	TickWeek // the Monday that begins a week
	TickMonth
	TickYear
)

// tick is a boundary on the time axis.
type tick struct {
	at   time.Time
	unit TickUnit
}

// pace is a distance between ticks. No pace is used for spans over most, which
// keeps hours out of a week.
type pace struct {
	unit TickUnit
	n    int
	each time.Duration // about
	most time.Duration
}

const (
	day  = 24 * time.Hour
	year = 8766 * time.Hour
)

var paces = []pace{
	{TickMinute, 5, 5 * time.Minute, 3 * time.Hour},
	{TickMinute, 15, 15 * time.Minute, 6 * time.Hour},
	{TickMinute, 30, 30 * time.Minute, 12 * time.Hour},
	{TickHour, 1, time.Hour, 2 * day},
	{TickHour, 2, 2 * time.Hour, 3 * day},
	{TickHour, 3, 3 * time.Hour, 3 * day},
	{TickHour, 4, 4 * time.Hour, 3 * day},
	{TickHour, 6, 6 * time.Hour, 4 * day},
	{TickHour, 12, 12 * time.Hour, 5 * day},
	{TickDay, 1, day, 70 * day},
	{TickDay, 2, 2 * day, 70 * day},
	{TickWeek, 1, 7 * day, year},
	{TickMonth, 1, year / 12, 5 * year},
	{TickMonth, 3, year / 4, 10 * year},
	{TickMonth, 6, year / 2, 10 * year},
	{TickYear, 1, year, 1 << 62},
	{TickYear, 2, 2 * year, 1 << 62},
	{TickYear, 5, 5 * year, 1 << 62},
	{TickYear, 10, 10 * year, 1 << 62},
	{TickYear, 50, 50 * year, 1 << 62},
}

// floor is the last boundary of the unit at or before t.
func (u TickUnit) floor(t time.Time) time.Time {
	y, m, d := t.Date()
	switch u {
	case TickMinute, TickHour, TickDay:
	case TickWeek:
		d -= (int(t.Weekday()) + 6) % 7
	case TickMonth:
		d = 1
	default:
		m, d = time.January, 1
	}
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// ticks returns the boundaries in [from, to), preceded by the one that from lies
// in. Times of day advance by absolute time, so that a day of 25 hours shows its
// repeated hour; dates advance by the calendar.
func (p pace) ticks(from, to time.Time) []tick {
	var out []tick
	add := func(t time.Time) {
		if !t.After(from) {
			out = out[:0] // only the last one at or before from
		}
		out = append(out, tick{t, p.unit})
	}
	start := p.unit.floor(from)
	switch p.unit {
	case TickMinute, TickHour:
		step, modulo := 5*time.Minute, p.n
		if p.unit == TickHour {
			step, modulo = 30*time.Minute, 60*p.n
		}
		for t := start; t.Before(to); t = t.Add(step) {
			if (t.Hour()*60+t.Minute())%modulo == 0 {
				add(t)
			}
		}
	default:
		for k := 0; ; k++ {
			t := p.date(start, k)
			if !t.Before(to) {
				break
			}
			if p.lands(t) {
				add(t)
			}
		}
	}
	return promote(out, from, to)
}

// date is the k-th boundary after start, in whole units.
func (p pace) date(start time.Time, k int) time.Time {
	y, m, d := start.Date()
	switch p.unit {
	case TickDay:
		d += k
	case TickWeek:
		d += 7 * k
	case TickMonth:
		m += time.Month(k)
	default:
		y += k
	}
	return time.Date(y, m, d, 0, 0, 0, 0, start.Location())
}

// lands reports whether the boundary is one of every n: odd days, quarters,
// decades.
func (p pace) lands(t time.Time) bool {
	switch p.unit {
	case TickDay:
		return p.n == 1 || t.Day()%p.n == 1 && t.Day() < 31
	case TickMonth:
		return (int(t.Month())-1)%p.n == 0
	case TickYear:
		return t.Year()%p.n == 0
	}
	return true
}

// promote gives a tick inside the window the largest unit whose boundary it is:
// midnight among hours is a day, January among months is a year.
func promote(ticks []tick, from, to time.Time) []tick {
	for i, k := range ticks {
		if !from.Before(k.at) || !k.at.Before(to) {
			continue
		}
		switch k.unit {
		case TickMinute, TickHour:
			if k.at.Equal(TickDay.floor(k.at)) {
				ticks[i].unit = TickDay
			} else if k.at.Minute() == 0 && k.unit == TickMinute {
				ticks[i].unit = TickHour
			}
		case TickMonth:
			if k.at.Month() == time.January {
				ticks[i].unit = TickYear
			}
		}
	}
	return ticks
}

// label is a time label in its place.
type label struct {
	col  int
	text string
	at   float64 // the tick's column; negative when the tick is off the plot
}

func (l label) end() int { return l.col + width(l.text) }

// timeAxis chooses the finest pace whose labels do not touch, and places them.
// x maps a time to a column; limit is the number of columns; lead is how far a
// label may reach to the left of column 0.
func timeAxis(from, to time.Time, x func(time.Time) float64, limit, lead int, text func(time.Time, TickUnit) string) []label {
	return chooseTicks(TickMinute, from, to, x, limit, lead, text)
}

// dayAxis is timeAxis without times of day.
func dayAxis(from, to time.Time, x func(time.Time) float64, limit, lead int, text func(time.Time, TickUnit) string) []label {
	return chooseTicks(TickDay, from, to, x, limit, lead, text)
}

func chooseTicks(finest TickUnit, from, to time.Time, x func(time.Time) float64, limit, lead int, text func(time.Time, TickUnit) string) []label {
	span := to.Sub(from)
	for _, p := range paces {
		if p.unit < finest || span > p.most || 3*int64(span/p.each) > int64(limit) {
			continue
		}
		if labels, ok := p.place(p.ticks(from, to), x, limit, lead, text); ok {
			return labels
		}
	}
	return nil
}

// place sets the labels of a pace: an instant's label is centred under its tick,
// a day's, month's or year's between its bounds, a week's begins at its tick. ok
// is false when two labels come closer than two cells.
func (p pace) place(ticks []tick, x func(time.Time) float64, limit, lead int, text func(time.Time, TickUnit) string) ([]label, bool) {
	out := make([]label, 0, len(ticks))
	free := -lead // first column where a label may begin
	for i, k := range ticks {
		l := label{text: text(k.at, k.unit), at: x(k.at)}
		w, next := width(l.text), float64(limit)
		if i+1 < len(ticks) {
			next = min(next, x(ticks[i+1].at))
		}
		start := max(0, l.at)
		switch {
		case p.unit <= TickHour:
			if l.at < 0 {
				continue
			}
			l.col = int(l.at) - (w-1)/2
		case p.n == 1 && p.unit != TickWeek:
			l.col = int((start + next - float64(w) + 0.5) / 2)
			if float64(w) > next-start {
				if i > 0 && i < len(ticks)-1 {
					return nil, false
				}
				l.text = "" // a part of a day at the edge, too narrow for its name
			}
		default:
			if l.at < 0 || float64(w) > float64(limit)-start {
				l.text = ""
			}
			l.col = int(start)
		}
		l.col = max(-lead, min(l.col, limit-w))
		if l.text != "" {
			if l.col < free {
				return nil, false
			}
			free = l.end() + 2
		}
		out = append(out, l)
	}
	return out, true
}
