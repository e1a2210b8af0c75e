package tui

import (
	"cmp"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"courant/tui/text"
	"courant/tui/theme"
)

// A paletteBox is the list of all commands, narrowed by what is typed.
type paletteBox struct {
	typed   string
	at, top int
}

// found are the bindings whose words or keys hold what was typed, accents and case aside,
// then those that other words lead to.
func (p *paletteBox) found(s *text.Screen) []binding {
	var named, meant []binding
	for _, b := range keymap {
		words := b.words(s) + " " + strings.Join(b.keys, " ")
		switch {
		case matches(words, p.typed):
			named = append(named, b)
		case matches(words+" "+synonyms[b.action], p.typed):
			meant = append(meant, b)
		}
	}
	if p.typed == "" { // what one can do goes before how one moves
		slices.SortStableFunc(named, func(a, b binding) int { return cmp.Compare(paletteOrder[a.group], paletteOrder[b.group]) })
	}
	return append(named, meant...)
}

// paletteOrder is where a group stands in the palette while nothing is typed.
var paletteOrder = map[group]int{groupDo: 0, groupViews: 1, groupProgram: 2, groupTime: 3, groupMove: 4}

func (m *Model) paletteKey(msg tea.KeyMsg) tea.Cmd {
	p := m.palette
	switch msg.String() {
	case "esc":
		m.palette = nil
	case "enter":
		found := p.found(m.text())
		m.palette = nil
		m.toast = ""
		if p.at < len(found) && found[p.at].action != Palette {
			return m.act(found[p.at].action)
		}
	case "up":
		p.at = max(p.at-1, 0)
	case "down":
		p.at = max(0, min(p.at+1, len(p.found(m.text()))-1))
	default:
		if next, ok := edit(p.typed, msg, typedMost); ok {
			p.typed, p.at = next, 0
		}
	}
	return nil
}

// typedMost is how many characters may be typed to look for something.
const typedMost = 60

// edit is a typed line after a key, of at most so many characters; false when the key is
// none for it.
func edit(line string, msg tea.KeyMsg, most int) (string, bool) {
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace:
		runes := []rune(line + text.Clean(string(msg.Runes), 0))
		return string(runes[:min(len(runes), most)]), true
	case tea.KeyBackspace, tea.KeyCtrlH:
		runes := []rune(line)
		return string(runes[:max(len(runes)-1, 0)]), true
	case tea.KeyCtrlU:
		return "", true
	}
	return line, false
}

// paletteLines lists the commands: key, words, and why one cannot act now.
func (m *Model) paletteLines(f frame) []string {
	p := m.palette
	found := p.found(f.s)
	p.at = max(0, min(p.at, len(found)-1))
	out := []string{" " + f.th.Paint(theme.Title, f.s.Frame.PaletteTitle) + f.colon() + p.typed + f.th.Paint(theme.Cursor, "▏"), ""}
	if len(found) == 0 {
		return append(out, f.sentence(theme.Muted, f.s.Frame.PaletteNone)...)
	}
	rows := f.h - len(out) - 3 // the chosen one's reason in full below
	p.top = max(min(p.top, p.at, len(found)-rows), p.at-rows+1, 0)
	for i := p.top; i < min(p.top+rows, len(found)); i++ {
		b := found[i]
		mark, words := "   ", pad(text.Capital(b.words(f.s)), 29)
		if i == p.at {
			mark, words = " "+f.th.Paint(theme.Key, ">")+" ", f.th.Paint(theme.Selected, words)
		}
		line := mark + f.th.Paint(theme.Key, pad(shownKey(f.s, b), 6)) + words
		if why := m.why(b.action); why != "" {
			line += " " + f.th.Paint(theme.Muted, cut(why, f.w-40))
		}
		out = append(out, line)
	}
	if why := m.why(found[p.at].action); why != "" {
		out = append(append(out, ""), f.sentence(theme.Plain, why)...)
	}
	return out
}
