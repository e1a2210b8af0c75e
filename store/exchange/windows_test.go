package exchange

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

func TestReadEvents(t *testing.T) {
	text := "start,end,mode,colour,preheat_start\n" +
		"2026-01-28T06:00:00-05:00,2026-01-28T10:00:00-05:00,moderate,blue,x\n" +
		"2026-01-12 16:00,2026-01-12 20:00,,red,y\n\n" +
		"2026-07-01T06:00:00-04:00,2026-07-01T10:00:00-04:00,Extreme,,\n"
	for desc, text := range map[string]string{"plain": text, "gzip": zipped(text), "semicolons, CRLF, a mark": "\ufeff" + strings.NewReplacer(",", ";", "\n", "\r\n").Replace(text)} {
		t.Run(desc, func(t *testing.T) {
			events, ignored, err := ReadEvents(strings.NewReader(text), "test.csv", home.WinterCredit, series.Toronto())
			if err != nil {
				t.Fatal(err)
			}
			if len(events) != 3 || !slices.Equal(ignored, []string{"colour", "preheat_start"}) {
				t.Fatalf("%+v, ignored %q", events, ignored)
			}
			e := events[0]
			if e.ID != "winter-credit-20260112T1600" || e.Programme != home.WinterCredit || !e.Start.Equal(at("2026-01-12T16:00:00-05:00")) || e.Start.Location() != time.UTC || e.Mode != "" || e.Source != "file" || !e.AnnouncedAt.IsZero() {
				t.Errorf("%+v", e)
			}
			if events[1].Mode != home.Moderate || events[2].Mode != home.Extreme || events[2].ID != "winter-credit-20260701T0600" {
				t.Errorf("%+v", events[1:])
			}
		})
	}
}

func TestReadWindows(t *testing.T) {
	windows, ignored, err := ReadWindows(strings.NewReader("id,end,start\nb,2026-02-11 20:00,2026-02-11 16:00\na,2026-02-03 10:00,2026-02-03 06:00\n"), "w.csv", series.Toronto())
	if err != nil || len(windows) != 2 || !slices.Equal(ignored, []string{"id"}) {
		t.Fatalf("%v, %q, %v", windows, ignored, err)
	}
	if !windows[0].Start.Equal(at("2026-02-11T16:00:00-05:00")) || !windows[1].End.Equal(at("2026-02-03T10:00:00-05:00")) {
		t.Errorf("%v: not in the order of the file", windows)
	}
}

// Ensure files of events and windows are all or nothing.
func TestReadEventsBadInput(t *testing.T) {
	const good = "start,end,mode\n2026-01-12 06:00,2026-01-12 10:00,moderate\n"
	cases := []struct {
		desc, text string
		want       fault.ID
		args       map[string]string
	}{
		{"empty", "", msgEmpty, nil},
		{"only a heading", "start,end\n", msgNoRows, nil},
		{"no heading", "2026-01-12 06:00,2026-01-12 10:00\n", msgNoHeadings, nil},
		{"no end", "start,mode\n2026-01-12 06:00,moderate\n", msgNoSpan, map[string]string{"column": "end"}},
		{"a misspelt start", "strat,end\n2026-01-12 06:00,2026-01-12 10:00\n", msgNoSpan, map[string]string{"column": "start", "nearest": "strat"}},
		{"ends before it starts", good + "2026-01-13 10:00,2026-01-13 06:00,\n", msgBackwards, map[string]string{"line": "3"}},
		{"no length", good + "2026-01-13 10:00,2026-01-13 10:00,\n", msgBackwards, nil},
		{"two days", good + "2026-01-13 10:00,2026-01-15 10:00,\n", msgLongWindow, map[string]string{"line": "3"}},
		{"an unknown mode", good + "2026-01-13 06:00,2026-01-13 10:00,brave\n", msgMode, map[string]string{"line": "3", "value": "brave"}},
		{"twice", good + "2026-01-13 06:00,2026-01-13 10:00,\n2026-01-12 06:00,2026-01-12 09:00,\n", msgEventTwice, map[string]string{"line": "4", "first": "2"}},
		{"no time", good + "soon,2026-01-13 10:00,\n", msgTime, map[string]string{"line": "3", "column": "start", "value": "soon"}},
		{"an hour that happens twice", good + "2025-11-02 01:00,2025-11-02 05:00,\n", msgDoubled, map[string]string{"line": "3", "column": "start", "first": "2025-11-02T01:00:00-04:00", "second": "2025-11-02T01:00:00-05:00"}},
		{"an hour that never is", good + "2026-03-08 02:30,2026-03-08 05:00,\n", msgAbsent, map[string]string{"column": "start"}},
		{"a cell too few", good + "2026-01-13 06:00\n", msgCells, map[string]string{"line": "3"}},
		{"binary", "\x00\x01\x02", msgNotText, nil},
		{"gzip cut short", zippedCut(good), msgCut, nil},
	}
	for _, c := range cases {
		t.Run(c.desc, func(t *testing.T) {
			events, _, err := ReadEvents(strings.NewReader(c.text), "test.csv", home.Hilo, series.Toronto())
			wantFault(t, err, c.want, c.args)
			if events != nil {
				t.Error("there are events beside the error")
			}
			if c.want == msgMode || c.want == msgEventTwice {
				return // windows have no mode, and may be asked about twice
			}
			windows, _, err := ReadWindows(strings.NewReader(c.text), "test.csv", series.Toronto())
			wantFault(t, err, c.want, c.args)
			if windows != nil {
				t.Error("there are windows beside the error")
			}
		})
	}
}

// Ensure the event and window files of the reference data are read.
func TestReferenceEvents(t *testing.T) {
	for name, want := range map[string]int{"plant-average-house/events.csv": 8, "citylearn-quebec/ready/events.csv": 75} {
		f, err := os.Open(shared(t, name))
		if err != nil {
			t.Fatal(err)
		}
		events, _, err := ReadEvents(f, name, home.WinterCredit, series.Toronto())
		f.Close()
		if err != nil || len(events) != want {
			t.Errorf("%s: %d events, want %d; %v", name, len(events), want, err)
		}
	}
	f, err := os.Open(shared(t, "citylearn-quebec/ready/windows/cl-4421.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if windows, _, err := ReadWindows(f, "windows", series.Toronto()); err != nil || len(windows) == 0 {
		t.Errorf("%d windows, %v", len(windows), err)
	}
}
