package exchange

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// checkRead reads any bytes at all and holds the result to what Read promises: an error of
// ours without a result, or series that a store can take.
func checkRead(t *testing.T, data string, opt Options) {
	opt.Now = testNow
	res, err := Read(strings.NewReader(data), "fuzz", opt)
	if err != nil {
		var e *fault.Error
		if !errors.As(err, &e) || e.ID == "" || res.Batches != nil {
			t.Fatalf("error %v, result %+v", err, res)
		}
		return
	}
	if len(res.Batches) == 0 || len(res.Batches) != len(res.Quality.Homes) {
		t.Fatalf("%d batches, %d reports", len(res.Batches), len(res.Quality.Homes))
	}
	for _, b := range res.Batches {
		if err := b.Check(); err != nil {
			t.Fatalf("no store takes it: %v", err)
		}
		for k, s := range b.Set {
			checkSeries(t, k, s)
		}
	}
	again, err := Read(strings.NewReader(data), "fuzz", opt)
	if err != nil || fmt.Sprintf("%v", again) != fmt.Sprintf("%v", res) {
		t.Fatalf("two readings differ: %v", err)
	}
}

func checkSeries(t *testing.T, k series.Key, s series.Series) {
	t.Helper()
	if s.Known() == 0 || s.Trim().Len() != s.Len() {
		t.Fatalf("%s: %d of %d values, gaps at an end", k, s.Known(), s.Len())
	}
	low, high := bounds(k.Kind)
	for _, v := range s.Values {
		if v < low || v > high {
			t.Fatalf("%s: value %v", k, v)
		}
	}
}

// seed reads the small files of testdata/import for a corpus.
func seed(f *testing.F, names ...string) []string {
	f.Helper()
	var texts []string
	for _, n := range names {
		b, err := os.ReadFile(own(n))
		if err != nil {
			f.Fatal(err)
		}
		texts = append(texts, string(b[:min(len(b), 1500)]))
	}
	return texts
}

// FuzzRead reads any bytes as whatever they look like, and as a table with columns mapped.
func FuzzRead(f *testing.F) {
	for _, s := range seed(f, "hydroquebec-hourly.csv", "hydroquebec-flexd.csv", "hydroquebec-daily.csv", "two-homes.csv") {
		f.Add(s)
	}
	f.Add(good())
	f.Add(mixedSteps())
	f.Add("start;zone;energy_kwh;outdoor_f\n2025-11-02 01:00;a;1,5;20\n2025-11-02 01:00;a;1,5;20\n2025-11-02 02:00;b;-999;\n")
	f.Add("start,end,zone,energy_kwh,forecast,item,value\n2026-01-05T00:00:00-05:00,2026-01-05T00:15:00-05:00,\"'-a\",0.5,,,\n,,,,,\"rate\",\"d\"\n")
	f.Add("sep=,\nhome,start,energy_kw\nh-1,1767610800,5\nh-2,1767611700,6\n")
	f.Add("\xff\xfes\x00t\x00")
	f.Add(zippedCut(good()))
	f.Fuzz(func(t *testing.T, data string) {
		checkRead(t, data, Options{Home: "h-1"})
		checkRead(t, data, Options{Home: "h-1", Format: CSV, Label: LabelEnd, Map: map[string]string{"zone": "zone", "start": "start"}})
		checkRead(t, data, Options{Format: CSV, Map: map[string]string{"home": "home"}})
		checkRead(t, data, Options{Home: "h-1", Format: HydroQuebec})
	})
}

// FuzzGreenButton reads any bytes as Green Button.
func FuzzGreenButton(f *testing.F) {
	for _, s := range seed(f, "greenbutton-prefixed.xml") {
		f.Add(s)
	}
	f.Add(espi("0", "<uom>72</uom>", gbReadingXML(1767610800, 3600, "1500")+gbReadingXML(1767614400, 3600, "500")))
	f.Add(espi("0", "<uom>38</uom><powerOfTenMultiplier>12</powerOfTenMultiplier>", gbReadingXML(1767610800, 86400, "1e9")))
	f.Add("<a><b></a>")
	f.Fuzz(func(t *testing.T, data string) {
		checkRead(t, data, Options{Home: "h-1", Format: GreenButton})
	})
}

// FuzzInflux reads any bytes as line protocol.
func FuzzInflux(f *testing.F) {
	for _, s := range seed(f, "consumption.lp") {
		f.Add(s)
	}
	f.Add("consumption,household=a energy_kwh=1,outdoor_c=-3i 1767610800000000000\nforecast,household=a outdoor_c=1 1767614400000000000\nconsumption,household=a energy_kwh=2 1767614400000000000\n")
	f.Add("consumption,household=a,zone=é\\ \\, indoor_c=20 1767610800\nconsumption,household=a,zone=é\\ \\, indoor_c=20 1767611100\n")
	f.Fuzz(func(t *testing.T, data string) {
		checkRead(t, data, Options{Format: Influx})
		checkRead(t, data, Options{Home: "h-1", Format: Influx})
	})
}

// FuzzEvents reads any bytes as events and as windows.
func FuzzEvents(f *testing.F) {
	f.Add("start,end,mode,colour\n2026-01-12T06:00:00-05:00,2026-01-12T10:00:00-05:00,moderate,blue\n")
	f.Add("end;start\r\n2025-11-02 05:00;2025-11-02 01:00\r\n")
	f.Add("start,end\n9999-12-31,9999-12-31 24:00\n")
	f.Fuzz(func(t *testing.T, data string) {
		events, _, err := ReadEvents(strings.NewReader(data), "fuzz", home.FlexD, series.Toronto())
		for _, e := range events {
			if err != nil || !e.Start.Before(e.End) || e.ID == "" {
				t.Fatalf("%+v, %v", e, err)
			}
		}
		windows, _, err := ReadWindows(strings.NewReader(data), "fuzz", series.Toronto())
		for _, w := range windows {
			if err != nil || !w.Start.Before(w.End) {
				t.Fatalf("%+v, %v", w, err)
			}
		}
	})
}
