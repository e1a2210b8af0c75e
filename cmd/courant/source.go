package main

import (
	"context"
	"strconv"
	"sync"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/tui"
)

// A source answers the dashboard from the store.
type source struct {
	app  *app
	st   *opened
	book book
	mu   sync.Mutex

	looked map[home.ID]bool
}

// A fetching source also fetches from InfluxDB.
type fetching struct{ *source }

var (
	_ tui.Source    = (*source)(nil)
	_ tui.Skipper   = (*source)(nil)
	_ tui.Moder     = (*source)(nil)
	_ tui.Exporter  = (*source)(nil)
	_ tui.Refresher = fetching{}
)

// capable is the source with what its configuration lets it do.
func (s *source) capable() tui.Source {
	if s.app.cfg.Influx.URL == "" || s.app.cfg.ReadOnly {
		return s
	}
	return fetching{s}
}

// Homes lists the homes.
func (s *source) Homes(ctx context.Context) ([]tui.HomeRow, error) {
	all, err := s.st.Homes(ctx)
	if err != nil {
		return nil, err
	}
	now := s.app.env.Now()
	rows := make([]tui.HomeRow, len(all))
	for i, h := range all {
		rows[i] = tui.HomeRow{Ahead: ahead(h, now), Home: h.Home, City: h.City, Until: shown(h, now), Coverage: h.Coverage, Zones: len(h.Zones), Simulated: h.Simulated}
	}
	return rows, nil
}

// Report is one home at one moment.
func (s *source) Report(ctx context.Context, id home.ID, at time.Time) (coach.Report, error) {
	return s.ReportMode(ctx, id, at, "")
}

// ReportMode is Report for another mode than the home's own.
func (s *source) ReportMode(ctx context.Context, id home.ID, at time.Time, mode home.Mode) (coach.Report, error) {
	if err := s.look(ctx, id); err != nil {
		return coach.Report{}, err
	}
	q, err := s.book.question(ctx, s.st, id, at)
	if err != nil {
		return coach.Report{}, err
	}
	q.Mode, q.Frontier, q.Each = mode, true, atOnce // the comfort dial turns on the frontier
	return coach.Review(q), nil
}

// look writes down, once a run, that a home is looked at.
func (s *source) look(ctx context.Context, id home.ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.looked[id] {
		return nil
	}
	if err := s.app.access(ctx, s.st, id); err != nil {
		return err
	}
	if s.looked == nil {
		s.looked = map[home.ID]bool{}
	}
	s.looked[id] = true
	return nil
}

// Version is the store's: another one after any write, by whichever process.
func (s *source) Version() string {
	v, err := s.st.Version()
	if err != nil {
		return ""
	}
	return strconv.FormatUint(v, 10)
}

// Skip lets a home leave an event, or come back.
func (s *source) Skip(ctx context.Context, ev string, id home.ID, zone string, undo bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, err := s.writing(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return skipEvent(ctx, st, ev, id, zone, undo, s.app.env.Now())
}

// writing opens the store that is looked at to change it: choices and notes made while trying
// the simulated pilot stay in it, until it is made anew.
func (s *source) writing(ctx context.Context) (*opened, error) {
	if !s.st.simulated {
		return s.app.writing(ctx)
	}
	path, vault, key := s.app.demoPaths()
	return s.app.openStore(path, vault, key, false)
}

// Export writes a view as text, and as CSV where it has figures, into a folder of its own.
func (s *source) Export(_ context.Context, name, text, csv string) (string, error) {
	files := map[string][]byte{".txt": []byte(text)}
	if csv != "" {
		files[".csv"] = []byte(csv)
	}
	path, err := s.app.writeExports(name, files)
	return path + ".txt", err
}

// Refresh fetches what is fresher from InfluxDB into the local store.
func (s fetching) Refresh(ctx context.Context) error {
	st, err := s.app.fetched()
	if err != nil {
		return err
	}
	defer st.Close()
	_, err = s.app.syncStore(ctx, st, time.Time{})
	return err
}
