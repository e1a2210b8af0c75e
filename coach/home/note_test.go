package home

import (
	"errors"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
)

func TestNotes(t *testing.T) {
	at := time.Date(2027, 1, 15, 9, 30, 0, 5, time.FixedZone("", -5*3600))
	p, err := AddNote(Profile{ID: "h"}, at, "  thermostat du salon\n remplacé ")
	if err != nil {
		t.Fatal(err)
	}
	if n := p.Notes[0]; n.Text != "thermostat du salon remplacé" || !n.At.Equal(at.Truncate(time.Second)) || n.At.Location() != time.UTC {
		t.Errorf("kept %+v", n)
	}
	q, err := AddNote(p, at, "second")
	if err != nil || len(q.Notes) != 2 || len(p.Notes) != 1 {
		t.Fatalf("%d notes, %d before, %v", len(q.Notes), len(p.Notes), err)
	}
	if r, err := RemoveNote(q, 1); err != nil || len(r.Notes) != 1 || r.Notes[0].Text != "second" || q.Notes[0].Text == "second" {
		t.Errorf("removed: %+v of %+v, %v", r.Notes, q.Notes, err)
	}
}

func TestNotesRefused(t *testing.T) {
	full := Profile{ID: "h", Notes: make([]Note, NotesMost)}
	for _, c := range []struct {
		name string
		try  func() (Profile, error)
		id   fault.ID
	}{
		{"nothing but spaces", func() (Profile, error) { return AddNote(Profile{}, time.Time{}, " \n\t") }, msgNoteEmpty},
		{"one character too many", func() (Profile, error) { return AddNote(Profile{}, time.Time{}, strings.Repeat("é", NoteLength+1)) }, msgNoteLong},
		{"one note too many", func() (Profile, error) { return AddNote(full, time.Time{}, "x") }, msgNotesFull},
		{"number zero", func() (Profile, error) { return RemoveNote(full, 0) }, msgNoNote},
		{"number past the end", func() (Profile, error) { return RemoveNote(full, NotesMost+1) }, msgNoNote},
	} {
		_, err := c.try()
		var e *fault.Error
		if !errors.As(err, &e) || e.ID != c.id || e.Code != fault.Usage {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := AddNote(Profile{}, time.Time{}, strings.Repeat("é", NoteLength)); err != nil {
		t.Errorf("a note of the greatest length: %v", err)
	}
}
