package tui

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"courant/tui/text"
	"courant/tui/theme"
)

// RunAccessible is the dashboard for a screen reader or a braille display: what matters today in
// a few sentences, then a conversation by lines: a choice is typed, the answer comes in
// sentences. No boxes, no tables, no colours, no escape byte; nothing moves. The choices are
// those of the keymap. It ends on q or the end of in; with the error of ctx when that ends, or
// of out.
func RunAccessible(ctx context.Context, cfg Config, in io.Reader, out io.Writer) error {
	cfg.Theme = theme.Theme{Name: "plain"}
	columns := cfg.Width
	cfg.Width, cfg.Height = 0, 0
	m := New(cfg)
	m.ctx = ctx
	r := &reader{m: m, ctx: ctx, typed: lines(ctx, in), out: out, columns: columns, hinted: map[Action]bool{}}
	r.run(m.loadHomes())
	if m.report == nil {
		r.run(m.load())
	}
	m.view = ViewToday
	switch {
	case ctx.Err() != nil:
	case m.home != "":
		r.view(ViewToday)
		r.menu()
	default:
		m.view = ViewHomes
		r.homes()
	}
	r.listen()
	defer r.hush()
	for first := true; r.err == nil && !r.left; first = false {
		line, ok := r.ask(r.where(first))
		if !ok || !r.choose(line) {
			break
		}
	}
	if ctx.Err() != nil {
		r.line("") // what the key left on the screen ends here
	} else {
		r.say(m.text().Linear.Bye)
	}
	if cfg.Keep != nil {
		cfg.Keep(m.State().Marshal())
	}
	if r.err != nil {
		return r.err
	}
	return ctx.Err()
}

// lines are those of in, until it or ctx ends. Reading cannot be broken off, so it waits aside.
func lines(ctx context.Context, in io.Reader) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		s := bufio.NewScanner(in)
		for s.Scan() {
			select {
			case out <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// A reader holds a conversation by lines about what a Model knows.
type reader struct {
	m       *Model
	ctx     context.Context
	typed   <-chan string
	out     io.Writer
	columns int // of the terminal; 0: lines are not broken
	err     error
	left    bool            // q was typed where something else was asked
	hinted  map[Action]bool // views whose own choices have been told
	fetch   fetch           // behind
	own     []int           // how many slots each set-point of a person's own took
}

// where is the question for a choice, with the home, the subject and whether it is on trial.
func (r *reader) where(first bool) string {
	m, w := r.m, r.m.text().Linear
	ask := w.Ask
	if first {
		ask = w.AskFirst
	}
	subject := strings.ToLower(byAction[m.view].words(m.text()))
	switch {
	case m.home == "":
		return text.Capital(subject) + ". " + ask
	case m.trying():
		return fmt.Sprintf(w.Said.WhereTrial, m.frame().home(m.home), subject, ask)
	}
	return fmt.Sprintf(w.Said.Where, m.frame().home(m.home), subject, ask)
}

// say says lines, signs as words.
func (r *reader) say(lines ...string) {
	for _, l := range lines {
		r.line(r.m.lang.Spoken(l))
	}
}

// line says a line as it stands: it may hold a path.
func (r *reader) line(s string) {
	if strings.HasSuffix(s, "..") && !strings.HasSuffix(s, "...") { // a short month ends the sentence
		s = s[:len(s)-1]
	}
	for _, l := range text.WrapLines([]string{strings.TrimRight(s, " \u00a0")}, r.columns) {
		if _, err := fmt.Fprintln(r.out, l); err != nil && r.err == nil {
			r.err = err
		}
	}
}

// ask says a question on a line of its own and reads an answer, esc and other controls aside;
// false at the end, or where the person leaves.
func (r *reader) ask(question string) (string, bool) {
	line, ok := r.hear(question, 200)
	if ok && line == byAction[Quit].keys[0] {
		r.left = true
		return "", false
	}
	return line, ok
}

// hear is ask for an answer of so many characters that may be any words.
func (r *reader) hear(question string, most int) (string, bool) {
	r.say(question)
	if r.err != nil || r.ctx.Err() != nil {
		return "", false
	}
	select {
	case line, ok := <-r.typed:
		if !utf8.ValidString(line) {
			r.say(r.m.text().Linear.Said.NotText)
			return r.hear(question, most)
		}
		before, _, _ := strings.Cut(line, "\x1b")
		if before == "" && len(line) > 1 { // an arrow or another key that writes no letter
			return r.hear(question, most)
		}
		return strings.TrimSpace(text.Clean(before, most)), ok
	case <-r.ctx.Done():
		return "", false
	}
}

// run does what a command of the dashboard does, and what follows from it, here and now, until
// the conversation ends.
func (r *reader) run(cmd tea.Cmd) {
	for queue := []tea.Cmd{cmd}; len(queue) > 0; {
		cmd, queue = queue[0], queue[1:]
		if cmd == nil {
			continue
		}
		switch msg := r.done(cmd).(type) {
		case nil, tea.QuitMsg:
		case tea.BatchMsg:
			queue = append(queue, msg...)
		default:
			_, next := r.m.Update(msg)
			queue = append(queue, next)
		}
		if n := r.m.rank.done; r.m.rank.stop != nil && n > 0 && n%200 == 0 {
			r.say(fmt.Sprintf(r.m.text().Linear.Examined, n, len(r.m.rank.todo)))
		}
	}
}

// done is what a command answers; nil when the conversation ends before.
func (r *reader) done(cmd tea.Cmd) tea.Msg {
	answer := make(chan tea.Msg, 1)
	go func() { answer <- cmd() }()
	select {
	case msg := <-answer:
		return msg
	case <-r.ctx.Done():
		return nil
	}
}

// staleAfter is how old a report may grow before the next choice asks for another.
const staleAfter = 10 * time.Minute

// choose does what a typed line asks for; false ends the conversation.
func (r *reader) choose(line string) bool {
	m := r.m
	m.now, m.toast = m.cfg.Now(), ""
	if line == byAction[Quit].keys[0] {
		return false
	}
	r.listen()
	if m.report != nil && (m.now.Sub(m.report.At) > staleAfter || m.cfg.Source.Version() != m.version) {
		r.run(m.load())
	}
	if line == "" {
		r.back()
		return true
	}
	if r.helped(line) {
		return true
	}
	switch found := r.found(line); len(found) {
	case 0:
		switch w := m.text().Linear.Said; {
		case among(w.BackWords, line):
			r.back()
			return true
		case among(w.AgainWords, line):
			return r.act(m.view)
		}
		if i := slices.IndexFunc(linear, func(b binding) bool { return b.group == groupViews && among(strings.Fields(synonyms[b.action]), line) }); i >= 0 {
			return r.act(linear[i].action)
		}
		r.say(fmt.Sprintf(m.text().Linear.Unknown, text.Clean(line, 40)))
		return true
	case 1:
		return r.act(found[0].action)
	default:
		r.say(fmt.Sprintf(m.text().Linear.Several, text.Clean(line, 40)))
		for _, b := range found {
			r.choice(b, true)
		}
		return true
	}
}

// found are the choices that a line means: by number, by key, else by words.
func (r *reader) found(line string) []binding {
	if n, err := strconv.Atoi(line); err == nil {
		if n >= 1 && n <= len(linear) {
			return linear[n-1 : n]
		}
		return nil
	}
	var found []binding
	for _, b := range linear {
		for _, k := range b.keys {
			if line == k {
				return []binding{b}
			}
		}
		if matches(r.words(b), line) {
			found = append(found, b)
		}
	}
	return found
}

// among reports whether a typed word is one of some, whatever its capitals and accents.
func among(words []string, typed string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return folded(w) == folded(typed) })
}

// back takes back what is on trial, else goes to the first view.
func (r *reader) back() {
	m := r.m
	w := m.text().Linear
	switch {
	case m.dial.turned() || m.mode != "":
		cmd, _ := m.drop()
		r.run(cmd)
		r.own, m.toast = nil, ""
		r.say(w.OwnPlan)
	default:
		m.view = ViewToday
		r.say(m.text().Views.TodayFull+".", w.All)
	}
}

// act does one choice, or says why it cannot be done; false ends the conversation.
func (r *reader) act(a Action) bool {
	m := r.m
	if why := r.why(a); why != "" {
		r.say(fmt.Sprintf(m.text().Frame.Off, text.Capital(r.words(byAction[a])), why))
		return true
	}
	switch a {
	case Quit:
		return false
	case Help:
		r.choices(false)
	case Palette:
		r.choices(true)
	case ViewHomes:
		r.homes()
	case Keep:
		r.run(m.act(a))
		r.own = nil
		r.told()
	case Skip:
		r.skip()
	case Apply:
		r.apply()
	case Undo:
		r.undo()
	case Note:
		r.note()
	case CycleMode:
		r.mode()
	case Colder, Warmer, InHand:
		r.turn(a)
	case Protect:
		r.protect()
	case ZoomIn:
		r.ownSetpoint()
	case Details:
		r.details()
	case Filter:
		r.filter()
	case Sort:
		r.sort()
	case DayBack, DayOn:
		r.step(map[Action]int{DayBack: -1, DayOn: 1}[a])
	case SpanDay, SpanWeek, SpanMonth, SpanYear, GoToday:
		r.run(m.act(a))
		r.view(ViewConsumption)
	case CycleLang:
		r.run(m.act(a))
		r.menu()
	default:
		if a.isView() {
			r.run(m.act(a))
			r.view(a)
			return true
		}
		r.run(m.act(a))
		if m.toast != "" {
			r.line(m.toast)
		}
		if a == Reload {
			r.view(ViewToday)
		}
	}
	return !r.left
}

// why says why a choice cannot be done now, "" when it can.
func (r *reader) why(a Action) string {
	switch m := r.m; {
	case a == ZoomIn:
		return m.whyDial()
	case a == Details && m.report != nil && m.report.Plan != nil:
		return ""
	default:
		return m.why(a)
	}
}
