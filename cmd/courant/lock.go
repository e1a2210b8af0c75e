package main

import (
	"bytes"
	"context"
	"errors"
	"unicode/utf8"

	"courant/coach/fault"
	"courant/store/vault"
	"courant/tui/text"
)

// shortestPassphrase is the least number of characters that setup takes.
const shortestPassphrase = 12

// setupLock offers to protect the keys by a passphrase instead of the key file. It is asked
// for only where there is a store, and only on a terminal.
func (a *app) setupLock(ctx context.Context, ask *asker, q *text.Setup) error {
	st, err := a.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return nil
	}
	if err != nil {
		return err
	}
	defer st.Close()
	if st.Vault().Lock() == vault.Passphrase {
		return nil
	}
	t := a.lang.Tables()
	answer, err := ask.choose(q.Lock, "no", []option{{"no", t.No}, {"yes", t.Yes}})
	if err != nil || answer != "yes" {
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
	_, err = st.Vault().Rekey(ctx, vault.Secret{Passphrase: func() ([]byte, error) { return first, nil }}, vault.Passphrase)
	if err == nil {
		ask.say(q.Locked)
	}
	return err
}
