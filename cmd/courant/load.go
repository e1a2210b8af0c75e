package main

import (
	"context"
	"maps"
	"os"
	"runtime"
	"sync"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/tariff"
	"courant/store"
)

// rules are the dated rules: the built-in ones under the person's own file.
func (a *app) rules() (*event.Rules, error) {
	base := event.Default(a.loc)
	if a.cfg.Rules.Events == "" {
		return base, nil
	}
	raw, err := a.readRules(a.cfg.Rules.Events)
	if err != nil {
		return nil, err
	}
	return event.Parse(a.cfg.Rules.Events, raw, base, a.loc)
}

// rates are the dated prices, likewise.
func (a *app) rates(rules *event.Rules) (*tariff.Rates, error) {
	base := tariff.Default(rules)
	if a.cfg.Rules.Tariffs == "" {
		return base, nil
	}
	raw, err := a.readRules(a.cfg.Rules.Tariffs)
	if err != nil {
		return nil, err
	}
	return tariff.Parse(a.cfg.Rules.Tariffs, raw, base, rules)
}

func (a *app) readRules(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.New(fault.Invalid, msgOpenFile, "file", path, "problem", plainError(err))
	}
	return raw, nil
}

// A book is the dated rules and prices, the cities' weather and the state of the feeds, read
// once a run.
type book struct {
	rules *event.Rules
	rates *tariff.Rates
	sky   *skyBook
	feeds []event.FeedStatus
}

func (a *app) book() (book, error) {
	rules, err := a.rules()
	if err != nil {
		return book{}, err
	}
	rates, err := a.rates(rules)
	return book{rules, rates, &skyBook{dir: a.weatherDir()}, a.feedStatuses(a.feedState())}, err
}

// A holder is what a question needs of a store.
type holder interface {
	Profile(ctx context.Context, id home.ID) (home.Profile, error)
	Read(ctx context.Context, id home.ID, from, to time.Time, keys ...seriesKey) (seriesSet, error)
	Events(ctx context.Context) ([]event.Event, error)
}

// How far back a report looks: the meter and the weather over this winter and the one before
// it, the zones over as much as a house is learned from.
const (
	wholeKept = 500 * 24 * time.Hour
	zonesKept = 130 * 24 * time.Hour
)

// question gathers all that is held on a home into a question.
func (b book) question(ctx context.Context, st holder, id home.ID, at time.Time) (coach.Question, error) {
	p, err := st.Profile(ctx, id)
	if err != nil {
		return coach.Question{}, err
	}
	set, err := history(ctx, st, id, at)
	if err != nil {
		return coach.Question{}, err
	}
	return b.ask(ctx, st, p, set, at)
}

// wholeQuestion is question with everything that is held, however old: what asks about the
// past needs all of it.
func (b book) wholeQuestion(ctx context.Context, st holder, id home.ID, at time.Time) (coach.Question, error) {
	p, err := st.Profile(ctx, id)
	if err != nil {
		return coach.Question{}, err
	}
	set, err := st.Read(ctx, id, time.Time{}, time.Time{})
	if err != nil {
		return coach.Question{}, err
	}
	return b.ask(ctx, st, p, set, at)
}

func (b book) ask(ctx context.Context, st holder, p home.Profile, set seriesSet, at time.Time) (coach.Question, error) {
	events, err := st.Events(ctx)
	if err != nil {
		return coach.Question{}, err
	}
	q := coach.Question{At: at, Series: set, Events: events, Rules: b.rules, Rates: b.rates}
	if !p.Simulated { // nothing of the outside world is about a simulated home
		q.Doubt = b.sky.under(p, set, at)
		q.Feeds = b.feeds
	}
	q.Home = home.Resolve(p, set.Zones())
	return q, nil
}

// atOnce calls do for 0 … n−1 on all processors.
func atOnce(n int, do func(i int)) {
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range n {
		free <- struct{}{}
		all.Go(func() {
			do(i)
			<-free
		})
	}
	all.Wait()
}

// history is a home's series as far back as a report looks.
func history(ctx context.Context, st holder, id home.ID, at time.Time) (seriesSet, error) {
	var sets [2]seriesSet
	var errs [2]error
	atOnce(2, func(i int) {
		if i == 0 {
			sets[i], errs[i] = st.Read(ctx, id, at.Add(-wholeKept), time.Time{}, seriesKey{Kind: series.Energy}, seriesKey{Kind: series.Outdoor}, seriesKey{Kind: series.Solar})
			return
		}
		sets[i], errs[i] = st.Read(ctx, id, at.Add(-zonesKept), time.Time{})
	})
	if err := joinErr(errs[0], errs[1]); err != nil {
		return nil, err
	}
	if len(sets[1]) == 0 { // nothing lately: whatever there is
		return st.Read(ctx, id, time.Time{}, time.Time{})
	}
	maps.Copy(sets[1], sets[0])
	return sets[1], nil
}

var _ holder = store.Store(nil)
