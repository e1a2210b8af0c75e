package main

import (
	"context"
	"reflect"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx"
)

func (a *app) pushCmd() *cobra.Command {
	var sealed bool
	c := writes(&cobra.Command{Use: "push [" + a.cli.HomeArg + "…]", Short: a.cli.Push, Args: a.args(0, -1), RunE: func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		client, err := a.influxClient()
		if err != nil {
			return err
		}
		defer client.Close()
		st, err := a.realOnly(ctx)
		if err != nil {
			return err
		}
		defer st.Close()
		ids, err := a.pushed(ctx, st, args)
		if err != nil {
			return err
		}
		if sealed || a.cfg.Influx.Sealed {
			return a.pushSealed(ctx, st, client, ids)
		}
		if err := a.resume(ctx, client, st); err != nil {
			return err
		}
		values := 0
		for _, id := range ids {
			b, _, err := whole(ctx, st, id)
			if err != nil {
				return err
			}
			if _, err := client.Write(ctx, b); err != nil {
				return err
			}
			values += countValues(b.Set)
		}
		a.note(a.lang.Tables().Pushed, values, len(ids))
		return nil
	}})
	c.Flags().BoolVar(&sealed, "sealed", false, a.cli.FlagSealed)
	return c
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

// pushSealed writes homes as sealed chunks, with what is declared of them, read back and counted.
func (a *app) pushSealed(ctx context.Context, st *opened, client *influx.Client, ids []home.ID) error {
	ledger, release, err := a.ledger(ctx, st)
	if err != nil {
		return err
	}
	defer release()
	if err := ledger.Save(); err != nil { // the writer's name must outlive what it writes
		return err
	}
	book := a.remembered(ledger, true)
	bucket, err := a.sealedBucket(client, st, ledger, book)
	if err != nil {
		return err
	}
	values := 0
	for _, id := range ids {
		b, p, err := whole(ctx, st, id)
		if err != nil {
			return err
		}
		if _, err := bucket.Write(ctx, b); err != nil {
			return err
		}
		if !bare(p) {
			if err := bucket.SetProfile(ctx, p); err != nil {
				return err
			}
		}
		values += countValues(b.Set)
	}
	seen, err := bucket.Generations(ctx)
	if err != nil {
		return err
	}
	book.Saw(seen)
	if err := ledger.Save(); err != nil {
		return err
	}
	a.note(a.lang.Tables().PushedSealed, values, len(ids), a.cfg.Influx.Bucket)
	return nil
}

// whole is all that is held on a home, and what is declared of it.
func whole(ctx context.Context, st *opened, id home.ID) (store.Batch, home.Profile, error) {
	p, err := st.Profile(ctx, id)
	if err != nil {
		return store.Batch{}, p, err
	}
	set, err := st.Read(ctx, id, time.Time{}, time.Time{})
	b := store.Batch{Home: id, Set: set}
	if p.City != nil {
		b.City = *p.City
	}
	return b, p, err
}

// bare reports whether nothing but a city is declared of a home.
func bare(p home.Profile) bool {
	return reflect.DeepEqual(p, home.Profile{ID: p.ID, City: p.City, Simulated: p.Simulated})
}

func countValues(set series.Set) int {
	n := 0
	for _, s := range set {
		n += s.Known()
	}
	return n
}
