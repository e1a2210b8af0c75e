package feed

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
)

// maxLine bounds a line of a calendar, its folds included.
const maxLine = 64 << 10

// A property is one line of a calendar (RFC 5545, 3.1): NAME;PARAM=VALUE:VALUE.
type property struct {
	line   int // where it begins
	name   string
	params map[string]string
	value  string
}

// An entry is one VEVENT.
type entry struct {
	line  int
	props []property
}

func (e entry) get(name string) (property, bool) {
	i := slices.IndexFunc(e.props, func(p property) bool { return p.name == name })
	if i < 0 {
		return property{}, false
	}
	return e.props[i], true
}

func (e entry) text(name string) string {
	p, _ := e.get(name)
	return unescape(p.value)
}

// A calendar is what is read of a VCALENDAR; whatever stands inside other components is
// passed over.
type calendar struct {
	name      string // X-WR-CALNAME
	cancelled bool   // METHOD:CANCEL: all of it is withdrawn
	entries   []entry
}

// readCalendar reads an iCal body. Of an entry, its hours, its status and what tells its
// programme are read: an offer's code or a programme's name in its categories or title, in
// the calendar's name or in the source's, else Options.Programme.
func readCalendar(name string, body []byte, o Options) (Reading, error) {
	cal, err := parseCalendar(name, body)
	if err != nil {
		return Reading{}, err
	}
	r := Reading{Source: event.SourceICal, Rows: len(cal.entries)}
	nameless := 0
	for _, e := range cal.entries {
		programme := o.programmeOf(e.text("CATEGORIES"), e.text("SUMMARY"), cal.name, name)
		if programme == "" {
			r.skip(e.line, RowNoName, e.text("SUMMARY"))
			nameless++
			continue
		}
		if err := r.calendarRow(name, e, programme, cal.cancelled, o); err != nil {
			return r, err
		}
	}
	if nameless > 0 && nameless == len(cal.entries) {
		return r, fault.New(fault.Invalid, msgProgramme, "source", name, "line", cal.entries[0].line)
	}
	return r, nil
}

// programmeOf finds the programme that a text names, the first text that names any.
func (o Options) programmeOf(texts ...string) home.Programme {
	for _, t := range texts {
		if p := o.Rules.OfferOf(t); p != "" {
			return p
		}
		t = strings.ToLower(t)
		for _, w := range programmeWords {
			if strings.Contains(t, w.word) {
				return w.programme
			}
		}
	}
	return o.Programme
}

var programmeWords = []struct {
	word      string
	programme home.Programme
}{
	{"winter-credit", home.WinterCredit}, {"winter credit", home.WinterCredit}, {"crédit hivernal", home.WinterCredit}, {"credit hivernal", home.WinterCredit},
	{"flex-d", home.FlexD}, {"flex d", home.FlexD}, {"hilo", home.Hilo},
}

func (r *Reading) calendarRow(name string, e entry, programme home.Programme, cancelled bool, o Options) error {
	if _, repeats := e.get("RRULE"); repeats {
		r.skip(e.line, RowRepeats, e.text("RRULE"))
		return nil
	}
	m := event.Message{Source: r.Source, Programme: programme, Seen: o.Now.UTC()}
	m.Withdrawn = cancelled || strings.EqualFold(e.text("STATUS"), "CANCELLED")
	var ok bool
	if m.Start, ok = r.calendarTime(e, "DTSTART", o.Rules.Loc()); !ok {
		return nil
	}
	if m.End, ok = r.calendarTime(e, "DTEND", o.Rules.Loc()); !ok {
		return nil
	}
	if p, has := e.get("DURATION"); has && m.End.IsZero() && !m.Start.IsZero() {
		d, ok := duration(p.value)
		if !ok {
			r.skip(p.line, RowTime, p.value)
			return nil
		}
		m.End = m.Start.Add(d)
	}
	for _, stamp := range []string{"LAST-MODIFIED", "DTSTAMP"} {
		if p, has := e.get(stamp); has && m.Issued.IsZero() {
			m.Issued, _ = time.Parse("20060102T150405Z", p.value)
		}
	}
	return r.add(name, e.line, m, o)
}

// calendarTime is a time of an entry: UTC, of a named zone, or local. ok is false after a
// row that cannot be used was told; no property is the zero time.
func (r *Reading) calendarTime(e entry, name string, loc *time.Location) (time.Time, bool) {
	p, has := e.get(name)
	if !has {
		return time.Time{}, true
	}
	v := strings.ToUpper(strings.TrimSpace(p.value))
	if len(v) == 8 || strings.EqualFold(p.params["VALUE"], "DATE") {
		r.skip(p.line, RowWholeDay, p.value)
		return time.Time{}, false
	}
	if t, err := time.Parse("20060102T150405Z", v); err == nil {
		return t, true
	}
	wall, err := time.Parse("20060102T150405", v)
	zone, known := zoneOf(p.params["TZID"], loc)
	if err != nil || !known {
		r.skip(p.line, RowTime, p.value)
		return time.Time{}, false
	}
	return r.moment(p.line, wall.Format("2006-01-02T15:04:05"), zone)
}

// zoneOf is the zone of a TZID: "" is the zone of the rules. Calendars from Windows have
// names of their own for it.
func zoneOf(id string, loc *time.Location) (*time.Location, bool) {
	switch id {
	case "", loc.String(), "Eastern Standard Time", "US/Eastern", "Canada/Eastern":
		return loc, true
	}
	z, err := time.LoadLocation(id)
	return z, err == nil
}

// duration reads a positive duration of RFC 5545: P1D, PT4H, PT3H30M.
func duration(s string) (time.Duration, bool) {
	s = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(s)), "+")
	s, ok := strings.CutPrefix(s, "P")
	if !ok || s == "" || len(s) > 20 {
		return 0, false
	}
	days, clock, _ := strings.Cut(s, "T")
	total := time.Duration(0)
	if days != "" {
		n, unit := days[:len(days)-1], days[len(days)-1]
		per := map[byte]time.Duration{'D': 24 * time.Hour, 'W': 7 * 24 * time.Hour}[unit]
		v, ok := small(n)
		if per == 0 || !ok {
			return 0, false
		}
		total += time.Duration(v) * per
	}
	if clock != "" {
		d, err := time.ParseDuration(strings.ToLower(clock))
		if err != nil || d < 0 || strings.ContainsAny(clock, ".+-") {
			return 0, false
		}
		total += d
	}
	return total, true
}

// small reads a number of a few digits.
func small(s string) (int, bool) {
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' || n > 10_000 {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, s != ""
}

// parseCalendar finds the entries. The body must end with the calendar: what is cut short
// is refused whole.
func parseCalendar(name string, body []byte) (calendar, error) {
	var cal calendar
	var open []string // components that have begun
	for p := range unfold(body) {
		switch {
		case p.line < 0:
			return cal, fault.New(fault.Invalid, msgCalendar, "source", name, "line", -p.line, "problem", p.value)
		case p.name == "BEGIN":
			open = append(open, strings.ToUpper(p.value))
			if len(open) > 10 {
				return cal, fault.New(fault.Invalid, msgCalendar, "source", name, "line", p.line, "problem", "BEGIN")
			}
			if isEvent(open) {
				cal.entries = append(cal.entries, entry{line: p.line})
				if len(cal.entries) > 5*maxEvents {
					return cal, fault.New(fault.Invalid, msgTooMany, "source", name, "count", len(cal.entries), "most", maxEvents)
				}
			}
		case p.name == "END":
			if len(open) == 0 || open[len(open)-1] != strings.ToUpper(p.value) {
				return cal, fault.New(fault.Invalid, msgCalendar, "source", name, "line", p.line, "problem", "END:"+clip(p.value))
			}
			open = open[:len(open)-1]
		case isEvent(open):
			e := &cal.entries[len(cal.entries)-1]
			if _, twice := e.get(p.name); !twice {
				e.props = append(e.props, p)
			}
		case len(open) == 1 && p.name == "X-WR-CALNAME":
			cal.name = unescape(p.value)
		case len(open) == 1 && p.name == "METHOD":
			cal.cancelled = strings.EqualFold(p.value, "CANCEL")
		case len(open) == 0:
			return cal, fault.New(fault.Invalid, msgCalendar, "source", name, "line", p.line, "problem", clip(p.name))
		}
	}
	if len(open) > 0 {
		return cal, fault.New(fault.Incomplete, msgCut, "source", name)
	}
	return cal, nil
}

func isEvent(open []string) bool { return len(open) == 2 && open[1] == "VEVENT" }

// unfold gives the properties of a body, each with the line that it begins on: a line that
// begins with a space goes on the one before. A line that is no property has a negative line
// and the problem as its value.
func unfold(body []byte) func(yield func(property) bool) {
	return func(yield func(property) bool) {
		var current []byte
		begun, n := 0, 0
		give := func() bool {
			if begun == 0 || len(bytes.TrimSpace(current)) == 0 {
				return true
			}
			p, ok := parseProperty(strings.ToValidUTF8(string(current), "�"))
			if p.line = begun; !ok {
				p = property{line: -begun, value: clip(string(current))}
			}
			return yield(p)
		}
		for line := range bytes.Lines(body) {
			n++
			line = bytes.TrimRight(line, "\r\n")
			if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') && begun > 0 {
				current = append(current, line[1:]...)
			} else {
				if !give() {
					return
				}
				current, begun = append(current[:0], line...), n
			}
			if len(current) > maxLine {
				yield(property{line: -begun, value: clip(string(current))})
				return
			}
		}
		give()
	}
}

// parseProperty reads NAME;PARAM="VALUE":VALUE.
func parseProperty(s string) (property, bool) {
	var p property
	end := strings.IndexAny(s, ";:")
	if end <= 0 {
		return p, false
	}
	p.name = strings.ToUpper(strings.TrimSpace(s[:end]))
	for s = s[end:]; s[0] == ';'; {
		eq := strings.IndexByte(s, '=')
		if eq < 0 {
			return p, false
		}
		key := strings.ToUpper(s[1:eq])
		s = s[eq+1:]
		var value string
		if strings.HasPrefix(s, `"`) {
			value, s, _ = strings.Cut(s[1:], `"`)
		} else if stop := strings.IndexAny(s, ";:"); stop >= 0 {
			value, s = s[:stop], s[stop:]
		}
		if s == "" || s[0] != ';' && s[0] != ':' {
			return p, false
		}
		if p.params == nil {
			p.params = map[string]string{}
		}
		p.params[key] = value
	}
	p.value = s[1:]
	return p, true
}

var unescaper = strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`)

// unescape reads the escapes of a text value.
func unescape(s string) string { return strings.TrimSpace(unescaper.Replace(s)) }
