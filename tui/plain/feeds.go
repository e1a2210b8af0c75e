package plain

import (
	"fmt"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/tui/text"
)

// quietFor is how long a source may go unread before its silence says little: events are
// announced once a day.
const quietFor = 26 * time.Hour

// feeds are the sources of events in sentences: all of them when no event is known, else
// those that do not answer.
func (p printer) feeds(r coach.Report) []string {
	var out []string
	for _, s := range r.Feeds {
		if r.NextEvent == nil || s.Failing() {
			out = append(out, Feed(p.l, s, r.At, p.loc))
		}
	}
	return out
}

// SoFar tells an event under way in one sentence: what was erased or spared by now, and what
// is left to win; "" when nothing is known.
func SoFar(l text.Lang, e *coach.Event, loc *time.Location) string {
	lines := printer{l, l.Sentences(), loc}.soFar(e)
	if len(lines) == 0 {
		return ""
	}
	return strings.TrimSpace(lines[0])
}

// Feeds are the sources of events worth a word beside a report: all of them when no event is
// known, else those that do not answer.
func Feeds(l text.Lang, r coach.Report, loc *time.Location) []string {
	return printer{l, l.Sentences(), loc}.feeds(r)
}

// soFar tells an event under way: what was erased or spared by now, and what is left to win.
func (p printer) soFar(e *coach.Event) []string {
	s, w := e.SoFar, p.l.Feed()
	switch {
	case s == nil:
		return nil
	case !s.Until.After(e.Start):
		return []string{"  " + w.SoFarWaits}
	case !s.Erased.Known():
		return nil
	}
	until := p.l.Clock(s.Until.In(p.loc))
	said := w.SoFar
	switch {
	case e.Avoided:
		said = w.SoFarSaved
	case s.Erased < 0:
		said = w.SoFarOver
	}
	line := fmt.Sprintf(said, until, p.l.KWh(max(s.Erased, -s.Erased)))
	if e.Avoided && s.Erased < 0 {
		line = fmt.Sprintf(w.SoFarSpent, until, p.l.KWh(-s.Erased))
	}
	if s.Dollars > 0 {
		line += fmt.Sprintf(w.SoFarDollars, p.l.Dollars(s.Dollars))
	}
	if s.Rest > 0 {
		line += fmt.Sprintf(w.SoFarRest, p.l.KWh(s.Rest), p.l.Clock(e.End.In(p.loc)))
	}
	if s.PaceDollars > 0 {
		line += fmt.Sprintf(w.SoFarPace, p.l.Dollars(s.PaceDollars))
	}
	return []string{"  " + line}
}

// Portal is what the customer portal says of an event, in a sentence, with how far ours lies
// from it.
func Portal(l text.Lang, p *coach.Portal) string {
	w := l.Feed()
	line := fmt.Sprintf(w.Portal, l.KWh(p.Erased), l.KWh(p.Reference), l.Dollars(p.Dollars))
	if p.ErasedDiff.Known() {
		line += fmt.Sprintf(w.PortalDiff, l.Signed(float64(p.ErasedDiff), 1), l.Signed(float64(p.ReferenceDiff), 1))
	}
	return line + "."
}

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
