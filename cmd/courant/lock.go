package main

import (
	"bytes"
	"context"
	"errors"
	"unicode/utf8"

	"courant/coach/fault"
	"courant/store/vault"
)

// shortestPassphrase is the least number of characters that setup takes.
const shortestPassphrase = 12

// askLock offers to protect the keys by a passphrase instead of the key file. It is asked for
// only where there is a store.
func (s *setup) askLock(ctx context.Context) (bool, error) {
	st, err := s.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer st.Close()
	if st.Vault().Lock() == vault.Passphrase {
		return false, nil
	}
	q, t := s.lang.Setup(), s.lang.Tables()
	s.lock = nil
	answer, err := s.ask.choose(q.Lock, "no", []option{{"no", t.No}, {"yes", t.Yes}})
	if err != nil || answer != "yes" {
		return true, err
	}
	first, err := s.askSecret(q.Passphrase)
	if err != nil {
		return true, err
	}
	second, err := s.askSecret(q.Again)
	if err != nil {
		return true, err
	}
	if !bytes.Equal(first, second) || utf8.RuneCount(first) < shortestPassphrase {
		s.ask.say(q.Differ)
		return true, nil
	}
	s.lock = first
	return true, nil
}

// keepLock protects the keys by the passphrase that was given, if one was.
func (s *setup) keepLock(ctx context.Context, st *opened) error {
	if s.lock == nil {
		return nil
	}
	_, err := st.Vault().Rekey(ctx, vault.Secret{Passphrase: func() ([]byte, error) { return s.lock, nil }}, vault.Passphrase)
	if err == nil {
		s.ask.say(s.lang.Setup().Locked)
	}
	return err
}
