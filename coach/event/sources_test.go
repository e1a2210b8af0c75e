package event

import (
	"reflect"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
)

func TestExplain(t *testing.T) {
	r := Default(toronto)
	said := func(source, end string, withdrawn bool) Message {
		return Message{Source: source, Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at(end), Seen: at("2027-01-14 12:00"), Withdrawn: withdrawn}
	}
	stored := func(source, end string) Event {
		return Event{ID: "flex-d-20270115T0600", Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at(end), Source: source}
	}
	own := stored(SourceManual, "2027-01-15 10:00")
	own.Home = "h"
	const ten, nine = "2027-01-15 10:00", "2027-01-15 09:00"
	for _, c := range []struct {
		desc     string
		e        Event
		messages []Message
		reason   Reason
		sources  []string
		dissents []string
	}{
		{"nobody else speaks of it", stored(SourceManual, ten), nil, ReasonOnly, []string{SourceManual}, nil},
		{"its own feed does not count twice", stored(SourceHydroQuebec, ten), []Message{said(SourceHydroQuebec, ten, false)}, ReasonOnly, []string{SourceHydroQuebec}, nil},
		{"a calendar says the same", stored(SourceHydroQuebec, ten), []Message{said(SourceICal, ten, false), said(SourceHydroQuebec, ten, false)}, ReasonAgree, []string{SourceHydroQuebec, SourceICal}, nil},
		{"a person says other hours than the feed", stored(SourceManual, ten), []Message{said(SourceHydroQuebec, nine, false)}, ReasonTrusted, []string{SourceManual, SourceHydroQuebec}, []string{SourceHydroQuebec}},
		{"a calendar withdrew it, the feed did not", stored(SourceHydroQuebec, ten), []Message{said(SourceICal, ten, true)}, ReasonTrusted, []string{SourceHydroQuebec, SourceICal}, []string{SourceICal}},
		{"an event of one home is that home's", own, []Message{said(SourceHydroQuebec, nine, false)}, ReasonOnly, []string{SourceManual}, nil},
	} {
		d := r.NewBook(c.messages...).Explain(c.e)
		if d.Reason != c.reason || !reflect.DeepEqual(d.Sources, c.sources) || !reflect.DeepEqual(d.Dissents, c.dissents) {
			t.Errorf("%s: %s, %v, %v", c.desc, d.Reason, d.Sources, d.Dissents)
		}
	}
}

// An event that is first heard of once it has begun was announced at a time nobody knows; one
// that was known before the book was begun keeps its announcement.
func TestAnnouncedAt(t *testing.T) {
	r := Default(toronto)
	m := Message{Source: SourceHydroQuebec, Programme: home.FlexD, Start: at("2025-01-15 06:00"), End: at("2025-01-15 09:00"), Seen: at("2027-01-14 12:00")}
	d := r.NewBook(m).Events()
	if len(d) != 1 || !d[0].AnnouncedAt.IsZero() || !d[0].Known(at("2025-01-01 00:00")) {
		t.Errorf("%+v", d)
	}
	m.Start, m.End = at("2027-01-15 06:00"), at("2027-01-15 10:00")
	d = r.NewBook(m).Events()
	old := d[0].Event
	old.AnnouncedAt = at("2027-01-14 10:00")
	if put, _ := r.Update([]Event{old}, d); len(put) != 0 {
		t.Errorf("nothing is new, but %+v is put", put)
	}
	old.AnnouncedAt = at("2027-01-14 13:00")
	if put, _ := r.Update([]Event{old}, d); len(put) != 1 || !put[0].AnnouncedAt.Equal(at("2027-01-14 12:00")) {
		t.Errorf("announced earlier than was thought: %+v", put)
	}
}

// A pull that says what is known changes nothing in the store.
func TestUpdatePutsWhatDiffersAlone(t *testing.T) {
	r := Default(toronto)
	m := Message{Source: SourceHydroQuebec, Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at("2027-01-15 10:00"), Seen: at("2027-01-14 12:00")}
	d := r.NewBook(m).Events()
	stored := d[0].Event.Skip(Skip{Home: "h", At: at("2027-01-14 20:00")})
	if put, remove := r.Update([]Event{stored}, d); len(put)+len(remove) != 0 {
		t.Errorf("put %+v, remove %v", put, remove)
	}
	gone := stored
	gone.Source, gone.Withdrawn = SourceManual, true
	if put, remove := r.Update([]Event{gone}, d); len(put)+len(remove) != 0 {
		t.Errorf("a feed overruled a person: put %+v, remove %v", put, remove)
	}
	m.Withdrawn, m.Seen = true, at("2027-01-14 14:00")
	if put, _ := r.Update([]Event{stored}, r.NewBook(m).Events()); len(put) != 1 || !put[0].Withdrawn || !put[0].SkippedBy("h") {
		t.Errorf("withdrawn: %+v", put)
	}
}

func TestFeedStatus(t *testing.T) {
	err := fault.New(fault.Unreachable, "x.y", "source", "z")
	s := FeedStatus{Source: SourceHydroQuebec}
	if s.Failing() || !s.Due(at("2027-01-14 09:00")) {
		t.Errorf("never asked: %+v", s)
	}
	s = s.Bad(at("2027-01-14 09:00"), err, 0)
	for n, wait := range map[int]time.Duration{1: time.Minute, 2: 2 * time.Minute, 5: 16 * time.Minute, 7: time.Hour, 60: time.Hour} {
		s.Failures = n
		if s.Due(s.LastTry.Add(wait-time.Second)) || !s.Due(s.LastTry.Add(wait)) {
			t.Errorf("after %d failures: not %v", n, wait)
		}
	}
	if again := s.Problem.Err(); fault.CodeOf(again) != fault.Unreachable || again.Error() != err.Error() {
		t.Errorf("%v", again)
	}
	if s = s.Bad(at("2027-01-14 10:00"), err, time.Hour); !s.FailingSince.Equal(at("2027-01-14 09:00")) || s.Due(at("2027-01-14 10:59")) {
		t.Errorf("%+v", s)
	}
}
