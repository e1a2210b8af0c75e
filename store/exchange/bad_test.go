package exchange

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"courant/coach/fault"
)

// good is a table of 26 hours that nothing is wrong with.
func good() string {
	var b strings.Builder
	b.WriteString("start,energy_kwh,outdoor_c\n")
	for i := range 26 {
		fmt.Fprintf(&b, "2026-01-%02d %02d:00,%d,-5\n", 5+i/24, i%24, 1+i%3)
	}
	return b.String()
}

// noise is n bytes of anything but zero.
func noise(n int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(1 + rng.IntN(255))
	}
	return string(b)
}

// Ensure a file that cannot be right is refused with its place, and nothing comes of it.
func TestReadBadInput(t *testing.T) {
	const h = "start,energy_kwh\n"
	cases := []struct {
		desc string
		text string
		opt  func(*Options)
		want fault.ID
		args map[string]string // some of the arguments
	}{
		// The file.
		{"empty", "", nil, msgEmpty, nil},
		{"blanks alone", " \n\n\t\n", nil, msgEmpty, nil},
		{"only a heading", "start,energy_kwh\n", nil, msgNoRows, nil},
		{"only comments", "# nothing\n# here\n", nil, msgNoRows, nil},
		{"binary", "\x7fELF\x02\x01\x01\x00\x00\x00", nil, msgNotText, map[string]string{"what": "binary"}},
		{"binary without a zero", noise(3000), nil, msgNotText, map[string]string{"what": "binary"}},
		{"binary behind a mark of UTF-16", "\xff\xfe" + noise(3000), nil, msgNotText, map[string]string{"what": "binary"}},
		{"a stray control character in a good table", strings.Replace(good(), "-5\n", "-5\x07\n", 1), nil, msgNumber, map[string]string{"line": "2"}},
		{"an Excel workbook", "PK\x03\x04\x14\x00", nil, msgNotText, map[string]string{"what": "ZIP, Excel (.xlsx)"}},
		{"a page instead of a download", "<!DOCTYPE html><html>", nil, msgNotText, map[string]string{"what": "HTML"}},
		{"JSON", `{"start":1}`, nil, msgNotText, map[string]string{"what": "JSON"}},
		{"zeroes after good lines", h + "2026-01-05 06:00,1\n2026-01-05 07:00,1\n" + strings.Repeat("2026-01-05 08:00,1\n", 5000) + "\x00\x00\n", nil, msgNotText, nil},
		{"gzip cut short", zippedCut(good()), nil, msgCut, nil},
		{"gzip damaged", damaged(zipped(good())), nil, msgCut, nil},
		{"gzip of nothing", zipped(""), nil, msgEmpty, nil},
		{"a line without an end", h + "2026-01-05 06:00,1\n2026-01-05 07:00," + strings.Repeat("9", 2<<20), nil, msgLongLine, map[string]string{"line": "3"}},
		{"a quote that stays open", h + "2026-01-05 06:00,1\n2026-01-05 07:00,\"2\n2026-01-05 08:00,3\n", nil, msgBadLine, map[string]string{"line": "3"}},
		{"a quote that swallows a great file", h + "2026-01-05 06:00,\"1\n" + strings.Repeat("2026-01-05 07:00,2\n", 100_000), nil, msgLongLine, map[string]string{"line": "2"}},
		{"a quote within a cell", h + "2026-01-05 06:00,5\" pipe\n", nil, msgBadLine, map[string]string{"line": "2"}},

		// Columns.
		{"no heading", "2026-01-05 06:00,1\n2026-01-05 07:00,2\n", nil, msgNoHeadings, nil},
		{"numbers as a heading", "1,2\n3,4\n", nil, msgNoHeadings, nil},
		{"no known time", "dt,tempF\n2026-01-05 06:00,1\n", nil, msgNoTimeColumn, map[string]string{"columns": "dt, tempF", "proposal": "start=dt,indoor=tempF"}},
		{"no known value", "start,conso totale\n2026-01-05 06:00,1\n", nil, msgNoValueColumn, map[string]string{"columns": "start, conso totale", "proposal": "energy=conso totale"}},
		{"nothing known at all", "a,b\n2026-01-05 06:00,1\n", nil, msgNoTimeColumn, map[string]string{"proposal": "start=…,energy=…"}},
		{"a mapped column that is not there", h + "2026-01-05 06:00,1\n", mapped("energy=enrgy_kwh"), msgUnknownColumn, map[string]string{"column": "enrgy_kwh", "nearest": "energy_kwh"}},
		{"our own name, misspelt", "start,energy_kwh,outdor_c\n2026-01-05 06:00,1,2\n", nil, msgMisspelt, map[string]string{"column": "outdor_c", "nearest": "outdoor_c", "role": "outdoor"}},
		{"two columns of one kind", "start,energy_kwh,energy_wh\n2026-01-05 06:00,1,2\n", nil, msgTwoColumns, map[string]string{"first": "energy_kwh", "second": "energy_wh"}},
		{"one column for two roles", h + "2026-01-05 06:00,1\n", mapped("energy=energy_kwh,heating=energy_kwh"), msgColumnTwice, nil},
		{"a unit of something else", "start,power_kw\n2026-01-05 06:00,1\n", mapped("indoor=power_kw"), msgUnit, map[string]string{"column": "power_kw", "unit": "kw"}},
		{"whose it is, nobody says", good(), func(o *Options) { o.Home = "" }, msgNeedHome, nil},
		{"whose it is, both say", "home,start,energy_kwh\nh-1,2026-01-05 06:00,1\n", mapped("home=home"), msgHomeTwice, nil},
		{"several homes, not mapped", "household,start,energy_kwh\nh-1,2026-01-05 06:00,1\nh-2,2026-01-05 06:00,2\n", nil, msgMixedHomes, map[string]string{"line": "3", "column": "household"}},
		{"a zone column that is not mapped", "start,zone,indoor_c\n2026-01-05 06:00,salon,20\n2026-01-05 06:00,chambre,19\n", nil, msgMixedZones, map[string]string{"line": "2", "column": "zone"}},
		{"zones under another name, not mapped", "start,room,indoor_c\n2026-01-05 06:00,salon,20\n2026-01-05 06:00,chambre,19\n2026-01-05 07:00,salon,20\n2026-01-05 07:00,chambre,19\n", nil, msgMixedZones, map[string]string{"line": "3", "column": "room"}},
		{"zones by number, not mapped", "start,unit,indoor_c\n2026-01-05 06:00,1,20\n2026-01-05 06:00,2,19\n2026-01-05 07:00,1,20\n2026-01-05 07:00,2,19\n", nil, msgMixedZones, map[string]string{"column": "unit"}},
		{"a zone that has no name in letters", "start,zone,indoor_c\n2026-01-05 06:00,**,20\n", mapped("zone=zone"), msgZone, map[string]string{"line": "2"}},
		{"a home that is no pseudonym", "who,start,energy_kwh\nJean Tremblay,2026-01-05 06:00,1\n", func(o *Options) { mapped("home=who")(o); o.Home = "" }, msgHome, map[string]string{"line": "2", "column": "who"}},

		// Lines.
		{"a line with a cell too few", strings.Replace(good(), "2026-01-05 09:00,", "2026-01-05 09:00;", 1), nil, msgCells, map[string]string{"line": "11", "got": "2", "want": "3"}},
		{"a line with a cell too many: a decimal comma in a table with commas", h + "2026-01-05 06:00,1,5\n", nil, msgCells, map[string]string{"line": "2", "got": "3", "want": "2"}},
		{"a word for a number", h + "2026-01-05 06:00,1\n2026-01-05 07:00,beaucoup\n", nil, msgNumber, map[string]string{"line": "3", "column": "energy_kwh", "value": "beaucoup"}},
		{"infinity", h + "2026-01-05 06:00,Inf\n", nil, msgNumber, map[string]string{"value": "Inf"}},
		{"1e308", h + "2026-01-05 06:00,1e308\n", nil, msgOutOfRange, nil},
		{"hexadecimal", h + "2026-01-05 06:00,0x10\n", nil, msgNumber, nil},
		{"a thousands comma and a decimal point", h + "2026-01-05 06:00,\"1,234.5\"\n", nil, msgNumber, map[string]string{"value": "1,234.5"}},
		{"two decimal signs in one file", "start;energy_kwh\n2026-01-05 06:00;1,5\n2026-01-05 07:00;1.5\n", nil, msgDecimals, map[string]string{"line": "3"}},
		{"kelvins", "start,indoor_c\n2026-01-05 06:00,294.2\n", nil, msgOutOfRange, map[string]string{"line": "2", "column": "indoor_c", "value": "294.2", "low": "-100", "high": "150", "unit": "°C"}},
		{"a duty in percent", "start,duty\n2026-01-05 06:00,55\n", nil, msgOutOfRange, nil},
		{"a long value is cut in the message", h + "2026-01-05 06:00," + strings.Repeat("é", 100) + "\n", nil, msgNumber, map[string]string{"value": strings.Repeat("é", 40) + "…"}},

		// Times.
		{"no time", h + "hier,1\n", nil, msgTime, map[string]string{"line": "2", "column": "start", "value": "hier"}},
		{"day before month", h + "05/01/2026 06:00,1\n", nil, msgTime, nil},
		{"a day that is not", h + "2026-02-30 06:00,1\n", nil, msgTime, nil},
		{"an empty time beside a value", h + ",1\n", nil, msgTime, nil},
		{"cut within a line", h + "2026-01-05 06:00,1\n2026-01-05T07:0", nil, msgCells, map[string]string{"line": "3"}},
		{"1970: seconds that were none", h + "100000000,1\n", nil, msgTooOld, map[string]string{"line": "2"}},
		{"the last century", h + "1999-12-31 06:00,1\n", nil, msgTooOld, nil},
		{"an energy of next year", h + "2027-11-25 06:00,1\n", nil, msgFuture, map[string]string{"line": "2", "value": "2027-11-25 06:00"}},
		{"a forecast for next year", "start,outdoor_c\n2027-11-25 06:00,1\n", nil, msgFuture, nil},
		{"the year 9999", "start,outdoor_c\n9999-12-31 06:00,1\n", nil, msgFuture, nil},
		{"an hour that the clock skips", h + "2026-03-08 01:00,1\n2026-03-08 02:00,1\n", nil, msgAbsent, map[string]string{"line": "3", "first": "2026-03-08T01:00:00-05:00", "second": "2026-03-08T03:00:00-04:00"}},
		{"an hour that happens twice, there once", h + "2025-11-02 00:00,1\n2025-11-02 01:00,1\n2025-11-02 02:00,1\n2025-11-02 03:00,1\n", nil, msgDoubled, map[string]string{"line": "3", "value": "2025-11-02 01:00", "first": "2025-11-02T01:00:00-04:00", "second": "2025-11-02T01:00:00-05:00"}},
		{"an hour that happens twice, there three times", h + "2025-11-02 00:00,1\n2025-11-02 01:00,1\n2025-11-02 01:00,1\n2025-11-02 01:00,1\n2025-11-02 02:00,1\n", nil, msgDoubled, map[string]string{"line": "5"}},
		{"an hour that happens twice, in a file without order", h + "2025-11-02 03:00,1\n2025-11-02 01:00,1\n2025-11-02 00:00,1\n2025-11-02 01:00,1\n2025-11-02 02:00,1\n", nil, msgDoubled, nil},
		{"it ends before it starts", "start,end,energy_kwh\n2026-01-05 06:00,2026-01-05 05:00,1\n", nil, msgBackwards, map[string]string{"line": "2"}},

		// The grid.
		{"a single row", h + "2026-01-05 06:00,1\n", nil, msgOneRow, nil},
		{"all values missing", h + "2026-01-05 06:00,N.D.\n2026-01-05 07:00,\n", nil, msgNoValues, nil},
		{"a time off the grid", good() + "2026-01-06 02:10,1,2\n", nil, msgOffGrid, map[string]string{"line": "28", "time": "2026-01-06T02:10:00-05:00", "step": "1 h"}},
		{"steps of seven minutes", h + "2026-01-05 06:00,1\n2026-01-05 06:07,1\n2026-01-05 06:14,1\n", nil, msgStep, map[string]string{"step": "7 min"}},
		{"steps of a second", h + "2026-01-05 06:00:00,1\n2026-01-05 06:00:01,1\n2026-01-05 06:00:02,1\n", nil, msgStep, map[string]string{"step": "1 s"}},
		{"bills by the month", h + "2026-01-05,900\n2026-02-05,800\n2026-03-05,700\n", nil, msgStep, nil},
		{"from quarter hours to hours on the way", mixedSteps(), nil, msgMixedSteps, map[string]string{"step": "15 min", "other": "1 h"}},
		{"intervals of two lengths", "start,end,energy_kwh\n2026-01-05 06:00,2026-01-05 06:15,1\n2026-01-05 06:15,2026-01-05 06:30,1\n2026-01-05 06:30,2026-01-05 07:30,1\n", nil, msgMixedSteps, map[string]string{"line": "4"}},
		{"minutes strewn over a quarter of a century", h + "2000-01-05 06:00,1\n2000-01-05 06:01,1\n2000-01-05 06:02,1\n2025-01-05 06:00,1\n", nil, msgSparse, nil},

		// Options.
		{"an unknown format", good(), func(o *Options) { o.Format = "xls" }, msgBadFormat, nil},
		{"an unknown role", good(), func(o *Options) { o.Map = map[string]string{"enery": "x"} }, msgUnknownRole, map[string]string{"nearest": "energy"}},
		{"columns mapped in what is no table", "consumption,household=a energy_kwh=1 1767610800\n", mapped("energy=x"), msgMapFormat, map[string]string{"format": "influx"}},
		{"an unknown label", good(), func(o *Options) { o.Label = "middle" }, msgBadLabel, nil},

		// Formats.
		{"not Hydro-Québec", good(), func(o *Options) { o.Format = HydroQuebec }, msgNotHQ, nil},
		{"not the line protocol", good(), func(o *Options) { o.Format = Influx }, msgNotInflux, map[string]string{"line": "1"}},
		{"XML of another kind", "<?xml version=\"1.0\"?><rss><channel/></rss>", nil, msgNotGB, nil},
		{"XML cut short", "<feed><entry><content><IntervalBlock>", nil, msgXML, nil},
		{"XML with a number that is none", "<feed><IntervalReading><value>x</value></IntervalReading></feed>", nil, msgXML, nil},
		{"line protocol with another measurement", "weather,station=a temp=1 1767610800000000000\n", nil, msgNoMeasures, map[string]string{"names": "weather"}},
		{"line protocol with a word for a number", "consumption,household=a energy_kwh=\"lots\" 1767610800\n", nil, msgField, map[string]string{"line": "1", "column": "energy_kwh"}},
		{"line protocol with nanoseconds of 1970", "consumption,household=a energy_kwh=1 17676108\n", nil, msgTooOld, nil},
		{"line protocol of two homes under one name", "consumption,household=a energy_kwh=1 1767610800\nconsumption,household=b energy_kwh=1 1767610800\n", nil, msgMixedHomes, map[string]string{"line": "2"}},
		{"line protocol that is cut", "consumption,household=a energy_kwh=1 1767610800\nconsumption,household=a ener", nil, msgNotInflux, map[string]string{"line": "2"}},
		{"line protocol without a household", "consumption,city=quebec energy_kwh=1 1767610800\n", func(o *Options) { o.Home = "" }, msgNeedHome, nil},
		{"line protocol with a bad household", "consumption,household=a\\ b energy_kwh=1 1767610800\n", func(o *Options) { o.Home = "" }, msgHome, nil},
	}
	for _, c := range cases {
		t.Run(c.desc, func(t *testing.T) {
			opt := Options{Home: "h-1", Now: testNow}
			if c.opt != nil {
				c.opt(&opt)
			}
			res, err := Read(strings.NewReader(c.text), "test.csv", opt)
			wantFault(t, err, c.want, c.args)
			if res.Batches != nil {
				t.Error("there is a result beside the error")
			}
			if err != nil && strings.Contains(err.Error(), "Tremblay") {
				t.Error("the error tells a name")
			}
		})
	}
}

// wantFault checks the sentence of an error, its code and some of its arguments.
func wantFault(t *testing.T, err error, want fault.ID, args map[string]string) {
	t.Helper()
	var e *fault.Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want %s", err, want)
	}
	if e.ID != want {
		t.Fatalf("%v, want %s", e, want)
	}
	if e.Code != fault.Invalid && e.Code != fault.Usage {
		t.Errorf("code %s", e.Code)
	}
	got := map[string]string{}
	for _, a := range e.Args {
		got[a.Name] = a.Value
	}
	for name, value := range args {
		if got[name] != value {
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
	if file, ok := got["file"]; ok && file != "test.csv" {
		t.Errorf("file %q", file)
	}
}

func zippedCut(s string) string {
	z := zipped(s)
	return z[:len(z)-12]
}

func damaged(z string) string {
	b := []byte(z)
	b[len(b)/2] ^= 0x55
	return string(b)
}

func mixedSteps() string {
	var b strings.Builder
	b.WriteString("start,energy_kwh\n")
	t := at("2026-01-05T05:00:00Z")
	for i := range 100 {
		fmt.Fprintf(&b, "%s,1\n", t.Format("2006-01-02T15:04Z07:00"))
		t = t.Add(quarter)
		if i >= 60 {
			t = t.Add(3 * quarter)
		}
	}
	return b.String()
}

// Ensure --map is checked before any file is opened.
func TestParseMap(t *testing.T) {
	got, err := ParseMap([]string{"time=dt", " energy = kWh total ", "zone=room"})
	if err != nil || got["start"] != "dt" || got["energy"] != "kWh total" || got["zone"] != "room" {
		t.Errorf("%v, %v", got, err)
	}
	for pair, want := range map[string]fault.ID{"energy": msgNotPair, "=x": msgNotPair, "energy=": msgNotPair, "enery=x": msgUnknownRole, "colour=x": msgUnknownRole} {
		_, err := ParseMap([]string{pair})
		wantFault(t, err, want, nil)
	}
	_, err = ParseMap([]string{"enery=x"})
	wantFault(t, err, msgUnknownRole, map[string]string{"nearest": "energy"})
	_, err = ParseMap([]string{"start=a", "time=b"})
	wantFault(t, err, msgRoleTwice, nil)
}

// A broken reader fails as a disk or a pipe does.
type brokenReader struct{ after *strings.Reader }

func (b brokenReader) Read(p []byte) (int, error) {
	if n, _ := b.after.Read(p); n > 0 {
		return n, nil
	}
	return 0, errors.New("input/output error")
}

// Ensure a reader's own failure is told as such, wherever it strikes.
func TestReadFailure(t *testing.T) {
	for _, prefix := range []string{"", good(), good() + strings.Repeat("\n", 100_000), "<feed>", "consumption,household=a energy_kwh=1 1767610800\n"} {
		_, err := Read(brokenReader{strings.NewReader(prefix)}, "test.csv", Options{Home: "h-1", Now: testNow})
		var e *fault.Error
		if !errors.As(err, &e) || e.ID != msgRead || e.Code != fault.Denied {
			t.Errorf("after %d bytes: %v", len(prefix), err)
		}
	}
}
