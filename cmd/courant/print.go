package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"courant/tui/text"
)

// print writes lines of ours, broken at spaces where a terminal is narrower. Outside words in
// them are cleaned once more: this is the last gate before a terminal.
func (a *app) print(lines []string) error {
	return writeLines(a.env.Out, a.spoken(lines), a.env.OutWidth)
}

func writeLines(out io.Writer, lines []string, width int) error {
	w := bufio.NewWriter(out)
	for _, line := range lines {
		for _, l := range text.WrapLines([]string{text.Clean(line, 0)}, width) {
			fmt.Fprintln(w, l)
		}
	}
	return w.Flush()
}

// tell says lines on standard error.
func (a *app) tell(line string, more ...string) {
	writeLines(a.env.Err, a.spoken(append([]string{line}, more...)), a.env.ErrWidth)
}

// note tells a person something beside the answer, on standard error, unless --quiet.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		a.tell(a.lang.Sprintf(format, args...))
	}
}

// jsonOne writes one JSON object on one line.
func (a *app) jsonOne(v any) error {
	enc := json.NewEncoder(a.env.Out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// jsonLines writes n JSON objects, one a line.
func (a *app) jsonLines(n int, at func(int) any) error {
	w := bufio.NewWriter(a.env.Out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range n {
		if err := enc.Encode(at(i)); err != nil {
			return err
		}
	}
	return w.Flush()
}

// stamp is a time of the JSON contract: RFC 3339 with the local offset, "" for none.
func stamp(t time.Time, loc *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(loc).Format(time.RFC3339)
}

func round(v float64, decimals int) float64 {
	p := math.Pow(10, float64(decimals))
	return math.Round(v*p) / p
}

// columns lays rows out as a plain table: left aligned, two spaces apart, no trailing space.
func columns(rows [][]string) []string {
	var widths []int
	for _, r := range rows {
		for i, c := range r {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(text.Clean(c, 0)))
		}
	}
	out := make([]string, len(rows))
	for n, r := range rows {
		var b strings.Builder
		for i, c := range r {
			c = text.Clean(c, 0)
			b.WriteString(c)
			b.WriteString(strings.Repeat(" ", widths[i]-ansi.StringWidth(c)+2))
		}
		out[n] = strings.TrimRight(b.String(), " ")
	}
	return out
}
