package tui

import (
	"context"
	"time"

	"courant/coach"
	"courant/coach/home"
)

// A Source answers the dashboard's questions. Its methods may be called from other
// goroutines than the screen's, one at a time each.
type Source interface {
	// Homes lists the homes this person may see, sorted by id.
	Homes(ctx context.Context) ([]HomeRow, error)
	// Report is one home at one moment.
	Report(ctx context.Context, id home.ID, at time.Time) (coach.Report, error)
	// Version changes whenever stored data may have changed; it is cheap to ask.
	Version() string
}

// A Skipper is a Source whose events a person can leave and come back to.
type Skipper interface {
	Skip(ctx context.Context, event string, id home.ID, zone string, undo bool) error
}

// A Moder is a Source that can answer for another mode than the home's own: the same
// question with coach.Question.Mode set. Nothing is kept of it.
type Moder interface {
	ReportMode(ctx context.Context, id home.ID, at time.Time, mode home.Mode) (coach.Report, error)
}

// An Exporter is a Source that keeps a view as files: its text, and a CSV where the view has
// figures ("" where not). name has no folder and no ending; a file of that name is not written over. It
// gives the path to show, with the endings of both.
type Exporter interface {
	Export(ctx context.Context, name, text, csv string) (path string, err error)
}

// A Refresher is a Source that has fresher data to fetch elsewhere (InfluxDB). Refresh may
// take long; what it fetched is there for the next Report.
type Refresher interface {
	Refresh(ctx context.Context) error
}

// A Looker is a Source that tells what is known of a home without reckoning, at once: a
// coach.Look.
type Looker interface {
	Look(ctx context.Context, id home.ID, at time.Time) (coach.Report, error)
}

// A Poller is a Source that asks feeds of events and weather by itself, each no sooner than
// it allows and ever more rarely while one does not answer. Poll reports whether anything is
// known anew; most of the time nothing is due, and it is quick.
type Poller interface {
	Poll(ctx context.Context) (news bool, err error)
}

// A HomeRow is a home in a list.
type HomeRow struct {
	Home      home.ID
	City      home.City
	Until     time.Time     // end of the newest measured interval
	Coverage  float64       // 0–1, of the last seven days; NaN: not known before a Surveyor was asked
	Noted     time.Time     // of the newest visit note; zero: none, or not known yet
	Ahead     time.Duration // how far the newest measured interval begins after the clock; 0: it does not
	Zones     int
	Simulated bool
}
