package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"testing"
	"time"
)

// A fakeSky is the collection of city pages: measured at the hour, issued an hour before,
// 24 hours and two half days ahead, all about a temperature.
type fakeSky struct {
	*httptest.Server
	now    func() time.Time
	c      float64
	status int
	asked  []string
}

func newFakeSky(p *person, c float64) *fakeSky {
	s := &fakeSky{now: func() time.Time { return p.now }, c: c, status: http.StatusOK}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := path.Base(r.URL.Path)
		s.asked = append(s.asked, id)
		w.WriteHeader(s.status)
		fmt.Fprint(w, s.page(id))
	}))
	p.t.Cleanup(s.Close)
	p.vars = append(p.vars, "COURANT_FEEDS_WEATHER="+s.URL+"/items", "COURANT_FEEDS_EVENTS=none")
	return s
}

func (s *fakeSky) page(id string) string {
	hour := s.now().UTC().Truncate(time.Hour)
	var hours []string
	for i := range 24 {
		hours = append(hours, fmt.Sprintf(`{"timestamp":%q,"condition":{"en":"Sunny","fr":"Ensoleillé"},"temperature":{"value":{"en":%v,"fr":%[2]v}}}`,
			hour.Add(time.Duration(i+1)*time.Hour).Format(time.RFC3339), s.c))
	}
	day := hour.AddDate(0, 0, 2).Weekday()
	return fmt.Sprintf(`{"id":%q,"properties":{"identifier":%[1]q,"name":{"en":"X","fr":"Ville \u001b[31m"},
		"currentConditions":{"timestamp":{"en":%q},"temperature":{"value":{"en":%v}}},
		"hourlyForecastGroup":{"timestamp":{"en":%q},"hourlyForecasts":[%s]},
		"forecastGroup":{"forecasts":[{"period":{"value":{"en":%q}},"temperatures":{"temperature":[{"value":{"en":%[3]v}}]},"abbreviatedForecast":{"textSummary":{"en":"Cloudy","fr":"Nuageux"}}}]}}}`,
		id, hour.Format(time.RFC3339), s.c, hour.Add(-time.Hour).Format(time.RFC3339), strings.Join(hours, ","), day.String())
}

// blindHome is a home in Montréal with a meter and nothing else.
func blindHome(p *person) {
	var b strings.Builder
	b.WriteString("start,energy_kwh\n")
	for t := p.now.Truncate(time.Hour).Add(-30 * 24 * time.Hour); t.Before(p.now.Truncate(time.Hour)); t = t.Add(time.Hour) {
		fmt.Fprintf(&b, "%s,%.2f\n", t.Format(time.RFC3339), 2+float64(t.Hour()%6)/4)
	}
	p.must(exitDone, "import", p.file("meter.csv", b.String()), "--home", "h-1", "--city", "montreal")
}

func TestWeatherPullAndList(t *testing.T) {
	p := newPerson(t)
	sky := newFakeSky(p, -21.4)
	if out := p.must(exitDone, "weather", "list"); !strings.Contains(out, "No weather kept") {
		t.Errorf("before: %s", out)
	}
	out := p.must(exitDone, "weather", "pull")
	if len(sky.asked) != 4 || !strings.Contains(out, "Gatineau") || strings.Contains(out, "\x1b") {
		t.Errorf("asked for %v: %s", sky.asked, out)
	}
	if out = p.must(exitDone, "weather", "pull", "--city", "quebec"); len(sky.asked) != 4 || !strings.Contains(out, "read already") {
		t.Errorf("too soon: %v, %s", sky.asked, out)
	}
	blindHome(p)
	p.now = p.now.Add(2 * time.Hour)
	p.must(exitDone, "weather", "pull")
	if len(sky.asked) != 5 || sky.asked[4] != "qc-147" {
		t.Errorf("with a home in Montréal, asked for %v", sky.asked)
	}
	kinds := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(p.must(exitDone, "weather", "list", "--json", "--city", "montreal")), "\n") {
		var v struct {
			Kind    string
			Outdoor *float64 `json:"outdoor_c"`
			Low     *float64 `json:"low_c"`
			Solar   *float64 `json:"solar_wm2"`
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err, line)
		}
		kinds[v.Kind]++
		if v.Outdoor == nil || (v.Kind == "measured") != (v.Low == nil) || (v.Kind == "measured") != (v.Solar == nil) {
			t.Errorf("%s", line)
		}
	}
	if kinds["measured"] != 2 || kinds["forecast"] != 24 || kinds["shaped"] < 10 {
		t.Errorf("%v", kinds)
	}
	p.lang = "fr_CA.UTF-8"
	if out = p.must(exitDone, "weather", "list", "--city", "montreal"); !strings.Contains(out, "−21,4") || !strings.Contains(out, "Ensoleillé") || !strings.Contains(out, "mesuré") {
		t.Errorf("%s", out)
	}
}

// Ensure the city's weather reaches the coach of a home without a sensor, not before it was
// issued, and never that of a home with one.
func TestWeatherReachesTheCoach(t *testing.T) {
	outdoor := func(p *person, args ...string) any {
		_, out, errOut := p.run(append([]string{"report", "h-1", "--json"}, args...)...)
		var r struct {
			Now struct {
				OutdoorC any `json:"outdoor_c"`
			}
		}
		if err := json.Unmarshal([]byte(out), &r); err != nil {
			t.Fatal(err, out, errOut)
		}
		return r.Now.OutdoorC
	}
	p := newPerson(t)
	sky := newFakeSky(p, -21.4)
	blindHome(p)
	if got := outdoor(p); got != nil {
		t.Errorf("without weather: %v", got)
	}
	cold := p.must(exitDone, "plan", "h-1", "--json")
	p.must(exitDone, "weather", "pull")
	if got := outdoor(p); got != -21.4 {
		t.Errorf("measured in the city: %v", got)
	}
	if got := outdoor(p, "--at", p.now.Add(-3*time.Hour).Format(time.RFC3339)); got != nil {
		t.Errorf("known three hours before: %v", got)
	}
	if p.must(exitDone, "plan", "h-1", "--json") == cold {
		t.Error("the forecast does not move the plan of a home that had no weather")
	}
	sky.status = http.StatusInternalServerError
	p.now = p.now.Add(time.Hour)
	if code, _, errOut := p.run("weather", "pull"); code != exitFailed || !strings.Contains(errOut, "500") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	if code, out, _ := p.run("doctor"); code != exitDegraded || !strings.Contains(out, "Weather of Montréal") || !strings.Contains(out, "500") {
		t.Errorf("doctor: exit %d, %s", code, out)
	}

	own := imported(t)
	newFakeSky(own, -40)
	own.must(exitDone, "home", "h-1", "set", "city=montreal")
	before := outdoor(own)
	own.must(exitDone, "weather", "pull")
	if got := outdoor(own); got != before || got == -40.0 {
		t.Errorf("its own sensor says %v, the report %v", before, got)
	}
}

func TestWeatherBadAnswers(t *testing.T) {
	p := newPerson(t)
	sky := newFakeSky(p, -10)
	p.must(exitDone, "weather", "pull", "--city", "gatineau")
	kept, err := os.ReadFile(p.home + "/state/courant/weather/gatineau.json")
	if err != nil {
		t.Fatal(err)
	}
	sky.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") })
	p.now = p.now.Add(time.Hour)
	if code, _, errOut := p.run("weather", "pull", "--city", "gatineau"); code != exitFailed || !strings.Contains(errOut, "web page") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	if now, _ := os.ReadFile(p.home + "/state/courant/weather/gatineau.json"); string(now) != string(kept) {
		t.Error("a bad answer changed what was kept")
	}
	if code, _, errOut := p.run("weather", "pull", "--city", "toronto"); code != exitUsage || !strings.Contains(errOut, "montreal|") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	p.vars = []string{"COURANT_FEEDS_WEATHER=none"}
	if code, _, errOut := p.run("weather", "pull"); code != exitNotConfigured || !strings.Contains(errOut, "[feeds] weather") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	p.vars = []string{"COURANT_FEEDS_WEATHER=http://example.org/items"}
	if code, _, errOut := p.run("weather", "pull"); code != exitFailed || !strings.Contains(errOut, "https://") {
		t.Errorf("exit %d, %s", code, errOut)
	}
}
