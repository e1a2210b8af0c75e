package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"courant/coach/fault"
	"courant/tui/text"
)

// An asker asks questions on a terminal, one a line.
type asker struct {
	ctx context.Context // its end leaves the question that is being asked
	in  *bufio.Reader
	app *app
	l   text.Lang
}

// An option is an answer that can be given: as the program has it, and as people say it.
type option struct{ code, words string }

func named[T ~string](all []T, words func(T) string) []option {
	out := make([]option, len(all))
	for i, v := range all {
		out[i] = option{string(v), words(v)}
	}
	return out
}

func (k *asker) say(lines ...string) {
	for _, l := range lines {
		k.app.print(strings.Split(l, "\n"))
	}
}

// line asks for a line; an empty answer keeps now.
func (k *asker) line(question, now string) (string, error) {
	if now != "" {
		question += " [" + text.Clean(now, 60) + "]"
	}
	lines := text.WrapLines(k.app.spoken([]string{question + k.l.Colon()}), max(k.app.env.OutWidth-1, 0))
	if k.app.cfg.Accessible { // a question on a line of its own
		lines = append(lines, "")
	}
	fmt.Fprint(k.app.env.Out, strings.Join(lines, "\n"))
	s, err := k.read()
	if err != nil && s == "" {
		fmt.Fprintln(k.app.env.Out)
		return "", fault.New(fault.Internal, msgInterrupted)
	}
	switch s = strings.TrimSpace(s); s {
	case "":
		return now, nil
	case backWord:
		return "", errBack
	}
	return s, nil
}

// read is the next line of the terminal, unless the program is told to end first. Then nobody
// waits for the line any more: the program is about to.
func (k *asker) read() (string, error) {
	type got struct {
		line string
		err  error
	}
	line := make(chan got, 1)
	go func() {
		s, err := k.in.ReadString('\n')
		line <- got{s, err}
	}()
	select {
	case <-k.ctx.Done():
		return "", k.ctx.Err()
	case g := <-line:
		return g.line, g.err
	}
}

// backWord is the answer that goes back to the question before.
const backWord = "<"

// errBack says that a person wants the question before again.
var errBack = errors.New("back")

// A step is a question, or several; it says whether anything was asked.
type step func() (asked bool, err error)

// through asks the steps in their order. A person may go back to the one before, over those
// that had nothing to ask.
func (k *asker) through(steps ...step) error {
	for i, by := 0, 1; i < len(steps); i = max(i+by, 0) {
		asked, err := steps[i]()
		switch {
		case errors.Is(err, errBack):
			by = -1
		case err != nil:
			return err
		case asked || i == 0:
			by = 1
		}
	}
	return nil
}

// choose tells the answers that can be given, by number, and asks until it is given one of
// them: its number, its code or its words. An answer that is none is explained.
func (k *asker) choose(question, now string, options []option) (string, error) {
	q := k.l.Setup()
	k.say("", question)
	kept := ""
	for i, o := range options {
		k.say(fmt.Sprintf("  %d  %s", i+1, o.words))
		if o.code == now {
			kept = strconv.Itoa(i + 1)
		}
	}
	for {
		s, err := k.line(q.Answer, kept)
		if err != nil || s == "" {
			return now, err
		}
		if o, ok := meant(options, s); ok {
			if _, err := strconv.Atoi(s); err != nil { // a word may have been meant otherwise
				k.say(fmt.Sprintf(q.Took, o.words))
			}
			return o.code, nil
		}
		k.say(fmt.Sprintf(q.NotOne, text.Clean(s, 40), len(options)))
	}
}

// meant is the option that an answer means.
func meant(options []option, s string) (option, bool) {
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(options) {
		return options[n-1], true
	}
	is := func(o option) bool { return strings.EqualFold(s, o.code) || strings.EqualFold(s, o.words) }
	if i := slices.IndexFunc(options, is); i >= 0 {
		return options[i], true
	}
	starts := func(o option) bool { return strings.HasPrefix(strings.ToLower(o.words), strings.ToLower(s)) }
	if i := slices.IndexFunc(options, starts); i >= 0 && !slices.ContainsFunc(options[i+1:], starts) {
		return options[i], true
	}
	return option{}, false
}
