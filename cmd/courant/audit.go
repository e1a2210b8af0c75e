package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/audit"
	"courant/tui/text"
)

const msgAuditBad fault.ID = "audit.bad" // count

// auditShown is how many accesses are listed when nobody asked for more.
const auditShown = 40

// log is the access log of an opened store.
func (o *opened) log() *audit.Log { return audit.Open(o.path+".audit", o.LogKey()) }

// access writes down that this run looks at a home, or at several with "". It comes before
// the answer: an error of it ends the command. Nobody lives in the simulated pilot.
func (a *app) access(ctx context.Context, st *opened, id home.ID) error {
	if st.simulated {
		return nil
	}
	log := st.log()
	r := audit.Record{At: a.env.Now(), Who: a.who(), Action: a.command}
	if id != "" {
		r.Mark = log.Mark(id)
	}
	return log.Add(ctx, r)
}

// who is the account that the program runs for.
func (a *app) who() string {
	for _, variable := range []string{"LOGNAME", "USER", "USERNAME"} {
		if name := a.env.Get(variable); name != "" {
			return name
		}
	}
	id := fmt.Sprint(os.Getuid())
	if u, err := user.LookupId(id); err == nil && u.Username != "" {
		return u.Username
	}
	return id
}

// An access is a record with its home's name, where that is still known.
type access struct {
	Schema int       `json:"schema"`
	At     time.Time `json:"at"`
	Who    string    `json:"who"`
	Action string    `json:"action"`
	Home   home.ID   `json:"home,omitempty"`
	Mark   string    `json:"mark,omitempty"` // where the home is not known any more
}

// accesses gives records the names of the homes that the store holds.
func (a *app) accesses(ctx context.Context, st *opened, records []audit.Record) ([]access, error) {
	all, err := st.list(ctx)
	if err != nil {
		return nil, err
	}
	log, names := st.log(), map[string]home.ID{}
	for _, h := range all {
		names[log.Mark(h.Home)] = h.Home
	}
	out := make([]access, len(records))
	for i, r := range records {
		out[i] = access{Schema: 1, At: r.At.In(a.loc), Who: r.Who, Action: r.Action, Home: names[r.Mark]}
		if out[i].Home == "" {
			out[i].Mark = r.Mark
		}
	}
	return out, nil
}

func (a *app) auditCmd() *cobra.Command {
	c := tabular(&cobra.Command{Use: "audit", Short: a.cli.Audit, Args: cobra.ArbitraryArgs, RunE: func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(args[0], commandNames(cmd))
		}
		return a.showAudit(cmd.Context(), false)
	}})
	c.AddCommand(&cobra.Command{Use: "verify", Short: a.cli.AuditVerify, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		return a.showAudit(cmd.Context(), true)
	}})
	return c
}

// showAudit lists the newest accesses (all in JSON), or only says whether the log is whole.
func (a *app) showAudit(ctx context.Context, verify bool) error {
	st, err := a.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) && !verify && !a.machine() {
		a.tell(a.lang.NoAccess())
	}
	if err != nil {
		return err
	}
	defer st.Close()
	records, problems, err := st.log().Verify(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		a.tell(text.Fault(a.lang, p))
	}
	if !verify {
		if err := a.printAudit(ctx, st, records); err != nil {
			return err
		}
	}
	switch {
	case len(problems) > 0:
		return fault.New(fault.Corrupt, msgAuditBad, "count", len(problems))
	case verify:
		return a.print([]string{a.lang.Count(a.lang.Tables().AuditWhole, len(records))})
	}
	return nil
}

func (a *app) printAudit(ctx context.Context, st *opened, records []audit.Record) error {
	if !a.machine() {
		records = records[max(len(records)-auditShown, 0):]
	}
	rows, err := a.accesses(ctx, st, records)
	if err != nil {
		return err
	}
	if a.machine() {
		return writeRows(a, len(rows), func(i int) access { return rows[i] })
	}
	t := a.lang.Tables()
	table := [][]string{{t.Time, t.Who, t.Command, t.Home}}
	for _, r := range rows {
		name := string(r.Home)
		if r.Mark != "" {
			name = t.HomeGone
		}
		table = append(table, []string{a.lang.NearDay(r.At, a.env.Now()) + " " + a.lang.Clock(r.At), a.lang.Who(r.Who, a.who()), a.lang.Accessed(r.Action), name})
	}
	return a.print(a.table(table))
}

// commandName is a command as the access log has it.
func commandName(cmd *cobra.Command) string {
	_, name, nested := strings.Cut(cmd.CommandPath(), " ")
	if !nested {
		return "dashboard"
	}
	return name
}
