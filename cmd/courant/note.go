package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/fault"
	"courant/coach/home"
)

func (a *app) noteCmd() *cobra.Command {
	var remove int
	var done, zone string
	c := &cobra.Command{
		Use: "note " + a.cli.HomeArg + " [" + a.cli.TextArg + "]", Short: a.cli.Note, Args: a.args(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			words := strings.Join(args[min(1, len(args)):], " ")
			if !cmd.Flags().Changed("remove") && done == "" && len(args) < 2 {
				return a.showNotes(cmd.Context(), first(args))
			}
			if err := a.refuseReadOnly(cmd); err != nil {
				return err
			}
			return a.editNotes(cmd.Context(), first(args), func(p home.Profile) (home.Profile, error) {
				switch {
				case cmd.Flags().Changed("remove"):
					return home.RemoveNote(p, remove)
				case done != "":
					return a.addDone(p, done, zone, words)
				}
				return home.AddNote(p, a.env.Now(), words)
			})
		},
	}
	c.Flags().IntVar(&remove, "remove", 0, a.cli.FlagRemove)
	c.Flags().StringVar(&done, "done", "", a.cli.FlagDone)
	c.Flags().StringVar(&zone, "zone", "", a.cli.FlagDoneZone)
	return tabular(c)
}

// addDone notes that an advice of the closed list was followed, in a zone of the home where
// one is named.
func (a *app) addDone(p home.Profile, code, zone, words string) (home.Profile, error) {
	if codes := coach.AdviceCodes(); !slices.Contains(codes, code) {
		return p, fault.New(fault.Usage, msgChoice, "flag", "--done", "value", code, "want", strings.Join(codes, "|"), "nearest", fault.Nearest(code, codes))
	}
	if zone != "" {
		if _, err := home.ParseZone(zone); err != nil {
			return p, err
		}
	}
	return home.AddDone(p, a.env.Now(), code, zone, words)
}

func (a *app) editNotes(ctx context.Context, named string, edit func(home.Profile) (home.Profile, error)) error {
	id, err := a.editHome(ctx, named, edit)
	if err == nil {
		a.note(a.lang.Tables().NoteKept, id)
	}
	return err
}

// noteJSON is a line of `courant note HOME --json`.
type noteJSON struct {
	Schema int       `json:"schema"`
	Home   home.ID   `json:"home"`
	Number int       `json:"number"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
	Done   string    `json:"done,omitempty"`
	Zone   string    `json:"zone,omitempty"`
}

// showNotes lists a home's notes, the oldest first, with the numbers that --remove takes.
func (a *app) showNotes(ctx context.Context, named string) error {
	st, id, err := a.readHome(ctx, named)
	if err != nil {
		return err
	}
	defer st.Close()
	p, err := st.Profile(ctx, id)
	if err != nil {
		return err
	}
	if a.machine() {
		return writeRows(a, len(p.Notes), func(i int) noteJSON {
			n := p.Notes[i]
			return noteJSON{1, id, i + 1, n.At.In(a.loc), n.Text, n.Done, n.Zone}
		})
	}
	a.sayDemo(st)
	if len(p.Notes) == 0 {
		return a.print([]string{fmt.Sprintf(a.lang.Tables().NoNotes, id)})
	}
	var rows [][]string
	for i, n := range p.Notes {
		rows = append(rows, []string{fmt.Sprint(i + 1), a.lang.Stamp(n.At.In(a.loc)), a.lang.NoteText(n)})
	}
	return a.print(a.list(rows))
}
