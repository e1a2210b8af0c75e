package feed

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
)

// vcal wraps entries in a calendar; lines end as the standard wants.
func vcal(head string, entries ...string) []byte {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//FR\n" + head)
	for _, e := range entries {
		b.WriteString("BEGIN:VEVENT\n" + e + "\nEND:VEVENT\n")
	}
	b.WriteString("END:VCALENDAR\n")
	return []byte(strings.ReplaceAll(b.String(), "\n", "\r\n"))
}

func TestReadCalendar(t *testing.T) {
	const utc = "DTSTART:20270115T110000Z\nDTEND:20270115T150000Z"
	const flex = "flex-d 2027-01-15T06:00 10:00"
	for _, c := range []struct {
		desc, name string
		body       []byte
		programme  home.Programme
		want       []string
	}{
		{"a republication: the programme is in its address", "https://x.org/data/CPC-D/2027.ics", vcal("", "SUMMARY:Événement de pointe\nUID:1\n"+utc), "", []string{"winter-credit 2027-01-15T06:00 10:00"}},
		{"the code in the title", "x.ics", vcal("", "SUMMARY:Pointe (TPC-DPC)\n"+utc), "", []string{flex}},
		{"a name in the categories, before the title", "x.ics", vcal("", "SUMMARY:CPC-D\nCATEGORIES:Flex D\n"+utc), "", []string{flex}},
		{"in the calendar's name", "x.ics", vcal("X-WR-CALNAME:Hydro-Québec Flex D\n", "SUMMARY:Pointe\n"+utc), "", []string{flex}},
		{"as the person says", "x.ics", vcal("", "SUMMARY:Pointe\n"+utc), home.FlexD, []string{flex}},
		{"local time, and a duration", "x.ics", vcal("", "SUMMARY:Flex D\nDTSTART:20270115T060000\nDURATION:PT4H"), "", []string{flex}},
		{"a named zone", "x.ics", vcal("", "SUMMARY:Flex D\nDTSTART;TZID=America/Toronto:20270115T060000\nDTEND;TZID=\"America/Toronto\":20270115T100000"), "", []string{flex}},
		{"another zone", "x.ics", vcal("", "SUMMARY:Flex D\nDTSTART;TZID=America/Vancouver:20270115T030000\nDURATION:PT3H60M"), "", []string{flex}},
		{"a zone as Windows calls it", "x.ics", vcal("", "SUMMARY:Flex D\nDTSTART;TZID=Eastern Standard Time:20270115T060000\nDURATION:PT4H"), "", []string{flex}},
		{"folded lines", "x.ics", vcal("", "SUMM\n ARY:Flex\n  D\nDTSTART:2027011\n 5T110000Z\nDURATION:PT4H"), "", []string{flex}},
		{"an alarm inside is passed over", "x.ics", vcal("", "SUMMARY:Flex D\nBEGIN:VALARM\nDTSTART:19990101T000000Z\nEND:VALARM\n"+utc), "", []string{flex}},
		{"cancelled", "x.ics", vcal("", "SUMMARY:Flex D\nSTATUS:CANCELLED\n"+utc), "", []string{flex + " withdrawn"}},
		{"all of it cancelled", "x.ics", vcal("METHOD:CANCEL\n", "SUMMARY:Flex D\n"+utc), "", []string{flex + " withdrawn"}},
		{"an empty calendar", "x.ics", vcal(""), "", nil},
		{"what cannot be used, beside one that can", "x.ics", vcal("",
			"SUMMARY:Flex D\n"+utc,
			"SUMMARY:Flex D\nDTSTART;VALUE=DATE:20270116",
			"SUMMARY:Flex D\nRRULE:FREQ=DAILY\n"+utc,
			"SUMMARY:Flex D\nDTSTART;TZID=Mars/Olympus:20270115T060000\nDURATION:PT4H",
			"SUMMARY:Flex D\nDTSTART:demain",
			"SUMMARY:Flex D\nDTSTART:20270117T110000Z\nDURATION:-PT4H",
			"SUMMARY:Flex D\nDTSTART:20270118T110000Z",
			"SUMMARY:Flex D\nDTSTART:20270314T023000\nDURATION:PT4H",
			"SUMMARY:Dentiste\n"+utc,
		), "", []string{flex, "row 11 all-day", "row 13 repeats", "row 21 time", "row 26 time", "row 31 time", "row 33 null", "row 39 absent", "row 42 no-offer"}},
	} {
		o := options()
		o.Programme = c.programme
		r, err := Read(c.name, c.body, o)
		if got := told(r); err != nil || !slices.Equal(got, c.want) || r.Source != event.SourceICal {
			t.Errorf("%s: %q, %v; want %q", c.desc, got, err, c.want)
		}
	}
}

func TestCalendarIssued(t *testing.T) {
	r, err := Read("x", vcal("", "SUMMARY:Flex D\nDTSTAMP:20270114T150000Z\nLAST-MODIFIED:20270114T160000Z\nDTSTART:20270115T110000Z\nDURATION:PT4H"), options())
	if err != nil || !r.Messages[0].Issued.Equal(time.Date(2027, 1, 14, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestReadCalendarRefuses(t *testing.T) {
	cut := vcal("", "SUMMARY:Flex D\nDTSTART:20270115T110000Z")
	for _, c := range []struct {
		desc string
		body []byte
		id   fault.ID
	}{
		{"cut short", cut[:len(cut)-40], msgCut},
		{"a line that is no property", vcal("bonjour\n"), msgCalendar},
		{"ends what did not begin", []byte("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n"), msgCalendar},
		{"goes on behind its end", append(vcal(""), []byte("X:1\r\n")...), msgCalendar},
		{"a line without end", vcal("X:" + strings.Repeat("a", maxLine) + "\n"), msgCalendar},
		{"nested beyond reason", []byte("BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:X\n", 50)), msgCalendar},
		{"nothing says the programme", vcal("", "SUMMARY:Pointe\nDTSTART:20270115T110000Z\nDURATION:PT4H"), msgProgramme},
		{"a century", vcal("", "SUMMARY:Flex D\nDTSTART:21270115T110000Z\nDURATION:PT4H"), msgFar},
	} {
		_, err := Read("x.ics", c.body, options())
		var f *fault.Error
		if !errors.As(err, &f) || f.ID != c.id {
			t.Errorf("%s: %v, want %s", c.desc, err, c.id)
		}
	}
}

func TestDuration(t *testing.T) {
	for s, want := range map[string]time.Duration{
		"PT4H": 4 * time.Hour, "PT3H30M": 210 * time.Minute, "P1D": 24 * time.Hour, "P1DT1H": 25 * time.Hour, "+PT90S": 90 * time.Second, "P2W": 336 * time.Hour,
		"": -1, "P": -1, "4H": -1, "PT-4H": -1, "PT1.5H": -1, "PD": -1, "P1Y": -1, "P99999999D": -1, "PT99999999999999H": -1, "-PT4H": -1,
	} {
		d, ok := duration(s)
		if !ok {
			d = -1
		}
		if d != want {
			t.Errorf("%q: %v, want %v", s, d, want)
		}
	}
}
