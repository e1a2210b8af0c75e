//go:build unix

package main

import (
	"encoding/xml"
	"flag"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var pictures = flag.Bool("pictures", false, "make the README's pictures anew from a real run")

// xterm is the colour of a number of the 256 as most terminals have it.
func xterm(number string) string {
	n, err := strconv.Atoi(number)
	basic := [...]string{"#3b4252", "#bf616a", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#88c0d0", "#d8dee9", "#4c566a", "#d08770", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#8fbcbb", "#eceff4"}
	switch {
	case err != nil:
		return "#d8dee9"
	case n < 16:
		return basic[n]
	case n < 232:
		level := func(v int) int {
			if v == 0 {
				return 0
			}
			return 55 + 40*v
		}
		n -= 16
		return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
	}
	return fmt.Sprintf("#%02[1]x%02[1]x%02[1]x", 8+10*(n-232))
}

// braille is a path of the dots of the braille signs in a run of cells, since many fonts have
// none, and the run with blanks in their place.
func braille(run string, left, top, cw, ch float64) (dots, rest string) {
	var path, others strings.Builder
	x := left
	for _, r := range run {
		if r < 0x2800 || r > 0x28ff {
			others.WriteRune(r)
			x += cw
			continue
		}
		others.WriteByte(' ')
		for bit, at := range [...][2]float64{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}} {
			if r&(1<<bit) != 0 {
				fmt.Fprintf(&path, "M%.1f %.1fh0", x+cw*(0.25+0.5*at[0]), top+ch*(0.125+0.25*at[1]))
			}
		}
		x += cw
	}
	return path.String(), others.String()
}

// svg is the screen as a picture: runs of cells that are drawn alike, each on its place, so
// that whatever font shows it keeps the columns.
func (s *screen) svg(title string) string {
	const cw, ch, pad = 8.4, 18.0, 12.0
	var b strings.Builder
	w, h := float64(s.w)*cw+2*pad, float64(s.h)*ch+2*pad
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" role="img"><title>%s</title>`+"\n", w, h, html.EscapeString(title))
	fmt.Fprintf(&b, `<rect width="%.0f" height="%.0f" rx="8" fill="#242933"/><g font-family="DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="14" xml:space="preserve">`+"\n", w, h)
	for y, row := range s.cells {
		for x := 0; x < s.w; {
			from, k := x, s.inks[y][x]
			var run strings.Builder
			for x < s.w && s.inks[y][x] == k {
				c := row[x]
				if c == "" {
					c = " "
				}
				run.WriteString(c)
				x++
			}
			text, fill := run.String(), xterm(k.color)
			if k.color == "" {
				fill = "#d8dee9"
			}
			left, length := pad+float64(from)*cw, float64(x-from)*cw
			if k.reverse {
				fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.0f" fill="%s"/>`, left, pad+float64(y)*ch, length, ch, fill)
				fill = "#242933"
			}
			if dots, rest := braille(text, left, pad+float64(y)*ch, cw, ch); dots != "" {
				fmt.Fprintf(&b, `<path d="%s" stroke="%s" stroke-width="2.2" stroke-linecap="round"%s/>`, dots, fill, map[bool]string{true: ` opacity="0.6"`}[k.faint])
				text = rest
			}
			if strings.TrimSpace(text) == "" {
				continue
			}
			style := ""
			if k.bold {
				style += ` font-weight="bold"`
			}
			if k.faint {
				style += ` opacity="0.6"`
			}
			fmt.Fprintf(&b, `<text x="%.1f" y="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`,
				left, pad+float64(y)*ch+13.5, length, fill, style, html.EscapeString(strings.ReplaceAll(text, " ", "\u00a0")))
		}
		b.WriteByte('\n')
	}
	b.WriteString("</g></svg>\n")
	return b.String()
}

// The README's pictures are of a real run of the built program: go test ./cmd/courant -run
// Pictures -pictures makes them anew. What is checked otherwise is that they can be read and
// still show the program's own words.
func TestPictures(t *testing.T) {
	for _, c := range []struct{ name, lang, key, word string }{
		{"today.fr", "fr_CA.UTF-8", "1", "Ce plan"},
		{"today.en", "en_CA.UTF-8", "1", "This plan"},
		{"schedule.fr", "fr_CA.UTF-8", "4", "consigne"},
		{"schedule.en", "en_CA.UTF-8", "4", "set-point"},
	} {
		path := filepath.Join("..", "..", "testdata", "screens", c.name+".svg")
		if *pictures {
			takePicture(t, path, c.name, c.lang, c.key, c.word)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("%v; -pictures makes it", err)
		}
		dec := xml.NewDecoder(strings.NewReader(string(raw)))
		var words strings.Builder
		for {
			token, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if chars, ok := token.(xml.CharData); ok {
				words.Write(chars)
			}
		}
		if !strings.Contains(strings.ReplaceAll(words.String(), "\u00a0", " "), c.word) {
			t.Errorf("%s does not show %q: make it anew", path, c.word)
		}
	}
}

func takePicture(t *testing.T, path, title, lang, key, word string) {
	t.Helper()
	home := t.TempDir()
	s := startSession(t, homeEnv(home, "LANG="+lang, "COURANT_THEME=dark"), 90, 30)
	s.waitFor(60*time.Second, "courant")
	s.waitFor(60*time.Second, "1 ")
	s.send(key)
	s.waitFor(10*time.Second, word)
	time.Sleep(2 * time.Second) // what is behind the first frame
	s.mu.Lock()
	svg := s.scr.svg("courant, " + title)
	s.mu.Unlock()
	s.send("q")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(svg), 0o644); err != nil {
		t.Fatal(err)
	}
}
