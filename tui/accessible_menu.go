package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"courant/tui/chart"
	"courant/tui/text"
)

// drawn are the actions that move a cursor over a picture, change how it is drawn, or need a
// terminal's own codes: read in lines, they mean nothing.
var drawn = []Action{
	Up, Down, Left, Right, PageUp, PageDown, First, Last, Next, Previous, Enter, Back,
	ZoomOut, ToggleTable, CycleGraph, Freeze, Copy,
}

// linear are the choices of a conversation by lines, in the order of the keymap: the number of
// a choice is its place here, the same at all times. ZoomIn is a set-point of one's own.
var linear = func() []binding {
	return slices.DeleteFunc(slices.Clone(keymap), func(b binding) bool { return slices.Contains(drawn, b.action) })
}()

// here are the choices to tell of after a view.
var here = map[Action][]Action{
	ViewConsumption: {SpanDay, SpanWeek, SpanMonth, SpanYear, DayBack, DayOn, Export},
	ViewEvents:      {Details, Export},
	ViewSchedule:    {Protect, Colder, Warmer, ZoomIn, CycleMode, InHand, Keep, Details, Apply, Export},
	ViewHomes:       {Filter, Sort, Note, Export},
}

func choiceNumber(a Action) int {
	return slices.IndexFunc(linear, func(b binding) bool { return b.action == a }) + 1
}

// words say what a choice does now.
func (r *reader) words(b binding) string {
	switch w := r.m.text().Linear; {
	case b.action == ZoomIn:
		return w.Own
	case b.action == Undo && r.m.takesBack():
		return w.TakeBack
	case b.action == DayBack:
		return w.Said.Earlier[r.span()]
	case b.action == DayOn:
		return w.Said.Later[r.span()]
	}
	return b.words(r.m.text())
}

// choice says one choice: its number, what it does and its letter; where all are told, why one
// cannot be done now.
func (r *reader) choice(b binding, all bool) {
	w, n, words := r.m.text().Linear, choiceNumber(b.action), r.words(b)
	why := r.why(b.action)
	switch {
	case why != "" && all:
		r.say(fmt.Sprintf(w.NotNow, n, words, why))
	case why != "":
	case letter(b) != "":
		r.say(fmt.Sprintf(w.ChoiceKey, n, words, letter(b)))
	default:
		r.say(fmt.Sprintf(w.Choice, n, words))
	}
}

// letter is the key of a choice where it is a letter, "" else: a voice reads signs badly.
func letter(b binding) string {
	if k := []rune(b.keys[0]); len(k) == 1 && unicode.IsLetter(k[0]) {
		return b.keys[0]
	}
	return ""
}

// menu tells once what can be done first: the views, and what answers an event.
func (r *reader) menu() {
	r.say("", r.m.text().Linear.Menu)
	for _, b := range linear {
		if b.group == groupViews || b.action == Apply || b.action == Skip {
			r.choice(b, false)
		}
	}
	r.say(r.m.text().Linear.All)
}

// choices tells all that can be done, under headings; with all, also what cannot, and why.
func (r *reader) choices(all bool) {
	w := r.m.text().Linear
	last := group(-1)
	for _, b := range linear {
		if !all && r.why(b.action) != "" {
			continue
		}
		if b.group != last {
			r.say(fmt.Sprintf(w.Group, b.group.words(r.m.text())))
			last = b.group
		}
		r.choice(b, all)
	}
	if !all {
		r.say(w.Later)
	}
}

// hint tells once of the choices that go with a view.
func (r *reader) hint(v Action) {
	if r.hinted[v] {
		return
	}
	r.hinted[v] = true
	var parts []string
	for _, a := range here[v] {
		if r.why(a) == "" {
			parts = append(parts, fmt.Sprintf(r.m.text().Linear.Choice, choiceNumber(a), r.words(byAction[a])))
		}
	}
	if len(parts) > 0 {
		r.say(fmt.Sprintf(r.m.text().Linear.HereToo, strings.ReplaceAll(strings.Join(parts, "; "), ". ", " ")))
	}
}

// pick asks for one of some things by number or by words, a few heard at a time; −1 to go back.
func (r *reader) pick(question string, names []string) int {
	w := r.m.text().Linear
	at, again := 0, true // at: the first that was not heard yet
	for {
		if again {
			at = r.few(names, at)
		}
		again = false
		line, ok := r.ask(question)
		switch {
		case !ok || line == "":
			return -1
		case len(names) > listed && folded(line) == folded(w.Said.NextWord):
			if again = at < len(names); !again {
				r.say(w.Said.NextNone)
			}
			continue
		}
		for i, n := range names {
			if line == fmt.Sprint(i+1) || folded(line) == folded(n) {
				return i
			}
		}
		if i := slices.IndexFunc(names, func(n string) bool { return matches(n, line) }); i >= 0 && unicode.IsLetter([]rune(line)[0]) {
			return i
		}
		r.say(w.BadChoice)
	}
}

// few says some names from one on by their numbers, and whether there are more; it gives where
// to go on.
func (r *reader) few(names []string, at int) int {
	w := r.m.text().Linear
	end := min(at+listed, len(names))
	for i, n := range names[at:end] {
		r.say(fmt.Sprintf(w.Choice, at+i+1, n))
	}
	if left := len(names) - end; left > 0 {
		r.say(fmt.Sprintf(w.Said.Next, min(left, listed)))
	}
	return end
}

// yesWords are the words that confirm; each is told where it is asked for.
var yesWords = map[text.Lang][]string{text.French: {"oui", "o"}, text.English: {"yes", "y"}}

// confirmed reports whether a person types the word that confirms; any other answer changes
// nothing.
func (r *reader) confirmed() bool {
	w := r.m.text().Linear
	yes := yesWords[r.m.lang]
	line, ok := r.hear(fmt.Sprintf(w.Said.Sure, r.m.frame().home(r.m.home), fmt.Sprintf(w.Said.Or, yes[0], yes[1])), 20)
	if ok && slices.Contains(yes, folded(line)) {
		return true
	}
	r.say(w.Nothing)
	return false
}

// told is what an action left to say, with paths as they are.
func (r *reader) told() {
	if r.m.toast != "" {
		r.line(text.Capital(r.m.toast))
	}
}

// span is the span of the consumption view: 0 a day, 1 a week, 2 a month, 3 a year.
func (r *reader) span() int { return min(int(r.m.consumption.kind()), int(chart.SpanYear)) }

// step moves the window of the consumption view by its span, and says where the readings end.
func (r *reader) step(by int) {
	m := r.m
	f := m.frame()
	p := &m.consumption
	s := p.prepare(f)
	if s.Len() == 0 {
		r.view(ViewConsumption)
		return
	}
	w := m.text().Linear.Said
	switch next := p.view.Move(by); {
	case !next.To.After(s.Start) || by < 0 && next.From.Equal(p.view.From):
		r.say(fmt.Sprintf(w.FirstReading, m.lang.LongDate(s.Start.In(m.cfg.Loc))))
		return
	case !next.From.Before(s.End()) || by > 0 && next.From.Equal(p.view.From):
		r.say(fmt.Sprintf(w.LastReading, m.lang.LongDate(s.End().Add(-s.Step).In(m.cfg.Loc))))
		return
	default:
		p.view, p.cursor = next, time.Time{}
	}
	r.view(ViewConsumption)
}
