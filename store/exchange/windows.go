package exchange

import (
	"io"
	"slices"
	"strings"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
)

// A Window is a span that a question is about, [Start, End), UTC.
type Window struct{ Start, End time.Time }

// longest is how long a window or an event may last: longer, and a date is wrong.
const longest = 24 * time.Hour

// ReadWindows reads a CSV with the columns start and end, in the order of the file. Other
// columns are named in ignored. All or nothing, as Read.
func ReadWindows(r io.Reader, name string, loc *time.Location) (windows []Window, ignored []string, err error) {
	spans, ignored, err := readSpans(r, name, loc, nil)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range spans {
		windows = append(windows, s.Window)
	}
	return windows, ignored, nil
}

// ReadEvents reads peak events of a programme from a CSV with the columns start, end and
// perhaps mode (moderate, ambitious, extreme, or empty), sorted. Other columns are named
// in ignored. All or nothing; an event that is there twice is refused.
func ReadEvents(r io.Reader, name string, programme home.Programme, loc *time.Location) (events []event.Event, ignored []string, err error) {
	spans, ignored, err := readSpans(r, name, loc, []string{"mode"})
	if err != nil {
		return nil, nil, err
	}
	lines := map[string]int{}
	for _, s := range spans {
		e := event.Event{ID: event.NewID(programme, s.Start, loc), Programme: programme, Start: s.Start, End: s.End, Source: "file", Critical: true}
		e.Mode = home.Mode(strings.ToLower(s.mode))
		if e.Mode != "" && !slices.Contains(home.Modes(), e.Mode) {
			return nil, nil, fault.New(fault.Invalid, msgMode, "file", name, "line", s.line, "column", "mode", "value", clip(s.mode), "modes", words(home.Modes()))
		}
		if first, twice := lines[e.ID]; twice {
			return nil, nil, fault.New(fault.Invalid, msgEventTwice, "file", name, "line", s.line, "first", first)
		}
		lines[e.ID] = s.line
		events = append(events, e)
	}
	slices.SortFunc(events, event.Event.Compare)
	return events, ignored, nil
}

func words[T ~string](all []T) string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}

// A span is one line of a file of windows or events.
type span struct {
	Window
	mode string
	line int
}

// readSpans reads the lines. extra are columns that are known besides start and end.
func readSpans(r io.Reader, name string, loc *time.Location, extra []string) (spans []span, ignored []string, err error) {
	in, err := open(r, name)
	if err != nil {
		return nil, nil, err
	}
	rd, err := newRecords(in)
	if err != nil {
		return nil, nil, err
	}
	headings, err := rd.headings()
	if err != nil {
		return nil, nil, err
	}
	index := map[string]int{}
	for i, h := range headings {
		n := simple(h)
		if _, twice := index[n]; !twice && (n == roleStart || n == roleEnd || slices.Contains(extra, n)) {
			index[n] = i
			continue
		}
		ignored = append(ignored, clip(h))
	}
	for _, role := range []string{roleStart, roleEnd} {
		if _, ok := index[role]; !ok {
			return nil, nil, fault.New(fault.Invalid, msgNoSpan, "file", name, "column", role, "nearest", fault.Nearest(role, headings), "columns", list(headings))
		}
	}
	t := newTable(in, Options{Location: loc}, nil)
	for {
		cells, line, err := rd.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		if cells, err = rd.tidy(cells, line, len(headings)); err != nil {
			return nil, nil, err
		}
		if cells == nil {
			continue
		}
		s, err := t.span(cells, index, line)
		if err != nil {
			return nil, nil, err
		}
		spans = append(spans, s)
	}
	if len(spans) == 0 {
		return nil, nil, fault.New(fault.Invalid, msgNoRows, "file", name)
	}
	return spans, ignored, nil
}

// span reads one line. An hour that happens twice is refused: no order tells which.
func (t *table) span(cells []string, index map[string]int, line int) (span, error) {
	s := span{line: line}
	for _, end := range []struct {
		role string
		to   *time.Time
	}{{roleStart, &s.Start}, {roleEnd, &s.End}} {
		p := place{line, end.role, cells[index[end.role]]}
		sec, twice, err := t.when(p)
		if err != nil {
			return s, err
		}
		if twice != 0 {
			return s, t.twoReadings(p, sec, sec+twice)
		}
		*end.to = time.Unix(sec, 0).UTC()
	}
	switch d := s.End.Sub(s.Start); {
	case d <= 0:
		return s, fault.New(fault.Invalid, msgBackwards, "file", t.file, "line", line)
	case d > longest:
		return s, fault.New(fault.Invalid, msgLongWindow, "file", t.file, "line", line)
	}
	if i, ok := index["mode"]; ok {
		s.mode = strings.Clone(cells[i])
	}
	return s, nil
}
