package event

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// longest is the most that one event may last.
const longest = 24 * time.Hour

// The sources of messages, the most trusted first: what a person enters stands for the
// official e-mail notice, which takes precedence over the open data.
const (
	SourceManual      = "manual"
	SourceFile        = "file" // a person's own list
	SourceHydroQuebec = "hydro-quebec"
	SourceICal        = "ical"
	SourceInflux      = "influx"
)

var trust = []string{SourceManual, SourceFile, SourceHydroQuebec, SourceICal, SourceInflux}

// Fed reports whether a source is one that is asked again and again, and so would announce
// an event anew that was taken away.
func Fed(source string) bool {
	return source == SourceHydroQuebec || source == SourceICal || source == SourceInflux
}

// rank is a source's place, unknown ones last.
func rank(source string) int {
	if i := slices.Index(trust, source); i >= 0 {
		return i
	}
	return len(trust)
}

// A Message is what a source said about one event at one time. It is all that a Book needs
// to remember, so that it may be kept across restarts.
type Message struct {
	Source    string         `json:"source"`
	Programme home.Programme `json:"programme"`
	Start     time.Time      `json:"start"`
	End       time.Time      `json:"end"`
	Withdrawn bool           `json:"withdrawn,omitempty"`
	Issued    time.Time      `json:"issued,omitzero"` // when the source said it; zero, or later than Seen: when it was seen
	Seen      time.Time      `json:"seen"`            // when it reached us
	First     time.Time      `json:"first,omitzero"`  // when the source first spoke of the event; a Book fills it in
	Mode      home.Mode      `json:"mode,omitempty"`
}

// A Refusal says why a message counts for nothing.
type Refusal string

// The refusals; "" accepts.
const (
	Accepted       Refusal = ""
	RefusedNull    Refusal = "null"      // no start, no end, or never seen
	RefusedOffer   Refusal = "offer"     // of no programme that is known
	RefusedReverse Refusal = "backwards" // ends before it starts
	RefusedLong    Refusal = "too-long"  // lasts more than a day
)

// Refuse says why a message cannot be used.
func (m Message) Refuse() Refusal {
	switch {
	case m.Source == "" || m.Start.IsZero() || m.End.IsZero() || m.Seen.IsZero():
		return RefusedNull
	case !slices.Contains(Programmes(), m.Programme):
		return RefusedOffer
	case !m.Start.Before(m.End):
		return RefusedReverse
	case m.End.Sub(m.Start) > longest:
		return RefusedLong
	}
	return Accepted
}

// said is when the message was true: no source knows the future.
func (m Message) said() time.Time {
	if m.Issued.IsZero() || m.Issued.After(m.Seen) {
		return m.Seen
	}
	return m.Issued
}

// compare orders a source's messages on one event: the later said stands; of two said at
// the same time the later seen; then what they say decides, so that the order of arrival
// never does.
func (m Message) compare(o Message) int {
	return cmp.Or(m.said().Compare(o.said()), m.Seen.Compare(o.Seen), m.Start.Compare(o.Start), m.End.Compare(o.End),
		cmp.Compare(truth(m.Withdrawn), truth(o.Withdrawn)), cmp.Compare(m.Mode, o.Mode))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A key is which event a message is about. Programmes call at most one event in each half
// of a day, and feeds have no ids: a message with other hours in the same half corrects.
type key struct {
	programme home.Programme
	day       series.Date
	slot      Slot
}

func (k key) compare(o key) int {
	return cmp.Or(k.day.Compare(o.day), cmp.Compare(k.slot, o.slot), cmp.Compare(k.programme, o.programme))
}

func (r *Rules) keyOf(e Event) key {
	return key{e.Programme, series.DateOf(e.Start, r.loc), SlotOf(e.Start, r.loc)}
}

// A Book keeps the last valid message of each source on each event. What it holds depends
// on the set of messages it was given, not on their order, on repeats, or on restarts from
// Messages. A source that falls silent withdraws nothing.
type Book struct {
	rules *Rules
	last  map[key]map[string]Message // by source
}

// NewBook makes a book from messages, such as those of an earlier one.
func (r *Rules) NewBook(messages ...Message) *Book {
	b := &Book{rules: r, last: map[key]map[string]Message{}}
	for _, m := range messages {
		b.Add(m)
	}
	return b
}

// Merge is what was known of events at a moment from all messages seen by then.
func (r *Rules) Merge(messages []Message, now time.Time) []Decision {
	b := r.NewBook()
	for _, m := range messages {
		if !m.Seen.After(now) {
			b.Add(m)
		}
	}
	return b.Events()
}

// Add takes a message in, or says why it does not count.
func (b *Book) Add(m Message) Refusal {
	if why := m.Refuse(); why != Accepted {
		return why
	}
	m.Issued = m.said()
	if m.First.IsZero() || m.First.After(m.Issued) {
		m.First = m.Issued
	}
	k := b.rules.keyOf(Event{Programme: m.Programme, Start: m.Start})
	sources := b.last[k]
	if sources == nil {
		sources = map[string]Message{}
		b.last[k] = sources
	}
	if old, ok := sources[m.Source]; ok {
		first := m.First
		if old.First.Before(first) {
			first = old.First
		}
		if old.compare(m) > 0 {
			m = old
		}
		m.First = first
	}
	sources[m.Source] = m
	return Accepted
}

// Messages lists what the book holds, sorted: a book made from them is the same book.
func (b *Book) Messages() []Message {
	var out []Message
	for _, k := range slices.SortedFunc(maps.Keys(b.last), key.compare) {
		out = append(out, b.bySource(k)...)
	}
	return out
}

// bySource lists the messages on one event, the most trusted source first.
func (b *Book) bySource(k key) []Message {
	return slices.SortedFunc(maps.Values(b.last[k]), func(x, y Message) int {
		return cmp.Or(cmp.Compare(rank(x.Source), rank(y.Source)), cmp.Compare(x.Source, y.Source))
	})
}

// A Reason says why an event is as it is.
type Reason string

// The reasons.
const (
	ReasonOnly    Reason = "only"    // one source speaks of it
	ReasonAgree   Reason = "agree"   // all sources say the same
	ReasonTrusted Reason = "trusted" // they do not: the most trusted one stands
)

// A Decision is one event as the sources together have it.
type Decision struct {
	Event
	Reason   Reason
	Sources  []string // that speak of it, the most trusted first
	Dissents []string // those of them that say otherwise
}

// Events lists the events, sorted, withdrawn ones among them. An event is announced when
// any source first spoke of it; where all spoke of it only once it had begun, as in a list
// of past winters, nobody knows when it was announced.
func (b *Book) Events() []Decision {
	var out []Decision
	for k := range b.last {
		out = append(out, b.decide(b.bySource(k)))
	}
	slices.SortFunc(out, func(x, y Decision) int { return x.Compare(y.Event) })
	return out
}

func (b *Book) decide(all []Message) Decision {
	m := all[0]
	d := Decision{Reason: ReasonAgree, Event: Event{
		ID: NewID(m.Programme, m.Start, b.rules.loc), Programme: m.Programme, Start: m.Start.UTC(), End: m.End.UTC(),
		AnnouncedAt: m.First.UTC(), Source: m.Source, Mode: m.Mode, Critical: true, Withdrawn: m.Withdrawn,
	}}
	if len(all) == 1 {
		d.Reason = ReasonOnly
	}
	for _, o := range all {
		d.Sources = append(d.Sources, o.Source)
		if !o.Start.Equal(m.Start) || !o.End.Equal(m.End) || o.Withdrawn != m.Withdrawn {
			d.Dissents, d.Reason = append(d.Dissents, o.Source), ReasonTrusted
		}
		if o.First.Before(d.AnnouncedAt) {
			d.AnnouncedAt = o.First.UTC()
		}
	}
	if d.AnnouncedAt.After(d.Start) {
		d.AnnouncedAt = time.Time{}
	}
	return d
}

// Explain is why a stored event is as it is: the sources that speak of it, the most trusted
// first, its own among them, and those that say otherwise. An event of one home is that
// home's alone.
func (b *Book) Explain(e Event) Decision {
	d := Decision{Event: e, Reason: ReasonOnly, Sources: []string{e.Source}}
	if e.Home != "" {
		return d
	}
	for _, m := range b.bySource(b.rules.keyOf(e)) {
		if m.Source == e.Source {
			continue
		}
		d.Sources = append(d.Sources, m.Source)
		if !m.Start.Equal(e.Start) || !m.End.Equal(e.End) || m.Withdrawn != e.Withdrawn {
			d.Dissents = append(d.Dissents, m.Source)
		}
	}
	slices.SortStableFunc(d.Sources, func(x, y string) int { return cmp.Compare(rank(x), rank(y)) })
	switch {
	case len(d.Dissents) > 0:
		d.Reason = ReasonTrusted
	case len(d.Sources) > 1:
		d.Reason = ReasonAgree
	}
	return d
}

// Update says what a store has to change so that it holds the decided events: those to
// put because they are new or differ, with the leaves that people took kept even where the
// hours were corrected, and the ids of those that a correction replaced. Events that nobody
// decides on stay, and so does what a more trusted source stored without the book.
func (r *Rules) Update(stored []Event, decided []Decision) (put []Event, remove []string) {
	byKey := map[key][]Event{}
	for _, e := range stored {
		if e.Home == "" {
			byKey[r.keyOf(e)] = append(byKey[r.keyOf(e)], e)
		}
	}
	for _, d := range decided {
		e, yields := d.Event, false
		olds := byKey[r.keyOf(e)]
		var replaced []string
		for _, old := range olds {
			yields = yields || rank(old.Source) < rank(e.Source)
			for _, s := range old.Skips {
				e = e.Skip(s)
			}
			if old.ID != e.ID {
				replaced = append(replaced, old.ID)
			} else if !old.AnnouncedAt.IsZero() && (e.AnnouncedAt.IsZero() || old.AnnouncedAt.Before(e.AnnouncedAt)) {
				e.AnnouncedAt = old.AnnouncedAt // it was known before the book was begun
			}
		}
		if yields {
			continue
		}
		remove = append(remove, replaced...)
		if !slices.ContainsFunc(olds, func(old Event) bool { return old.ID == e.ID && old.same(e) }) {
			put = append(put, e)
		}
	}
	return put, remove
}

// same reports whether two events of one id say the same, leaves included.
func (e Event) same(o Event) bool {
	return e.Programme == o.Programme && e.Start.Equal(o.Start) && e.End.Equal(o.End) && e.AnnouncedAt.Equal(o.AnnouncedAt) &&
		e.Source == o.Source && e.Mode == o.Mode && e.Critical == o.Critical && e.Withdrawn == o.Withdrawn &&
		slices.EqualFunc(e.Skips, o.Skips, func(a, b Skip) bool { return a.same(b) && a.At.Equal(b.At) })
}
