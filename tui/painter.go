package tui

import (
	"io"
	"strconv"
	"strings"
	"sync"
)

// A painter writes frames to the terminal, the lines that changed alone, as soon as there is
// one. bubbletea v1 would draw on a ticker, which costs up to 8 ms a key and a percent of a
// processor while nothing happens. A terminal slower than the keys gets the newest frame and
// never the ones between; the program does not wait for it.
type painter struct {
	out  io.Writer
	wake chan struct{} // holds one: there is a frame to write
	done chan struct{}

	mu     sync.Mutex
	want   []string // the newest frame
	w, h   int      // its size
	closed bool

	shown  []string // what the terminal holds; the writer's own
	sw, sh int
}

// Sequences of a terminal: the alternate screen without a cursor and without wrapping, and
// pastes marked as such; the way back; the mouse.
const (
	enterScreen = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[H\x1b[2J"
	leaveScreen = "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
	mouseOn     = "\x1b[?1002h\x1b[?1006h"
	mouseOff    = "\x1b[?1006l\x1b[?1002l"
	beginFrame  = "\x1b[?2026h" // synchronised output; terminals that do not know it pass over it
	endFrame    = "\x1b[?2026l"
)

func newPainter(out io.Writer) *painter {
	return &painter{out: out, wake: make(chan struct{}, 1), done: make(chan struct{})}
}

// first is what writes a frame of w×h on the cleared screen. It comes before run.
func (p *painter) first(frame string, w, h int) string {
	return p.diff(strings.Split(frame, "\n"), w, h)
}

// show makes a frame of w×h the one to be seen. It does not block.
func (p *painter) show(frame string, w, h int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.want, p.w, p.h = strings.Split(frame, "\n"), w, h
	select {
	case p.wake <- struct{}{}:
	default: // the writer has not looked yet: it will find this frame
	}
}

// stop ends the writer once the newest frame is out.
func (p *painter) stop() {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		close(p.wake)
	}
	p.mu.Unlock()
	<-p.done
}

// run writes frames until the painter is stopped.
func (p *painter) run() {
	defer close(p.done)
	for range p.wake {
		p.mu.Lock()
		want, w, h := p.want, p.w, p.h
		p.mu.Unlock()
		if s := p.diff(want, w, h); s != "" {
			io.WriteString(p.out, s) // a terminal that is gone has nobody to be told
		}
	}
}

// diff is what turns the screen that is shown into the one that is wanted: nothing when they
// are the same, all of it after a change of size.
func (p *painter) diff(want []string, w, h int) string {
	var b strings.Builder
	if w != p.sw || h != p.sh {
		p.shown = nil // what the terminal made of the old screen is unknown: write every line
	}
	for i, line := range want {
		if i < len(p.shown) && p.shown[i] == line {
			continue
		}
		b.WriteString("\x1b[" + strconv.Itoa(i+1) + ";1H" + line)
		if width(line) < w { // at the edge it would erase the last cell
			b.WriteString("\x1b[K")
		}
	}
	p.shown, p.sw, p.sh = want, w, h
	if b.Len() == 0 {
		return ""
	}
	return beginFrame + b.String() + endFrame
}
