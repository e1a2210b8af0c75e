package main

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx"
)

const msgNoInflux fault.ID = "cli.no-influx" // file

// influxClient is a client for the configured InfluxDB. Nothing is sent yet.
func (a *app) influxClient() (*influx.Client, error) {
	c := a.cfg.Influx
	if c.URL == "" {
		return nil, fault.New(fault.NotConfigured, msgNoInflux, "file", a.configFile())
	}
	token, err := c.token()
	if err != nil {
		return nil, err
	}
	return influx.Open(influx.Config{
		URL: c.URL, Org: c.Org, Bucket: c.Bucket, Token: token, Insecure: c.Insecure, Now: a.env.Now, Rand: rand.Float64, Map: c.Map,
	})
}

// configFile is the configuration file in use.
func (a *app) configFile() string {
	if a.configPath != "" {
		return a.configPath
	}
	return a.env.Path(configFolder, "courant.toml")
}

func (a *app) syncCmd() *cobra.Command {
	var since string
	c := writes(&cobra.Command{Use: "sync", Short: a.cli.Sync, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		from := time.Time{}
		if since != "" {
			var err error
			if from, err = a.timeFlag("--since", since); err != nil {
				return err
			}
		}
		client, err := a.influxClient()
		if err != nil {
			return err
		}
		defer client.Close()
		if _, err := client.Dialect(cmd.Context()); err != nil {
			return err // no store is made for a server that does not answer
		}
		st, err := a.writing(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		a.resumeBehind(cmd.Context(), client, st)
		done, err := syncFrom(cmd.Context(), client, st, from)
		if err != nil {
			return err
		}
		return a.tellSync(done)
	}})
	c.Flags().StringVar(&since, "since", "", a.cli.FlagSince)
	return c
}

// A syncResult is what a sync brought.
type syncResult struct {
	Homes   int
	Tally   store.Tally
	Skipped influx.Skipped
}

// tailKept is how far back a sync always looks: readings come late and are corrected.
const tailKept = 35 * 24 * time.Hour

// syncStore copies what InfluxDB holds into the local store, home by home: all of it for a
// home that is new here, else its tail. Each home is one transaction, so that a broken line
// loses no home that was whole.
func (a *app) syncStore(ctx context.Context, st *opened, since time.Time) (syncResult, error) {
	client, err := a.influxClient()
	if err != nil {
		return syncResult{}, err
	}
	defer client.Close()
	return syncFrom(ctx, client, st, since)
}

func syncFrom(ctx context.Context, client *influx.Client, st *opened, since time.Time) (done syncResult, err error) {
	local, err := st.Homes(ctx)
	if err != nil {
		return done, err
	}
	held := map[home.ID]time.Time{}
	for _, s := range local {
		held[s.Home] = s.To
	}
	remote, skipped, err := client.Homes(ctx)
	if err != nil {
		return done, err
	}
	done.Skipped = skipped
	for _, group := range bySpan(remote, held, since) {
		_, err := client.Pull(ctx, influx.Query{Homes: group.homes, From: group.from}, func(p influx.Pulled) error {
			tally, err := st.Write(ctx, store.Batch{Home: p.Home, City: p.City, Set: p.Set})
			if err != nil {
				return err
			}
			done.Homes++
			done.Tally = done.Tally.Add(tally)
			return nil
		})
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// A pullGroup is homes that are read over the same span.
type pullGroup struct {
	from  time.Time
	homes []home.ID
}

// bySpan parts homes into those that are new, read whole, and those that are known, of which
// only the tail is read again.
func bySpan(remote []store.Summary, held map[home.ID]time.Time, since time.Time) []pullGroup {
	var fresh, known pullGroup
	fresh.from = since
	for _, s := range remote {
		to, ok := held[s.Home]
		if !ok || to.IsZero() {
			fresh.homes = append(fresh.homes, s.Home)
			continue
		}
		tail := to.Add(-tailKept).Truncate(24 * time.Hour)
		if known.from.IsZero() || tail.Before(known.from) {
			known.from = tail
		}
		known.homes = append(known.homes, s.Home)
	}
	if since.After(known.from) {
		known.from = since
	}
	var out []pullGroup
	for _, g := range []pullGroup{fresh, known} {
		if len(g.homes) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (a *app) tellSync(done syncResult) error {
	t := a.lang.Tables()
	if a.json {
		return a.jsonOne(struct {
			Schema   int `json:"schema"`
			Homes    int `json:"homes"`
			New      int `json:"new"`
			Same     int `json:"same"`
			Replaced int `json:"replaced"`
		}{1, done.Homes, done.Tally.New, done.Tally.Same, done.Tally.Replaced})
	}
	if done.Tally.New+done.Tally.Replaced == 0 {
		a.note("%s", t.UpToDate)
		return nil
	}
	a.note(t.Synced, done.Tally.New+done.Tally.Replaced, done.Homes)
	return nil
}

// refresh fetches what is fresher from InfluxDB before a command answers. When nobody
// answers there, the local copy does, and the exit code says so; without a local copy it is
// an error.
func (a *app) refresh(ctx context.Context) error { return a.fetch(ctx, false) }

// firstCopy fetches from InfluxDB when there is no local copy at all: the dashboard opens on
// what is there and refreshes behind.
func (a *app) firstCopy(ctx context.Context) error { return a.fetch(ctx, true) }

func (a *app) fetch(ctx context.Context, onlyFirst bool) error {
	if a.cfg.Influx.URL == "" || a.cfg.ReadOnly {
		return nil
	}
	path, vault, key := a.cfg.Store.paths(a.env)
	if local, err := a.openStore(path, vault, key, true); err == nil {
		all, err := local.Homes(ctx)
		local.Close()
		if onlyFirst && err == nil && len(all) > 0 {
			return nil
		}
	}
	client, err := a.influxClient()
	if err != nil {
		return err
	}
	defer client.Close()
	if _, err = client.Dialect(ctx); err == nil { // nothing is made here for a server that does not answer
		err = a.fetchFrom(ctx, client)
	}
	if err == nil {
		return nil
	}
	if local, openErr := a.openStore(path, vault, key, true); openErr == nil {
		defer local.Close()
		if all, homesErr := local.Homes(ctx); homesErr == nil && len(all) > 0 {
			a.stale(err)
			return nil
		}
	}
	return err
}

func (a *app) fetchFrom(ctx context.Context, client *influx.Client) error {
	st, err := a.fetched()
	if err != nil {
		return err
	}
	defer st.Close()
	a.resumeBehind(ctx, client, st)
	_, err = syncFrom(ctx, client, st, time.Time{})
	return err
}

func (a *app) pushCmd() *cobra.Command {
	return writes(&cobra.Command{Use: "push [" + a.cli.HomeArg + "…]", Short: a.cli.Push, Args: a.args(0, -1), RunE: func(cmd *cobra.Command, args []string) error {
		client, err := a.influxClient()
		if err != nil {
			return err
		}
		defer client.Close()
		st, err := a.realOnly(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		if err := a.resume(cmd.Context(), client, st); err != nil {
			return err
		}
		ids, err := a.pushed(cmd.Context(), st, args)
		if err != nil {
			return err
		}
		values := 0
		for _, id := range ids {
			n, err := pushHome(cmd.Context(), st, client, id)
			if err != nil {
				return err
			}
			values += n
		}
		a.note(a.lang.Tables().Pushed, values, len(ids))
		return nil
	}})
}

// pushed are the homes named, else all.
func (a *app) pushed(ctx context.Context, st *opened, args []string) ([]home.ID, error) {
	var ids []home.ID
	for _, arg := range args {
		id, err := a.pickHome(ctx, st, arg)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	if len(args) > 0 {
		return ids, nil
	}
	all, err := st.Homes(ctx)
	for _, s := range all {
		ids = append(ids, s.Home)
	}
	return ids, err
}

// pushHome writes all that is held on a home, read back and counted by the client, and gives
// the number of its values.
func pushHome(ctx context.Context, st *opened, client *influx.Client, id home.ID) (int, error) {
	p, err := st.Profile(ctx, id)
	if err != nil {
		return 0, err
	}
	set, err := st.Read(ctx, id, time.Time{}, time.Time{})
	if err != nil {
		return 0, err
	}
	b := store.Batch{Home: id, Set: set}
	if p.City != nil {
		b.City = *p.City
	}
	if _, err := client.Write(ctx, b); err != nil {
		return 0, err
	}
	return countValues(set), nil
}

func countValues(set series.Set) int {
	n := 0
	for _, s := range set {
		n += s.Known()
	}
	return n
}

// stale notes that an answer stands on the local copy alone.
func (a *app) stale(err error) {
	a.degraded = true
	a.note(a.lang.Tables().SyncStale, fault.CodeOf(err))
}
