package plain

import (
	"fmt"
	"time"

	"courant/coach/event"
	"courant/tui/text"
)

// quietFor is how long a source may go unread before its silence says little: events are
// announced once a day.
const quietFor = 26 * time.Hour

// Feed is the state of one source of events in a sentence: nothing announced as of a moment,
// so many announced, or unreachable since.
func Feed(l text.Lang, s event.FeedStatus, now time.Time, loc *time.Location) string {
	w, name := l.Feed(), l.Source(s.Source)
	switch {
	case s.LastTry.IsZero():
		return fmt.Sprintf(w.Unasked, name)
	case s.Failing() && s.LastOK.IsZero():
		return fmt.Sprintf(w.Never, name, clock(l, s.FailingSince, now, loc))
	case s.Failing():
		return fmt.Sprintf(w.Failing, name, clock(l, s.FailingSince, now, loc), Moment(l, s.LastOK, now, loc))
	case s.Upcoming > 0:
		return l.Count(w.Ahead, s.Upcoming, name, Moment(l, s.LastOK, now, loc))
	case now.Sub(s.LastOK) > quietFor:
		return fmt.Sprintf(w.NoneSince, name, Moment(l, s.LastOK, now, loc))
	}
	return fmt.Sprintf(w.None, name, Moment(l, s.LastOK, now, loc))
}

// Moment is a time as a sentence says when something was done: the clock alone on the day
// itself, else with the day.
func Moment(l text.Lang, t, now time.Time, loc *time.Location) string {
	if c := clock(l, t, now, loc); c != l.Clock(t.In(loc)) {
		return fmt.Sprintf(l.Feed().Other, c)
	}
	return fmt.Sprintf(l.Feed().Today, l.Clock(t.In(loc)))
}

// clock is Moment without its preposition.
func clock(l text.Lang, t, now time.Time, loc *time.Location) string {
	t, now = t.In(loc), now.In(loc)
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return l.Clock(t)
	}
	return l.Stamp(t)
}
