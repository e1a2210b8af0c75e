package main

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// A screen is the little of a terminal that the dashboard needs: it takes the bytes a program
// writes and holds the cells a person would see. Unknown sequences are skipped.
type screen struct {
	w, h, x, y int
	cells      [][]string
	inks       [][]ink // what each cell is drawn with
	ink        ink
	pending    string // an unfinished sequence
	alt        bool
	queries    int // sequences that ask the terminal something
}

func newScreen(w, h int) *screen {
	s := &screen{w: w, h: h}
	s.clear()
	return s
}

func (s *screen) clear() {
	s.cells, s.inks = make([][]string, s.h), make([][]ink, s.h)
	for y := range s.cells {
		s.cells[y], s.inks[y] = make([]string, s.w), make([]ink, s.w)
	}
}

// Write feeds program output.
func (s *screen) Write(p []byte) (int, error) {
	in := s.pending + string(p)
	s.pending = ""
	for len(in) > 0 {
		n := s.step(in)
		if n == 0 {
			s.pending = in
			break
		}
		in = in[n:]
	}
	return len(p), nil
}

// step consumes one rune or sequence, 0 when it is not complete yet.
func (s *screen) step(in string) int {
	switch in[0] {
	case 0x1b:
		return s.escape(in)
	case '\r':
		s.x = 0
		return 1
	case '\n':
		s.y = min(s.y+1, s.h-1)
		return 1
	case '\b':
		s.x = max(s.x-1, 0)
		return 1
	}
	if in[0] < 0x20 {
		return 1
	}
	if !utf8.FullRuneInString(in) {
		return 0
	}
	_, n := utf8.DecodeRuneInString(in)
	s.put(in[:n])
	return n
}

func (s *screen) put(r string) {
	w := ansi.StringWidth(r)
	if w == 0 {
		if s.x > 0 {
			s.cells[s.y][s.x-1] += r
		}
		return
	}
	if s.x+w > s.w {
		s.x, s.y = 0, min(s.y+1, s.h-1)
	}
	s.cells[s.y][s.x], s.inks[s.y][s.x] = r, s.ink
	s.x += w
}

func (s *screen) escape(in string) int {
	if len(in) < 2 {
		return 0
	}
	switch in[1] {
	case '[':
		for i := 2; i < len(in); i++ {
			if in[i] >= 0x40 && in[i] <= 0x7e {
				s.csi(in[2:i], in[i])
				return i + 1
			}
		}
		return 0
	case ']':
		for i := 2; i < len(in); i++ {
			if in[i] == 0x07 || in[i] == '\\' && in[i-1] == 0x1b {
				if strings.Contains(in[2:i], "?") {
					s.queries++
				}
				return i + 1
			}
		}
		return 0
	}
	return 2
}

func (s *screen) csi(params string, final byte) {
	arg := func(i, fallback int) int {
		parts := strings.Split(strings.TrimLeft(params, "?>="), ";")
		if i < len(parts) {
			if n, err := strconv.Atoi(parts[i]); err == nil {
				return n
			}
		}
		return fallback
	}
	switch final {
	case 'A':
		s.y = max(s.y-arg(0, 1), 0)
	case 'B':
		s.y = min(s.y+arg(0, 1), s.h-1)
	case 'C':
		s.x = min(s.x+arg(0, 1), s.w-1)
	case 'D':
		s.x = max(s.x-arg(0, 1), 0)
	case 'H', 'f':
		s.y, s.x = min(arg(0, 1), s.h)-1, min(arg(1, 1), s.w)-1
	case 'J':
		if arg(0, 0) == 2 {
			s.clear()
			return
		}
		s.erase(s.y, s.x)
		for y := s.y + 1; y < s.h; y++ {
			s.erase(y, 0)
		}
	case 'K':
		if arg(0, 0) == 2 {
			s.erase(s.y, 0)
			return
		}
		s.erase(s.y, s.x)
	case 'm':
		s.ink.set(strings.Split(params, ";"))
	case 'n', 'c':
		s.queries++
	case 'h', 'l':
		if params == "?1049" {
			s.alt = final == 'h'
			s.clear()
			s.x, s.y = 0, 0
		}
	}
}

func (s *screen) erase(y, from int) {
	for x := from; x < s.w; x++ {
		s.cells[y][x] = ""
	}
}

// Lines are the rows as a person sees them, without trailing blanks.
func (s *screen) Lines() []string {
	out := make([]string, s.h)
	for y, row := range s.cells {
		var b strings.Builder
		for x := 0; x < s.w; x++ {
			c := row[x]
			if c == "" {
				c = " "
			}
			b.WriteString(c)
			x += ansi.StringWidth(c) - 1
		}
		out[y] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// Text is the whole screen.
func (s *screen) Text() string { return strings.Join(s.Lines(), "\n") }

// An ink is how a cell is drawn: of the terminal's attributes those that the themes use.
type ink struct {
	color                string // "" the terminal's own, else a number of the 256
	bold, faint, reverse bool
}

// set takes the parameters of one SGR sequence.
func (k *ink) set(params []string) {
	for i := 0; i < len(params); i++ {
		switch n, _ := strconv.Atoi(params[i]); {
		case n == 0:
			*k = ink{}
		case n == 1:
			k.bold = true
		case n == 2:
			k.faint = true
		case n == 7:
			k.reverse = true
		case n == 39:
			k.color = ""
		case n >= 30 && n <= 37:
			k.color = strconv.Itoa(n - 30)
		case n >= 90 && n <= 97:
			k.color = strconv.Itoa(n - 90 + 8)
		case n == 38 && i+2 < len(params) && params[i+1] == "5":
			k.color = params[i+2]
			i += 2
		}
	}
}
