package main

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/influx"
	"courant/store/seal"
)

func (a *app) syncCmd() *cobra.Command {
	var since, from string
	c := writes(&cobra.Command{Use: "sync", Short: a.cli.Sync, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		var start time.Time
		if since != "" {
			var err error
			if start, err = a.timeFlag("--since", since); err != nil {
				return err
			}
		}
		sealed := a.cfg.Influx.Sealed
		if from != "" {
			word, err := choice("--from", from, []string{"plain", "sealed"})
			if err != nil {
				return err
			}
			sealed = word == "sealed"
		}
		client, err := a.influxClient()
		if err != nil {
			return err
		}
		defer client.Close()
		if _, err := client.Dialect(cmd.Context()); err != nil {
			return a.syncAway(cmd.Context(), err) // no store is made for a server that does not answer
		}
		st, err := a.writing(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		if !sealed {
			a.resumeBehind(cmd.Context(), client, st)
		}
		done, err := a.syncInto(cmd.Context(), client, st, sealed, start)
		if err != nil {
			return a.syncAway(cmd.Context(), err)
		}
		return a.tellSync(done)
	}})
	c.Flags().StringVar(&since, "since", "", a.cli.FlagSince)
	c.Flags().StringVar(&from, "from", "", a.cli.FlagFrom)
	return c
}

// syncAway tells an error of a sync. Where nobody answers but there is a local copy, what it
// holds and how old it is is told too: the copy is whole, and the sync failed all the same.
func (a *app) syncAway(ctx context.Context, err error) error {
	if fault.CodeOf(err) != fault.Unreachable {
		return err
	}
	path, vault, key := a.cfg.Store.paths(a.env)
	st, openErr := a.openStore(path, vault, key, true)
	if openErr != nil {
		return err
	}
	defer st.Close()
	all, listErr := st.list(ctx)
	if listErr != nil || len(all) == 0 {
		return err
	}
	newest := time.Time{}
	for _, h := range all {
		if h.To.After(newest) {
			newest = h.To
		}
	}
	a.tell(a.fault(err), a.lang.Count(a.lang.Tables().SyncAway, len(all), a.lang.Span(max(a.env.Now().Sub(newest), 0))))
	if a.json {
		jsonErr := a.jsonOne(struct {
			Schema  int       `json:"schema"`
			Homes   int       `json:"homes"`
			Reached bool      `json:"reached"`
			To      time.Time `json:"to"` // end of the newest value of the local copy
		}{1, len(all), false, newest.In(a.loc)})
		if jsonErr != nil {
			return jsonErr
		}
	}
	return quietly{err}
}

// syncWait is how long a sync or a push waits for another one to finish.
const syncWait = time.Minute

// ledger opens what the store remembers of its buckets, and keeps other syncs and pushes out until release.
func (a *app) ledger(ctx context.Context, st *opened) (l *influx.Ledger, release func() error, err error) {
	return influx.HoldLedger(ctx, ledgerPath(st), st.LogKey(), syncWait)
}

func ledgerPath(st *opened) string {
	return strings.TrimSuffix(st.path, filepath.Ext(st.path)) + ".sync"
}

// remembered is the ledger's part about the configured bucket.
func (a *app) remembered(l *influx.Ledger, sealed bool) *influx.Book {
	how := "plain"
	if sealed {
		how = "sealed"
	}
	c := a.cfg.Influx
	return l.Book(strings.Join([]string{c.URL, c.Org, c.Bucket, how}, "\n"))
}

// sealedBucket looks at the configured bucket with the keys of a store's vault.
func (a *app) sealedBucket(client *influx.Client, st *opened, l *influx.Ledger, b *influx.Book) (*influx.Sealed, error) {
	keys := influx.Keys{}
	for _, e := range st.Vault().Homes() {
		keys[home.ID(e.ID)] = seal.Key(e.Key)
	}
	return client.Sealed(influx.SealedConfig{Keys: keys, Writer: l.Writer(), Seen: b.Generations()})
}

// syncInto brings a store up to what the configured bucket holds. Each home is one transaction, so that a
// broken line loses no home that was whole.
func (a *app) syncInto(ctx context.Context, client *influx.Client, st *opened, sealed bool, since time.Time) (influx.Synced, error) {
	ledger, release, err := a.ledger(ctx, st)
	if err != nil {
		return influx.Synced{}, err
	}
	defer release()
	book := a.remembered(ledger, sealed)
	s := influx.Sync{Bucket: client, Local: st.Store, Ledger: ledger, Book: book, Now: a.env.Now(), Since: since}
	if !sealed {
		return s.Run(ctx)
	}
	bucket, err := a.sealedBucket(client, st, ledger, book)
	if err != nil {
		return influx.Synced{}, err
	}
	s.Bucket = bucket.Source(book)
	done, err := s.Run(ctx)
	if err != nil {
		return done, err
	}
	return done, a.adopt(ctx, bucket, st)
}

// adopt takes what is declared in a sealed bucket of homes of which nothing was declared here.
func (a *app) adopt(ctx context.Context, bucket *influx.Sealed, st *opened) error {
	declared, err := bucket.Profiles(ctx)
	if err != nil {
		return err
	}
	all, err := st.Homes(ctx)
	if err != nil {
		return err
	}
	for _, h := range all {
		theirs, ok := declared[h.Home]
		if !ok {
			continue
		}
		own, err := st.Profile(ctx, h.Home)
		if err != nil {
			return err
		}
		if bare(own) && !bare(theirs) {
			if err := st.SetProfile(ctx, theirs); err != nil {
				return err
			}
		}
	}
	return nil
}

// syncStore is syncInto with a client of its own.
func (a *app) syncStore(ctx context.Context, st *opened, since time.Time) (influx.Synced, error) {
	client, err := a.influxClient()
	if err != nil {
		return influx.Synced{}, err
	}
	defer client.Close()
	return a.syncInto(ctx, client, st, a.cfg.Influx.Sealed, since)
}

func (a *app) tellSync(done influx.Synced) error {
	t := a.lang.Tables()
	if a.json {
		return a.jsonOne(struct {
			Schema   int       `json:"schema"`
			Homes    int       `json:"homes"`
			New      int       `json:"new"`
			Same     int       `json:"same"`
			Replaced int       `json:"replaced"`
			Removed  int       `json:"removed"`
			Months   int       `json:"closed_months"`
			Gone     []home.ID `json:"gone,omitempty"`
		}{1, done.Homes, done.Tally.New, done.Tally.Same, done.Tally.Replaced, done.Forgotten, done.Months, done.Gone})
	}
	if len(done.Gone) > 0 {
		names := make([]string, len(done.Gone))
		for i, id := range done.Gone {
			names[i] = string(id)
		}
		a.note(t.SyncGone, len(names), listSome(names, 4))
	}
	if !done.Changed() {
		a.note("%s", t.UpToDate)
		return nil
	}
	a.note(t.Synced, done.Tally.New, done.Tally.Replaced, done.Forgotten, done.Homes, done.Months)
	return nil
}
