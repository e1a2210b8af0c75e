package tui

import (
	"context"
	"fmt"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/tui/text"
	"courant/tui/theme"
)

// A Noter is a Source that keeps visit notes.
type Noter interface {
	Note(ctx context.Context, id home.ID, text string) error
}

// An Unnoter is a Source that takes a home's newest note back, if it has these words.
type Unnoter interface {
	Unnote(ctx context.Context, id home.ID, text string) error
}

// A noted is a note that was just kept.
type noted struct {
	home  home.ID
	words string
}

type unnotedMsg struct {
	noted
	err error
}

// unnotes reports whether undoing takes a note back: when it was the last thing done.
func (m *Model) unnotes() bool {
	_, can := m.cfg.Source.(Unnoter)
	return can && m.undone != nil && !m.cfg.ReadOnly
}

// unnote takes the newest note back.
func (m *Model) unnote() tea.Cmd {
	n, src, ctx := *m.undone, m.cfg.Source.(Unnoter), m.ctx
	m.undone = nil
	return func() tea.Msg { return unnotedMsg{n, src.Unnote(ctx, n.home, n.words)} }
}

func (m *Model) gotUnnote(msg unnotedMsg) tea.Cmd {
	if msg.err != nil {
		m.toast = m.said(msg.err)
		return nil
	}
	m.toast = fmt.Sprintf(m.text().Act.NoteUndone, m.frame().home(msg.home))
	m.surveys.asked = false
	return tea.Batch(m.load(), m.survey())
}

// A noteBox is a visit note while it is written.
type noteBox struct {
	home  home.ID
	typed string
}

// openNote begins a note on the home under the cursor of the list, else on the open one.
func (m *Model) openNote() {
	id := m.home
	if m.view == ViewHomes {
		if at, ok := m.homeList.under(m.frame(), m.homes); ok {
			id = at
		}
	}
	m.note = &noteBox{home: id}
}

func (m *Model) noteKey(msg tea.KeyMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		m.note = nil
	case "enter":
		n := m.note
		m.note = nil
		if n.typed == "" {
			return nil
		}
		src, ctx := m.cfg.Source.(Noter), m.ctx
		return func() tea.Msg { return notedMsg{n, src.Note(ctx, n.home, n.typed)} }
	default:
		m.note.typed, _ = edit(m.note.typed, msg, home.NoteLength)
	}
	return nil
}

// gotNote tells that a note is kept; one that is not comes back to be tried again.
func (m *Model) gotNote(msg notedMsg) tea.Cmd {
	if msg.err != nil {
		m.toast = m.said(msg.err)
		m.note = msg.note
		return nil
	}
	m.toast = fmt.Sprintf(m.text().Act.NoteKept, m.frame().home(msg.note.home))
	m.undone = &noted{msg.note.home, msg.note.typed}
	m.surveys.asked = false
	return tea.Batch(m.load(), m.survey())
}

func (m *Model) noteLines(f frame) []string {
	w, n := f.s.Act, m.note
	out := append([]string{""}, f.sentence(theme.Title, fmt.Sprintf(w.NoteHead, f.home(n.home)))...)
	out = append(out, "")
	out = append(out, f.hanging(theme.Plain, " > ", text.Clean(n.typed, 0)+"▏")...)
	out = append(append(out, ""), f.sentence(theme.Muted, w.NoteKeys)...)
	if left := home.NoteLength - utf8.RuneCountInString(n.typed); left < 100 {
		out = append(out, f.muted(f.l.Count(w.NoteLeft, left)))
	}
	if f.r == nil || f.r.Home != n.home {
		return out
	}
	return append(append(out, ""), f.noteRows()...)
}

// noteRows are the notes of the open home, the newest first.
func (f frame) noteRows() []string {
	notes := f.r.Info.Notes
	if len(notes) == 0 {
		return nil
	}
	out := []string{f.title(f.s.Act.NotesHead)}
	for i := len(notes) - 1; i >= 0; i-- {
		lead := "   " + f.th.Paint(theme.Muted, pad(f.l.Stamp(notes[i].At.In(f.loc)), 22))
		words := f.l.NoteText(notes[i])
		if f.private {
			words = "····"
		}
		out = append(out, f.hanging(theme.Plain, lead, words)...)
	}
	return out
}
