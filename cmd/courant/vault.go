package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/store/vault"
)

const (
	msgPhraseShort fault.ID = "cli.phrase-short" // least
	msgPhraseAsk   fault.ID = "cli.phrase-ask"
)

func (a *app) vaultCmd() *cobra.Command {
	t := a.lang.Vault()
	return a.group("vault", t.Group, a.vaultStatusCmd(), a.vaultExportCmd(), a.vaultImportCmd(), a.vaultPassphraseCmd())
}

func (a *app) vaultStatusCmd() *cobra.Command {
	return &cobra.Command{Use: "status", Short: a.lang.Vault().Status, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		st, err := a.vaultStore(true)
		if err != nil {
			return err
		}
		defer st.Close()
		_, _, key := a.cfg.Store.paths(a.env)
		v, t := st.Vault(), a.lang.Vault()
		lock, by := "key_file", fmt.Sprintf(t.ByKey, key)
		if v.Lock() == vault.Passphrase {
			lock, by, key = "passphrase", t.ByPhrase, ""
		}
		if a.json {
			return a.jsonOne(struct {
				Schema int    `json:"schema"`
				Path   string `json:"path"`
				Homes  int    `json:"homes"`
				Lock   string `json:"lock"`
				Key    string `json:"key_file,omitempty"`
			}{1, v.Path(), len(v.Homes()), lock, key})
		}
		return a.print([]string{fmt.Sprintf(t.File, v.Path()), a.lang.Sprintf(t.Homes, len(v.Homes())), by})
	}}
}

// vaultStore opens the person's own store for its vault, whether or not it has homes yet.
func (a *app) vaultStore(readOnly bool) (*opened, error) {
	path, vault, key := a.cfg.Store.paths(a.env)
	return a.openStore(path, vault, key, readOnly)
}

func (a *app) vaultExportCmd() *cobra.Command {
	var file string
	c := &cobra.Command{Use: "export " + a.cli.FileArg + " [" + a.cli.HomeArg + "…]", Short: a.lang.Vault().Export, Args: a.args(1, -1), RunE: func(cmd *cobra.Command, args []string) error {
		st, err := a.vaultStore(true)
		if err != nil {
			return err
		}
		defer st.Close()
		if err := a.access(cmd.Context(), st, ""); err != nil {
			return err
		}
		phrase, err := a.newPhrase(file, a.lang.Vault().ExportPhrase)
		if err != nil {
			return err
		}
		n, err := st.Vault().Export(cmd.Context(), args[0], secretly(phrase), args[1:]...)
		if err != nil {
			return err
		}
		a.note(a.lang.Vault().Exported, n, args[0])
		return nil
	}}
	c.Flags().StringVar(&file, "passphrase-file", "", a.lang.Vault().FlagPassphrase)
	return c
}

func (a *app) vaultImportCmd() *cobra.Command {
	var file string
	c := writes(&cobra.Command{Use: "import " + a.cli.FileArg, Short: a.lang.Vault().Import, Args: a.args(1, 1), RunE: func(cmd *cobra.Command, args []string) error {
		phrase, err := a.phrase(file, a.lang.Vault().ExportPhrase)
		if err != nil {
			return err
		}
		from, err := vault.Open(args[0], secretly(phrase))
		if err != nil {
			return err
		}
		st, err := a.writing(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		added, err := st.Vault().Import(cmd.Context(), from)
		switch {
		case err != nil:
			return err
		case len(added) == 0:
			a.note("%s", a.lang.Vault().Nothing)
		default:
			a.note(a.lang.Vault().Imported, len(added))
		}
		return nil
	}})
	c.Flags().StringVar(&file, "passphrase-file", "", a.lang.Vault().FlagPassphrase)
	return c
}

func (a *app) vaultPassphraseCmd() *cobra.Command {
	var file string
	var remove bool
	c := writes(&cobra.Command{Use: "passphrase", Short: a.lang.Vault().Passphrase, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		st, err := a.vaultStore(true)
		if err != nil {
			return err
		}
		defer st.Close()
		if err := a.access(cmd.Context(), st, ""); err != nil {
			return err
		}
		_, _, key := a.cfg.Store.paths(a.env)
		if remove {
			_, err := st.Vault().Rekey(cmd.Context(), vault.Secret{KeyPath: key}, vault.KeyFile)
			if err == nil {
				a.note(a.lang.Vault().Unlocked, key)
			}
			return err
		}
		phrase, err := a.newPhrase(file, a.lang.Setup().Passphrase)
		if err != nil {
			return err
		}
		if _, err := st.Vault().Rekey(cmd.Context(), secretly(phrase), vault.Passphrase); err != nil {
			return err
		}
		a.note("%s", a.lang.Vault().Locked)
		return nil
	}})
	c.Flags().StringVar(&file, "passphrase-file", "", a.lang.Vault().FlagPassphrase)
	c.Flags().BoolVar(&remove, "remove", false, a.lang.Vault().FlagRemove)
	return c
}

func secretly(phrase []byte) vault.Secret {
	return vault.Secret{Passphrase: func() ([]byte, error) { return phrase, nil }}
}

// phrase is a passphrase from a file that its owner alone can read, else from the terminal.
func (a *app) phrase(file, question string) ([]byte, error) {
	if file == "" {
		if !a.env.InTerm {
			return nil, fault.New(fault.Denied, msgPhraseAsk)
		}
		return a.askSecret(question)
	}
	if exposed(file) {
		return nil, fault.New(fault.Denied, msgConfigExposed, "file", file)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fault.New(fault.Invalid, msgOpenFile, "file", file, "problem", plainError(err))
	}
	return []byte(strings.TrimRight(string(raw), "\r\n")), nil
}

// newPhrase is phrase for one that is given for the first time: long enough, and on a terminal asked for twice.
func (a *app) newPhrase(file, question string) ([]byte, error) {
	first, err := a.phrase(file, question)
	if err != nil {
		return nil, err
	}
	second := first
	if file == "" {
		if second, err = a.askSecret(a.lang.Setup().Again); err != nil {
			return nil, err
		}
	}
	if !bytes.Equal(first, second) || utf8.RuneCount(first) < shortestPassphrase {
		return nil, fault.New(fault.Invalid, msgPhraseShort, "least", shortestPassphrase)
	}
	return first, nil
}
