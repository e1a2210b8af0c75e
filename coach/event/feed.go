package event

import (
	"slices"
	"time"

	"courant/coach/fault"
)

// A FeedStatus is how one outside source of events or weather is doing: with it, "no event
// announced as of 12:40" is told apart from "unreachable since 09:10".
type FeedStatus struct {
	Source       string    `json:"source"`                 // SourceHydroQuebec, SourceICal, SourceInflux, or "weather:montreal"
	URL          string    `json:"url"`                    // where it was asked, without user or query
	LastOK       time.Time `json:"last_ok,omitzero"`       // when it last answered whole and right; zero: never
	LastTry      time.Time `json:"last_try,omitzero"`      // when it was last asked
	FailingSince time.Time `json:"failing_since,omitzero"` // the first try that failed since LastOK; zero: the last try was right
	Failures     int       `json:"failures,omitempty"`     // tries that failed since LastOK
	NotBefore    time.Time `json:"not_before,omitzero"`    // it is not asked again before this, by its own wish or by ours
	Problem      *Problem  `json:"problem,omitempty"`      // why the last try failed
	Listed       int       `json:"listed,omitempty"`       // events of known programmes in the last good answer
	Upcoming     int       `json:"upcoming,omitempty"`     // those of them that were not over at LastOK
	Skipped      int       `json:"skipped_rows,omitempty"` // rows of known programmes in it that could not be used
}

// A Problem is an error as it is kept, so that it can be told later in any language.
type Problem struct {
	Code fault.Code  `json:"code"`
	ID   fault.ID    `json:"id"`
	Args []fault.Arg `json:"args,omitempty"`
}

// NewProblem is what is kept of an error.
func NewProblem(err *fault.Error) *Problem {
	return &Problem{Code: err.Code, ID: err.ID, Args: slices.Clone(err.Args)}
}

// Err is the error again.
func (p *Problem) Err() error { return &fault.Error{Code: p.Code, ID: p.ID, Args: p.Args} }

// Failing reports whether the last try failed.
func (s FeedStatus) Failing() bool { return !s.FailingSince.IsZero() }

// Good is the status after an answer that was whole and right. minimum is how long the
// source is then left alone.
func (s FeedStatus) Good(now time.Time, minimum time.Duration) FeedStatus {
	s.LastOK, s.LastTry, s.NotBefore = now, now, now.Add(minimum)
	s.FailingSince, s.Failures, s.Problem = time.Time{}, 0, nil
	return s
}

// Bad is the status after a try that failed. after is how long the source asked to be left
// alone, 0 when it did not say.
func (s FeedStatus) Bad(now time.Time, err *fault.Error, after time.Duration) FeedStatus {
	if !s.Failing() {
		s.FailingSince = now
	}
	s.LastTry, s.Problem, s.NotBefore = now, NewProblem(err), time.Time{}
	s.Failures++
	if after > 0 {
		s.NotBefore = now.Add(after)
	}
	return s
}

// Bounds of the wait between tries that nobody asked for, which doubles from failure to
// failure.
const (
	firstWait = time.Minute
	mostWait  = time.Hour
)

// Due reports whether a program that asks by itself may ask again: not before the source
// wants it, and after failures ever more rarely. A person who asks is bound by NotBefore
// alone.
func (s FeedStatus) Due(now time.Time) bool {
	if now.Before(s.NotBefore) {
		return false
	}
	if s.Failures == 0 {
		return true
	}
	wait := min(firstWait<<min(s.Failures-1, 10), mostWait)
	return !now.Before(s.LastTry.Add(wait))
}
