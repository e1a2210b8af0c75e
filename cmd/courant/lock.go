package main

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"courant/store/vault"
	"courant/tui/text"
)

// shortestPassphrase is the least number of characters that setup takes.
const shortestPassphrase = 12

// setupLock offers to protect the keys by a passphrase instead of the key file. It is asked
// for only where there is a store, and only on a terminal.
func (a *app) setupLock(cmd *cobra.Command, ask *asker, q *text.Setup) error {
	st, err := a.reading(cmd.Context())
	if err != nil {
		return err
	}
	defer st.Close()
	if st.simulated || st.Vault().Lock() == vault.Passphrase {
		return nil
	}
	answer, err := ask.line(q.Lock, a.lang.Tables().No)
	if err != nil || !strings.HasPrefix(strings.ToLower(answer), a.lang.Tables().Yes[:1]) {
		return err
	}
	first, err := a.askSecret(q.Passphrase)
	if err != nil {
		return err
	}
	second, err := a.askSecret(q.Again)
	if err != nil {
		return err
	}
	if !bytes.Equal(first, second) || utf8.RuneCount(first) < shortestPassphrase {
		ask.say(q.Differ)
		return nil
	}
	_, err = st.Vault().Rekey(cmd.Context(), vault.Secret{Passphrase: func() ([]byte, error) { return first, nil }}, vault.Passphrase)
	if err == nil {
		ask.say(q.Locked)
	}
	return err
}
