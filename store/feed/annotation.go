package feed

import (
	"strconv"
	"strings"
	"time"

	"courant/coach/event"
)

// An Annotation is a point of a bucket that says when an event is, as a house's own
// automation writes it: stamped with the start of the window, with a tag or field programme
// (flex-d, winter-credit, hilo, or an offer's code) and end (RFC 3339, or seconds or
// milliseconds since 1970), perhaps withdrawn (true).
type Annotation struct {
	At     time.Time
	Fields map[string]string
}

// Annotated reads the annotations of a bucket. Rows count from 1.
func Annotated(name string, all []Annotation, o Options) (Reading, error) {
	r := Reading{Source: event.SourceInflux, Rows: len(all)}
	for i, a := range all {
		f := a.Fields
		programme := o.programmeOf(f["programme"], f["offer"], f["tags"], f["title"], f["text"])
		if programme == "" {
			r.skip(i+1, RowNoName, f["title"])
			continue
		}
		m := event.Message{Source: r.Source, Programme: programme, Start: a.At, Seen: o.Now.UTC()}
		m.Withdrawn, _ = strconv.ParseBool(strings.ToLower(f["withdrawn"]))
		var ok bool
		if m.End, ok = epoch(f["end"]); !ok {
			if m.End, ok = r.moment(i+1, strings.TrimSpace(f["end"]), o.Rules.Loc()); !ok {
				continue
			}
		}
		if err := r.add(name, i+1, m, o); err != nil {
			return r, err
		}
	}
	return r, nil
}

// epoch reads seconds or milliseconds since 1970: no event is before 1980 in either.
func epoch(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return time.Time{}, false
	}
	if n > 100_000_000_000 {
		return time.UnixMilli(n).UTC(), true
	}
	return time.Unix(n, 0).UTC(), true
}
