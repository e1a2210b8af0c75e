package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/fault"
	"courant/coach/home"
)

const (
	msgNotAdvised fault.ID = "cli.not-advised" // code, home, nearest, given
	msgNoteHome   fault.ID = "cli.note-home"   // text
)

func (a *app) noteCmd() *cobra.Command {
	var remove int
	var done, zone string
	c := &cobra.Command{
		Use: "note " + a.cli.HomeArg + " [" + a.cli.TextArg + "]", Short: a.cli.Note, Args: a.args(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			words := strings.Join(args[min(1, len(args)):], " ")
			if !cmd.Flags().Changed("remove") && done == "" && len(args) < 2 {
				return notWritten(first(args), a.showNotes(cmd.Context(), first(args)))
			}
			if err := a.refuseReadOnly(cmd); err != nil {
				return err
			}
			return a.editNotes(cmd.Context(), first(args), done, zone, func(p home.Profile) (home.Profile, error) {
				switch {
				case cmd.Flags().Changed("remove"):
					return home.RemoveNote(p, remove)
				case done != "":
					return home.AddDone(p, a.env.Now(), done, zone, words)
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

// notWritten tells how a note is written where words stand in the home's place.
func notWritten(word string, err error) error {
	var e *fault.Error
	if errors.As(err, &e) && e.ID == msgNoHome && strings.ContainsFunc(word, unicode.IsSpace) {
		return fault.New(fault.Usage, msgNoteHome, "text", word)
	}
	return err
}

// checkDone refuses to note as followed what is no advice, or none that the home was given, and
// a room that it does not have.
func (a *app) checkDone(ctx context.Context, st *opened, id home.ID, code, zone string) error {
	if codes := coach.AdviceCodes(); !slices.Contains(codes, code) {
		return fault.New(fault.Usage, msgChoice, "flag", "--done", "value", code, "want", strings.Join(codes, "|"), "nearest", fault.Nearest(code, codes))
	}
	if zone != "" {
		rooms, err := zonesOf(ctx, st, id)
		if err != nil {
			return err
		}
		if err := home.CheckRoom(id, rooms, zone); err != nil {
			return err
		}
	}
	given, err := a.advised(ctx, st, id, code)
	if err != nil {
		return err
	}
	if !slices.Contains(given, code) {
		return fault.New(fault.Usage, msgNotAdvised, "code", code, "home", id, "nearest", fault.Nearest(code, given), "given", strings.Join(given, ", "))
	}
	return nil
}

// advisedBack are the days before today whose advices count as given: no list of them is kept,
// so they are reckoned anew, and what was advised for long is among them.
var advisedBack = []int{0, 1, 2, 4, 7, 14}

// advised are the codes of what a home was advised lately, sorted; no further back than to one
// that is looked for.
func (a *app) advised(ctx context.Context, st *opened, id home.ID, code string) ([]string, error) {
	b, err := a.book()
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, back := range advisedBack {
		q, err := b.question(ctx, st, id, a.env.Now().Add(-time.Duration(back)*24*time.Hour))
		if err != nil {
			return nil, err
		}
		for _, advice := range coach.Review(q).Advices {
			codes = append(codes, advice.Code)
		}
		if slices.Contains(codes, code) {
			break
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes), nil
}

// editNotes changes the notes of the home that was named; done and zone are of an advice that
// was followed, "" for another change.
func (a *app) editNotes(ctx context.Context, named, done, zone string, edit func(home.Profile) (home.Profile, error)) error {
	st, id, err := a.changing(ctx, named)
	if err != nil {
		return err
	}
	defer st.Close()
	if done != "" {
		if err := a.checkDone(ctx, st, id, done, zone); err != nil {
			return err
		}
	}
	if err := st.EditProfile(ctx, id, edit); err != nil {
		return err
	}
	a.note(a.lang.Tables().NoteKept, id)
	return nil
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
