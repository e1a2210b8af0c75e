package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/store/bolt"
	"courant/tui/text"
)

const (
	msgPurgeConfirm fault.ID = "cli.purge-confirm" // home
	msgVerify       fault.ID = "cli.verify"        // count
)

func (a *app) verifyCmd() *cobra.Command {
	return &cobra.Command{Use: "verify", Short: a.cli.Verify, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		return a.verify(cmd.Context())
	}}
}

// verify checks the person's own store where there is one, else the simulated pilot's. It
// tells every problem found, then how many there are. A store that does not open is looked
// at all the same: that is what it is for.
func (a *app) verify(ctx context.Context) error {
	path, vault, key := a.cfg.Store.paths(a.env)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		a.note("%s", a.lang.Words().Simulated)
		path, vault, key = a.demoPaths()
	}
	problems := 0
	done, err := bolt.Verify(ctx, bolt.Config{Path: path, VaultPath: vault, KeyPath: key, Passphrase: a.passphrase}, func(p *fault.Error) {
		problems++
		if problems <= 50 {
			a.print([]string{text.Fault(a.lang, p)})
		}
	})
	switch {
	case err != nil:
		return err
	case problems > 0:
		return fault.New(fault.Corrupt, msgVerify, "count", problems)
	case a.json:
		return a.jsonOne(struct {
			Schema int   `json:"schema"`
			Homes  int   `json:"homes"`
			Chunks int   `json:"chunks"`
			Values int   `json:"values"`
			Bytes  int64 `json:"bytes"`
		}{1, done.Homes, done.Chunks, done.Values, done.Bytes})
	}
	return a.print([]string{a.lang.Sprintf(a.lang.Tables().Verified, done.Chunks, done.Homes)})
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
