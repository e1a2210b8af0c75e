package tui

import (
	"fmt"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/baseline"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/theme"
)

// An eventsPane answers: what was an event worth, what is paid, what was saved?
type eventsPane struct {
	at int // index into past events, newest first
}

func (p *eventsPane) act(f frame, a Action) {
	if f.r == nil {
		return
	}
	last := max(len(f.r.PastEvents)-1, 0)
	switch a {
	case Up, Right:
		p.at = max(p.at-1, 0)
	case Down, Left:
		p.at = min(p.at+1, last)
	case Home:
		p.at = 0
	case End:
		p.at = last
	}
}

func (p *eventsPane) lines(f frame) []string {
	if len(f.r.PastEvents) == 0 {
		return f.sentence(theme.Title, f.s.NoPast)
	}
	p.at = min(p.at, len(f.r.PastEvents)-1)
	e := f.r.PastEvents[p.at]
	out := f.pastAnswer(e)
	table := f.methodRows(e)
	foot := []string{"", " " + f.season(), " " + f.th.Paint(theme.Muted, f.s.PaidNote), " " + f.th.Paint(theme.Muted, fmt.Sprintf("↑↓  %d/%d", p.at+1, len(f.r.PastEvents)))}
	rows := f.h - len(out) - len(table) - len(foot) - 1
	if rows >= 5 {
		out = append(out, "")
		out = append(out, f.pastChart(e, rows)...)
	}
	return append(append(out, table...), foot...)
}

func (f frame) pastAnswer(e coach.Event) []string {
	from, to := e.Start.In(f.loc), e.End.In(f.loc)
	head := fmt.Sprintf(f.s.PastQuestion, f.l.Day(from), f.l.Clock(from), f.l.Clock(to))
	paid := f.l.KWh(e.PaidKWh)
	if e.PaidDollars.Known() {
		paid = f.l.Dollars(e.PaidDollars)
	}
	ours := f.l.KWh(e.SavedKWh) + f.interval(e.SavedLow, e.SavedHigh, 1)
	return append(f.sentence(theme.Title, head), f.sentence(theme.Plain, fmt.Sprintf(f.s.MorePaid, paid, ours))...)
}

// pastChart is the day around an event: measured power, the references over the window.
func (f frame) pastChart(e coach.Event, rows int) []string {
	from, to := e.Start.Add(-4*time.Hour).Truncate(time.Hour), e.End.Add(3*time.Hour)
	c := f.newChart(from, to, f.w-1, rows)
	c.Legend = true
	c.Y = f.axis("kW", true)
	hours := e.End.Sub(e.Start).Hours()
	level := func(v series.Maybe) chart.Data {
		return chart.Data{Start: e.Start, Step: e.End.Sub(e.Start), Values: []float64{float64(v) / hours}}
	}
	if ours, ok := find(e, "courant"); ok {
		c.Layers = append(c.Layers, chart.Area{Name: f.s.Ours, Low: level(ours.LowKWh), High: level(ours.HighKWh)})
	}
	c.Layers = append(c.Layers, chart.Line{Name: f.s.Measured, Data: data(f.r.Series.Get("", series.Energy).Slice(from, to))})
	if official, ok := find(e, officialName(e)); ok {
		c.Layers = append(c.Layers, chart.Rule{Name: f.s.Official, Value: float64(official.KWh) / hours, From: e.Start, To: e.End})
	}
	return c.Render(f.paint)
}

func find(e coach.Event, name string) (baseline.Estimate, bool) {
	return baseline.Answer{Methods: e.Methods}.Find(name)
}

// officialName is the method whose rule pays for an event.
func officialName(e coach.Event) string {
	if e.Programme == "hilo" {
		return "hilo"
	}
	return "hq-credit"
}

// methodRows is every method's answer, official rules first and apart from our own.
func (f frame) methodRows(e coach.Event) []string {
	out := []string{" " + f.th.Paint(theme.Muted, pad(f.s.MethodWords, 18)+right("kWh", 8)+"  "+pad(f.l.Tables().Interval, 18)+f.l.Tables().Days)}
	out = append(out, " "+pad(f.s.Measured, 18)+right(f.l.Num(float64(e.ActualKWh), 1), 8))
	for _, m := range e.Methods {
		line := " " + pad(m.Name, 18) + right(f.l.Num(float64(m.KWh), 1), 8) + "  " + pad(strings.TrimSpace(f.interval(m.LowKWh, m.HighKWh, 1)), 18)
		if !m.KWh.Known() {
			line += f.l.Reason(m.Reason)
		} else if len(m.Days) > 0 && len(m.Days) <= 6 {
			var days []string
			for _, d := range m.Days {
				days = append(days, f.l.DayMonth(d.Start(f.loc)))
			}
			line += strings.Join(days, ", ")
		}
		out = append(out, line)
	}
	return out
}

func (f frame) season() string {
	s := f.r.Season
	line := fmt.Sprintf(f.s.Season, s.Events, s.MaxEvents)
	if s.MaxEvents == 0 {
		line, _, _ = strings.Cut(fmt.Sprintf(f.s.Season, s.Events, 0), " "+f.of())
	}
	if s.Dollars.Known() {
		line += "; " + fmt.Sprintf(f.s.SeasonDollars, f.l.Dollars(s.Dollars))
	}
	return line + "."
}

// of is the word between a count and its limit.
func (f frame) of() string {
	_, after, _ := strings.Cut(f.s.Season, "%d")
	words := strings.Fields(after)
	if len(words) < 2 {
		return ""
	}
	return words[len(words)-2]
}
