package feed

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

var toronto = series.Toronto()

func at(s string) time.Time {
	t, err := series.ParseTime(s, toronto)
	if err != nil {
		panic(err)
	}
	return t
}

// options are those of a reading on the eve of an event.
func options() Options {
	return Options{Rules: event.Default(toronto), Now: at("2027-01-14 12:40")}
}

// told is what a reading says, a line an event: programme, start, end, and what is odd.
func told(r Reading) []string {
	var out []string
	for _, m := range r.Messages {
		s := fmt.Sprintf("%s %s %s", m.Programme, m.Start.In(toronto).Format("2006-01-02T15:04"), m.End.In(toronto).Format("15:04"))
		if m.Withdrawn {
			s += " withdrawn"
		}
		out = append(out, s)
	}
	for _, s := range r.Skipped {
		out = append(out, fmt.Sprintf("row %d %s", s.Row, s.Reason))
	}
	return out
}

// Ensure every published shape of the open data is read, whatever its keys, names and times.
func TestReadOpenData(t *testing.T) {
	both := []string{"winter-credit 2027-01-15T06:00 10:00", "flex-d 2027-01-15T06:00 10:00"}
	for _, c := range []struct {
		desc, body string
		want       []string
		others     int
	}{
		{
			"the static file, with codes as names",
			`{"offresDisponibles":["CPC-D","TPC-DPC","GDP-Affaires"],"evenements":[
			{"offre":"GDP-Affaires","dateDebut":"2027-01-15T06:00:00-05:00","dateFin":"2027-01-15T10:00:00-05:00","plageHoraire":"AM","duree":"PT04H00MS","secteurClient":"Affaires"},
			{"offre":"CPC-D","dateDebut":"2027-01-15T06:00:00-05:00","dateFin":"2027-01-15T10:00:00-05:00","plageHoraire":"AM","duree":"PT04H00MS","secteurClient":"Residentiel"},
			{"offre":"TPC-DPC","dateDebut":"2027-01-15T06:00:00-05:00","dateFin":"2027-01-15T10:00:00-05:00","plageHoraire":"AM","duree":"PT04H00MS","secteurClient":"Résidentiel"}]}`,
			both, 1,
		},
		{
			"the static file since 2026, with names around the codes and a run time",
			`{"derniereExecution":["2027-01-14 11:21:22"],"offresDisponibles":["Credit hivernal Residentiel (CPC-D)"],"evenements":[
			{"offre":"Credit hivernal Residentiel (CPC-D)","dateDebut":"2027-01-15 06:00","dateFin":"2027-01-15 10:00","plageHoraire":"AM","duree":"","secteurClient":"Residentiel"},
			{"offre":"Flex Residentiel (TPC-DPC)","dateDebut":"2027-01-15 06:00:00","dateFin":"2027-01-15 10:00:00","plageHoraire":"AM"},
			{"offre":"ENG01","dateDebut":"n'importe quoi","dateFin":null}]}`,
			both, 1,
		},
		{
			"the data set's records, in UTC, keys in lower case",
			`{"total_count":2,"results":[
			{"offre":"CPC-D","datedebut":"2027-01-15T11:00:00+00:00","datefin":"2027-01-15T15:00:00+00:00","plagehoraire":"AM","duree":"PT04H00MS","secteurclient":"Residentiel"},
			{"offre":"TPC-DPC","datedebut":"2027-01-15T11:00:00+00:00","datefin":"2027-01-15T15:00:00+00:00","plagehoraire":"AM","duree":"PT04H00MS","secteurclient":"Residentiel"}]}`,
			both, 0,
		},
		{
			"the older interface, fields within records",
			`{"nhits":1,"records":[{"recordid":"x","fields":{"offre":"TPC-DPC","datedebut":"2027-01-15T11:00:00+00:00","datefin":"2027-01-15T15:00:00+00:00"}}]}`,
			both[1:], 0,
		},
		{"an export: a bare list", `[{"OFFRE":"TPC-DPC","DateDebut":"2027-01-15T06:00:00-05:00","DATEFIN":"2027-01-15T10:00:00-05:00"}]`, both[1:], 0},
		{"with a byte order mark", "\ufeff" + `{"evenements":[]}`, nil, 0},
		{"nothing announced", `{"offresDisponibles":["CPC-D"],"evenements":[]}`, nil, 0},
		{"after the clock went forward: UTC−4", `[{"offre":"CPC-D","datedebut":"2027-03-15T20:00:00+00:00","datefin":"2027-03-16T00:00:00+00:00"}]`, []string{"winter-credit 2027-03-15T16:00 20:00"}, 0},
		{"nulls say nothing", `[{"offre":"CPC-D","datedebut":null,"datefin":"2027-01-15T10:00:00-05:00"},{"offre":"CPC-D"}]`, []string{"row 1 null", "row 2 null"}, 0},
		{"backwards and too long", `[{"offre":"CPC-D","datedebut":"2027-01-15 10:00","datefin":"2027-01-15 06:00"},{"offre":"CPC-D","datedebut":"2027-01-15 06:00","datefin":"2027-01-16 07:00"}]`, []string{"row 1 backwards", "row 2 too-long"}, 0},
		{"times that cannot be", `[{"offre":"CPC-D","datedebut":"demain","datefin":"2027-01-15 06:00"},{"offre":"CPC-D","datedebut":"2027-03-14 02:30","datefin":"2027-03-14 06:00"},{"offre":"CPC-D","datedebut":"2026-11-01 01:30","datefin":"2026-11-01 06:00"}]`,
			[]string{"row 1 time", "row 2 absent", "row 3 doubled"}, 0},
		{"rows that are none beside one that is", `[1,"x",null,{"offre":5},{"offre":"TPC-DPC","datedebut":"2027-01-15 06:00","datefin":"2027-01-15 10:00"}]`,
			[]string{"flex-d 2027-01-15T06:00 10:00", "row 1 shape", "row 2 shape", "row 3 shape", "row 4 shape"}, 0},
		{"before any programme", `[{"offre":"CPC-D","datedebut":"1970-01-01 06:00","datefin":"1970-01-01 10:00"}]`, []string{"row 1 too-old"}, 0},
		{"a code inside another word is not the code", `[{"offre":"XCPC-D","datedebut":"2027-01-15 06:00","datefin":"2027-01-15 10:00"},{"offre":"CPC-D2"}]`, nil, 2},
	} {
		r, err := Read("list.json", []byte(c.body), options())
		if err != nil {
			t.Errorf("%s: %v", c.desc, err)
			continue
		}
		if got := told(r); !slices.Equal(got, c.want) || r.Others != c.others || r.Source != event.SourceHydroQuebec {
			t.Errorf("%s: %q, %d others, from %s; want %q, %d", c.desc, got, r.Others, r.Source, c.want, c.others)
		}
	}
}

// Ensure the run time of the static file is when it was true.
func TestIssued(t *testing.T) {
	r, err := Read("x", []byte(`{"derniereExecution":["2027-01-14 11:21:22"],"evenements":[{"offre":"CPC-D","dateDebut":"2027-01-15 06:00","dateFin":"2027-01-15 10:00"}]}`), options())
	if err != nil || len(r.Messages) != 1 || !r.Messages[0].Issued.Equal(at("2027-01-14T11:21:22")) {
		t.Errorf("%+v, %v", r, err)
	}
}

// Ensure what is no list of events is refused whole, with what it is.
func TestReadRefuses(t *testing.T) {
	century := func() string {
		var b strings.Builder
		for d := at("2027-01-15 06:00"); d.Year() < 2127; d = d.AddDate(0, 0, 1) {
			fmt.Fprintf(&b, `{"offre":"CPC-D","datedebut":%q,"datefin":%q},`, d.Format(time.RFC3339), d.Add(4*time.Hour).Format(time.RFC3339))
		}
		return "[" + strings.TrimSuffix(b.String(), ",") + "]"
	}
	past := func(n int) string {
		row := `{"offre":"CPC-D","datedebut":"2020-01-15T06:00:00-05:00","datefin":"2020-01-15T10:00:00-05:00"},`
		return "[" + strings.TrimSuffix(strings.Repeat(row, n), ",") + "]"
	}
	for _, c := range []struct {
		desc, body string
		code       fault.Code
		id         fault.ID
	}{
		{"nothing", "", fault.Invalid, msgEmpty},
		{"blanks", " \n\t ", fault.Invalid, msgEmpty},
		{"a web page", "<!DOCTYPE html><html><body>Maintenance</body></html>", fault.Invalid, msgHTML},
		{"XML", "\ufeff<?xml version=\"1.0\"?><x/>", fault.Invalid, msgHTML},
		{"truncated JSON", `{"evenements":[{"offre":"CPC-D","dateDebut":"2027-01-1`, fault.Incomplete, msgCutJSON},
		{"broken JSON", "{\"evenements\":[\n{\"offre\" \"CPC-D\"}]}", fault.Invalid, msgJSON},
		{"JSON with something behind it", `{"evenements":[]} trailing`, fault.Invalid, msgJSON},
		{"another JSON", `{"error":"quota"}`, fault.Invalid, msgShape},
		{"a list that is none", `{"evenements":"aucun"}`, fault.Invalid, msgShape},
		{"text", "bonjour", fault.Invalid, msgShape},
		{"bytes", "\x00\x01\x02PK", fault.Invalid, msgNotText},
		{"a century of events", century(), fault.Invalid, msgFar},
		{"too many of them", past(maxEvents + 1), fault.Invalid, msgTooMany},
		{"too much of it", "[" + strings.Repeat(" ", MaxBody) + "]", fault.Invalid, msgTooBig},
		{"nested beyond reason", strings.Repeat("[", 100_000), fault.Invalid, msgJSON},
	} {
		r, err := Read("list.json", []byte(c.body), options())
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != c.code || f.ID != c.id || len(r.Messages) > 0 && c.id == msgTooMany {
			t.Errorf("%s: %v, want %s", c.desc, err, c.id)
		}
	}
}

// Ensure the list that Hydro-Québec published in December 2024 is read, where it is at hand.
func TestPublishedFiles(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "hq-peak-events")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no published lists beside the repository:", err)
	}
	for name, want := range map[string][]string{
		"2024.12.23.json": {"winter-credit 2024-12-23T06:00 09:00", "flex-d 2024-12-23T06:00 09:00"},
		"2024.12.29.json": {"winter-credit 2024-12-29T06:00 09:00", "flex-d 2024-12-29T06:00 09:00"},
		"empty.json":      nil,
	} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		r, err := Read(name, body, options())
		got := told(r)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
		if want != nil && r.Others != 4 {
			t.Errorf("%s: %d rows of other offers", name, r.Others)
		}
	}
}

// Ensure a source that corrects, doubles or no longer lists an event loses none.
func TestLearnAndDelisted(t *testing.T) {
	o := options()
	read := func(now, body string) Reading {
		o.Now = at(now)
		r, err := Read("x", []byte(body), o)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	row := func(offer, from, to string) string {
		return fmt.Sprintf(`{"offre":%q,"datedebut":%q,"datefin":%q}`, offer, from, to)
	}
	first := row("CPC-D", "2027-01-15 06:00", "2027-01-15 09:00")
	noon := read("2027-01-14 12:40", "["+first+","+first+"]")
	book := o.Rules.NewBook(noon.Messages...)
	hear := func(r Reading) { // after a restart
		book = o.Rules.NewBook(book.Messages()...)
		for _, m := range r.Messages {
			book.Add(m)
		}
	}
	corrected := read("2027-01-14 15:00", "["+row("CPC-D", "2027-01-15 06:00", "2027-01-15 10:00")+"]")
	hear(corrected)
	if e := book.Events(); len(e) != 1 || !e[0].End.Equal(at("2027-01-15 10:00")) || !e[0].AnnouncedAt.Equal(at("2027-01-14 12:40")) {
		t.Errorf("after the correction: %+v", e)
	}
	silent := read("2027-01-14 18:00", "[]")
	hear(silent)
	if e := book.Events(); len(e) != 1 || e[0].Withdrawn {
		t.Errorf("silence withdrew: %+v", e)
	}
	gone := Delisted(book.Messages(), event.SourceHydroQuebec, at("2027-01-14 18:00"))
	if len(gone) != 1 || len(Delisted(book.Messages(), event.SourceHydroQuebec, at("2027-01-14 15:00"))) != 0 {
		t.Errorf("delisted: %+v", gone)
	}
	if len(Delisted(book.Messages(), event.SourceHydroQuebec, at("2027-01-15 18:00"))) != 0 {
		t.Error("an event that is over is not missed")
	}
}

func TestAnnotated(t *testing.T) {
	rows := []Annotation{
		{at("2027-01-15 06:00"), map[string]string{"programme": "flex-d", "end": "2027-01-15T10:00:00-05:00"}},
		{at("2027-01-15 16:00"), map[string]string{"tags": "CPC-D,pointe", "end": fmt.Sprint(at("2027-01-15 20:00").UnixMilli())}},
		{at("2027-01-16 06:00"), map[string]string{"title": "Crédit hivernal", "end": fmt.Sprint(at("2027-01-16 10:00").Unix()), "withdrawn": "true"}},
		{at("2027-01-17 06:00"), map[string]string{"title": "Souper", "end": "2027-01-17T10:00:00-05:00"}},
		{at("2027-01-18 06:00"), map[string]string{"programme": "flex-d"}},
		{at("2027-01-18 06:00"), map[string]string{"programme": "flex-d", "end": "\x1b[31mrouge"}},
	}
	r, err := Annotated("bucket", rows, options())
	want := []string{
		"flex-d 2027-01-15T06:00 10:00", "winter-credit 2027-01-15T16:00 20:00", "winter-credit 2027-01-16T06:00 10:00 withdrawn",
		"row 4 no-offer", "row 5 null", "row 6 time",
	}
	if got := told(r); err != nil || !slices.Equal(got, want) || r.Source != event.SourceInflux {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := Annotated("bucket", []Annotation{{at("2127-01-15 06:00"), map[string]string{"programme": "flex-d", "end": "2127-01-15T10:00:00-05:00"}}}, options()); !errors.Is(err, fault.Invalid) {
		t.Errorf("a century ahead: %v", err)
	}
}

// Ensure every reason that a row can have is known to whoever puts it into words.
func TestRowReasonsAreListed(t *testing.T) {
	all := RowReasons()
	for _, r := range []event.Refusal{event.RefusedNull, event.RefusedReverse, event.RefusedLong} {
		if !slices.Contains(all, string(r)) {
			t.Errorf("%s is not listed", r)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`{"evenements":[{"offre":"CPC-D","dateDebut":"2027-01-15T06:00:00-05:00","dateFin":"2027-01-15T10:00:00-05:00"}]}`,
		`{"results":[{"offre":"TPC-DPC","datedebut":"2027-01-15 06:00","datefin":null}],"total_count":1}`, `[1]`, `{`, `<html>`,
		"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Flex D\r\nDTSTART:20270115T110000Z\r\nDURATION:PT4H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		"BEGIN:VCALENDAR\nX;A=\"b\n c\":d\nBEGIN:VEVENT\nDTSTART;TZID=Nowhere:20270115T060000\nEND:VEVENT\nEND:VCALENDAR",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		o := options()
		o.Programme = home.FlexD
		r, err := Read("fuzz", body, o)
		var known *fault.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("an error without a sentence: %v", err)
		}
		if err != nil {
			return
		}
		for _, m := range r.Messages {
			if m.Refuse() != event.Accepted || m.Start.After(o.Now.Add(farthest)) {
				t.Fatalf("a message that cannot be: %+v", m)
			}
		}
		again, _ := Read("fuzz", body, o)
		if !slices.Equal(told(r), told(again)) {
			t.Fatal("the same body, another answer")
		}
	})
}
