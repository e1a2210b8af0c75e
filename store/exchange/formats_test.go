package exchange

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
)

// readFile reads a file of testdata/import, or of another folder of the repository.
func readFile(t testing.TB, path string, opt Options) (Result, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if opt.Now.IsZero() {
		opt.Now = testNow
	}
	return Read(f, filepath.Base(path), opt)
}

func own(name string) string { return filepath.Join("../../testdata/import", name) }

// shared is a file of the reference data beside the repository, which is not shipped.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("../../../shared/data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no reference data: %v", err)
	}
	return path
}

// leak are what the files of testdata/import hold of persons: none of it may come out.
var leak = regexp.MustCompile(`0300123456|Tremblay|Église|RetailCustomer`)

// Ensure the customer portal's hourly download is read whole: cp1252, decimal commas,
// newest first, an hour of 25 resolved, N.D. as gaps, the contract left behind.
func TestHydroQuebecHourly(t *testing.T) {
	res, err := readFile(t, own("hydroquebec-hourly.csv"), Options{Home: "h-1"})
	if err != nil {
		t.Fatal(err)
	}
	if res.Quality.Format != HydroQuebec || res.Quality.Rows != 73 || len(res.Quality.Ignored) != 0 {
		t.Errorf("%s, %d rows, ignored %q", res.Quality.Format, res.Quality.Rows, res.Quality.Ignored)
	}
	for _, n := range []NoteCode{NoteCP1252, NoteDecimalComma, NoteNewestFirst} {
		if !noted(res, n) {
			t.Errorf("not noted: %s", n)
		}
	}
	energy, outdoor := res.Batches[0].Set[energyKey], res.Batches[0].Set[outdoorKey]
	if !energy.Start.Equal(at("2025-11-01T00:00:00-04:00")) || energy.Len() != 73 || energy.Known() != 72 || outdoor.Known() != 72 {
		t.Errorf("energy from %s, %d of %d; outdoor %d", energy.Start, energy.Known(), energy.Len(), outdoor.Known())
	}
	for i, v := range energy.Values {
		if want := math.Round(100*(1.5+0.8*math.Sin(float64(i)/3))) / 100; i != 40 && math.Abs(v-want) > 0.0101 {
			t.Fatalf("hour %d: %v, want %v", i, v, want)
		}
	}
	if !math.IsNaN(energy.Values[40]) || !math.IsNaN(outdoor.Values[41]) {
		t.Error("N.D. is not a gap")
	}
	if told := fmt.Sprintf("%+v", res); leak.MatchString(told) {
		t.Error("the contract came through")
	}
}

func TestHydroQuebecOtherShapes(t *testing.T) {
	flex, err := readFile(t, own("hydroquebec-flexd.csv"), Options{Home: "h-1"})
	if err != nil {
		t.Fatal(err)
	}
	s := flex.Batches[0].Set[energyKey]
	sum, missing := s.Sum(s.Start, s.End())
	if s.Len() != 23 || math.Abs(sum-(20*1.25+3*2.5)) > 1e-9 || missing != 0 {
		t.Errorf("two registers: %d hours, %v kWh", s.Len(), sum)
	}
	daily, err := readFile(t, own("hydroquebec-daily.csv"), Options{Home: "h-1"})
	if err != nil {
		t.Fatal(err)
	}
	s = daily.Batches[0].Set[energyKey]
	second, _ := s.Sum(at("2025-11-02T00:00:00-04:00"), at("2025-11-03T00:00:00-05:00"))
	if !daily.Daily || s.Len() != 24+25+24+24 || math.Abs(second-26.5) > 1e-9 {
		t.Errorf("daily: %d hours, %v kWh on 2 November", s.Len(), second)
	}
	if o := daily.Batches[0].Set[outdoorKey]; o.Len() != 97 || o.Values[50] != 5 {
		t.Errorf("daily temperature: %v", o)
	}
	_, err = readFile(t, own("hydroquebec-periods.csv"), Options{Home: "h-1"})
	wantFaultID(t, err, msgHQPeriods)
}

func wantFaultID(t *testing.T, err error, want any) {
	t.Helper()
	if err == nil || !strings.HasPrefix(err.Error(), fmt.Sprint(want)) {
		t.Errorf("error %v, want %v", err, want)
	}
	if err != nil && leak.MatchString(err.Error()) {
		t.Errorf("the error tells on a person: %v", err)
	}
}

// Ensure the shapes that other accounts and years have are known too.
func TestHydroQuebecVariants(t *testing.T) {
	head := "Contrat;Date et heure;kWh;Code de consommation;Température moyenne (°C);Code de température\n"
	rows := "1;2026-01-05 06:00:00;1,5;R;-9;R\n1;2026-01-05 05:00:00;0,5;R;-8;R\n"
	for desc, text := range map[string]string{
		"as they are":         head + rows,
		"English headings":    "Contract;Date and time;kWh;Consumption code;Average temperature (°C);Temperature code\n" + rows,
		"with commas":         strings.NewReplacer(";", ",", ",", ".").Replace(head + rows),
		"quoted":              strings.NewReplacer("Contrat;", "\"Contrat\";", "1;2026", "\"1\";2026").Replace(head + rows),
		"registers, capitals": strings.Replace(head, "kWh;", "kWh bas;kWh Haut;", 1) + "1;2026-01-05 06:00:00;1;0,5;R;-9;R\n1;2026-01-05 05:00:00;0,5;0;R;-8;R\n",
		"registers, small":    strings.Replace(head, "kWh;", "kWh bas;kWh haut;", 1) + "1;2026-01-05 06:00:00;1;0,5;R;-9;R\n1;2026-01-05 05:00:00;0,5;0;R;-8;R\n",
	} {
		t.Run(desc, func(t *testing.T) {
			res := mustRead(t, text, nil)
			if res.Quality.Format != HydroQuebec {
				t.Errorf("taken for %s", res.Quality.Format)
			}
			wantSeries(t, res, energyKey, "2026-01-05T05:00:00-05:00", time.Hour, 0.5, 1.5)
			wantSeries(t, res, outdoorKey, "2026-01-05T05:00:00-05:00", time.Hour, -8, -9)
		})
	}
	// The autumn hour that is there once is the first one, and counted.
	autumn := mustRead(t, head+"1;2025-11-02 02:00:00;3;R;1;R\n1;2025-11-02 01:00:00;2;R;1;R\n1;2025-11-02 00:00:00;1;R;1;R\n", nil)
	wantSeries(t, autumn, energyKey, "2025-11-02T00:00:00-04:00", time.Hour, 1, 2, nan, 3)
	if got, ok := issue(autumn, ClockAssumed, 0); !ok || got.Count != 1 {
		t.Errorf("%+v", got)
	}
	// A register that is missing makes the sum missing.
	part := mustRead(t, strings.Replace(head, "kWh;", "kWh bas;kWh Haut;", 1)+"1;2026-01-05 06:00:00;1;N.D.;R;-9;R\n1;2026-01-05 05:00:00;0,5;0;R;-8;R\n", nil)
	wantSeries(t, part, energyKey, "2026-01-05T05:00:00-05:00", time.Hour, 0.5)

	_, err := Read(strings.NewReader(head+"12345678;2026-01-05 06:00:00;1;R;-9;R\n98765432;2026-01-05 05:00:00;1;R;-9;R\n"), "test.csv", Options{Home: "h-1"})
	wantFault(t, err, msgContracts, map[string]string{"line": "3"})
	if strings.Contains(err.Error(), "98765432") {
		t.Error("the error tells a contract")
	}
}

// Ensure the two homes and two zones of a spreadsheet's export come out, W as kWh, and the
// name in a column of remarks does not.
func TestTwoHomes(t *testing.T) {
	res, err := readFile(t, own("two-homes.csv"), Options{Map: map[string]string{"home": "home", "zone": "zone"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Batches) != 2 || res.Quality.Rows != 384 || !slices.Equal(res.Quality.Ignored, []string{"note"}) || !noted(res, NoteBOM) {
		t.Fatalf("%d homes, %d rows, ignored %q, notes %v", len(res.Batches), res.Quality.Rows, res.Quality.Ignored, res.Quality.Notes)
	}
	for _, b := range res.Batches {
		if zones := b.Set.Zones(); !slices.Equal(zones, []string{"Salle_a_manger", "Sous-sol"}) {
			t.Fatalf("zones %q", zones)
		}
		heat, indoor := b.Set.Get("Sous-sol", series.Heating), b.Set.Get("Sous-sol", series.Indoor)
		if heat.Len() != 96 || math.Abs(heat.Values[3]-0.43/4) > 1e-9 || indoor.Values[3] != 18.3 {
			t.Errorf("%s: heating %v, indoor %v", b.Home, heat.Values[3], indoor.Values[3])
		}
	}
	if leak.MatchString(fmt.Sprintf("%+v", res)) {
		t.Error("a name came through")
	}
}

func TestLineProtocol(t *testing.T) {
	res, err := readFile(t, own("consumption.lp"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := res.Batches[0]
	if len(res.Batches) != 1 || b.Home != "h-7" || b.City != home.Quebec || res.Quality.Format != Influx {
		t.Fatalf("%+v", res)
	}
	if s := b.Set[energyKey]; s.Len() != 48 || s.Step != time.Hour || s.Values[1] != 1.1 {
		t.Errorf("energy %+v", s)
	}
	if s := b.Set.Get("salon", series.Indoor); s.Len() != 48 || s.Values[2] != 20.52 {
		t.Errorf("indoor %+v", s)
	}
	if !slices.Equal(res.Quality.Ignored, []string{"humidity", "weather"}) {
		t.Errorf("ignored %q", res.Quality.Ignored)
	}
	as, err := readFile(t, own("consumption.lp"), Options{Home: "other", City: home.Gatineau})
	if err != nil || as.Batches[0].Home != "other" || as.Batches[0].City != home.Gatineau {
		t.Errorf("read as another home: %v, %+v", err, as.Batches)
	}
}

func TestParsePoint(t *testing.T) {
	cases := []struct {
		line string
		want string // fmt of the point; "" when it is refused
	}{
		{`m,a=b f=1 10`, "{m [{a b}] [{f 1}] 10}"},
		{`m f=1,g=2i 10`, "{m [] [{f 1} {g 2i}] 10}"},
		{`my\ m,a\,b=c\=d f\ g=1 10`, "{my m [{a,b c=d}] [{f g 1}] 10}"},
		{`m,a=b f="x y, z=1 \" q" 10`, `{m [{a b}] [{f "x y, z=1 \" q"}] 10}`},
		{`m,a=b f=1`, ""},
		{`m,a=b 10`, ""},
		{`m,a f=1 10`, ""},
		{`,a=b f=1 10`, ""},
		{`m,a=b f= 10`, ""},
		{`m,a=b f=1 x`, ""},
		{``, ""},
	}
	for _, c := range cases {
		p, err := parsePoint([]byte(c.line), nil)
		if (err != nil) != (c.want == "") || err == nil && fmt.Sprint(*p) != c.want {
			t.Errorf("%s: %v, %v; want %s", c.line, p, err, c.want)
		}
	}
}

// Ensure Green Button is read with prefixed namespaces, entries in any order and an
// encoding of its own; what was given back is left out, estimates are counted, addresses
// stay behind.
func TestGreenButtonPrefixed(t *testing.T) {
	res, err := readFile(t, own("greenbutton-prefixed.xml"), Options{Home: "h-1"})
	if err != nil {
		t.Fatal(err)
	}
	wantSeries(t, res, energyKey, "2026-01-05T00:00:00-05:00", quarter, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
	if got, ok := issue(res, Estimated, series.Energy); !ok || got.Count != 1 || !got.From.Equal(at("2026-01-05T05:30:00Z")) {
		t.Errorf("estimated: %+v", got)
	}
	if leak.MatchString(fmt.Sprintf("%+v", res)) {
		t.Error("an address or a link came through")
	}
}

// espi makes a feed of one meter from the inside of its reading type and its readings.
func espi(service, typ, readings string) string {
	return `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content><UsagePoint xmlns="http://naesb.org/espi"><ServiceCategory><kind>` + service + `</kind></ServiceCategory></UsagePoint></content></entry>` +
		`<entry><content><ReadingType xmlns="http://naesb.org/espi">` + typ + `</ReadingType></content></entry>` +
		`<entry><content><IntervalBlock xmlns="http://naesb.org/espi">` + readings + `</IntervalBlock></content></entry></feed>`
}

func gbReadingXML(start, duration int64, value string) string {
	return fmt.Sprintf("<IntervalReading><timePeriod><duration>%d</duration><start>%d</start></timePeriod><value>%s</value></IntervalReading>", duration, start, value)
}

func TestGreenButtonUnits(t *testing.T) {
	start := at("2026-01-05T05:00:00Z").Unix()
	two := gbReadingXML(start, 3600, "1500") + gbReadingXML(start+3600, 3600, "500")
	for _, c := range []struct {
		desc, service, typ, readings string
		want                         []float64 // hourly kWh; nil: refused
	}{
		{"Wh", "0", "<uom>72</uom>", two, []float64{1.5, 0.5}},
		{"kWh by the multiplier", "0", "<uom>72</uom><powerOfTenMultiplier>3</powerOfTenMultiplier>", two, []float64{1500, 500}},
		{"thousandths of a Wh", "0", "<uom>72</uom><powerOfTenMultiplier>-3</powerOfTenMultiplier>", two, []float64{0.0015, 0.0005}},
		{"W, the mean of the interval", "0", "<uom>38</uom>", two, []float64{1.5, 0.5}},
		{"W without a length", "0", "<uom>38</uom>", gbReadingXML(start, 0, "1500") + gbReadingXML(start+3600, 0, "500"), []float64{1.5, 0.5}},
		{"the length from the type", "0", "<uom>72</uom><intervalLength>3600</intervalLength>", gbReadingXML(start, 0, "1500") + gbReadingXML(start+3600, 0, "500"), []float64{1.5, 0.5}},
		{"a start with a fraction", "0", "<uom>72</uom>", strings.Replace(two, "</start>", ".25</start>", 1), []float64{1.5, 0.5}},
		{"a service that is not told", "", "<uom>72</uom>", two, []float64{1.5, 0.5}},
		{"gas", "1", "<uom>169</uom>", two, nil},
		{"therms of no service", "", "<uom>169</uom>", two, nil},
		{"no unit", "0", "", two, nil},
		{"what was given back", "0", "<uom>72</uom><flowDirection>19</flowDirection>", two, nil},
		{"a multiplier beyond reason", "0", "<uom>72</uom><powerOfTenMultiplier>300</powerOfTenMultiplier>", two, nil},
	} {
		t.Run(c.desc, func(t *testing.T) {
			res, err := Read(strings.NewReader(espi(c.service, c.typ, c.readings)), "test.xml", Options{Home: "h-1", Now: testNow})
			if c.want == nil {
				if err == nil {
					t.Errorf("read: %+v", res)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			wantSeries(t, res, energyKey, "2026-01-05T05:00:00Z", time.Hour, c.want...)
		})
	}
}

// Ensure the sample files give the readings of the reference dumps, one by one; those by
// the day their sums by the day, over two days of 23 hours and one of 25; gas is refused.
func TestGreenButtonReference(t *testing.T) {
	line := regexp.MustCompile(`^\s+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00:00), (?:(\d+) days?, )?(\d+):(\d\d):\d\d: (\d+) (\w+)`)
	for _, name := range []string{"TestGBDataHourlyNineDaysBinnedDaily", "TestGBDataOneYearDailyBinnedMonthly", "abridged/electric_containerized"} {
		t.Run(name, func(t *testing.T) {
			res, err := readFile(t, shared(t, "greenbutton/"+name+".xml"), Options{Home: "h-1"})
			if err != nil {
				t.Fatal(err)
			}
			s := res.Batches[0].Set[energyKey]
			f, err := os.Open(shared(t, "greenbutton/expected/"+name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			n, total := 0, 0.0
			for sc := bufio.NewScanner(f); sc.Scan(); {
				m := line.FindStringSubmatch(sc.Text())
				if m == nil {
					continue
				}
				start, err := time.Parse("2006-01-02 15:04:05-07:00", m[1])
				if err != nil {
					t.Fatal(err)
				}
				days, _ := strconv.Atoi(m[2])
				hours, _ := strconv.Atoi(m[3])
				minutes, _ := strconv.Atoi(m[4])
				wh, _ := strconv.ParseFloat(m[5], 64)
				end := start.Add(time.Duration(24*days+hours)*time.Hour + time.Duration(minutes)*time.Minute)
				got, missing := s.Sum(start, end)
				if missing != 0 || math.Abs(got*1000-wh) > 1e-6 || m[6] != "Wh" {
					t.Errorf("%s: %v Wh, want %v", m[1], got*1000, wh)
				}
				n++
				total += wh
			}
			if known := res.Quality.Rows; n != known || n == 0 {
				t.Errorf("%d readings, the dump has %d", known, n)
			}
			if sum, _ := s.Sum(s.Start, s.End()); math.Abs(sum*1000-total) > 1e-3 {
				t.Errorf("sum %v Wh, want %v", sum*1000, total)
			}
		})
	}
	for name, want := range map[string]any{"gas_direct": msgNotPower, "gas_containerized": msgGBUnit} {
		_, err := readFile(t, shared(t, "greenbutton/abridged/"+name+".xml"), Options{Home: "h-1"})
		wantFaultID(t, err, want)
		if err != nil && regexp.MustCompile(`DOG ST|MAIN ST`).MatchString(err.Error()) {
			t.Error("the error tells an address")
		}
	}
}

// Ensure the reference homes import with the sums that their READMEs state, and that
// nothing about measured and simulated homes that are right looks wrong.
func TestReferenceHomes(t *testing.T) {
	for _, name := range []string{"cl-4421", "cl-247942", "cl-525859"} {
		res, err := readFile(t, shared(t, "citylearn-quebec/ready/homes/"+name+".csv.gz"), Options{Home: home.ID(name)})
		if err != nil {
			t.Fatal(err)
		}
		if set := res.Batches[0].Set; len(set) != 6 || set[energyKey].Known() != 6477 || set[energyKey].Step != time.Hour || set[solarKey].Known() != 6453 {
			t.Errorf("%s: %+v", name, res.Quality.Homes[0].Series)
		}
		onlyIssues(t, res, Rounded, quality.Pause, quality.Gaps)
	}
	res, err := readFile(t, shared(t, "plant-average-house/home.csv.gz"), Options{Home: "plant"})
	if err != nil {
		t.Fatal(err)
	}
	s := res.Batches[0].Set[energyKey]
	if sum, missing := s.Sum(s.Start, s.End()); s.Len() != 7392 || math.Abs(sum-6837.7) > 0.05 || missing != 0 {
		t.Errorf("whole home: %d intervals, %v kWh", s.Len(), sum)
	}
	onlyIssues(t, res)
	zones := shared(t, "plant-average-house/zones.csv.gz")
	_, err = readFile(t, zones, Options{Home: "plant"})
	wantFaultID(t, err, msgMixedZones)
	if res, err = readFile(t, zones, Options{Home: "plant", Map: map[string]string{"zone": "zone"}}); err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, q := range res.Quality.Homes[0].Series {
		sum += q.Sum
		if q.Known != 7392 {
			t.Errorf("%+v", q)
		}
	}
	if len(res.Batches[0].Set) != 15 || math.Abs(sum-4846.9) > 0.1 {
		t.Errorf("zones: %d series, %v kWh", len(res.Batches[0].Set), sum)
	}
	onlyIssues(t, res)
}

// onlyIssues reports every issue of another code.
func onlyIssues(t *testing.T, res Result, codes ...Code) {
	t.Helper()
	for _, h := range res.Quality.Homes {
		for _, i := range h.Issues {
			if !slices.Contains(codes, i.Code) {
				t.Errorf("%s: %+v", h.Home, i)
			}
		}
	}
}

// Ensure a table whose times have no heading imports, an indoor temperature in a building
// that was really measured.
func TestReferenceBuilding(t *testing.T) {
	res, err := readFile(t, shared(t, "darkgreybox/demo_data.csv"), Options{Home: "b", Map: map[string]string{"indoor": "Ti", "outdoor": "Ta"}})
	if err != nil {
		t.Fatal(err)
	}
	s := res.Batches[0].Set[series.Key{Kind: series.Indoor}]
	if s.Known() != 792 || !s.Start.Equal(at("2019-12-23T00:00:00Z")) || s.Step != time.Hour || !slices.Equal(res.Quality.Ignored, []string{"Ph", "Th"}) {
		t.Errorf("%d values from %s by %s, ignored %q", s.Known(), s.Start, s.Step, res.Quality.Ignored)
	}
}

// Ensure the Illinois samples import: hourly, daily over four changes of the clock, and a
// temperature in °F that its column does not tell, which is suspected.
func TestReferenceIllinois(t *testing.T) {
	chicago, err := time.LoadLocation("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	hourly, err := readFile(t, shared(t, "eemeter-il/il-electricity-cdd-hdd-hourly.csv.gz"), Options{Home: "il", Location: chicago, Map: map[string]string{"energy": "value"}})
	if err != nil {
		t.Fatal(err)
	}
	if s := hourly.Batches[0].Set[energyKey]; s.Known() != 19417 || s.Len() != 19417 {
		t.Errorf("hourly: %d of %d", s.Known(), s.Len())
	}
	onlyIssues(t, hourly)
	daily, err := readFile(t, shared(t, "eemeter-il/il-electricity-cdd-hdd-daily.csv.gz"), Options{Home: "il", Location: chicago, Map: map[string]string{"energy": "value"}})
	if err != nil {
		t.Fatal(err)
	}
	s, h := daily.Batches[0].Set[energyKey], hourly.Batches[0].Set[energyKey]
	for d := series.DateOf(s.Start, chicago); d.Start(chicago).Before(s.End()); d = d.Add(1) {
		a, _ := s.Sum(d.Start(chicago), d.End(chicago))
		b, _ := h.Sum(d.Start(chicago), d.End(chicago))
		if math.Abs(a-b) > 0.13 { // 25 hours, each rounded to the hundredth
			t.Fatalf("%s: %v by the day, %v by the hour", d, a, b)
		}
	}
	onlyIssues(t, daily, DailyTotals, Rounded, quality.Daily)
	warm, err := readFile(t, shared(t, "eemeter-il/il-tempF.csv.gz"), Options{Home: "il", Map: map[string]string{"start": "dt", "outdoor": "tempF"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := issue(warm, quality.Fahrenheit, series.Outdoor); !ok {
		t.Error("°F is not suspected")
	}
}
