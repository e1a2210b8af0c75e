package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/term"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/store"
	"courant/store/bolt"
	"courant/tui/text"
)

type (
	seriesKey = series.Key
	seriesSet = series.Set
)

const (
	msgPassphrase fault.ID = "cli.passphrase" // variable
)

// An opened store is the person's own, or the simulated pilot's.
type opened struct {
	*bolt.Store
	path      string
	simulated bool
	named     []home.ID       // the homes when they were first asked for …
	listed    []store.Summary // … and what a list says of them
}

// list is the homes as they were when they were first asked for: for a command that answers
// once.
func (o *opened) list(ctx context.Context) (all []store.Summary, err error) {
	if o.listed == nil {
		o.listed, err = o.Homes(ctx)
	}
	return o.listed, err
}

// names are the homes' names as they were when they were first asked for.
func (o *opened) names(ctx context.Context) (all []home.ID, err error) {
	if o.named == nil {
		o.named, err = o.Names(ctx)
	}
	return o.named, err
}

// pickless reports whether a home's name can be used as it is, without a list to look in.
func (o *opened) pickless(named string) bool { return named != "" }

// reading opens the real store when it has a home, else the simulated pilot, which is made
// when there is none yet. Nothing is made in the real store's place.
func (a *app) reading(ctx context.Context) (*opened, error) {
	path, vault, key := a.cfg.Store.paths(a.env)
	st, err := a.openStore(path, vault, key, true)
	switch {
	case err == nil:
		names, err := st.names(ctx)
		if err != nil {
			st.Close()
			return nil, err
		}
		if len(names) > 0 {
			return st, nil
		}
		st.Close()
	case !errors.Is(err, fault.NotConfigured):
		return nil, err
	case a.cfg.Store.Path != "":
		a.note("%s", text.Fault(a.lang, err)) // a path that was told and is not there is worth a word
	}
	return a.demoStore(ctx)
}

// writing opens the real store to change it, and writes down that it was. The store is made
// with its vault and key when it is not there.
func (a *app) writing(ctx context.Context) (*opened, error) {
	st, err := a.fetched()
	if err != nil {
		return nil, err
	}
	if err := a.access(ctx, st, ""); err != nil {
		st.Close()
		return nil, err
	}
	return st, nil
}

// fetched is writing for what the program fetches by itself, which is nobody's access.
func (a *app) fetched() (*opened, error) {
	path, vault, key := a.cfg.Store.paths(a.env)
	return a.openStore(path, vault, key, false)
}

// realOnly opens the real store for a command that the simulated pilot must never see.
func (a *app) realOnly(ctx context.Context) (*opened, error) {
	path, vault, key := a.cfg.Store.paths(a.env)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) { // nothing is made for a command that cannot act
		return nil, fault.New(fault.NotConfigured, msgNothing)
	}
	st, err := a.openStore(path, vault, key, a.cfg.ReadOnly)
	if err != nil {
		return nil, err
	}
	all, err := st.Homes(ctx)
	if err == nil && len(all) == 0 {
		err = fault.New(fault.NotConfigured, msgNothing)
	}
	if err != nil {
		st.Close()
		return nil, err
	}
	return st, nil
}

func (a *app) openStore(path, vault, key string, readOnly bool) (*opened, error) {
	st, err := bolt.Open(bolt.Config{Path: path, VaultPath: vault, KeyPath: key, ReadOnly: readOnly, Passphrase: a.passphrase, Create: !readOnly})
	if err != nil {
		return nil, err
	}
	if path, made := st.KeyMade(); made {
		a.note(a.lang.Tables().KeyMade, path)
	}
	return &opened{Store: st, path: path}, nil
}

// passphrase is the vault's passphrase, from the variable or from the terminal; asked once a
// run, since a dashboard owns the terminal later.
func (a *app) passphrase() (said []byte, err error) {
	if p := a.env.Get(passphraseVariable); p != "" {
		return []byte(p), nil
	}
	if a.secret == nil {
		if !a.env.InTerm {
			return nil, fault.New(fault.Denied, msgPassphrase, "variable", passphraseVariable)
		}
		if a.secret, err = a.askSecret(a.lang.Setup().Passphrase); err != nil {
			return nil, err
		}
	}
	return slices.Clone(a.secret), nil
}

func (a *app) askSecret(question string) ([]byte, error) {
	if _, err := os.Stderr.WriteString(question + " : "); err != nil {
		return nil, err
	}
	defer os.Stderr.WriteString("\n")
	in := int(os.Stdin.Fd())
	before, err := term.GetState(in)
	if err != nil {
		return nil, err
	}
	type got struct {
		secret []byte
		err    error
	}
	typed := make(chan got, 1)
	go func() {
		secret, err := term.ReadPassword(in)
		typed <- got{secret, err}
	}()
	select {
	case <-a.done:
		term.Restore(in, before) // or the terminal would go on hiding what is typed
		return nil, fault.New(fault.Internal, msgInterrupted)
	case g := <-typed:
		return g.secret, g.err
	}
}

// demoHomes is the size of the simulated pilot that is made when there is nothing else.
const demoHomes = 48

func (a *app) demoPaths() (store, vault, key string) {
	dir := a.env.Path(dataFolder, "demo")
	if a.cfg.Store.Path != "" {
		dir = a.cfg.Store.Path + ".demo"
	}
	return filepath.Join(dir, "courant.db"), filepath.Join(dir, "courant.vault"), filepath.Join(dir, "courant.key")
}

// demoStore opens the simulated pilot. It is made when it is not there, and made anew once
// its last simulated day has passed.
func (a *app) demoStore(ctx context.Context) (*opened, error) {
	path, vault, key := a.demoPaths()
	st, err := a.openStore(path, vault, key, true)
	if err == nil {
		st.simulated = true
		some, err := st.some(ctx)
		if err == nil && fresh(some, a.env.Now()) {
			return st, nil
		}
		st.Close()
	}
	if err := a.makeDemo(ctx, demoHomes, 1); err != nil {
		return nil, err
	}
	if st, err = a.openStore(path, vault, key, true); err != nil {
		return nil, err
	}
	st.simulated = true
	return st, nil
}

// some are a few homes of a pilot. All of them end on one day, but for the few that have
// fallen silent.
func (o *opened) some(ctx context.Context) ([]store.Summary, error) {
	names, err := o.names(ctx)
	if err != nil {
		return nil, err
	}
	some := make([]store.Summary, min(len(names), 4))
	for i := range some {
		if some[i], err = o.Summary(ctx, names[i]); err != nil {
			return nil, err
		}
	}
	return some, nil
}

// fresh reports whether a pilot was made for about now: its days run past the moment, and
// not by more than it was made with.
func fresh(some []store.Summary, now time.Time) bool {
	end := time.Time{}
	for _, h := range some {
		if h.To.After(end) {
			end = h.To
		}
	}
	return now.Before(end) && end.Sub(now) < 7*24*time.Hour
}

// makeDemo simulates a pilot around now into a store of its own: a new one that takes the
// old one's place when it is whole.
func (a *app) makeDemo(ctx context.Context, homes int, seed uint64) error {
	path, _, _ := a.demoPaths()
	dir := filepath.Dir(path)
	a.note(a.lang.Tables().MakingDemo, homes)
	temp, err := tempBeside(dir)
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	at := a.env.Now()
	if err := a.fillDemo(ctx, temp, homes, seed, at); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", dir, "problem", plainError(err))
	}
	if err := os.Rename(temp, dir); err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", dir, "problem", plainError(err))
	}
	return nil
}

func tempBeside(dir string) (string, error) {
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return "", fault.New(fault.Denied, msgWriteFile, "file", parent, "problem", plainError(err))
	}
	temp, err := os.MkdirTemp(parent, ".demo-")
	if err != nil {
		return "", fault.New(fault.Denied, msgWriteFile, "file", parent, "problem", plainError(err))
	}
	return temp, nil
}

// demoBatch is how many homes are lived and written at a time, in one transaction: a pilot of
// 48 took 680 MB all at once, and takes 145 MB by six, in the same time.
const demoBatch = 6

func (a *app) fillDemo(ctx context.Context, dir string, homes int, seed uint64, at time.Time) error {
	st, err := bolt.Open(bolt.Config{
		Path: filepath.Join(dir, "courant.db"), VaultPath: filepath.Join(dir, "courant.vault"), KeyPath: filepath.Join(dir, "courant.key"), Create: true,
	})
	if err != nil {
		return err
	}
	defer st.Close()
	// One unbroken span, from the first winter's November on: a year to look back on.
	spans := sim.Winters(at, a.loc)
	pilot, err := sim.NewPilot(sim.Config{Homes: homes, Seed: seed, From: spans[0].From, To: spans[len(spans)-1].To, Loc: a.loc, At: at})
	if err != nil {
		return err
	}
	return keepPilot(ctx, st, pilot, at)
}
