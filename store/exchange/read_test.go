package exchange

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
)

var (
	testNow = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	nan     = math.NaN()
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// mustRead reads text as home h-1, as of testNow.
func mustRead(t *testing.T, text string, change func(*Options)) Result {
	t.Helper()
	opt := Options{Home: "h-1", Now: testNow}
	if change != nil {
		change(&opt)
	}
	res, err := Read(strings.NewReader(text), "test.csv", opt)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// wantSeries compares a series of the only home with its values from start on.
func wantSeries(t *testing.T, res Result, key series.Key, start string, step time.Duration, values ...float64) {
	t.Helper()
	if len(res.Batches) != 1 {
		t.Fatalf("%d batches, want 1", len(res.Batches))
	}
	sameSeries(t, res.Batches[0].Set, key, start, step, values...)
}

func sameSeries(t *testing.T, set series.Set, key series.Key, start string, step time.Duration, values ...float64) {
	t.Helper()
	s, ok := set[key]
	if !ok {
		t.Fatalf("no %s among %v", key, set.Keys())
	}
	if !s.Start.Equal(at(start)) || s.Step != step {
		t.Errorf("%s starts %s, step %s; want %s, %s", key, s.Start, s.Step, start, step)
	}
	if !sameValues(s.Values, values) {
		t.Errorf("%s: %v, want %v", key, s.Values, values)
	}
}

func sameValues(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) < 1e-9 })
}

// issue is the issue of a code and kind of the first home, and whether it is there.
func issue(res Result, code Code, kind series.Kind) (quality.Issue, bool) {
	for _, i := range res.Quality.Homes[0].Issues {
		if i.Code == code && i.Kind == kind {
			return i, true
		}
	}
	return quality.Issue{}, false
}

func noted(res Result, code NoteCode) bool {
	return slices.ContainsFunc(res.Quality.Notes, func(n Note) bool { return n.Code == code })
}

var (
	energyKey  = series.Key{Kind: series.Energy}
	outdoorKey = series.Key{Kind: series.Outdoor}
	solarKey   = series.Key{Kind: series.Solar}
	quarter    = 15 * time.Minute
)

// Ensure tables are read as cli.md states it, whatever a spreadsheet, a logger or a person
// made of them.
func TestReadTable(t *testing.T) {
	const first = "2026-01-05T06:00:00-05:00"
	cases := []struct {
		desc   string
		text   string
		opt    func(*Options)
		key    series.Key
		start  string
		step   time.Duration
		values []float64
	}{
		{"our own names, offsets", "start,energy_kwh\n2026-01-05T06:00:00-05:00,0.5\n2026-01-05T06:15:00-05:00,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"time is another name for start", "time,energy_kwh\n2026-01-05T06:00:00-05:00,0.5\n2026-01-05T06:15:00-05:00,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"the kind's word alone", "Start,Energy\n2026-01-05T06:00:00-05:00,0.5\n2026-01-05T06:15:00-05:00,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"no line feed at the end", "start,energy_kwh\n2026-01-05T06:00:00-05:00,0.5\n2026-01-05T06:15:00-05:00,0.25", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"CRLF", "start,energy_kwh\r\n2026-01-05T06:00:00-05:00,0.5\r\n2026-01-05T06:15:00-05:00,0.25\r\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"lone CR, as old spreadsheets write", "start,energy_kwh\r2026-01-05T06:00:00-05:00,0.5\r2026-01-05T06:15:00-05:00,0.25\r", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"byte order mark", "\ufeffstart,energy_kwh\n2026-01-05T06:00:00-05:00,0.5\n2026-01-05T06:15:00-05:00,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"semicolons and decimal commas", "start;energy_kwh\n2026-01-05 06:00;0,5\n2026-01-05 06:15;0,25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"tabs", "start\tenergy_kwh\n2026-01-05 06:00\t0.5\n2026-01-05 06:15\t0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"quotes and decimal commas", "\"start\",\"energy_kwh\"\n\"2026-01-05 06:00\",\"0,5\"\n\"2026-01-05 06:15\",\"0,25\"\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"sep= and comments before the heading", "sep=;\n# made by a logger\n\nstart;energy_kwh\n2026-01-05 06:00;0,5\n2026-01-05 06:15;0,25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"blank lines and separators at the end of lines", "start,energy_kwh,\n2026-01-05 06:00,0.5,\n,,\n\n2026-01-05 06:15,0.25,\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"grouped thousands with a no-break space", "start;energy_wh\n2026-01-05 06:00;1\u00a0500,5\n2026-01-05 06:15;250\n", nil, energyKey, first, quarter, []float64{1.5005, 0.25}},
		{"every word for a gap", "start;energy_kwh\n2026-01-05 06:00;0,5\n2026-01-05 06:15;N.D.\n2026-01-05 06:30;\n2026-01-05 06:45;null\n2026-01-05 07:00;NaN\n2026-01-05 07:15;N. D.\n2026-01-05 07:30;-\n2026-01-05 07:45;unavailable\n2026-01-05 08:00;1\n", nil, energyKey, first, quarter, []float64{0.5, nan, nan, nan, nan, nan, nan, nan, 1}},
		{"a row that is missing is a gap", "start,energy_kwh\n2026-01-05 06:00,0.5\n2026-01-05 06:15,0.25\n2026-01-05 06:45,0.75\n", nil, energyKey, first, quarter, []float64{0.5, 0.25, nan, 0.75}},
		{"newest first", "start,energy_kwh\n2026-01-05 06:30,3\n2026-01-05 06:15,2\n2026-01-05 06:00,1\n", nil, energyKey, first, quarter, []float64{1, 2, 3}},
		{"in no order", "start,energy_kwh\n2026-01-05 06:15,2\n2026-01-05 06:45,4\n2026-01-05 06:00,1\n2026-01-05 06:30,3\n", nil, energyKey, first, quarter, []float64{1, 2, 3, 4}},
		{"Wh", "start,energy_wh\n2026-01-05 06:00,500\n2026-01-05 06:15,250\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"kW over a quarter hour", "start,energy_kw\n2026-01-05 06:00,2\n2026-01-05 06:15,1\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"W in brackets, mapped", "when,Power (W)\n2026-01-05 06:00,2000\n2026-01-05 06:15,1000\n", mapped("start=when,energy=Power (W)"), energyKey, first, quarter, []float64{0.5, 0.25}},
		{"°F", "start,outdoor_f\n2026-01-05 06:00,14\n2026-01-05 07:00,32\n", nil, outdoorKey, first, time.Hour, []float64{-10, 0}},
		{"a column without a unit has the kind's own", "start,temp\n2026-01-05 06:00,-10\n2026-01-05 07:00,-9.5\n", mapped("outdoor=temp"), outdoorKey, first, time.Hour, []float64{-10, -9.5}},
		{"a mapped column goes before one with our name", "start,energy_kwh,net_kwh\n2026-01-05 06:00,1,2\n2026-01-05 07:00,3,4\n", mapped("energy=net_kwh"), energyKey, first, time.Hour, []float64{2, 4}},
		{"mapped whatever the capitals", "START,Conso\n2026-01-05 06:00,1\n2026-01-05 07:00,3\n", mapped("energy=conso"), energyKey, first, time.Hour, []float64{1, 3}},
		{"the label at the end", "start,energy_kwh\n2026-01-05 06:15,0.5\n2026-01-05 06:30,0.25\n", func(o *Options) { o.Label = LabelEnd }, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"a column end alone", "end,energy_kwh\n2026-01-05 06:15,0.5\n2026-01-05 06:30,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"both ends: a single row will do", "start,end,energy_kwh\n2026-01-05 06:00,2026-01-05 06:15,0.5\n", nil, energyKey, first, quarter, []float64{0.5}},
		{"both ends: the label does not matter", "start,end,energy_kwh\n2026-01-05 06:00,2026-01-05 06:15,0.5\n2026-01-05 06:15,2026-01-05 06:30,0.25\n", func(o *Options) { o.Label = LabelEnd }, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"times under no heading, as pandas writes its index", ",energy_kwh\n2026-01-05 06:00:00-05:00,0.5\n2026-01-05 06:15:00-05:00,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"seconds since 1970", "start,energy_kwh\n1767610800,0.5\n1767611700,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"milliseconds since 1970", "start,energy_kwh\n1767610800000,0.5\n1767611700000,0.25\n", nil, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"another zone for times without an offset", "start,energy_kwh\n2026-01-05 11:00,0.5\n2026-01-05 11:15,0.25\n", func(o *Options) { o.Location = time.UTC }, energyKey, first, quarter, []float64{0.5, 0.25}},
		{"24:00 ends the day", "start,energy_kwh\n2026-01-04 23:00,0.5\n2026-01-04 24:00,0.25\n", nil, energyKey, "2026-01-04T23:00:00-05:00", time.Hour, []float64{0.5, 0.25}},
		{"the last of two rows of an interval stands", "start,energy_kwh\n2026-01-05 06:00,1\n2026-01-05 06:15,2\n2026-01-05 06:15,5\n2026-01-05 06:30,3\n", nil, energyKey, first, quarter, []float64{1, 5, 3}},
		{"a clock that drifts by seconds", "start,energy_kwh\n2026-01-05 05:59:58,1\n2026-01-05 06:15:03,2\n2026-01-05 06:29:59,3\n", nil, energyKey, first, quarter, []float64{1, 2, 3}},
		{"-999 is a logger's gap", "start,solar_wm2\n2026-01-05 06:00,1\n2026-01-05 07:00,-999\n2026-01-05 08:00,3\n", nil, solarKey, first, time.Hour, []float64{1, nan, 3}},
		{"energies that the meter gave back", "start,energy_kwh\n2026-01-05 06:00,-1.5\n2026-01-05 07:00,2\n", nil, energyKey, first, time.Hour, []float64{-1.5, 2}},
		{"scientific numbers", "start,energy_kwh\n2026-01-05 06:00,5e-1\n2026-01-05 07:00,1.25E1\n", nil, energyKey, first, time.Hour, []float64{0.5, 12.5}},
		{"zone rows, an empty zone is the whole home", "start,where,indoor_c\n2026-01-05 06:00,,20\n2026-01-05 06:00,salon,21\n2026-01-05 07:00,,20.5\n2026-01-05 07:00,salon,21.5\n", mapped("zone=where"), series.Key{Zone: "salon", Kind: series.Indoor}, first, time.Hour, []float64{21, 21.5}},
		{"zone names lose their accents", "start,zone,indoor_c\n2026-01-05 06:00,Salle à manger,20\n2026-01-05 07:00,Salle à manger,21\n", mapped("zone=zone"), series.Key{Zone: "Salle_a_manger", Kind: series.Indoor}, first, time.Hour, []float64{20, 21}},
		{"weather repeated in the rows of zones is the whole home's", "start,zone,indoor_c,outdoor_c\n2026-01-05 06:00,a,20,-9\n2026-01-05 06:00,b,20,-9\n2026-01-05 07:00,a,21,-8\n2026-01-05 07:00,b,21,-8\n", mapped("zone=zone"), outdoorKey, first, time.Hour, []float64{-9, -8}},
	}
	for _, c := range cases {
		t.Run(c.desc, func(t *testing.T) {
			wantSeries(t, mustRead(t, c.text, c.opt), c.key, c.start, c.step, c.values...)
		})
	}
}

// Ensure a zone whose name was made fit for an id is told.
func TestReadZoneRenamed(t *testing.T) {
	res := mustRead(t, "start,zone,indoor_c\n2026-01-05 06:00,Salle à manger,20\n2026-01-05 06:00,cave,18\n2026-01-05 07:00,Salle à manger,21\n2026-01-05 07:00,cave,18\n2026-01-05 07:00,,19\n2026-01-05 06:00,,19\n", mapped("zone=zone"))
	got, ok := issue(res, ZoneRenamed, 0)
	if !ok || got.Zone != "Salle_a_manger" || got.Count != 2 {
		t.Errorf("%+v", got)
	}
}

func mapped(pairs string) func(*Options) {
	return func(o *Options) {
		m, err := ParseMap(strings.Split(pairs, ","))
		if err != nil {
			panic(err)
		}
		o.Map = m
	}
}

// Ensure the same table comes out of every wrapping: gzip, cp1252, UTF-16.
func TestReadEncodings(t *testing.T) {
	text := "start;énergie;salle\n2026-01-05 06:00;0,5;été\n2026-01-05 06:15;0,25;hiver à Québec\n"
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		desc, text string
		note       NoteCode
	}{
		{"UTF-8", text, ""},
		{"Windows-1252", latin, NoteCP1252},
		{"UTF-16", wide, NoteUTF16},
		{"UTF-8 with a mark", "\ufeff" + text, NoteBOM},
		{"gzip of Windows-1252", zipped(latin), NoteCP1252},
	}
	for _, c := range cases {
		t.Run(c.desc, func(t *testing.T) {
			res := mustRead(t, c.text, mapped("energy=énergie"))
			wantSeries(t, res, energyKey, "2026-01-05T06:00:00-05:00", quarter, 0.5, 0.25)
			if c.note != "" && !noted(res, c.note) || !noted(res, NoteDecimalComma) {
				t.Errorf("notes %v, want %s and the decimal comma", res.Quality.Notes, c.note)
			}
		})
	}
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text)) // memory does not fail
	_ = z.Close()
	return b.String()
}

// Ensure several homes of one file come apart, sorted, each with its own report.
func TestReadHomes(t *testing.T) {
	text := "house,start,energy_kwh\nh-2,2026-01-05 06:00,1\nh-1,2026-01-05 06:00,2\nh-2,2026-01-05 07:00,3\nh-1,2026-01-05 07:00,4\n"
	res := mustRead(t, text, func(o *Options) {
		mapped("home=house")(o)
		o.Home, o.City = "", home.Quebec
	})
	if len(res.Batches) != 2 || res.Batches[0].Home != "h-1" || res.Batches[1].Home != "h-2" || res.Batches[0].City != home.Quebec {
		t.Fatalf("batches %+v", res.Batches)
	}
	sameSeries(t, res.Batches[0].Set, energyKey, "2026-01-05T06:00:00-05:00", time.Hour, 2, 4)
	sameSeries(t, res.Batches[1].Set, energyKey, "2026-01-05T06:00:00-05:00", time.Hour, 1, 3)
	if len(res.Quality.Homes) != 2 || res.Quality.Rows != 4 {
		t.Errorf("quality %+v", res.Quality)
	}
}

// Ensure rows later than now with outdoor temperature or sun alone are a forecast, and no
// others are.
func TestReadForecast(t *testing.T) {
	text := "start,energy_kwh,outdoor_c,solar_wm2\n" +
		"2026-11-25 05:00,1,-1,0\n2026-11-25 06:00,1,-2,0\n" + // 12:00 UTC is 7:00
		"2026-11-25 07:00,,-3,5\n2026-11-25 08:00,,-4,6\n"
	res := mustRead(t, text, nil)
	wantSeries(t, res, energyKey, "2026-11-25T05:00:00-05:00", time.Hour, 1, 1)
	wantSeries(t, res, outdoorKey, "2026-11-25T05:00:00-05:00", time.Hour, -1, -2)
	wantSeries(t, res, series.Key{Kind: series.Outdoor, Forecast: true}, "2026-11-25T07:00:00-05:00", time.Hour, -3, -4)
	wantSeries(t, res, series.Key{Kind: series.Solar, Forecast: true}, "2026-11-25T07:00:00-05:00", time.Hour, 5, 6)

	alone := mustRead(t, "start,energy_kwh,outdoor_c\n2026-11-25 06:00,1,-1\n2026-11-25 07:00,2,-2\n", nil)
	wantSeries(t, alone, outdoorKey, "2026-11-25T06:00:00-05:00", time.Hour, -1, -2) // beside an energy: measured, by a fast clock
	zone := mustRead(t, "start,zone,indoor_c,outdoor_c\n2026-11-25 06:00,a,20,-1\n2026-11-25 07:00,a,21,-2\n2026-11-25 08:00,a,,-3\n", mapped("zone=zone"))
	wantSeries(t, zone, outdoorKey, "2026-11-25T06:00:00-05:00", time.Hour, -1, -2)
	wantSeries(t, zone, series.Key{Kind: series.Outdoor, Forecast: true}, "2026-11-25T08:00:00-05:00", time.Hour, -3)
	never := mustRead(t, text, func(o *Options) { o.Now = time.Time{} })
	wantSeries(t, never, outdoorKey, "2026-11-25T05:00:00-05:00", time.Hour, -1, -2, -3, -4)
}

// Ensure a slower column beside a faster one keeps its own step.
func TestReadSlowerColumn(t *testing.T) {
	var b strings.Builder
	b.WriteString("start,energy_kwh,outdoor_c\n")
	start := at("2026-01-05T05:00:00Z")
	for i := range 30 * 4 {
		out := ""
		if i%4 == 0 {
			out = fmt.Sprint(-i / 4)
		}
		fmt.Fprintf(&b, "%s,0.5,%s\n", start.Add(time.Duration(i)*quarter).Format(time.RFC3339), out)
	}
	res := mustRead(t, b.String(), nil)
	if s := res.Batches[0].Set[energyKey]; s.Step != quarter || s.Len() != 120 {
		t.Errorf("energy: step %s, %d values", s.Step, s.Len())
	}
	if s := res.Batches[0].Set[outdoorKey]; s.Step != time.Hour || s.Len() != 30 || s.Known() != 30 {
		t.Errorf("outdoor: step %s, %d values of %d", s.Step, s.Known(), s.Len())
	}
}

// Ensure daily totals become hours whose sum by local day is right, over both changes of
// the clock, and are marked.
func TestReadDaily(t *testing.T) {
	for _, c := range []struct {
		desc, text string
		opt        func(*Options)
		from       string
		hours      []int
	}{
		{"autumn, dates", "start,energy_kwh\n2025-11-01,24\n2025-11-02,25\n2025-11-03,48\n", nil, "2025-11-01T00:00:00-04:00", []int{24, 25, 24}},
		{"spring, dates", "start,energy_kwh\n2026-03-07,24\n2026-03-08,25\n2026-03-09,48\n", nil, "2026-03-07T00:00:00-05:00", []int{24, 23, 24}},
		{"spring, the label at the end", "start,energy_kwh\n2026-03-08,24\n2026-03-09,25\n2026-03-10,48\n", func(o *Options) { o.Label = LabelEnd }, "2026-03-07T00:00:00-05:00", []int{24, 23, 24}},
		{"newest first", "start,energy_kwh\n2025-11-03,48\n2025-11-02,25\n2025-11-01,24\n", nil, "2025-11-01T00:00:00-04:00", []int{24, 25, 24}},
		{"kW, the mean of the day", "start,energy_kw\n2025-11-01,1\n2025-11-02,1\n2025-11-03,2\n", nil, "2025-11-01T00:00:00-04:00", []int{24, 25, 24}},
	} {
		t.Run(c.desc, func(t *testing.T) {
			res := mustRead(t, c.text, c.opt)
			s := res.Batches[0].Set[energyKey]
			if !res.Daily || s.Step != time.Hour || !s.Start.Equal(at(c.from)) {
				t.Fatalf("daily %v, step %s, start %s", res.Daily, s.Step, s.Start)
			}
			i := 0
			for d, want := range []float64{24, 25, 48} {
				sum := 0.0
				for range c.hours[d] {
					sum += s.Values[i]
					i++
				}
				if math.Abs(sum-want) > 1e-9 {
					t.Errorf("day %d sums to %v, want %v", d, sum, want)
				}
			}
			if got, _ := issue(res, DailyTotals, series.Energy); got.Count != 3 || i != s.Len() {
				t.Errorf("%d days, %d hours of %d", got.Count, i, s.Len())
			}
		})
	}
}

// Ensure daily totals do not take the place of measured hours.
func TestFill(t *testing.T) {
	res := mustRead(t, "start,energy_kwh\n2026-01-05,24\n2026-01-06,48\n", nil)
	held := series.New(series.Energy, at("2026-01-05T05:00:00Z"), quarter, 10*4)
	for i := range held.Values {
		held.Values[i] = 0.1
	}
	held.Values[4], held.Values[5], held.Values[6], held.Values[7] = nan, nan, nan, nan
	got := Fill(res.Batches[0], series.Set{energyKey: held}).Set[energyKey]
	for i, v := range got.Values {
		free := i == 1 || i >= 10
		if free == math.IsNaN(v) {
			t.Errorf("hour %d: %v", i, v)
		}
	}
	if again := Fill(res.Batches[0], nil).Set[energyKey]; again.Known() != 48 {
		t.Errorf("nothing held: %d hours, want 48", again.Known())
	}
}

// Ensure what was noticed about a file is told: what, how often, where.
func TestReadQuality(t *testing.T) {
	head := "start,energy_kwh,colour,Occupant\n"
	res := mustRead(t, head+
		"2026-01-05 06:00,1,red,Jean Tremblay\n2026-01-05 06:15,2,blue,Jean Tremblay\n2026-01-05 06:15,2,blue,Jean Tremblay\n"+
		"2026-01-05 06:30,3.00001,red,Jean Tremblay\n2026-01-05 06:45:02,4,red,Marie Roy\n2026-01-05 07:00,5,red,\n2026-01-05 07:15,6,red,\n2026-01-05 07:15,7,red,\n"+
		strings.Join(later("2026-01-05T12:30:00Z", 20), ""), nil)
	for code, want := range map[Code]quality.Issue{
		DuplicateEqual:    {Count: 1, From: at("2026-01-05T06:15:00-05:00")},
		DuplicateConflict: {Count: 1, From: at("2026-01-05T07:15:00-05:00")},
		Snapped:           {Count: 1, Kind: series.Energy, From: at("2026-01-05T06:45:02-05:00")},
		Rounded:           {Count: 1, Kind: series.Energy, From: at("2026-01-05T06:30:00-05:00")},
	} {
		got, ok := issue(res, code, want.Kind)
		if !ok || got.Count != want.Count || !got.From.Equal(want.From) {
			t.Errorf("%s: got %+v, want %+v", code, got, want)
		}
	}
	if !slices.Equal(res.Quality.Ignored, []string{"colour", "Occupant"}) {
		t.Errorf("ignored %q", res.Quality.Ignored)
	}
	if told := fmt.Sprintf("%+v", res); strings.Contains(told, "Tremblay") || strings.Contains(told, "blue") {
		t.Error("the result tells what columns without a role hold")
	}
	if res.Quality.Rows != 28 || res.Quality.Format != CSV {
		t.Errorf("%d rows of %s", res.Quality.Rows, res.Quality.Format)
	}
	sum := res.Quality.Homes[0].Series[0]
	if sum.Key != energyKey || sum.Step != quarter || sum.Known != 26 || sum.Coverage != 1 || math.Abs(sum.Sum-(1+2+3.00001+4+5+7+20)) > 1e-9 {
		t.Errorf("series %+v", sum)
	}
}

// later are n more rows of 1 kWh from start on.
func later(start string, n int) []string {
	var rows []string
	for i := range n {
		rows = append(rows, at(start).Add(time.Duration(i)*quarter).Format(time.RFC3339)+",1,red,\n")
	}
	return rows
}

// Ensure reading twice gives the same.
func TestReadIsDeterministic(t *testing.T) {
	data := yearCSV()[:200_000]
	data = data[:bytes.LastIndexByte(data, '\n')]
	var first string
	for i := range 3 {
		res, err := Read(bytes.NewReader(data), "a.csv", Options{Home: "h-1", Now: testNow})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%+v", res); i == 0 {
			first = got
		} else if got != first {
			t.Fatal("two readings differ")
		}
	}
}

// Ensure all codes can be told apart.
func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range slices.Concat(Codes(), quality.Codes()) {
		if seen[string(c)] || c == "" {
			t.Errorf("%q is there twice or empty", c)
		}
		seen[string(c)] = true
	}
	for _, c := range NoteCodes() {
		if seen[string(c)] || c == "" {
			t.Errorf("%q is there twice or empty", c)
		}
		seen[string(c)] = true
	}
}
