package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/tui/text"
)

// A check is one line of `courant doctor`.
type check struct {
	Code   string `json:"code"` // configuration, store, data, events, influx, clock, schema, journal
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Todo   string `json:"todo,omitempty"`

	Found    []foundLine `json:"found,omitempty"`    // what is in a bucket that is not courant's own
	Proposal string      `json:"proposal,omitempty"` // TOML to paste into the configuration
	err      error
	stale    bool
	local    bool // readings of a home that is no simulation are here
}

func (a *app) doctorCmd() *cobra.Command {
	return &cobra.Command{Use: "doctor", Short: a.cli.Doctor, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		checks := a.examine(cmd.Context())
		if a.json {
			if err := a.jsonLines(len(checks), func(i int) any {
				return struct {
					Schema int `json:"schema"`
					check
				}{1, checks[i]}
			}); err != nil {
				return err
			}
		} else if err := a.print(checkLines(a.lang, checks)); err != nil {
			return err
		}
		for _, c := range checks {
			switch {
			case c.err == nil:
			case fault.CodeOf(c.err) == fault.Unreachable && slices.ContainsFunc(checks, func(c check) bool { return c.local }):
				a.degraded = true // the local copy stands, as for every other command
			default:
				return quietly{c.err}
			}
			a.degraded = a.degraded || c.stale
		}
		return nil
	}}
}

// quietly is an error that was told already: it counts for the exit code alone.
type quietly struct{ error }

func (q quietly) Unwrap() error { return q.error }

// examine looks at one thing after the other; a failure does not stop the next.
func (a *app) examine(ctx context.Context) []check {
	d := a.lang.Doctor()
	checks := append([]check{a.checkConfig(d)}, a.checkRules()...)
	st, err := a.reading(ctx)
	if err != nil {
		return append(append(checks, a.badStore(d, err)), a.checkInflux(ctx, d)...)
	}
	defer st.Close()
	checks = append(checks, check{Code: "store", OK: true, Detail: fmt.Sprintf(d.Store, st.path)})
	checks = append(checks, a.checkHomes(ctx, d, st)...)
	if !st.simulated {
		checks = append(checks, a.checkFeeds()...)
	}
	checks = append(checks, a.checkJournal(d, st)...)
	return append(checks, a.checkInflux(ctx, d)...)
}

func (a *app) failed(code string, err error) check {
	return check{Code: code, Detail: text.Fault(a.lang, err), err: err}
}

// badStore is what keeps the store from being read; where it is damaged, with the way out, which
// loses nothing: the damaged file is put aside, not mended and not deleted.
func (a *app) badStore(d *text.Doctor, err error) check {
	c := a.failed("store", err)
	if fault.CodeOf(err) != fault.Corrupt {
		return c
	}
	path, _, _ := a.cfg.Store.paths(a.env)
	c.Todo = fmt.Sprintf(d.Damaged, a.brief(path), d.DamagedFile)
	if a.cfg.Influx.URL != "" {
		c.Todo = fmt.Sprintf(d.Damaged, a.brief(path), d.DamagedInflux)
	}
	return c
}

func (a *app) checkConfig(d *text.Doctor) check {
	path := a.configFile()
	if _, err := os.Stat(path); err != nil {
		return check{Code: "configuration", OK: true, Detail: fmt.Sprintf(d.NoConfig, path)}
	}
	return check{Code: "configuration", OK: true, Detail: fmt.Sprintf(d.Config, path)}
}

// checkHomes looks at how fresh and complete each home is; at most a dozen are named.
func (a *app) checkHomes(ctx context.Context, d *text.Doctor, st *opened) []check {
	all, err := st.list(ctx)
	if err != nil {
		return []check{a.failed("data", err)}
	}
	if st.simulated {
		return []check{{Code: "data", OK: true, Detail: a.lang.Words().Simulated, Todo: d.ImportOne}}
	}
	now := a.env.Now()
	var out []check
	for _, h := range all {
		age := now.Sub(h.To)
		c := check{Code: "data", OK: true, local: !h.To.IsZero(), Detail: fmt.Sprintf(d.Home, h.Home, a.lang.Percent(h.Coverage, 1), a.lang.Span(max(age, 0)))}
		switch {
		case h.To.IsZero():
			c = check{Code: "data", Detail: fmt.Sprintf(d.Empty, h.Home), Todo: d.ImportOne, stale: true}
		case age > max(2*time.Hour, 2*h.Step):
			c.OK, c.Todo, c.stale = false, d.Refresh, true
		case h.Coverage < 0.9:
			c.OK, c.Todo, c.stale = false, d.Gaps, true
		}
		if len(out) < 12 || !c.OK {
			out = append(out, c)
		}
	}
	return out
}

func checkLines(l text.Lang, checks []check) []string {
	var out []string
	for _, c := range checks {
		mark := l.Doctor().OK
		if !c.OK {
			mark = l.Doctor().Look
		}
		out = append(out, fmt.Sprintf("%-8s %s", mark, c.Detail))
		for _, f := range c.Found {
			out = append(out, fmt.Sprintf("%-8s %s", "", f.text(l)))
		}
		if c.Todo != "" {
			out = append(out, fmt.Sprintf("%-8s → %s", "", c.Todo))
		}
		if c.Proposal != "" {
			out = append(out, "")
			out = append(out, strings.Split(c.Proposal, "\n")...)
		}
	}
	return out
}
