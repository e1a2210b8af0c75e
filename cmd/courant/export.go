package main

import (
	"bytes"
	"context"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/home"
	"courant/store/exchange"
)

func (a *app) exportCmd() *cobra.Command {
	var format string
	c := tabular(&cobra.Command{Use: "export [" + a.cli.HomeArg + "]", Short: a.cli.Export, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		f := format
		if f == "" {
			f = "csv"
			if a.json {
				f = "json"
			}
		}
		f, err := choice("--format", f, []string{"csv", "json", "influx"})
		if err != nil {
			return err
		}
		st, err := a.reading(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		id, err := a.pickHome(cmd.Context(), st, first(args))
		if err != nil {
			return err
		}
		h, err := holding(cmd.Context(), st, id, a.env.Now())
		if err != nil {
			return err
		}
		h.Location = a.loc
		// Written at once: an error half way must not leave a file that looks whole.
		var buf bytes.Buffer
		switch f {
		case "json":
			err = exchange.WriteJSON(&buf, h)
		case "influx":
			err = exchange.WriteInflux(&buf, h)
		default:
			err = exchange.WriteCSV(&buf, h)
		}
		if err != nil {
			return err
		}
		_, err = buf.WriteTo(a.env.Out)
		return err
	}})
	c.Flags().StringVar(&format, "format", "", "csv, json, influx")
	return c
}

// holding is everything held on one home. A simulated one lives a little ahead of the clock: what
// has not happened yet by now is not told, so that the file can be taken in again as one's own.
func holding(ctx context.Context, st *opened, id home.ID, now time.Time) (exchange.Holding, error) {
	var h exchange.Holding
	var err error
	if h.Profile, err = st.Profile(ctx, id); err != nil {
		return h, err
	}
	if h.Set, err = st.Read(ctx, id, time.Time{}, time.Time{}); err != nil {
		return h, err
	}
	if h.Profile.Simulated {
		h.Set = h.Set.Until(now)
	}
	events, err := st.Events(ctx)
	if err != nil {
		return h, err
	}
	zones := h.Set.Zones()
	who := home.Resolve(h.Profile, zones)
	for _, e := range events {
		if e.Concerns(who) && (!h.Profile.Simulated || e.Known(now)) {
			h.Events = append(h.Events, e)
		}
	}
	return h, nil
}
