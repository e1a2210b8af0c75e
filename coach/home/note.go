package home

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"courant/coach/fault"
)

const (
	msgNoteEmpty fault.ID = "home.note-empty"
	msgNoteLong  fault.ID = "home.note-long"  // count, most
	msgNotesFull fault.ID = "home.notes-full" // home, most
	msgNoNote    fault.ID = "home.no-note"    // home, number, count
)

// Limits of what may be written down of a home.
const (
	NoteLength = 500 // characters of a note
	NotesMost  = 500 // notes of a home
)

// A Note is what somebody wrote down about a home, such as what a visit showed. It is a part
// of the profile, so that it is sealed, exported and forgotten with the home.
type Note struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"` // an outside string: clean it before a terminal sees it
	// Done is the code of the advice that was followed then, "" for a note of anything else;
	// Zone is where, "" for the home. Whoever adds it checks both.
	Done string `json:"done,omitempty"`
	Zone string `json:"zone,omitempty"`
}

// AddNote is p with a note at the end. Spaces and line ends become single spaces. A note
// without a word, too long, or one too many is a usage error; then p is returned as it was.
func AddNote(p Profile, at time.Time, text string) (Profile, error) {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return p, fault.New(fault.Usage, msgNoteEmpty)
	case n > NoteLength:
		return p, fault.New(fault.Usage, msgNoteLong, "count", n, "most", NoteLength)
	case len(p.Notes) >= NotesMost:
		return p, fault.New(fault.Usage, msgNotesFull, "home", p.ID, "most", NotesMost)
	}
	p.Notes = append(slices.Clone(p.Notes), Note{At: at.UTC().Truncate(time.Second), Text: text})
	return p, nil
}

// AddDone is p with a note at the end which says that an advice was followed, in a zone where
// it is about one. The words beside it may be none; otherwise as AddNote.
func AddDone(p Profile, at time.Time, code, zone, text string) (Profile, error) {
	if strings.TrimSpace(text) == "" {
		text = code
	}
	out, err := AddNote(p, at, text)
	if err != nil {
		return p, err
	}
	n := &out.Notes[len(out.Notes)-1]
	n.Done, n.Zone = code, zone
	if n.Text == code {
		n.Text = ""
	}
	return out, nil
}

// RemoveNote is p without its note of a number, counted from 1, the oldest first; a usage
// error when there is none.
func RemoveNote(p Profile, number int) (Profile, error) {
	if number < 1 || number > len(p.Notes) {
		return p, fault.New(fault.Usage, msgNoNote, "home", p.ID, "number", number, "count", len(p.Notes))
	}
	p.Notes = slices.Delete(slices.Clone(p.Notes), number-1, number)
	return p, nil
}
