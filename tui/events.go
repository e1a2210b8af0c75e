package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/baseline"
	"courant/coach/home"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// An eventsPane answers: what is paid for an event, what was saved in it?
type eventsPane struct {
	at      int  // index into past events, newest first
	list    bool // the season as a table
	details bool // how it was reckoned, in place of the chart
	beside  bool // the season's list stands beside, with its sums
}

// act reports whether the action meant something here.
func (p *eventsPane) act(f frame, a Action) bool {
	last := max(len(f.r.PastEvents)-1, 0)
	switch a {
	case Up, Right, Previous:
		p.at--
	case Down, Left, Next:
		p.at++
	case First:
		p.at = 0
	case Last:
		p.at = last
	case PageUp:
		p.at -= 10
	case PageDown:
		p.at += 10
	case ToggleTable:
		p.list = !p.list
	case Details:
		p.details = !p.details
	case Enter:
		p.list = false
	case Back:
		if !p.list && !p.details {
			return false
		}
		p.list, p.details = false, false
	}
	p.at = max(0, min(p.at, last))
	return true
}

func (p *eventsPane) lines(f frame) []string {
	n := len(f.r.PastEvents)
	if n == 0 && f.partial {
		return []string{f.muted(f.s.Frame.Loading)}
	}
	if n == 0 {
		return append(f.sentence(theme.Title, f.s.Past.None), f.sentence(theme.Muted, f.season())...)
	}
	p.at = max(0, min(p.at, n-1))
	return f.memo(fmt.Sprint("events ", p.at, p.list, p.details), func() []string { return p.draw(f) })
}

func (p *eventsPane) draw(f frame) []string {
	if p.list {
		return p.season(f)
	}
	if p.beside = f.wide(); p.beside {
		left, side := f, f
		side.w, side.h = 60, f.h
		if f.w >= 160 {
			side.w = 80
		}
		left.w = f.w - side.w - 2
		return beside(p.detail(left), p.season(side), left.w, 2)
	}
	return p.detail(f)
}

// detail is one event: the answer, the chart that shows why, the reckoning.
func (p *eventsPane) detail(f frame) []string {
	e := f.r.PastEvents[p.at]
	out := f.pastAnswer(e)
	var tail []string
	if paid := f.paidBlock(e); len(paid) > 0 {
		tail = append([]string{""}, paid...)
	}
	if p.details || len(tail) == 0 {
		tail = append(append(tail, ""), f.oursBlock(e)...)
	}
	var foot []string
	if !p.beside {
		foot = append([]string{""}, f.sentence(theme.Muted, f.season()+" "+f.s.Past.Note)...)
	}
	rows := f.h - len(out) - len(tail) - len(foot) - 1
	if rows >= 6 {
		out = append(out, "")
		c := f
		c.h = min(rows, 22)
		out = append(out, c.pastChart(e)...)
	}
	out = append(out, tail...)
	return append(out, foot...)
}

// pastAnswer says what is paid and what was saved: two sentences, two things.
func (f frame) pastAnswer(e coach.Event) []string {
	w := f.s.Past
	from, to := e.Start.In(f.loc), e.End.In(f.loc)
	head := fmt.Sprintf(w.Question, f.pastDay(from), f.l.Clock(from), f.l.Clock(to))
	paid := f.unpaid(e)
	switch {
	case e.PaidDollars.Known():
		paid = fmt.Sprintf(w.Credit, f.l.Dollars(e.PaidDollars))
	case e.PaidKWh.Known():
		paid = fmt.Sprintf(w.PaidKWh, f.l.KWh(e.PaidKWh))
	}
	ours := fmt.Sprintf(w.NotSaved, f.whyNot(e))
	if e.SavedKWh.Known() {
		ours = f.savedWords(e)
		if e.SavedMoney.Known() {
			ours += " " + fmt.Sprintf(w.Spared, f.l.Dollars(e.SavedMoney))
		}
	}
	out := append(f.sentence(theme.Title, head), f.sentence(theme.Plain, paid)...)
	return append(out, f.sentence(theme.Plain, ours)...)
}

// savedWords say what was saved by our own estimate; in words where that is nothing, or may be.
func (f frame) savedWords(e coach.Event) string {
	w, interval := f.s.Past, f.interval(e.SavedLow, e.SavedHigh, 1)
	switch {
	case e.SavedKWh < 0.05:
		return fmt.Sprintf(w.SavedNone, interval)
	case e.SavedLow < 0:
		return fmt.Sprintf(w.SavedPerhaps, f.l.KWh(e.SavedKWh), interval)
	}
	return fmt.Sprintf(w.Saved, f.l.KWh(e.SavedKWh), interval)
}

// unpaid is why nothing is paid for an event: no rule pays, or the rule has no answer.
func (f frame) unpaid(e coach.Event) string {
	name := officialName(e)
	if name == "" {
		return f.s.Past.NotPaid
	}
	for _, m := range e.Methods {
		if m.Name == name && m.Reason != "" {
			return fmt.Sprintf(f.s.Past.NoReference, f.l.Reason(m.Reason))
		}
	}
	return fmt.Sprintf(f.s.Past.NoReference, strings.ToLower(f.s.Today.Missing))
}

// whyNot is why there is no estimate of our own.
func (f frame) whyNot(e coach.Event) string {
	for _, m := range e.Methods {
		if m.Name == baseline.Courant {
			return f.l.Reason(m.Reason)
		}
	}
	return f.l.Reason("few-days")
}

// pastChart is the hours around an event: measured power, both references over the window.
func (f frame) pastChart(e coach.Event) []string {
	from, to := e.Start.Add(-4*time.Hour).Truncate(time.Hour), e.End.Add(3*time.Hour)
	c := f.newChart(from, to, f.w-1, f.h)
	c.Legend, c.Y = true, f.axis("kW", true)
	hours := e.End.Sub(e.Start).Hours()
	level := func(v series.Maybe) chart.Data {
		return chart.Data{Start: e.Start, Step: e.End.Sub(e.Start), Values: []float64{float64(v) / hours}}
	}
	if ours, ok := find(e, baseline.Courant); ok {
		c.Layers = append(c.Layers, chart.Area{Name: f.s.Past.Reference, Low: level(ours.LowKWh), High: level(ours.HighKWh)})
	}
	c.Layers = append(c.Layers, chart.Line{Name: f.s.Past.Measured, Data: data(f.r.Series.Get("", series.Energy).Slice(from, to))})
	if official, ok := find(e, officialName(e)); ok {
		c.Layers = append(c.Layers, chart.Rule{Name: f.s.Past.Official, Value: float64(official.KWh) / hours, From: e.Start, To: e.End})
	}
	return c.Render(f.paint)
}

func find(e coach.Event, name string) (baseline.Estimate, bool) {
	return baseline.Answer{Methods: e.Methods}.Find(name)
}

// officialName is the method whose rule pays for an event, "" where none does.
func officialName(e coach.Event) string {
	switch e.Programme {
	case home.Hilo:
		return baseline.Hilo
	case home.WinterCredit:
		return baseline.HQCredit
	}
	return ""
}

// sum is a row of a reckoning: words and their number, numbers in line.
func (f frame) sum(words, number string) []string {
	if f.voice {
		return []string{words + "  " + number}
	}
	const col = 12
	lines := wrap(words, max(min(f.w, 80)-6-col, 10))
	for i := range lines {
		lines[i] = "   " + lines[i]
	}
	last := len(lines) - 1
	lines[last] = pad(lines[last], min(f.w, 80)-3-col) + right(number, col)
	return lines
}

// paidBlock is the official rule as it is written, step by step.
func (f frame) paidBlock(e coach.Event) []string {
	w := f.s.Past
	ref, ok := find(e, officialName(e))
	if !ok {
		return f.portalLines(e)
	}
	out := f.sentence(theme.Muted, fmt.Sprintf(w.PaidBlock, f.l.Programme(e.Programme)))
	mean := ref.KWh
	if ref.AdjustmentKWh.Known() {
		mean -= ref.AdjustmentKWh
	}
	d := exact(e)
	kwh := func(v series.Maybe) string { return f.l.Unit(float64(v), d, "kWh") }
	out = append(out, f.sum(fmt.Sprintf(w.Mean, len(ref.Days), f.dayList(ref.Days)), kwh(mean))...)
	if ref.AdjustmentKWh.Known() && !e.AnchorStart.IsZero() {
		out = append(out, f.sum(fmt.Sprintf(w.Adjustment, f.l.Clock(e.AnchorStart.In(f.loc)), f.l.Clock(e.AnchorEnd.In(f.loc))), f.step(ref.AdjustmentKWh, d, true))...)
	}
	out = append(out, f.sum(w.Measured, f.step(-e.ActualKWh, d, false))...)
	erased := kwh(e.PaidKWh)
	words := w.Erased
	if less := ref.KWh - e.ActualKWh; underMinimum(e) && less > 0 {
		words += " " + kwh(less)
		return append(append(out, f.sum(words+"; "+fmt.Sprintf(w.UnderMinimum, f.l.Unit(float64(e.MinKWh), 0, "kWh")), f.l.Dollars(0))...), f.portalLines(e)...)
	}
	if e.Price.Known() && e.PaidDollars.Known() {
		words = w.Erased + " " + erased + " × " + f.l.Cents(float64(e.Price))
		erased = f.l.Dollars(e.PaidDollars)
	}
	if e.MinKWh > 0 {
		met := w.Met
		if !(e.PaidKWh >= e.MinKWh) {
			met = w.NotMet
		}
		words += "; " + fmt.Sprintf(w.Minimum, f.l.Unit(float64(e.MinKWh), 0, "kWh"), met)
	}
	return append(append(out, f.sum(words, erased)...), f.portalLines(e)...)
}

// step is what a step of a reckoning adds or, below zero, takes off, kWh; signed also where it adds.
// A voice has it in words.
func (f frame) step(v series.Maybe, decimals int, signed bool) string {
	said := f.s.Linear.Said
	switch {
	case f.voice && v < 0:
		return fmt.Sprintf(said.TakenOff, f.l.Unit(-float64(v), decimals, "kWh"))
	case f.voice:
		return fmt.Sprintf(said.Added, f.l.Unit(float64(v), decimals, "kWh"))
	case signed:
		return f.l.Signed(float64(v), decimals) + "\u00a0kWh"
	}
	return f.l.Unit(float64(v), decimals, "kWh")
}

// exact is the number of decimals with which an event's reckoning adds up as it stands on
// the screen, and its product gives the dollars: one where that is enough.
func exact(e coach.Event) int {
	ref, ok := find(e, officialName(e))
	if !ok {
		return 1
	}
	mean, adjustment := ref.KWh, series.Maybe(0)
	if ref.AdjustmentKWh.Known() {
		mean, adjustment = mean-ref.AdjustmentKWh, ref.AdjustmentKWh
	}
	const most = 3
	for d := 1; d < most; d++ {
		unit := math.Pow10(d)
		at := func(v series.Maybe) float64 { return math.Round(float64(v) * unit) }
		adds := at(mean)+at(adjustment)-at(e.ActualKWh) == at(e.PaidKWh) || !(mean+adjustment > e.ActualKWh) || underMinimum(e)
		pays := !e.PaidDollars.Known() || !e.Price.Known() || math.Round(at(e.PaidKWh)/unit*float64(e.Price)*100) == math.Round(100*float64(e.PaidDollars))
		if adds && pays {
			return d
		}
	}
	return most
}

// underMinimum reports whether something was erased, but too little to be paid.
func underMinimum(e coach.Event) bool { return e.MinKWh > 0 && !(e.PaidKWh >= e.MinKWh) }

// portalLines are what the customer portal itself says, where that was imported.
func (f frame) portalLines(e coach.Event) []string {
	if e.Portal == nil {
		return nil
	}
	return f.hanging(theme.Plain, "   ", text.Capital(plain.Portal(f.l, e.Portal)))
}

// oursBlock is our own estimates beside the plainest one, with their intervals; they pay
// nothing and stand in a block of their own.
func (f frame) oursBlock(e coach.Event) []string {
	w := f.s.Past
	d := exact(e) // as in the block above
	kwh := func(v series.Maybe) string { return f.l.Unit(float64(v), d, "kWh") }
	out := append(f.sentence(theme.Muted, w.OursBlock), f.sum(w.Measured, kwh(e.ActualKWh))...)
	for _, m := range e.Methods {
		name := map[string]string{baseline.Courant: w.Ours, baseline.CourantAnchor: w.Anchor, baseline.Persistence: w.Persistence}[m.Name]
		if name == "" {
			continue
		}
		if !m.KWh.Known() {
			out = append(out, f.hanging(theme.Plain, "   ", name+f.colon()+f.l.Reason(m.Reason))...)
			continue
		}
		out = append(out, f.sum(name+strings.TrimRight(f.interval(m.LowKWh, m.HighKWh, d), " "), kwh(m.KWh))...)
	}
	return out
}

// dayList is "8, 11, 12 janv.", days of one month sharing its name.
func (f frame) dayList(days []series.Date) string {
	var parts []string
	for i, d := range days {
		t := d.Start(f.loc)
		if f.l == "fr" && i+1 < len(days) && days[i+1].Month == d.Month && d.Day != 1 {
			parts = append(parts, fmt.Sprint(d.Day))
			continue
		}
		if f.l == "en" && i > 0 && days[i-1].Month == d.Month {
			parts = append(parts, fmt.Sprint(d.Day))
			continue
		}
		parts = append(parts, f.l.DayMonth(t))
	}
	return strings.Join(parts, ", ")
}

// season is the winter so far in one sentence.
// pastDay is the day of a past event, with its year where its season is over.
func (f frame) pastDay(t time.Time) string {
	if f.r.Season.Over {
		return f.l.DayYear(t)
	}
	return f.day(t)
}

func (f frame) season() string { return plain.Season(f.l, f.r.Season) }

// season is the list of the season's events: official money in its columns, our own
// estimate in its own.
func (p *eventsPane) season(f frame) []string {
	w := f.s.Past
	dollars := f.r.Season.Dollars.Known()
	out := append(f.sentence(theme.Title, fmt.Sprintf(w.ListHead, text.Years(f.r.Season.From, f.r.Season.To))), "")
	head := "   " + pad(w.Day, 15) + pad(w.Hours, 12) + right(w.Paid, 9)
	group := "   " + spaces(27)
	if dollars {
		head += right(w.Dollars, 10)
		group += right(w.Official, 19)
	} else {
		group += right(w.Official, 17)
	}
	ours := f.w >= 75
	if ours {
		head += " │" + right(w.SavedHead, 9) + "  " + w.Interval
		group += " │ " + w.Reference
	} else {
		head += " │" + right(w.SavedHead, 9)
		group += " │"
	}
	out = append(out, f.th.Paint(theme.Muted, group), f.th.Paint(theme.Muted, head))
	foot := f.sentence(theme.Muted, f.season()+" "+w.Note)
	n := f.h - len(out) - len(foot) - 1
	top := max(0, min(p.at-n/2, len(f.r.PastEvents)-n))
	for i := top; i < min(top+n, len(f.r.PastEvents)); i++ {
		e := f.r.PastEvents[i]
		from, to := e.Start.In(f.loc), e.End.In(f.loc)
		row := pad(f.l.Day(from), 15) + pad(f.l.Clock(from)+"–"+f.l.Clock(to), 12) + right(f.l.Num(float64(e.PaidKWh), 1), 9)
		if dollars {
			row += right(f.l.Dollars(e.PaidDollars), 10)
		}
		row += " │" + right(f.l.Num(float64(e.SavedKWh), 1), 9)
		if ours && e.SavedKWh.Known() {
			row += " " + f.interval(e.SavedLow, e.SavedHigh, 1)
		}
		mark := "   "
		if i == p.at {
			mark, row = " "+f.th.Paint(theme.Key, ">")+" ", f.th.Paint(theme.Selected, row)
		}
		out = append(out, mark+row)
	}
	return append(append(out, ""), foot...)
}
