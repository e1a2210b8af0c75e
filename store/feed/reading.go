package feed

import (
	"bytes"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// Bounds of what a source may say. A winter has some 30 events a programme; seven winters of
// all programmes are a few hundred.
const (
	MaxBody   = 8 << 20              // bytes
	maxEvents = 2000                 // of programmes that are known
	farthest  = 400 * 24 * time.Hour // ahead: no programme announces the winter after next
)

// earliest is before the first winter of any programme that is known.
var earliest = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// A Reading is what a source says about events at one time.
type Reading struct {
	Source   string          // event.SourceHydroQuebec or event.SourceICal
	Messages []event.Message // in the order of the source; Seen is the time of reading
	Skipped  []Row           // rows of known programmes that cannot be used
	Others   int             // rows of offers that are no concern here
	Rows     int             // all rows
	Total    int             // rows that the source has altogether, where it gives them by the page; else 0
}

// A Row is one that cannot be used, and why: an event.Refusal or one of the reasons below.
type Row struct {
	Row    int // counted from 1; a line in a calendar
	Reason string
	Value  string // what stands there, clipped; clean it before a terminal sees it
}

// Why a row cannot be used, beside the refusals of event.Message.
const (
	RowTime     = "time"     // a time that cannot be read
	RowDoubled  = "doubled"  // a local time that happens twice
	RowAbsent   = "absent"   // a local time that the clock skips
	RowShape    = "shape"    // not an event at all
	RowWholeDay = "all-day"  // a day without hours
	RowRepeats  = "repeats"  // an event that repeats: no programme calls such
	RowTooOld   = "too-old"  // before any programme
	RowNoName   = "no-offer" // an entry whose programme nobody can tell
)

// RowReasons lists every reason that a Row can have, in a fixed order.
func RowReasons() []string {
	return []string{
		RowTime, RowDoubled, RowAbsent, RowShape, RowWholeDay, RowRepeats, RowTooOld, RowNoName,
		string(event.RefusedNull), string(event.RefusedReverse), string(event.RefusedLong),
	}
}

// Options say how to read a source.
type Options struct {
	Rules     *event.Rules   // whose programmes, offers and time zone
	Now       time.Time      // the time of reading
	Programme home.Programme // of entries that do not say theirs; "" where they must
}

// Read reads the body of a source, whatever its form: Hydro-Québec's open data in any
// published shape, or an iCal calendar. name is what messages call it. It is all or nothing
// but for single rows that cannot be used, which are told. The error is a *fault.Error of
// code Invalid; a hostile body is one as well.
func Read(name string, body []byte, o Options) (Reading, error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	text := bytes.TrimSpace(body)
	var r Reading
	var err error
	switch {
	case len(body) > MaxBody:
		return Reading{}, fault.New(fault.Invalid, msgTooBig, "source", name, "most", MaxBody>>20)
	case len(text) == 0:
		return Reading{}, fault.New(fault.Invalid, msgEmpty, "source", name)
	case text[0] == '<':
		return Reading{}, fault.New(fault.Invalid, msgHTML, "source", name)
	case text[0] == '{' || text[0] == '[':
		r, err = readOpenData(name, text, o)
	case hasPrefixFold(text, "BEGIN:VCALENDAR"):
		r, err = readCalendar(name, body, o)
	case bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text[:min(len(text), 512)]):
		return Reading{}, fault.New(fault.Invalid, msgNotText, "source", name)
	default:
		return Reading{}, fault.New(fault.Invalid, msgShape, "source", name, "want", "evenements, results, BEGIN:VCALENDAR")
	}
	if err != nil {
		return Reading{}, err
	}
	if len(r.Messages) > maxEvents {
		return Reading{}, fault.New(fault.Invalid, msgTooMany, "source", name, "count", len(r.Messages), "most", maxEvents)
	}
	return r, nil
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}

// add takes a message in, or tells why its row cannot be used. A start beyond what any
// programme announces says that the whole is garbage.
func (r *Reading) add(name string, row int, m event.Message, o Options) error {
	if m.Start.After(o.Now.Add(farthest)) {
		return fault.New(fault.Invalid, msgFar, "source", name, "row", row, "value", m.Start.Format(time.DateOnly), "most", int(farthest/(24*time.Hour)))
	}
	why := string(m.Refuse())
	if why == "" && m.Start.Before(earliest) {
		why = RowTooOld
	}
	if why != "" {
		r.skip(row, why, m.Start.Format(time.RFC3339)+" – "+m.End.Format(time.RFC3339))
		return nil
	}
	r.Messages = append(r.Messages, m)
	return nil
}

func (r *Reading) skip(row int, reason, value string) {
	r.Skipped = append(r.Skipped, Row{row, reason, clip(value)})
}

// moment reads a time of a source: with an offset, or local. ok is false after a row that
// cannot be used was told; an empty text is the zero time.
func (r *Reading) moment(row int, text string, loc *time.Location) (t time.Time, ok bool) {
	if text == "" {
		return time.Time{}, true
	}
	t, err := series.ParseTime(text, loc)
	var clock *series.ClockError
	switch {
	case err == nil:
		return t.UTC(), true
	case errors.As(err, &clock) && clock.Doubled:
		r.skip(row, RowDoubled, text)
	case clock != nil:
		r.skip(row, RowAbsent, text)
	default:
		r.skip(row, RowTime, text)
	}
	return time.Time{}, false
}

// Upcoming is how many of the messages are about events that are not over at a moment.
func (r Reading) Upcoming(now time.Time) int {
	n := 0
	for _, m := range r.Messages {
		if m.End.After(now) && !m.Withdrawn {
			n++
		}
	}
	return n
}

// Delisted are those of a source's remembered messages that its answer at lastOK did not
// repeat, about events still to come then: the source no longer lists them. They stay.
func Delisted(known []event.Message, source string, lastOK time.Time) []event.Message {
	return slices.DeleteFunc(slices.Clone(known), func(m event.Message) bool {
		return m.Source != source || m.Withdrawn || !m.Seen.Before(lastOK) || !m.Start.After(lastOK)
	})
}
