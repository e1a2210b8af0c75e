package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/home"
)

func (a *app) noteCmd() *cobra.Command {
	var remove int
	c := &cobra.Command{
		Use: "note " + a.cli.HomeArg + " [" + a.cli.TextArg + "]", Short: a.cli.Note, Args: a.args(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			words := strings.Join(args[min(1, len(args)):], " ")
			if !cmd.Flags().Changed("remove") && len(args) < 2 {
				return a.showNotes(cmd.Context(), first(args))
			}
			if err := a.refuseReadOnly(cmd); err != nil {
				return err
			}
			return a.editNotes(cmd.Context(), first(args), func(p home.Profile) (home.Profile, error) {
				if cmd.Flags().Changed("remove") {
					return home.RemoveNote(p, remove)
				}
				return home.AddNote(p, a.env.Now(), words)
			})
		},
	}
	c.Flags().IntVar(&remove, "remove", 0, a.cli.FlagRemove)
	return c
}

func (a *app) editNotes(ctx context.Context, named string, edit func(home.Profile) (home.Profile, error)) error {
	st, err := a.realOnly(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		return err
	}
	if err := st.EditProfile(ctx, id, edit); err != nil {
		return err
	}
	a.note(a.lang.Tables().NoteKept, id)
	return nil
}

// showNotes lists a home's notes, the oldest first, with the numbers that --remove takes.
func (a *app) showNotes(ctx context.Context, named string) error {
	st, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		return err
	}
	p, err := st.Profile(ctx, id)
	if err != nil {
		return err
	}
	if a.json {
		return a.jsonLines(len(p.Notes), func(i int) any {
			n := p.Notes[i]
			return struct {
				Schema int       `json:"schema"`
				Home   home.ID   `json:"home"`
				Number int       `json:"number"`
				At     time.Time `json:"at"`
				Text   string    `json:"text"`
			}{1, id, i + 1, n.At.In(a.loc), n.Text}
		})
	}
	a.sayDemo(st)
	if len(p.Notes) == 0 {
		return a.print([]string{fmt.Sprintf(a.lang.Tables().NoNotes, id)})
	}
	var rows [][]string
	for i, n := range p.Notes {
		rows = append(rows, []string{fmt.Sprint(i + 1), a.lang.Stamp(n.At.In(a.loc)), n.Text})
	}
	return a.print(columns(rows))
}
