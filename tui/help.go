package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"courant/tui/text"
	"courant/tui/theme"
)

// A helpBox is the list of all keys.
type helpBox struct{ top int }

func (m *Model) helpKey(a Action) tea.Cmd {
	switch a {
	case Quit:
		return tea.Quit
	case Help, Back, Enter:
		m.help = nil
	case Down:
		m.help.top++
	case Up:
		m.help.top = max(m.help.top-1, 0)
	case PageDown:
		m.help.top += m.height - 8
	case PageUp:
		m.help.top = max(m.help.top-m.height+8, 0)
	}
	return nil
}

// helpLines is every key by group, from the keymap, in as many columns as fit; a key that
// cannot act now says why below its words.
func (m *Model) helpLines(f frame) []string {
	cols := max(1, min(3, f.w/38))
	width := f.w / cols
	var blocks [][]string
	for g := range groups {
		block := []string{" " + f.th.Paint(theme.Title, g.words(f.s))}
		for _, b := range keymap {
			if b.group != g {
				continue
			}
			row := "  " + f.th.Paint(theme.Key, pad(shownKeys(f.s, b), 10)) + " " + b.words(f.s)
			if m.why(b.action) != "" {
				row = f.th.Paint(theme.Muted, "  "+pad(shownKeys(f.s, b), 10)+" "+b.words(f.s)+" ×")
			}
			block = append(block, row)
		}
		blocks = append(blocks, append(block, ""))
	}
	out := append(flow(blocks, cols, width), f.title(f.s.Frame.HelpWords))
	for _, g := range f.s.Frame.Glossary {
		out = append(out, f.hanging(theme.Plain, "  ", g)...)
	}
	m.help.top = min(m.help.top, max(len(out)-f.h+2, 0))
	head := spread(" "+f.th.Paint(theme.Title, f.s.Frame.HelpTitle), "", f.th.Paint(theme.Muted, f.s.Frame.HelpMore)+" ", f.w)
	return append([]string{head, ""}, out[m.help.top:]...)
}

// shownKeys are a binding's keys as they are printed.
func shownKeys(s *text.Screen, b binding) string {
	return strings.Join(append([]string{shownKey(s, b)}, b.keys[1:]...), " ")
}

// shownKey is a binding's key as the language's keyboards print it.
func shownKey(s *text.Screen, b binding) string {
	switch b.action {
	case PageUp:
		return s.Keys.PageUpKey
	case PageDown:
		return s.Keys.PageDownKey
	case First:
		return s.Keys.FirstKey
	case Last:
		return s.Keys.LastKey
	}
	return b.shown
}

// flow sets blocks of lines in columns of about equal height, in reading order.
func flow(blocks [][]string, cols, width int) []string {
	total := 0
	for _, b := range blocks {
		total += len(b)
	}
	columns := make([][]string, cols)
	c := 0
	for _, b := range blocks {
		if len(columns[c]) > 0 && len(columns[c])+len(b)/2 > (total+cols-1)/cols && c < cols-1 {
			c++
		}
		columns[c] = append(columns[c], b...)
	}
	rows := 0
	for _, col := range columns {
		rows = max(rows, len(col))
	}
	out := make([]string, rows)
	for i := range out {
		var line strings.Builder
		for _, col := range columns {
			cell := ""
			if i < len(col) {
				cell = col[i]
			}
			line.WriteString(pad(cell, width))
		}
		out[i] = line.String()
	}
	return out
}
