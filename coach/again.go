package coach

import (
	"time"
)

// Why an advice is told again although it was true a day ago already. An advice that has no
// reason to be told again is not.
const (
	AgainEvent     = "another-event" // it is about another event than yesterday
	AgainNear      = "event-near"    // the event of yesterday's advice is now within a day
	AgainGrown     = "grown"         // it is worth a quarter more than a day ago, or further off
	AgainNotMended = "not-mended"    // what is broken still is, by readings newer than a day
	AgainStill     = "still-so"      // readings newer than a day show it still
	AgainAfter     = "after-all"     // somebody noted that it was done, and readings since show it still
)

// AgainCodes lists them.
func AgainCodes() []string {
	return []string{AgainEvent, AgainNear, AgainGrown, AgainNotMended, AgainStill, AgainAfter}
}

// grownBy is how much more an advice must be worth than a day ago to be told for that.
const grownBy = 1.25

// again says whether an advice is told, and why where it was true a day ago: an advice about
// an event once for each event and once more when it is near; any other where something was
// measured since that shows it still. What is only to be known is told once. One that was
// followed waits until what it rests on was measured afterwards.
func (v *view) again(a adviser, now Advice, r Report) (reason string, told bool) {
	done, followed := v.doneAt(a.code, now.Zone)
	if followed && !a.aboutEvent && now.From.Before(done) && v.At.Sub(done) < patience(a) {
		return "", false
	}
	y := v.yesterday()
	if a.aboutEvent {
		return v.againForEvent(y)
	}
	was := a.find(y, y.glanceOf(r))
	switch {
	case was == nil || was.Zone != now.Zone:
		return "", true
	case y.data().To.Equal(r.Data.To), a.rank == rankKnow:
		return "", false // nothing was measured since, or it is the same story
	case followed:
		return AgainAfter, true
	case now.worth() > grownBy*was.worth() || now.DeltaC.Known() && was.DeltaC.Known() && now.DeltaC > grownBy*was.DeltaC:
		return AgainGrown, true
	case a.rank == rankFault:
		return AgainNotMended, true
	}
	return AgainStill, true
}

// patience is how long it takes until what an advice rests on was measured after it was
// followed.
func patience(a adviser) time.Duration {
	if a.code == CheckThermostat || a.code == StuckSensor {
		return 36 * time.Hour
	}
	return gapBack * 24 * time.Hour
}

// againForEvent is again of an advice about the next event, or about all of those announced.
func (v *view) againForEvent(y *view) (reason string, told bool) {
	now, ok := v.coming()
	was, before := y.coming()
	switch {
	case !ok:
		return "", false // no event brings it up
	case !before:
		return "", true
	case was.ID != now.ID:
		return AgainEvent, true
	case now.Start.Sub(v.At) < 24*time.Hour:
		return AgainNear, true
	}
	return "", false
}

// doneAt is when an advice was last noted as followed.
func (v *view) doneAt(code, zone string) (at time.Time, ok bool) {
	for _, n := range v.home.Notes {
		if n.Done == code && (n.Zone == zone || n.Zone == "") && !n.At.After(v.At) && (!ok || n.At.After(at)) {
			at, ok = n.At, true
		}
	}
	return at, ok
}

// yesterday is the home as it was known a day before the moment. It shares what was learned
// of the house, which a day does not change.
func (v *view) yesterday() *view {
	if v.dayAgo == nil {
		q := v.Question
		q.At = q.At.Add(-24 * time.Hour)
		v.dayAgo = open(q)
		v.dayAgo.learnt, v.dayAgo.whole = v.learnt, v.whole
	}
	return v.dayAgo
}

// glanceOf is what the advisers need of yesterday's report, its house being today's.
func (v *view) glanceOf(today Report) Report {
	return Report{Data: v.data(), Plan: today.Plan, Confidence: today.Confidence, Applied: AppliedUnknown}
}
