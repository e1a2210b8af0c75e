package tui

import (
	"fmt"
	"strings"

	"courant/tui/text"
)

// helped answers "help", "help 15" and "help anchor": what a choice does, or what a word of the
// field means; false where the line asks for something else.
func (r *reader) helped(line string) bool {
	w := r.m.text().Linear.Said
	first, about, _ := strings.Cut(line, " ")
	if folded(first) != folded(w.HelpWord) {
		return false
	}
	about = strings.TrimSpace(about)
	words := make([]string, len(w.Terms))
	for i, t := range w.Terms {
		words[i] = t.Word
	}
	if about == "" {
		r.choices(false)
		r.say(fmt.Sprintf(w.Help, strings.Join(words, ", ")))
		return true
	}
	for _, t := range w.Terms {
		if folded(t.Word) == folded(about) {
			r.say(text.Capital(t.Word) + r.m.lang.Colon() + t.Said)
			return true
		}
	}
	found := r.found(about)
	if len(found) == 0 {
		r.say(fmt.Sprintf(w.HelpNone, text.Clean(about, 40), strings.Join(words, ", ")))
	}
	for _, b := range found {
		said := fmt.Sprintf(w.HelpChoice, choiceNumber(b.action), r.words(b), w.Choices[b.shown])
		if why := r.why(b.action); why != "" {
			said += " " + why
		}
		r.say(said)
	}
	return true
}
