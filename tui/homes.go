package tui

import (
	"fmt"
	"time"

	"courant/coach/home"
	"courant/tui/text"
	"courant/tui/theme"
)

// A homesPane answers: which home?
type homesPane struct {
	at, top int
	placed  bool // the cursor has been put on the chosen home once
}

// act moves the cursor; on enter it gives the home to open.
func (p *homesPane) act(f frame, homes []HomeRow, a Action) (home.ID, bool) {
	page := max(f.h-3, 1)
	switch a {
	case Up:
		p.at--
	case Down:
		p.at++
	case PageUp:
		p.at -= page
	case PageDown:
		p.at += page
	case Home:
		p.at = 0
	case End:
		p.at = len(homes) - 1
	case Enter:
		if p.at >= 0 && p.at < len(homes) {
			return homes[p.at].Home, true
		}
	}
	p.at = max(min(p.at, len(homes)-1), 0)
	return "", false
}

func (p *homesPane) lines(f frame, homes []HomeRow, chosen home.ID) []string {
	if len(homes) == 0 {
		return f.sentence(theme.Title, f.s.HomesNone)
	}
	if !p.placed {
		p.placed = true
		for i, h := range homes {
			if h.Home == chosen {
				p.at = i
			}
		}
	}
	rows := f.h - 3
	p.at = max(min(p.at, len(homes)-1), 0)
	p.top = max(min(p.top, p.at, len(homes)-rows), p.at-rows+1, 0)
	t := f.l.Tables()
	out := f.sentence(theme.Title, fmt.Sprintf(f.s.HomesHead, len(homes)))
	out = append(out, "", f.th.Paint(theme.Muted, "   "+pad(t.Home, 20)+pad(t.City, 18)+right(t.Until, 18)+right(t.Coverage, 12)+right(t.Zones, 10)))
	for i := p.top; i < min(p.top+rows, len(homes)); i++ {
		h := homes[i]
		line := pad(text.Clean(string(h.Home), 19), 20) + pad(f.l.City(h.City), 18) + right(f.until(h.Until), 18) + right(f.l.Percent(h.Coverage, 1), 12) + right(fmt.Sprint(h.Zones), 10)
		if i == p.at {
			out = append(out, " "+f.th.Paint(theme.Key, ">")+" "+f.th.Paint(theme.Selected, line))
		} else {
			out = append(out, "   "+line)
		}
	}
	return out
}

// until is a time of day today, a date before.
func (f frame) until(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	t = t.In(f.loc)
	if f.now.Sub(t) < 12*time.Hour {
		return f.l.Clock(t)
	}
	return f.l.ShortDate(t)
}
