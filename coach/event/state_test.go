package event

import (
	"errors"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
)

func TestAt(t *testing.T) {
	r := Default(toronto)
	e := Event{ID: "flex-d-20270115T0600", Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at("2027-01-15 10:00")}
	pm := Event{ID: "flex-d-20270115T1600", Programme: home.FlexD, Start: at("2027-01-15 16:00"), End: at("2027-01-15 20:00")}
	withdrawn := e
	withdrawn.Withdrawn = true
	skipped := e.Skip(Skip{Home: "h", At: at("2027-01-15 05:00")})
	zone := e.Skip(Skip{Home: "h", Zone: "salon", At: at("2027-01-14 18:00")})
	for _, tc := range []struct {
		desc  string
		e     Event
		now   string
		state State
		phase Phase
	}{
		{"the evening before", e, "2027-01-14T23:59:59", Announced, Normal},
		{"midnight: settings are locked", e, "2027-01-15 00:00", Locked, Normal},
		{"a second before preheat", e, "2027-01-15T03:59:59", Locked, Normal},
		{"preheat", e, "2027-01-15 04:00", InPreheat, Preheat},
		{"the window", e, "2027-01-15 06:00", InReduction, Reduction},
		{"its last second", e, "2027-01-15T09:59:59", InReduction, Reduction},
		{"recovery", e, "2027-01-15 10:00", InRecovery, Recovery},
		{"done", e, "2027-01-15 11:00", Done, Normal},
		{"an evening event is locked all morning", pm, "2027-01-15 13:59", Locked, Normal},
		{"evening preheat", pm, "2027-01-15 14:00", InPreheat, Preheat},
		{"withdrawn has no phase", withdrawn, "2027-01-15 07:00", StateWithdrawn, Normal},
		{"before the person left", skipped, "2027-01-15 04:30", InPreheat, Preheat},
		{"after", skipped, "2027-01-15 05:00", StateSkipped, Normal},
		{"long after", skipped, "2027-02-15 05:00", StateSkipped, Normal},
		{"a zone's leave is not the home's", zone, "2027-01-15 07:00", InReduction, Reduction},
	} {
		if state, phase := r.At(tc.e, at(tc.now), "h"); state != tc.state || phase != tc.phase {
			t.Errorf("%s: %s, %s; want %s, %s", tc.desc, state, phase, tc.state, tc.phase)
		}
	}
	if state, _ := r.At(skipped, at("2027-01-15 07:00"), "other"); state != InReduction {
		t.Errorf("one home's leave moved another: %s", state)
	}
}

func TestSkipAndUndo(t *testing.T) {
	e := Event{ID: "x"}
	first := Skip{Home: "b", At: at("2027-01-15 05:00")}
	a := e.Skip(first).Skip(Skip{Home: "a", Zone: "z"}).Skip(Skip{Home: "b", At: at("2027-01-15 06:00")})
	if len(e.Skips) != 0 {
		t.Error("the event itself changed")
	}
	if len(a.Skips) != 2 || a.Skips[0].Home != "a" || a.Skips[1] != first {
		t.Errorf("sorted, the first leave stands: %+v", a.Skips)
	}
	b, ok := a.Undo("b", "")
	if !ok || len(b.Skips) != 1 || len(a.Skips) != 2 {
		t.Errorf("undo: %v, %+v, %+v", ok, b.Skips, a.Skips)
	}
	if _, ok := b.Undo("b", ""); ok {
		t.Error("there was nothing left to undo")
	}
}

func TestNext(t *testing.T) {
	r := Default(toronto)
	h := home.Home{ID: "h", Programme: home.Known[home.Programme]{Value: home.FlexD, Origin: home.Declared}}
	early := Event{ID: "1", Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at("2027-01-15 10:00")}
	late := Event{ID: "2", Programme: home.FlexD, Start: at("2027-01-15 16:00"), End: at("2027-01-15 20:00"), AnnouncedAt: at("2027-01-14 12:00")}
	other := Event{ID: "3", Programme: home.WinterCredit, Start: at("2027-01-14 06:00"), End: at("2027-01-14 10:00")}
	gone := Event{ID: "4", Programme: home.FlexD, Start: at("2027-01-14 16:00"), End: at("2027-01-14 20:00"), Withdrawn: true}
	all := []Event{late, other, gone, early}
	for now, want := range map[string]string{"2027-01-13 00:00": "1", "2027-01-15 10:30": "1", "2027-01-15 11:00": "2", "2027-01-15 21:00": ""} {
		if got, ok := r.Next(all, at(now), h); got.ID != want || ok != (want != "") {
			t.Errorf("at %s: %q, want %q", now, got.ID, want)
		}
	}
	if got, ok := r.Next([]Event{late}, at("2027-01-14 11:59"), h); ok {
		t.Errorf("%s was not announced yet", got.ID)
	}
}

func TestCheck(t *testing.T) {
	r := Default(toronto)
	ev := func(p home.Programme, start, end string) Event {
		return Event{ID: NewID(p, at(start), toronto), Programme: p, Start: at(start), End: at(end)}
	}
	there := ev(home.FlexD, "2027-01-15 06:00", "2027-01-15 10:00")
	for _, tc := range []struct {
		desc string
		e    Event
		warn []Warning
		id   fault.ID // "": accepted
	}{
		{"an ordinary evening", ev(home.FlexD, "2027-01-15 16:00", "2027-01-15 20:00"), nil, ""},
		{"the same again", there, []Warning{WarnKnown}, ""},
		{"other hours under the same id", ev(home.FlexD, "2027-01-15 06:00", "2027-01-15 09:00"), nil, msgTwice},
		{"overlaps", ev(home.FlexD, "2027-01-15 09:00", "2027-01-15 12:00"), nil, msgOverlap},
		{"overlaps, but of another programme", ev(home.WinterCredit, "2027-01-15 06:00", "2027-01-15 10:00"), nil, ""},
		{"touches: same half of the day, other hours", ev(home.FlexD, "2027-01-15 10:00", "2027-01-15 11:00"), []Warning{WarnSlot, WarnHours}, ""},
		{"ends before it starts", ev(home.FlexD, "2027-01-16 10:00", "2027-01-16 06:00"), nil, msgBackwards},
		{"no time at all", ev(home.FlexD, "2027-01-16 10:00", "2027-01-16 10:00"), nil, msgBackwards},
		{"a day and an hour", ev(home.FlexD, "2027-01-16 06:00", "2027-01-17 07:00"), nil, msgTooLong},
		{"a mistyped programme", ev("flexd", "2027-01-16 06:00", "2027-01-16 10:00"), nil, msgProgramme},
		{"no programme", ev(home.NoProgramme, "2027-01-16 06:00", "2027-01-16 10:00"), nil, msgProgramme},
		{"in July: a warning, not an error", ev(home.FlexD, "2027-07-16 06:00", "2027-07-16 10:00"), []Warning{WarnSeason}, ""},
		{"old hours", ev(home.FlexD, "2027-01-16 06:00", "2027-01-16 09:00"), []Warning{WarnHours}, ""},
		{"Hilo after its end", ev(home.Hilo, "2027-01-16 17:00", "2027-01-16 21:00"), []Warning{WarnEnded}, ""},
		{"on Christmas Day", ev(home.FlexD, "2026-12-25 06:00", "2026-12-25 10:00"), []Warning{WarnHoliday}, ""},
	} {
		warn, err := r.Check(tc.e, []Event{there})
		var e *fault.Error
		if errors.As(err, &e); (tc.id == "") != (err == nil) || (e != nil && e.ID != tc.id) {
			t.Errorf("%s: %v, want %q", tc.desc, err, tc.id)
			continue
		}
		if len(warn) != len(tc.warn) {
			t.Errorf("%s: %v, want %v", tc.desc, warn, tc.warn)
			continue
		}
		for i := range warn {
			if warn[i] != tc.warn[i] {
				t.Errorf("%s: %v, want %v", tc.desc, warn, tc.warn)
			}
		}
	}
}

// The thirty-first event of a season is accepted, and said to be over the limit.
func TestCheckCountsTheSeason(t *testing.T) {
	r := Default(toronto)
	var there []Event
	for i := range 30 {
		s := at("2026-12-01 06:00").AddDate(0, 0, i).In(toronto)
		there = append(there, Event{ID: NewID(home.FlexD, s, toronto), Programme: home.FlexD, Start: s, End: s.Add(4 * time.Hour)})
	}
	e := Event{ID: "x", Programme: home.FlexD, Start: at("2027-01-15 06:00"), End: at("2027-01-15 10:00")}
	if warn, err := r.Check(e, there); err != nil || len(warn) != 1 || warn[0] != WarnLimit {
		t.Errorf("%v, %v", warn, err)
	}
	if warn, err := r.Check(e, there[:29]); err != nil || len(warn) != 0 {
		t.Errorf("the thirtieth is within the limit: %v, %v", warn, err)
	}
}

// The calendar cases of the reference, each by its name.

func TestGoodFridayAndEasterMonday2027AreInSeasonAndExcluded(t *testing.T) {
	r := Default(toronto)
	for d, want := range map[string]bool{"2027-03-25": false, "2027-03-26": true, "2027-03-27": false, "2027-03-28": false, "2027-03-29": true, "2027-03-30": false} {
		if _, in := r.Season(home.WinterCredit, day(d)); !in {
			t.Errorf("%s is in the season", d)
		}
		if got := r.Excluded(home.WinterCredit, day(d)); got != want {
			t.Errorf("%s: excluded %v, want %v", d, got, want)
		}
	}
}

func TestSunday14March2027AnchorHasTwoHours(t *testing.T) {
	r := Default(toronto)
	e := Event{Programme: home.WinterCredit, Start: at("2027-03-14 06:00"), End: at("2027-03-14 10:00")}
	tl := r.Timeline(e)
	if got := tl.AnchorEnd.Sub(tl.AnchorStart); got != 2*time.Hour {
		t.Errorf("the anchor has %v", got)
	}
	if !tl.PreheatStart.Equal(at("2027-03-14 04:00")) || !tl.Deadline.Equal(at("2027-03-14 00:00")) {
		t.Errorf("preheat %v, deadline %v", tl.PreheatStart, tl.Deadline)
	}
}
