package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/fleet"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/tui"
	"courant/tui/plain"
	"courant/tui/text"
)

var (
	_ tui.Applier   = (*source)(nil)
	_ tui.Noter     = (*source)(nil)
	_ tui.Unnoter   = (*source)(nil)
	_ tui.Protector = (*source)(nil)
	_ tui.Auditor   = (*source)(nil)
	_ tui.Ranker    = (*source)(nil)
)

// Note keeps a visit note.
func (s *source) Note(ctx context.Context, id home.ID, words string) error {
	st, err := s.writing(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return st.EditProfile(ctx, id, func(p home.Profile) (home.Profile, error) {
		return home.AddNote(p, s.app.env.Now(), words)
	})
}

// Protect keeps whether a room is sensitive to the cold; in the simulated pilot until it is made
// anew.
func (s *source) Protect(ctx context.Context, id home.ID, zone string, on bool) error {
	st, err := s.writing(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return st.EditProfile(ctx, id, func(p home.Profile) (home.Profile, error) {
		return home.Set(p, "zones."+zone+".sensitive="+map[bool]string{true: "yes", false: "no"}[on])
	})
}

// Unnote takes a home's newest note back, if it has these words.
func (s *source) Unnote(ctx context.Context, id home.ID, words string) error {
	st, err := s.writing(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	return st.EditProfile(ctx, id, func(p home.Profile) (home.Profile, error) {
		said, err := home.AddNote(home.Profile{}, time.Time{}, words) // as it was kept
		if n := len(p.Notes); err == nil && n > 0 && p.Notes[n-1].Text == said.Notes[0].Text {
			return home.RemoveNote(p, n)
		}
		return p, err
	})
}

// Apply writes a plan in three forms: a sheet to follow by hand, a calendar, and automations
// for Home Assistant.
func (s *source) Apply(ctx context.Context, p plan.Plan, at time.Time, l text.Lang) (string, error) {
	day := s.planned(p, at)
	var automations, calendar bytes.Buffer
	if err := writeHomeAssistant(&automations, l, p, s.app.loc); err != nil {
		return "", err
	}
	if err := writeICal(&calendar, l, p, s.app.loc, at); err != nil {
		return "", err
	}
	sheet := fmt.Sprintf(l.Screen().Frame.HomeOnly, p.Home) + "\n" + strings.Join(plain.Plan(l, p, s.app.loc), "\n") + "\n"
	name := "courant-" + entity(string(p.Home)) + "-" + day.String()
	path, err := s.app.writeExports(name, map[string][]byte{".txt": []byte(sheet), ".ics": calendar.Bytes(), ".yaml": automations.Bytes()})
	if err != nil {
		return "", err
	}
	_ = s.written(ctx, p, at) // the files are there, whether that can be kept or not
	return s.app.brief(path), nil
}

// Case is all that somebody may go to a home for.
func (s *source) Case(ctx context.Context, id home.ID) (fleet.Case, error) {
	if err := s.look(ctx, ""); err != nil { // at all of them, once
		return fleet.Case{}, err
	}
	return s.app.caseAt(ctx, s.st, s.known(), id, s.app.env.Now())
}

// writeExports writes files of one name, by ending, into the folder of exports, and gives
// their path without an ending.
func (a *app) writeExports(name string, files map[string][]byte) (string, error) {
	dir := a.exportFolder()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fault.New(fault.Denied, msgWriteFile, "file", dir, "problem", plainError(err))
	}
	for ending, content := range files {
		path := filepath.Join(dir, filepath.Base(name)+ending)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return "", fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plainError(err))
		}
	}
	return filepath.Join(dir, filepath.Base(name)), nil
}

// brief is a path as people write it, with ~ for the home folder.
func (a *app) brief(path string) string {
	home := a.env.Get("HOME")
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return filepath.Join("~", rest)
	}
	return path
}

// Accesses are the newest n to one home, the newest first. Nobody lives in the simulated
// pilot.
func (s *source) Accesses(ctx context.Context, id home.ID, n int) ([]tui.Access, error) {
	if s.st.simulated {
		return nil, nil
	}
	log := s.st.log()
	records, _, err := log.Verify(ctx)
	if err != nil {
		return nil, err
	}
	mark := log.Mark(id)
	var out []tui.Access
	for _, r := range slices.Backward(records) {
		if r.Mark == mark && len(out) < n {
			out = append(out, tui.Access{At: r.At, Who: r.Who, Action: r.Action, Me: s.app.who()})
		}
	}
	return out, nil
}
