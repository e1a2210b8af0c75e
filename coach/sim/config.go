package sim

import (
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/series"
)

// MaxHomes is the most homes of one pilot: pseudonyms have four hexadecimal digits.
const MaxHomes = 60_000

// A Config says what to simulate. From and To alone must be given.
type Config struct {
	Homes    int           // 1 to MaxHomes; 0: 48
	Seed     uint64        // same seed, same bytes
	From, To time.Time     // [From, To), put on the grid of Step; at most ten years
	Step     time.Duration // a whole part of an hour, at least a minute; 0: 15 min
	Loc      *time.Location
	Rules    *event.Rules // windows, phases, offsets and holidays by date; nil: those built in
	// At is the moment that a demo shows: an event is called for the next morning that may
	// have one, and the forecast stands as it was issued then. Zero: no such event, and the
	// forecast is issued at To.
	At time.Time
	// Faults spoils every fourth home in one way that a technician meets; the Truth says how.
	Faults bool
	// Counterfactual also lives every home without events: Truth.Without. It costs half again.
	Counterfactual bool
}

const (
	msgHomes fault.ID = "sim.homes" // homes, most
	msgSpan  fault.ID = "sim.span"  // from, to
	msgStep  fault.ID = "sim.step"  // step
)

// complete fills in the defaults and checks the rest.
func (c Config) complete() (Config, error) {
	if c.Homes == 0 {
		c.Homes = 48
	}
	if c.Step == 0 {
		c.Step = 15 * time.Minute
	}
	if c.Loc == nil {
		c.Loc = series.Toronto()
	}
	if c.Rules == nil {
		c.Rules = event.Default(c.Loc)
	}
	switch {
	case c.Homes < 0 || c.Homes > MaxHomes:
		return c, fault.New(fault.Usage, msgHomes, "homes", c.Homes, "most", MaxHomes)
	case c.Step < time.Minute || time.Hour%c.Step != 0:
		return c, fault.New(fault.Usage, msgStep, "step", c.Step)
	}
	c.From, c.To = c.From.UTC().Truncate(c.Step), c.To.UTC().Truncate(c.Step)
	if !c.From.Before(c.To) || c.To.Sub(c.From) > 3660*24*time.Hour {
		return c, fault.New(fault.Usage, msgSpan, "from", c.From.Format(time.RFC3339), "to", c.To.Format(time.RFC3339))
	}
	return c, nil
}

// A Span is a stretch of time, [From, To).
type Span struct{ From, To time.Time }

// Contains reports whether t lies in the span.
func (s Span) Contains(t time.Time) bool { return !t.Before(s.From) && t.Before(s.To) }

// Winters are the spans that make a demo meaningful at a moment, oldest first: about one
// winter in all, and data up to at and two or three days beyond, so that the demo stays
// fresh while it is looked at. Within a winter (November to the middle of April) the last
// span begins on 1 November, else four weeks before at; while the season has seen fewer than
// thirty days, or is over, the last whole winter comes before it. A Pilot of each span, with
// the same seed, has the same homes.
func Winters(at time.Time, loc *time.Location) []Span {
	day := series.DateOf(at, loc)
	year := day.Year
	if day.Month < time.November {
		year--
	}
	november := series.Date{Year: year, Month: time.November, Day: 1}
	now := Span{november.Start(loc), day.Add(3).Start(loc)}
	over := series.Date{Year: year + 1, Month: time.April, Day: 15}.Before(day)
	if over {
		now.From = day.Add(-28).Start(loc)
	}
	if !over && day.Sub(series.Date{Year: year, Month: time.December, Day: 1}) >= 30 {
		return []Span{now}
	}
	if !over {
		november.Year--
	}
	whole := Span{november.Start(loc), series.Date{Year: november.Year + 1, Month: time.April, Day: 1}.Start(loc)}
	if whole.To.After(now.From) {
		whole.To = now.From
	}
	return []Span{whole, now}
}
