package main

import (
	"context"
	"path/filepath"
	"strings"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/influx"
	"courant/store/seal"
	"courant/tui/text"
)

// journalOf is the journal of what was sent to InfluxDB from a store and is not confirmed: a folder beside it, sealed
// by the vault's keys.
func journalOf(st *opened) *influx.Journal {
	v := st.Vault()
	return influx.NewJournal(influx.JournalConfig{
		Dir:  strings.TrimSuffix(st.path, filepath.Ext(st.path)) + ".journal",
		Root: v.StoreKey(),
		Keys: func(id home.ID) (seal.Key, bool) {
			e, ok := v.Home(string(id))
			return e.Key, ok
		},
	})
}

// resume sends what an earlier push left unconfirmed, because one side was killed or the line broke, and tells it.
func (a *app) resume(ctx context.Context, client *influx.Client, st *opened) error {
	client.UseJournal(journalOf(st))
	done, err := client.Replay(ctx)
	t := a.lang.Tables()
	if done.Points > 0 {
		a.note(t.Resumed, done.Points, done.Homes)
	}
	for _, e := range done.Damaged {
		a.degraded = true
		a.note(t.JournalDamaged, e.Lost)
	}
	return err
}

// resumeBehind is resume before a read: whoever only looks is not kept from it by what cannot be sent, for
// instance because the token may only read. It goes on waiting, and the doctor says so.
func (a *app) resumeBehind(ctx context.Context, client *influx.Client, st *opened) {
	if a.cfg.ReadOnly {
		return
	}
	if waiting, err := journalOf(st).Waiting(); err != nil || len(waiting) == 0 {
		return
	}
	if err := a.resume(ctx, client, st); err != nil {
		a.note(a.lang.Tables().StillWaits, fault.CodeOf(err))
	}
}

// checkJournal says what waits to be confirmed.
func (a *app) checkJournal(d *text.Doctor, st *opened) []check {
	if st.simulated {
		return nil
	}
	j := journalOf(st)
	waiting, err := j.Waiting()
	if err != nil {
		return []check{a.failed("journal", err)}
	}
	var out []check
	if len(waiting) > 0 {
		points := 0
		for _, e := range waiting {
			points += e.Count
		}
		out = append(out, check{Code: "journal", Detail: a.lang.Sprintf(d.Waiting, points, len(waiting)), Todo: "courant push", stale: true})
	}
	if n := len(j.Damaged()); n > 0 {
		dir := filepath.Dir(j.Damaged()[0])
		out = append(out, check{Code: "journal", Detail: a.lang.Sprintf(d.SetAside, n, dir), Todo: d.PushAgain, stale: true})
	}
	return out
}
