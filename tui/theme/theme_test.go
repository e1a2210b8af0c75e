package theme

import (
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

func renderer(p termenv.Profile) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(p)
	return r
}

// Paint changes the look alone: the text and its width stay, on any terminal.
func TestPaintKeepsText(t *testing.T) {
	const text = "Plan prêt · −6,6 kWh"
	for _, name := range append(Names(), "unknown", "") {
		for _, p := range []termenv.Profile{termenv.Ascii, termenv.ANSI, termenv.ANSI256, termenv.TrueColor} {
			th := New(name, renderer(p))
			for role := range roles {
				got := th.Paint(role, text)
				if ansi.Strip(got) != text {
					t.Errorf("%s, role %d: %q", name, role, got)
				}
				if p == termenv.Ascii && got != text {
					t.Errorf("%s, role %d paints without colours: %q", name, role, got)
				}
			}
			if th.Paint(Title, "") != "" || th.Paint(roles+3, text) != text {
				t.Errorf("%s: nothing, or no role, is painted", name)
			}
		}
	}
}

// A name that is none is "auto"; mono paints nothing; the zero theme neither.
func TestNames(t *testing.T) {
	r := renderer(termenv.ANSI256)
	if New("unknown", r) != New("auto", r) {
		t.Error("an unknown theme is another one than auto")
	}
	if New("mono", r).Paint(Bad, "x") != "x" || (Theme{}).Paint(Bad, "x") != "x" {
		t.Error("mono paints")
	}
}

// In every theme with colours the phases of an event look different from each other and from
// plain text, and blue against yellow: what a colour-blind eye tells apart.
func TestPhasesDiffer(t *testing.T) {
	for _, name := range []string{"auto", "dark", "light"} {
		th := New(name, renderer(termenv.ANSI256))
		seen := map[string]Role{}
		for _, role := range []Role{Plain, Preheat, Event, Recovery} {
			got := th.Paint(role, "x")
			if other, ok := seen[got]; ok {
				t.Errorf("%s: roles %d and %d look the same", name, other, role)
			}
			seen[got] = role
		}
	}
}

// No theme but the reverse of a selection sets a background: both light and dark terminals
// keep their own.
func TestNoBackground(t *testing.T) {
	for name, set := range looks {
		for role, l := range set {
			if l.reverse && name != "high-contrast" && Role(role) != Selected {
				t.Errorf("%s: role %d fills its cells", name, role)
			}
		}
	}
}
