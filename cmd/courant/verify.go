package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/tui/text"
)

const (
	msgPurgeConfirm fault.ID = "cli.purge-confirm" // home
	msgVerify       fault.ID = "cli.verify"        // count
)

func (a *app) verifyCmd() *cobra.Command {
	return &cobra.Command{Use: "verify", Short: a.cli.Verify, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		st, err := a.reading(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		a.sayDemo(st)
		return a.verify(cmd.Context(), st)
	}}
}

// verify tells every problem found, then how many there are.
func (a *app) verify(ctx context.Context, st *opened) error {
	problems := 0
	done, err := st.Verify(ctx, func(p error) {
		problems++
		if problems <= 50 {
			fmt.Fprintln(a.env.Out, text.Clean(text.Fault(a.lang, p), 0))
		}
	})
	switch {
	case err != nil:
		return err
	case problems > 0:
		return fault.New(fault.Corrupt, msgVerify, "count", problems)
	case a.json:
		return a.jsonOne(struct {
			Schema int `json:"schema"`
			Homes  int `json:"homes"`
			Chunks int `json:"chunks"`
		}{1, done.Homes, done.Chunks})
	}
	return a.print([]string{fmt.Sprintf(a.lang.Tables().Verified, done.Chunks, done.Homes)})
}

func (a *app) purgeCmd() *cobra.Command {
	var yes string
	c := writes(&cobra.Command{Use: "purge " + a.cli.HomeArg, Short: a.cli.Purge, Args: a.args(1, 1), RunE: func(cmd *cobra.Command, args []string) error {
		st, err := a.realOnly(cmd.Context())
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
