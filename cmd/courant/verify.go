package main

import (
	"github.com/spf13/cobra"

	"courant/coach/fault"
)

const msgPurgeConfirm fault.ID = "cli.purge-confirm" // home

func (a *app) purgeCmd() *cobra.Command {
	var yes string
	c := writes(&cobra.Command{Use: "purge " + a.cli.HomeArg, Short: a.cli.Purge, Args: a.args(1, 1), RunE: func(cmd *cobra.Command, args []string) error {
		st, err := a.writing()
		if err != nil {
			return err
		}
		defer st.Close()
		id, err := a.pickHome(cmd.Context(), st, args[0])
		if err != nil {
			return err
		}
		if yes != string(id) {
			return fault.New(fault.Usage, msgPurgeConfirm, "home", id)
		}
		if err := st.Purge(cmd.Context(), id); err != nil {
			return err
		}
		a.note(a.lang.Tables().Forgotten, id)
		return nil
	}})
	c.Flags().StringVar(&yes, "yes", "", a.cli.FlagYes)
	return c
}
