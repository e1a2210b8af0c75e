package main

import (
	"context"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/store"
	"courant/store/bolt"
)

func (a *app) demoCmd() *cobra.Command {
	var homes int
	var seed uint64
	c := writes(&cobra.Command{Use: "demo", Short: a.cli.Demo, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		if err := a.makeDemo(cmd.Context(), homes, seed); err != nil {
			return err
		}
		path, _, _ := a.demoPaths()
		a.note(a.lang.Tables().DemoMade, homes, path)
		return nil
	}})
	c.Flags().IntVar(&homes, "homes", demoHomes, a.cli.FlagHomes)
	c.Flags().Uint64Var(&seed, "seed", 1, a.cli.FlagSeed)
	return c
}

// sayDemo tells, before an answer in words, that the homes are simulated.
func (a *app) sayDemo(st *opened) {
	if st.simulated {
		a.note("%s", a.lang.Words().Simulated)
	}
}

// keepPilot lives a pilot's homes on all processors and writes them in their order, so that
// the same seed gives the same store.
func keepPilot(ctx context.Context, st *bolt.Store, pilot *sim.Pilot, at time.Time) error {
	if err := st.PutEvents(ctx, pilot.Events()...); err != nil {
		return err
	}
	for first := 0; first < pilot.Len(); first += demoBatch {
		lived := make([]sim.Home, min(demoBatch, pilot.Len()-first))
		g := errgroup.Group{}
		g.SetLimit(runtime.GOMAXPROCS(0))
		for i := range lived {
			g.Go(func() (err error) {
				lived[i], err = pilot.Home(first + i)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
		batches := make([]store.Batch, len(lived))
		profiles := make([]home.Profile, len(lived))
		for i, h := range lived {
			batches[i], profiles[i] = store.Batch{Home: h.Profile.ID, Set: trouble(first+i, h.Set, at)}, h.Profile
		}
		if err := st.SetProfile(ctx, profiles...); err != nil {
			return err
		}
		if _, err := st.Write(ctx, batches...); err != nil {
			return err
		}
	}
	return nil
}

// trouble gives a few homes of the pilot what technicians go and see: a thermostat that is
// not heard, a gateway that is off, a sensor that stands still. Most homes have none.
func trouble(home int, set series.Set, at time.Time) series.Set {
	zones := slices.DeleteFunc(set.Zones(), func(z string) bool { return z == "" })
	const never = 365 * 24 * time.Hour
	switch n := home % 41; {
	case n == 9 && len(zones) > 1:
		var faults []sim.Fault
		for _, k := range set.Keys() {
			if k.Zone == zones[len(zones)-1] {
				faults = append(faults, sim.Silence(k, at.Add(-47*time.Hour), at.Add(never)))
			}
		}
		return sim.Spoil(set, faults...)
	case n == 17:
		return sim.Spoil(set, sim.Blackout(at.Add(-75*time.Hour), at.Add(never)))
	case n == 25 && len(zones) > 0:
		return sim.Spoil(set, sim.Freeze(series.Key{Zone: zones[0], Kind: series.Indoor}, at.Add(-52*time.Hour), at.Add(never)))
	case n == 33:
		return sim.Spoil(set, sim.Blackout(at.Add(-6*24*time.Hour), at.Add(-4*24*time.Hour)))
	}
	return set
}
