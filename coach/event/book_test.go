package event

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"courant/coach/home"
)

func TestMerge(t *testing.T) {
	r := Default(toronto)
	said := func(source, start, end, issued, seen string) Message {
		m := Message{Source: source, Programme: home.FlexD, Start: at(start), End: at(end), Seen: at(seen)}
		if issued != "" {
			m.Issued = at(issued)
		}
		return m
	}
	hq := said(SourceHydroQuebec, "2027-01-15 06:00", "2027-01-15 10:00", "2027-01-14 11:00", "2027-01-14 12:00")
	corrected := said(SourceHydroQuebec, "2027-01-15 06:30", "2027-01-15 10:30", "2027-01-14 15:00", "2027-01-14 15:10")
	ical := said(SourceICal, "2027-01-15 06:00", "2027-01-15 10:00", "", "2027-01-14 13:00")
	withdrawn := corrected
	withdrawn.Withdrawn, withdrawn.Issued, withdrawn.Seen = true, at("2027-01-14 18:00"), at("2027-01-14 18:00")
	manual := said(SourceManual, "2027-01-15 06:00", "2027-01-15 09:00", "", "2027-01-14 10:00")
	for _, tc := range []struct {
		desc     string
		messages []Message
		id       string // "": no event
		end      string
		source   string
		reason   Reason
		gone     bool
	}{
		{"one source", []Message{hq}, "flex-d-20270115T0600", "2027-01-15 10:00", SourceHydroQuebec, ReasonOnly, false},
		{"said twice", []Message{hq, hq}, "flex-d-20270115T0600", "2027-01-15 10:00", SourceHydroQuebec, ReasonOnly, false},
		{"two sources agree", []Message{ical, hq}, "flex-d-20270115T0600", "2027-01-15 10:00", SourceHydroQuebec, ReasonAgree, false},
		{"corrected: the republication lags and is overruled", []Message{hq, ical, corrected}, "flex-d-20270115T0630", "2027-01-15 10:30", SourceHydroQuebec, ReasonTrusted, false},
		{"the correction arrives first", []Message{corrected, hq}, "flex-d-20270115T0630", "2027-01-15 10:30", SourceHydroQuebec, ReasonOnly, false},
		{"withdrawn", []Message{hq, corrected, withdrawn}, "flex-d-20270115T0630", "2027-01-15 10:30", SourceHydroQuebec, ReasonOnly, true},
		{"a person's entry stands for the official notice", []Message{manual, hq}, "flex-d-20270115T0600", "2027-01-15 09:00", SourceManual, ReasonTrusted, false},
		{"null says nothing", []Message{{Source: SourceHydroQuebec, Programme: home.FlexD, Seen: at("2027-01-14 12:00")}}, "", "", "", "", false},
		{"nor does an end before the start", []Message{said(SourceICal, "2027-01-15 10:00", "2027-01-15 06:00", "", "2027-01-14 12:00")}, "", "", "", "", false},
		{"nor one that is seen tomorrow", []Message{said(SourceICal, "2027-01-15 06:00", "2027-01-15 10:00", "2027-01-14 12:00", "2027-01-16 12:00")}, "", "", "", "", false},
	} {
		got := r.Merge(tc.messages, at("2027-01-14 23:00"))
		if tc.id == "" {
			if len(got) != 0 {
				t.Errorf("%s: %+v", tc.desc, got)
			}
			continue
		}
		if len(got) != 1 {
			t.Errorf("%s: %d events", tc.desc, len(got))
			continue
		}
		d := got[0]
		if d.ID != tc.id || !d.End.Equal(at(tc.end)) || d.Source != tc.source || d.Reason != tc.reason || d.Withdrawn != tc.gone {
			t.Errorf("%s: %+v", tc.desc, d)
		}
	}
}

func TestUpdateKeepsLeavesThroughACorrection(t *testing.T) {
	r := Default(toronto)
	old := Event{ID: "flex-d-20270115T0600", Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at("2027-01-15 10:00"), Source: SourceHydroQuebec}
	old = old.Skip(Skip{Home: "h", At: at("2027-01-14 20:00")})
	news := r.Merge([]Message{{Source: SourceHydroQuebec, Programme: home.FlexD, Start: at("2027-01-15 06:30"), End: at("2027-01-15 10:30"), Seen: at("2027-01-14 21:00")}}, at("2027-01-14 22:00"))
	put, remove := r.Update([]Event{old}, news)
	if len(put) != 1 || put[0].ID != "flex-d-20270115T0630" || !put[0].SkippedBy("h") || len(remove) != 1 || remove[0] != old.ID {
		t.Errorf("put %+v, remove %v", put, remove)
	}
	old.Source = SourceManual
	if put, remove := r.Update([]Event{old}, news); len(put)+len(remove) != 0 {
		t.Errorf("a feed overruled a person: put %+v, remove %v", put, remove)
	}
}

// A history is what sources said, in the order it reached us, and when a person left.
type history struct {
	messages []Message // sorted by Seen
	skip     time.Time // zero: never
	undo     time.Time // zero: never
}

// randomHistory makes messages about two halves of a day: missing, late, early, doubled,
// corrected, withdrawn, null, backwards and out of order.
func randomHistory(rnd *rand.Rand, noon time.Time) history {
	var h history
	minute := func(around time.Time, spread int) time.Time {
		return around.Add(time.Duration(rnd.IntN(2*spread+1)-spread) * time.Minute)
	}
	seen := noon.Add(-36 * time.Hour)
	for range 1 + rnd.IntN(8) {
		seen = seen.Add(time.Duration(rnd.IntN(8*60)) * time.Minute)
		m := Message{Source: []string{SourceManual, SourceHydroQuebec, SourceICal, "radio"}[rnd.IntN(4)], Programme: home.FlexD, Seen: seen}
		m.Start = noon.Add([]time.Duration{-6 * time.Hour, 4 * time.Hour}[rnd.IntN(2)])
		m.End = m.Start.Add(4 * time.Hour)
		switch rnd.IntN(12) {
		case 0:
			m.Start, m.End = m.Start.Add(30*time.Minute), m.End.Add(time.Hour) // corrected
		case 1:
			m.Withdrawn = true
		case 2:
			m.End = time.Time{} // null
		case 3:
			m.Start, m.End = m.End, m.Start
		case 4:
			m.Programme = "GDP-Affaires"
		case 5:
			m.End = m.Start.Add(25 * time.Hour)
		}
		switch rnd.IntN(4) {
		case 0:
			m.Issued = minute(seen, 600) // out of order, or from the future
		case 1:
			m.Issued = seen.Add(-time.Hour)
		}
		h.messages = append(h.messages, m)
		if rnd.IntN(4) == 0 {
			h.messages = append(h.messages, m) // doubled
		}
	}
	if rnd.IntN(3) == 0 {
		h.skip = minute(noon, 20*60)
		if rnd.IntN(2) == 0 {
			h.undo = h.skip.Add(time.Duration(1+rnd.IntN(300)) * time.Minute)
		}
	}
	return h
}

// state is the second definition, by brute force from the last valid messages: what a
// person with the list of messages and a wall clock would say of one half of the day.
func (h history) state(now, noon time.Time, morning bool) (State, Phase) {
	var best *Message
	order := map[string]int{SourceManual: 0, SourceHydroQuebec: 1, SourceICal: 2, "radio": 3}
	truth := func(m Message) time.Time {
		if m.Issued.IsZero() || m.Issued.After(m.Seen) {
			return m.Seen
		}
		return m.Issued
	}
	for i := range h.messages {
		m := &h.messages[i]
		hours := m.End.Sub(m.Start).Hours()
		if m.Seen.After(now) || m.Programme != home.FlexD || m.End.IsZero() || hours <= 0 || hours > 24 || m.Start.Before(noon) != morning {
			continue
		}
		switch {
		case best == nil || order[m.Source] < order[best.Source]:
			best = m
		case order[m.Source] > order[best.Source]:
		case truth(*m).After(truth(*best)):
			best = m
		case truth(*best).After(truth(*m)):
		case m.Seen.After(best.Seen):
			best = m
		case m.Seen.Equal(best.Seen) && m.Start.After(best.Start), m.Seen.Equal(best.Seen) && m.Start.Equal(best.Start) && m.End.After(best.End),
			m.Seen.Equal(best.Seen) && m.Start.Equal(best.Start) && m.End.Equal(best.End) && m.Withdrawn:
			best = m
		}
	}
	if best == nil {
		return "", ""
	}
	if best.Withdrawn {
		return StateWithdrawn, Normal
	}
	if !h.skip.IsZero() && !now.Before(h.skip) && (h.undo.IsZero() || now.Before(h.undo)) {
		return StateSkipped, Normal
	}
	// Minutes from local midnight; the day of the test has 24 hours.
	clock := now.Sub(noon).Minutes() + 12*60
	start, end := best.Start.Sub(noon).Minutes()+12*60, best.End.Sub(noon).Minutes()+12*60
	switch {
	case clock >= end+60:
		return Done, Normal
	case clock >= end:
		return InRecovery, Recovery
	case clock >= start:
		return InReduction, Reduction
	case clock >= start-120:
		return InPreheat, Preheat
	case clock >= 0:
		return Locked, Normal
	}
	return Announced, Normal
}

// edges are the minutes from noon at which some phase of the test's events begins or ends,
// and those beside them.
var edges = []int{-721, -720, -481, -480, -451, -450, -361, -360, -331, -330, -121, -120, -60, 0, 119, 120, 149, 150, 240, 270, 480, 481, 540}

// Over 100,000 random histories, restarted at a random moment and asked at a random moment
// or at an edge, no state or phase ever differs from the second definition.
func TestNoWrongPhaseEver(t *testing.T) {
	histories := 100_000
	if raced {
		histories /= 10
	}
	r := Default(toronto)
	noon := at("2027-01-15 12:00")
	rnd := rand.New(rand.NewPCG(1, 2027))
	for n := range histories {
		h := randomHistory(rnd, noon)
		offset := rnd.IntN(60*60) - 30*60
		if rnd.IntN(2) == 0 {
			offset = edges[rnd.IntN(len(edges))]
		}
		now := noon.Add(time.Duration(offset) * time.Minute)
		if problem := wrong(r, h, rnd.IntN(len(h.messages)+1), now, noon); problem != "" {
			t.Fatalf("history %d at %v: %s\n%+v", n, now.In(toronto), problem, h)
		}
	}
}

// The same for fewer histories, but with a restart after every message and at every edge.
func TestNoWrongPhaseAfterAnyRestart(t *testing.T) {
	r := Default(toronto)
	noon := at("2027-01-15 12:00")
	rnd := rand.New(rand.NewPCG(2, 2027))
	for n := range 200 {
		h := randomHistory(rnd, noon)
		for restart := range len(h.messages) + 1 {
			for _, offset := range edges {
				now := noon.Add(time.Duration(offset) * time.Minute)
				if problem := wrong(r, h, restart, now, noon); problem != "" {
					t.Fatalf("history %d, restart %d at %v: %s\n%+v", n, restart, now.In(toronto), problem, h)
				}
			}
		}
	}
}

// wrong plays a history up to a moment, with a restart after some messages, and compares.
func wrong(r *Rules, h history, restart int, now, noon time.Time) string {
	book := r.NewBook()
	for i, m := range h.messages {
		if i == restart {
			book = r.NewBook(book.Messages()...)
		}
		if m.Seen.After(now) {
			break
		}
		book.Add(m)
	}
	got := map[bool][2]string{}
	for _, d := range book.Events() {
		e := d.Event
		if !h.skip.IsZero() {
			e = e.Skip(Skip{Home: "h", At: h.skip})
			if !h.undo.IsZero() && !now.Before(h.undo) {
				e, _ = e.Undo("h", "")
			}
		}
		state, phase := r.At(e, now, "h")
		got[e.Start.Before(noon)] = [2]string{string(state), string(phase)}
	}
	for _, morning := range []bool{true, false} {
		state, phase := h.state(now, noon, morning)
		if want := [2]string{string(state), string(phase)}; got[morning] != want {
			return fmt.Sprintf("morning %v: %v, want %v", morning, got[morning], want)
		}
	}
	return ""
}

// The order in which messages arrive never matters, nor do repeats.
func TestBookIsASet(t *testing.T) {
	r := Default(toronto)
	rnd := rand.New(rand.NewPCG(3, 2027))
	for range 2000 {
		h := randomHistory(rnd, at("2027-01-15 12:00"))
		want := r.NewBook(h.messages...)
		shuffled := append(append([]Message(nil), h.messages...), h.messages...)
		rnd.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := r.NewBook(shuffled...)
		if !reflect.DeepEqual(got.Events(), want.Events()) || !reflect.DeepEqual(got.Messages(), want.Messages()) {
			t.Fatalf("order matters:\n%+v\n%+v", got.Messages(), want.Messages())
		}
	}
}
