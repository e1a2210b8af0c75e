package main

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/home"
	"courant/store/feed"
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
	_ tui.Poller    = (*source)(nil)
	_ tui.Looker    = (*source)(nil)
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
		rows[i] = tui.HomeRow{Ahead: ahead(h, now), Home: h.Home, City: h.City, Until: shown(h, now), Coverage: unread, Zones: len(h.Zones), Simulated: h.Simulated}
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
	q, err := s.known().question(ctx, s.st, id, at)
	if err != nil {
		return coach.Report{}, err
	}
	q.Mode, q.Frontier, q.Each = mode, true, atOnce // the comfort dial turns on the frontier
	return coach.Review(q), nil
}

// known are the rules, prices, weather and feeds as they are known now.
func (s *source) known() book {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.book
}

// Poll asks the feeds that are due and that a person has chosen, and reports whether anything
// is known anew. Nothing of the outside world is asked for the simulated pilot, nor where
// nothing may be written.
func (s *source) Poll(ctx context.Context) (bool, error) {
	if s.st.simulated || s.app.cfg.ReadOnly {
		return false, nil
	}
	before := s.app.feedState()
	a := s.app.chosenFeeds(before)
	if len(a.feedSources()) == 0 && a.cfg.Feeds.Weather == none {
		return false, nil
	}
	if err := a.pollDue(ctx); err != nil {
		return false, err
	}
	after := a.feedState()
	if reflect.DeepEqual(before, after) {
		return false, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.book.feeds, s.book.sky = s.app.feedStatuses(after), &skyBook{dir: a.weatherDir()}
	return true, nil
}

// chosenFeeds is the program with the feeds that it may ask by itself: those that a person
// has written into the configuration, or has asked once by hand. By default a dashboard uses
// no network.
func (a *app) chosenFeeds(known feed.State) *app {
	b := *a
	f := &b.cfg.Feeds
	if f.Events == defaultFeeds.Events && known.Status(event.SourceHydroQuebec, feed.Name(f.Events)).LastTry.IsZero() {
		f.Events = none
	}
	asked := func(c home.City) bool { return !known.Status(weatherSource(c), feed.Name(f.Weather)).LastTry.IsZero() }
	if f.Weather == "" || f.Weather == defaultFeeds.Weather && !slices.ContainsFunc(home.Cities(), asked) {
		f.Weather = none
	}
	return &b
}

// Look is what is known of a home without reckoning.
func (s *source) Look(ctx context.Context, id home.ID, at time.Time) (coach.Report, error) {
	if err := s.look(ctx, id); err != nil {
		return coach.Report{}, err
	}
	q, err := s.known().question(ctx, s.st, id, at)
	if err != nil {
		return coach.Report{}, err
	}
	return coach.Look(q), nil
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
	_, err = skipEvent(ctx, st, ev, id, zone, undo, s.app.env.Now())
	return err
}

// writing is the store that is looked at, open to be changed: choices and notes made while
// trying the simulated pilot stay in it, until it is made anew. That it was is written down.
func (s *source) writing(ctx context.Context) (*opened, error) {
	st := s.writable()
	if st.simulated {
		return st, nil
	}
	if err := s.app.access(ctx, st, ""); err != nil {
		st.Close()
		return nil, err
	}
	return st, nil
}

// writable is writing for what the program does by itself, which is nobody's access.
func (s *source) writable() *opened {
	return &opened{Store: s.st.Writable(), path: s.st.path, simulated: s.st.simulated}
}

// Export writes a view as text, and as CSV where it has figures, into a folder of its own; what
// is there already stays.
func (s *source) Export(_ context.Context, name, text, csv string) (string, error) {
	files, endings := map[string][]byte{".txt": []byte(text)}, ".txt"
	if csv != "" {
		files[".csv"], endings = []byte(csv), ".txt, .csv"
	}
	path, err := s.app.writeExports(s.app.freeExport(name), files)
	return s.app.brief(path) + endings, err
}

// freeExport is a name of exports that no file has yet: itself, or with a number.
func (a *app) freeExport(name string) string {
	taken := func(name string) bool {
		_, err := os.Lstat(filepath.Join(a.env.Path(stateFolder, "exports"), name+".txt"))
		return err == nil
	}
	for n, first := 2, name; taken(name); n++ {
		name = first + "-" + strconv.Itoa(n)
	}
	return name
}

// Refresh fetches what is fresher from InfluxDB into the local store.
func (s fetching) Refresh(ctx context.Context) error {
	st := s.writable()
	defer st.Close()
	_, err := s.app.syncStore(ctx, st, time.Time{})
	return err
}
