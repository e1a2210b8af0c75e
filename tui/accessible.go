package tui

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// RunAccessible is the dashboard for a screen reader or a braille display: the plain report,
// then a numbered menu, a line read, an answer in lines that end. No boxes, no colours, no
// escape byte; nothing moves. It ends on q, the end of in or of ctx, or an error of out.
func RunAccessible(ctx context.Context, cfg Config, in io.Reader, out io.Writer) error {
	cfg.Theme = theme.Theme{Name: "plain"}
	m := New(cfg)
	r := &reader{m: m, ctx: ctx, in: bufio.NewScanner(in), out: out}
	if m.report == nil && m.home != "" {
		r.load()
	}
	if m.home == "" {
		r.homes()
	} else {
		r.view(ViewToday)
	}
	for r.err == nil && ctx.Err() == nil && r.menu() {
	}
	if cfg.Keep != nil {
		cfg.Keep(m.State().Marshal())
	}
	return r.err
}

// A reader holds a conversation by lines about what a Model knows.
type reader struct {
	m   *Model
	ctx context.Context
	in  *bufio.Scanner
	out io.Writer
	err error // of writing
}

func (r *reader) say(lines ...string) {
	for _, l := range lines {
		if _, err := fmt.Fprintln(r.out, strings.TrimRight(l, " ")); err != nil && r.err == nil {
			r.err = err
		}
	}
}

// ask says a question on a line of its own and reads an answer; false at the end.
func (r *reader) ask(question string) (string, bool) {
	r.say(strings.TrimRight(question, " \u00a0"))
	if r.err != nil || !r.in.Scan() {
		return "", false
	}
	return strings.TrimSpace(r.in.Text()), true
}

// A choice is a line of the menu.
type choice struct {
	words string
	do    func() bool // false ends the conversation
}

func (r *reader) choices() []choice {
	w := r.m.text().Linear
	see := func(v Action) func() bool { return func() bool { r.view(v); return true } }
	all := []choice{
		{w.Report, see(ViewToday)}, {w.Use, see(ViewConsumption)}, {w.Past, see(ViewEvents)},
		{w.Plan, see(ViewSchedule)}, {w.Advice, see(ViewAdvice)}, {w.Data, see(ViewData)}, {w.Homes, r.homes},
	}
	if r.m.why(Skip) == "" {
		all = append(all, choice{w.Skip, func() bool { return r.skip(false) }})
	}
	if r.m.why(Undo) == "" {
		all = append(all, choice{w.Undo, func() bool { return r.skip(true) }})
	}
	if r.m.why(Apply) == "" {
		all = append(all, choice{w.Apply, r.apply})
	}
	if r.m.why(Note) == "" {
		all = append(all, choice{w.Note, r.note})
	}
	return append(all, choice{w.Lang, r.lang}, choice{w.Quit, func() bool { return false }})
}

// menu lists the choices and does one; false ends the conversation.
func (r *reader) menu() bool {
	w := r.m.text().Linear
	all := r.choices()
	r.say("", w.Menu)
	for i, c := range all {
		r.say(fmt.Sprintf("%d. %s", i+1, c.words))
	}
	line, ok := r.ask(w.Choose)
	if !ok || strings.EqualFold(line, "q") {
		r.say(w.Bye)
		return false
	}
	n, err := strconv.Atoi(line)
	if err != nil || n < 1 || n > len(all) {
		r.say(w.Unknown)
		return true
	}
	if !all[n-1].do() {
		r.say(w.Bye)
		return false
	}
	return true
}

// view says a view in lines.
func (r *reader) view(v Action) {
	m := r.m
	m.view = v
	if m.err != nil {
		r.say(m.said(m.err))
	}
	if m.report != nil && m.report.Data.To.IsZero() {
		r.say(plain.Report(m.lang, *m.report, m.cfg.Loc)...)
		return
	}
	body, _ := m.plainView()
	for _, l := range strings.Split(strings.TrimRight(body, "\n"), "\n") {
		r.say(strings.TrimSpace(spoken.Replace(l)))
	}
}

// spoken writes signs that are drawn rather than read as words would be.
var spoken = strings.NewReplacer("│", ";", "─", "", "×", "x")

// listed is how many homes are read out at once.
const listed = 20

// homes lists the homes by number and opens one. A part of a name or of a city narrows the
// list.
func (r *reader) homes() bool {
	m := r.m
	w := m.text().Linear
	if all, err := m.cfg.Source.Homes(r.ctx); err == nil {
		m.homes = all
	} else {
		r.say(m.said(err))
	}
	if len(m.homes) == 0 {
		r.say(m.text().Homes.None)
		return true
	}
	shown := m.homes
	for {
		r.list(shown)
		line, ok := r.ask(w.Which)
		switch {
		case !ok:
			return false
		case line == "":
			return true
		}
		found := r.find(shown, line)
		switch len(found) {
		case 0:
			r.say(fmt.Sprintf(w.NoMatch, text.Clean(line, 40)))
		case 1:
			m.home, m.report, m.err = found[0].Home, nil, nil
			r.load()
			r.view(ViewToday)
			return true
		default:
			shown = found
		}
	}
}

// list reads out homes by number, the first ones where there are many.
func (r *reader) list(homes []HomeRow) {
	f := r.m.frame()
	for i, h := range homes[:min(len(homes), listed)] {
		r.say(fmt.Sprintf("%d. %s", i+1, f.homeWords(h)))
	}
	if len(homes) > listed {
		r.say(fmt.Sprintf(f.s.Linear.More, listed, len(homes)))
	}
}

// find are the homes that a line means: the one of a number or a full name, else all that
// hold its words.
func (r *reader) find(homes []HomeRow, line string) []HomeRow {
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= min(len(homes), listed) {
		return homes[n-1 : n]
	}
	var out []HomeRow
	for _, h := range r.m.homes {
		if strings.EqualFold(line, string(h.Home)) {
			return []HomeRow{h}
		}
		if matches(string(h.Home)+" "+r.m.lang.City(h.City), line) {
			out = append(out, h)
		}
	}
	return out
}

// load asks the source for the chosen home, here and now.
func (r *reader) load() {
	m := r.m
	m.now = m.cfg.Now()
	rep, err := m.cfg.Source.Report(r.ctx, m.home, m.now)
	if err != nil {
		m.err = err
		return
	}
	m.err, m.report = nil, &rep
	m.seq++
}

// skip leaves the next event, once the person has typed the word, or comes back to it.
func (r *reader) skip(undo bool) bool {
	m := r.m
	w := m.text().Linear
	e := m.nextEvent()
	src, ok := m.cfg.Source.(Skipper)
	if e == nil || !ok {
		return true
	}
	if !undo {
		for _, l := range m.skipLines(m.frame())[:5] {
			r.say(strings.TrimSpace(l))
		}
		line, ok := r.ask(w.Sure)
		if !ok || !sure(line) {
			r.say(w.Nothing)
			return ok
		}
	}
	if err := src.Skip(r.ctx, e.ID, m.home, "", undo); err != nil {
		r.say(m.said(err))
		return true
	}
	r.say(w.Done)
	r.load()
	return true
}

// sure reports whether an answer confirms: the word, or its first letter.
func sure(line string) bool { return slices.Contains([]string{"oui", "yes", "o", "y"}, folded(line)) }

// apply writes the plan's files, once the person has heard what they change and typed the
// word.
func (r *reader) apply() bool {
	m := r.m
	w, f := m.text().Linear, m.frame()
	src, ok := m.cfg.Source.(Applier)
	if !ok {
		return true
	}
	for _, z := range m.report.Plan.Zones {
		if steps := plain.Steps(m.lang, z, m.cfg.Loc); steps != "" {
			r.say(fmt.Sprintf(f.s.Use.At, text.Capital(m.lang.Zone(z.Zone)), steps) + ".")
		}
	}
	r.say(f.s.Act.ApplyNote)
	line, ok := r.ask(w.Sure)
	if !ok || !sure(line) {
		r.say(w.Nothing)
		return ok
	}
	path, err := src.Apply(r.ctx, *m.report.Plan, m.cfg.Now(), m.lang)
	if err != nil {
		r.say(m.said(err))
		return true
	}
	r.say(fmt.Sprintf(f.s.Act.ApplyDone, text.Clean(path, 0)))
	return true
}

// note reads a line and keeps it as a visit note; an empty one keeps nothing.
func (r *reader) note() bool {
	m := r.m
	src, ok := m.cfg.Source.(Noter)
	if !ok {
		return true
	}
	line, ok := r.ask(m.text().Linear.NoteWhat)
	switch {
	case !ok:
		return false
	case line == "":
		r.say(m.text().Linear.Nothing)
		return true
	}
	if err := src.Note(r.ctx, m.home, line); err != nil {
		r.say(m.said(err))
		return true
	}
	r.say(m.text().Act.NoteKept)
	r.load()
	return true
}

func (r *reader) lang() bool {
	r.m.lang, r.m.chose[CycleLang] = otherLang(r.m.lang), true
	r.view(ViewToday)
	return true
}
