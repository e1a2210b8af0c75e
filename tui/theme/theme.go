// Package theme gives meaning a look. A Role says what a run of text is; a Theme turns it
// into terminal attributes. The default uses the terminal's own sixteen colours, sets no
// background, and pairs blue with yellow so that colour-blind eyes can tell them apart; and
// since NO_COLOR takes even reverse video away, nothing is ever told by a Role alone.
package theme

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
)

// A Role is what a run of text means.
type Role uint8

// The roles.
const (
	Plain     Role = iota
	Title          // the program's name, the answer of a screen
	Muted          // secondary words, axes
	Good           // all is well
	Warn           // look here
	Bad            // something is wrong
	Event          // a peak event
	Preheat        // before it
	Recovery       // after it
	Measured       // what was measured
	Expected       // what is expected
	Third          // a third line
	Setpoint       // a set-point
	Interval       // a band of uncertainty
	Reference      // an official reference
	Cursor         // where the person is
	Selected       // the chosen row, beside its > sign
	Key            // a key to press
	Heat1          // from the least …
	Heat2
	Heat3
	Heat4
	Heat5 // … to the most
	roles
)

// Names lists the themes.
func Names() []string { return []string{"auto", "dark", "light", "high-contrast", "mono"} }

type look struct {
	color           string
	bold, faint     bool
	reverse, italic bool
}

// looks are the themes; a role that is absent is plain.
var looks = map[string][roles]look{
	"auto": {
		Title: {bold: true}, Muted: {faint: true}, Good: {color: "4", bold: true}, Warn: {color: "3", bold: true}, Bad: {color: "1", bold: true},
		Event: {color: "3", bold: true}, Preheat: {color: "4"}, Recovery: {color: "6"}, Measured: {color: "4", bold: true}, Expected: {color: "6"}, Third: {color: "5"},
		Setpoint: {color: "3"}, Interval: {faint: true}, Reference: {color: "5"}, Cursor: {color: "3"}, Selected: {bold: true, reverse: true}, Key: {bold: true},
		Heat1: {faint: true}, Heat2: {color: "4"}, Heat3: {color: "6"}, Heat4: {color: "3"}, Heat5: {color: "3", bold: true},
	},
	"dark": {
		Title: {color: "15", bold: true}, Muted: {color: "245"}, Good: {color: "75"}, Warn: {color: "215"}, Bad: {color: "203", bold: true},
		Event: {color: "215", bold: true}, Preheat: {color: "75"}, Recovery: {color: "80"}, Measured: {color: "117", bold: true}, Expected: {color: "80"}, Third: {color: "183"},
		Setpoint: {color: "222"}, Interval: {color: "240"}, Reference: {color: "183"}, Cursor: {color: "222"}, Selected: {color: "15", bold: true, reverse: true}, Key: {color: "222"},
		Heat1: {color: "240"}, Heat2: {color: "67"}, Heat3: {color: "75"}, Heat4: {color: "215"}, Heat5: {color: "222", bold: true},
	},
	"light": {
		Title: {color: "0", bold: true}, Muted: {color: "243"}, Good: {color: "25"}, Warn: {color: "130"}, Bad: {color: "124", bold: true},
		Event: {color: "130", bold: true}, Preheat: {color: "25"}, Recovery: {color: "30"}, Measured: {color: "25", bold: true}, Expected: {color: "30"}, Third: {color: "90"},
		Setpoint: {color: "130"}, Interval: {color: "250"}, Reference: {color: "90"}, Cursor: {color: "130"}, Selected: {bold: true, reverse: true}, Key: {color: "25", bold: true},
		Heat1: {color: "250"}, Heat2: {color: "67"}, Heat3: {color: "25"}, Heat4: {color: "130"}, Heat5: {color: "94", bold: true},
	},
	"high-contrast": {
		Title: {bold: true}, Good: {bold: true}, Warn: {bold: true, reverse: true}, Bad: {bold: true, reverse: true},
		Event: {bold: true}, Measured: {bold: true}, Setpoint: {bold: true}, Cursor: {bold: true, reverse: true}, Selected: {bold: true, reverse: true}, Key: {bold: true},
		Heat4: {bold: true}, Heat5: {bold: true},
	},
	"mono": {},
}

// A Theme paints roles. The zero Theme paints nothing.
type Theme struct {
	Name   string
	before [roles]string
	after  [roles]string
}

// New makes a theme for a renderer, which knows how many colours its terminal has. An
// unknown name is "auto".
func New(name string, r *lipgloss.Renderer) Theme {
	set, ok := looks[name]
	if !ok {
		name, set = "auto", looks["auto"]
	}
	t := Theme{Name: name}
	const mark = "x"
	for role, l := range set {
		style := r.NewStyle().Bold(l.bold).Faint(l.faint).Reverse(l.reverse).Italic(l.italic)
		if l.color != "" {
			style = style.Foreground(lipgloss.Color(l.color))
		}
		// A style's codes are the same around any text: render once, keep the two ends.
		t.before[role], t.after[role], _ = strings.Cut(style.Render(mark), mark)
	}
	return t
}

// Paint wraps text of one line in the look of a role; its width does not change.
func (t Theme) Paint(role Role, s string) string {
	if role >= roles || s == "" || t.before[role] == "" {
		return s
	}
	return t.before[role] + s + t.after[role]
}
