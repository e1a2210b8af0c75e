package main

import (
	"context"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"courant/coach/home"
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
func keepPilot(ctx context.Context, st *bolt.Store, pilot *sim.Pilot) error {
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
			batches[i], profiles[i] = store.Batch{Home: h.Profile.ID, Set: h.Set}, h.Profile
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
