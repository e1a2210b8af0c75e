package feed

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// cityPage is a page of our own in the collection's shape: measured at 7:00 on Thursday the
// 14th, issued at 6:00, hours from 8:00 until 7:00 on Friday, then half days.
func cityPage() string {
	both := func(en, fr string) string { return fmt.Sprintf(`{"en":%q,"fr":%q}`, en, fr) }
	number := func(v float64) string {
		return fmt.Sprintf(`{"units":{"en":"C","fr":"C"},"value":{"en":%v,"fr":%v}}`, v, v)
	}
	var hours []string
	for i := range 24 {
		t := at("2027-01-14 08:00").Add(time.Duration(i) * time.Hour).UTC()
		hours = append(hours, fmt.Sprintf(`{"timestamp":%q,"condition":%s,"temperature":%s,"iconCode":{"value":3},"lop":{"value":{"en":10,"fr":10}}}`,
			t.Format(time.RFC3339), both("Sunny", "Ensoleillé"), number(-20+5*math.Sin(float64(i)/4))))
	}
	half := func(en, fr, class string, c float64, skyEN, skyFR string) string {
		return fmt.Sprintf(`{"period":{"textForecastName":%s,"value":%s},"temperatures":{"temperature":[{"class":%s,"value":{"en":%v,"fr":%v}}]},"abbreviatedForecast":{"textSummary":%s,"icon":{"value":0}},"cloudPrecip":%s}`,
			both(en, fr), both(en, fr), both(class, class), c, c, both(skyEN, skyFR), both(skyEN+".", skyFR+"."))
	}
	periods := strings.Join([]string{
		half("Thursday", "jeudi", "high", -16, "Mainly sunny", "Généralement ensoleillé"),
		half("Thursday night", "jeudi soir et nuit", "low", -27, "Clear", "Dégagé"),
		half("Friday", "vendredi", "high", -15, "A mix of sun and cloud", "Alternance de soleil et de nuages"),
		half("Friday night", "vendredi soir et nuit", "low", -22, "Cloudy", "Nuageux"),
		half("Saturday", "samedi", "high", -8, "Snow", "Neige"),
		half("Saturday night", "samedi soir et nuit", "low", -12, "Chance of flurries", "Possibilité d'averses de neige"),
		half("Sunday", "dimanche", "high", -10, "Sunny", "Ensoleillé"),
	}, ",")
	return fmt.Sprintf(`{"type":"Feature","id":"qc-147","properties":{"identifier":"qc-147","lastUpdated":"2027-01-14T12:02:14Z","name":%s,
		"currentConditions":{"timestamp":%s,"temperature":%s,"station":{"value":%s}},
		"forecastGroup":{"timestamp":%s,"forecasts":[%s]},
		"hourlyForecastGroup":{"timestamp":%s,"hourlyForecasts":[%s]}}}`,
		both("Montréal", "Montréal"), both("2027-01-14T12:00:00Z", "2027-01-14T12:00:00Z"), number(-21.4), both("Montréal-Trudeau", "Montréal-Trudeau"),
		both("2027-01-14T10:45:00Z", "2027-01-14T10:45:00Z"), periods, both("2027-01-14T11:00:00Z", "2027-01-14T11:00:00Z"), strings.Join(hours, ","))
}

func readCity(t *testing.T) Weather {
	t.Helper()
	w, err := ReadWeather("x", []byte(cityPage()), home.Montreal, at("2027-01-14 07:10"), toronto)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestReadWeather(t *testing.T) {
	w := readCity(t)
	if !w.Issued.Equal(at("2027-01-14 06:00")) || w.Place != "Montréal-Trudeau" || len(w.Hourly) != 24 {
		t.Errorf("issued %v at %s, %d hours", w.Issued, w.Place, len(w.Hourly))
	}
	if len(w.Measured) != 1 || w.Measured[0] != (Instant{at("2027-01-14 07:00").UTC(), -21.4}) {
		t.Errorf("measured %+v", w.Measured)
	}
	var got []string
	for _, x := range w.Extremes {
		got = append(got, fmt.Sprintf("%s %v", x.At.In(toronto).Format("Mon 15:04"), x.C))
	}
	want := []string{"Thu 15:00 -16", "Fri 06:00 -27", "Fri 15:00 -15", "Sat 06:00 -22", "Sat 15:00 -8", "Sun 06:00 -12", "Sun 15:00 -10"}
	if !slices.Equal(got, want) {
		t.Errorf("extremes %q", got)
	}
}

// Ensure the forecast says the hours as they are told, goes through the highs and lows
// behind them, and is less sure there.
func TestForecast(t *testing.T) {
	w := readCity(t)
	all := w.Forecast()
	byStart := map[string]Hour{}
	for i, h := range all {
		byStart[h.Start.In(toronto).Format("Mon 15")] = h
		if i > 0 && h.Start.Sub(all[i-1].Start) != time.Hour {
			t.Fatalf("a hole before %v", h.Start)
		}
		if !(h.LowC < h.OutdoorC && h.OutdoorC < h.HighC) || !(h.LowWm2 <= h.SolarWm2 && h.SolarWm2 <= h.HighWm2) || h.LowWm2 < 0 {
			t.Fatalf("%v: the band does not hold its value: %+v", h.Start, h)
		}
	}
	if first, last := all[0], all[len(all)-1]; !first.Start.Equal(at("2027-01-14 07:00")) || !last.Start.Equal(at("2027-01-17 14:00")) {
		t.Errorf("from %v to %v", first.Start, last.Start)
	}
	near := func(what string, got, want, by float64) {
		t.Helper()
		if math.Abs(got-want) > by {
			t.Errorf("%s: %.2f, want %.2f ± %.2f", what, got, want, by)
		}
	}
	near("the hour under way, from measured to forecast", byStart["Thu 07"].OutdoorC, (-21.4-20)/2, 0.01)
	near("the mean of an hour told", byStart["Thu 10"].OutdoorC, -20+5*(math.Sin(.5)+math.Sin(.75))/2, 0.01)
	near("about the high of Friday", byStart["Fri 15"].OutdoorC, -15, 0.3)
	near("about the low of Saturday", byStart["Sat 06"].OutdoorC, -22, 0.3)
	near("half-way between Friday's high and Saturday's low", (byStart["Fri 22"].OutdoorC+byStart["Fri 23"].OutdoorC)/2, -19, 0.8)
	if h := byStart["Thu 10"]; h.Shaped || h.HighC-h.LowC > 3 {
		t.Errorf("an hour told: %+v", h)
	}
	if h := byStart["Sat 10"]; !h.Shaped || h.HighC-h.LowC < 5 {
		t.Errorf("two days ahead, not told: %+v", h)
	}
	if byStart["Fri 23"].SolarWm2 != 0 || byStart["Fri 02"].HighWm2 != 0 {
		t.Error("the sun shines at night")
	}
	if a, b, c := byStart["Thu 12"].SolarWm2, byStart["Fri 12"].SolarWm2, byStart["Sat 12"].SolarWm2; !(a > b && b > c && c > 50) || a < 350 || a > 520 {
		t.Errorf("sunny %.0f, mixed %.0f, snow %.0f W/m² at noon in January", a, b, c)
	}
	if byStart["Fri 12"].HighWm2-byStart["Fri 12"].LowWm2 < byStart["Thu 12"].HighWm2-byStart["Thu 12"].LowWm2 {
		t.Error("the sky of half a day is no surer than that of an hour")
	}
}

// Ensure a forecast is not known before it was issued, nor a measurement before its hour.
func TestWeatherSet(t *testing.T) {
	w := readCity(t)
	w.Measured = append([]Instant{{at("2027-01-14 04:00"), -20}, {at("2027-01-14 06:00"), -22}}, w.Measured...)
	outdoor, forecast := series.Key{Kind: series.Outdoor}, series.Key{Kind: series.Outdoor, Forecast: true}
	set := w.Set(at("2027-01-14 07:10"))
	m := set[outdoor]
	for start, want := range map[string]float64{"2027-01-14 03:00": -20, "2027-01-14 05:00": -22, "2027-01-14 06:00": -21.7} {
		if got := m.At(at(start)); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", start, got, want)
		}
	}
	if !math.IsNaN(m.At(at("2027-01-14 04:00"))) || m.End().After(at("2027-01-14 07:00")) {
		t.Errorf("a gap is a gap: %+v", m)
	}
	if f := set[forecast]; f.Known() != len(w.Forecast()) || f.Step != time.Hour {
		t.Errorf("%+v", f)
	}
	early := w.Set(at("2027-01-14 05:59"))
	if _, ok := early[forecast]; ok || early[outdoor].Known() != 1 {
		t.Errorf("known before it was issued: %+v", early)
	}
	if s := w.Set(at("2026-12-01 00:00")); len(s) != 0 {
		t.Errorf("long before: %+v", s)
	}
}

func TestReadWeatherOtherShapes(t *testing.T) {
	now := at("2027-01-14 07:10")
	for _, c := range []struct {
		desc, body string
		hours      int
		extremes   int
	}{
		{"a collection of pages", `{"type":"FeatureCollection","features":[{"properties":{"identifier":"qc-1"}},` + cityPage() + `]}`, 24, 7},
		{"the shape before 2026", `{"properties":{"lastUpdated":"2027-01-14T11:00:00Z","currentConditions":{"temperature":{"value":-12.3}},
			"forecastGroup":{"forecast":[{"period":{"textForecastName":"Tonight"},"temperatures":{"temperature":[{"value":"-15","class":"low"}]},"abbreviatedForecast":{"textSummary":"Cloudy"}}]},
			"hourlyForecastGroup":{"hourlyForecast":[{"dateTimeUTC":"2027-01-14T13:00:00Z","temperature":{"value":-12}},{"dateTimeUTC":"2027-01-14T14:00:00Z","temperature":{"value":"-11.5"}}]}}}`, 2, 1},
		{"values that cannot be are left out", strings.NewReplacer(`"en":-27`, `"en":-270`, `"en":-16,`, `"en":"x","fr":null,`).Replace(cityPage()), 24, 5},
	} {
		w, err := ReadWeather("x", []byte(c.body), home.Montreal, now, toronto)
		if err != nil || len(w.Hourly) != c.hours || len(w.Extremes) != c.extremes {
			t.Errorf("%s: %d hours, %d extremes, %v", c.desc, len(w.Hourly), len(w.Extremes), err)
		}
	}
}

func TestReadWeatherRefuses(t *testing.T) {
	page := cityPage()
	for _, c := range []struct {
		desc, body string
		city       home.City
		id         fault.ID
	}{
		{"nothing", " ", home.Montreal, msgEmpty},
		{"a web page", "<html>", home.Montreal, msgHTML},
		{"truncated", page[:len(page)/2], home.Montreal, msgCutJSON},
		{"a list", "[]", home.Montreal, msgWeather},
		{"another city's page", page, home.Quebec, msgWeather},
		{"no such city in the collection", `{"features":[{"properties":{"identifier":"on-118"}}]}`, home.Montreal, msgWeather},
		{"never issued", strings.ReplaceAll(page, "2027-01-14T1", "x"), home.Montreal, msgWeather},
		{"issued next year", strings.ReplaceAll(page, "2027-01-14T11", "2028-01-14T11"), home.Montreal, msgWeather},
		{"without a forecast", `{"properties":{"identifier":"qc-147","lastUpdated":"2027-01-14T11:00:00Z"}}`, home.Montreal, msgWeather},
		{"an error as JSON", `{"code":"NotFound","description":"item not found"}`, home.Montreal, msgWeather},
	} {
		_, err := ReadWeather("x", []byte(c.body), c.city, at("2027-01-14 07:10"), toronto)
		var f *fault.Error
		if !errors.As(err, &f) || f.ID != c.id {
			t.Errorf("%s: %v, want %s", c.desc, err, c.id)
		}
	}
}

func TestHalfDays(t *testing.T) {
	for _, c := range []struct {
		desc, issued string
		names        []string
		want         []string
	}{
		{"in the small hours", "2027-01-15 04:00", []string{"Thursday night", "Friday", "Friday night"}, []string{"Fri 15 06", "Fri 15 15", "Sat 16 06"}},
		{"in the afternoon", "2027-01-14 15:45", []string{"Thursday night", "Friday"}, []string{"Fri 15 06", "Fri 15 15"}},
		{"in French alone", "2027-01-14 05:00", []string{"jeudi", "jeudi soir et nuit", "vendredi"}, []string{"Thu 14 15", "Fri 15 06", "Fri 15 15"}},
		{"today and tonight", "2027-01-14 05:00", []string{"Today", "Tonight", "Friday", "Friday night"}, []string{"Thu 14 15", "Fri 15 06", "Fri 15 15", "Sat 16 06"}},
		{"over the change of the clock", "2027-03-13 16:00", []string{"Saturday night", "Sunday"}, []string{"Sun 14 06", "Sun 14 15"}},
		{"names that are none are passed over", "2027-01-14 05:00", []string{"Thursday", "?", "Thursday night"}, []string{"Thu 14 15", "Fri 15 06"}},
	} {
		var periods []string
		for i, n := range c.names {
			periods = append(periods, fmt.Sprintf(`{"period":{"value":%q},"temperatures":{"temperature":[{"value":%d}]}}`, n, -i))
		}
		body := fmt.Sprintf(`{"properties":{"lastUpdated":%q,"forecastGroup":{"forecasts":[%s]}}}`, at(c.issued).UTC().Format(time.RFC3339), strings.Join(periods, ","))
		w, err := ReadWeather("x", []byte(body), home.Montreal, at(c.issued).Add(time.Minute), toronto)
		var got []string
		for _, x := range w.Extremes {
			got = append(got, x.At.In(toronto).Format("Mon 2 15"))
		}
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", c.desc, got, err, c.want)
		}
	}
}

// Ensure what was measured adds up over pulls, and that a damaged file is set aside.
func TestKeepWeather(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "weather")
	w := readCity(t)
	if _, ok := LoadWeather(dir, home.Montreal); ok {
		t.Fatal("nothing is kept yet")
	}
	for i := range 3 {
		w.Measured = []Instant{{at("2027-01-14 07:00").Add(time.Duration(i) * time.Hour).UTC(), -20 + float64(i)}}
		if err := KeepWeather(dir, w); err != nil {
			t.Fatal(err)
		}
	}
	got, ok := LoadWeather(dir, home.Montreal)
	if !ok || len(got.Measured) != 3 || len(got.Hourly) != 24 || got.Measured[2].C != -18 {
		t.Errorf("%v: %+v", ok, got.Measured)
	}
	w.Read = w.Read.AddDate(2, 0, 0)
	w.Measured = nil
	if err := KeepWeather(dir, w); err != nil {
		t.Fatal(err)
	}
	if got, _ = LoadWeather(dir, home.Montreal); len(got.Measured) != 0 {
		t.Errorf("what is two years old is kept: %+v", got.Measured)
	}
	path := filepath.Join(dir, "montreal.json")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, ok := LoadWeather(dir, home.Montreal); ok {
		t.Error("a damaged file was believed")
	}
	if err := KeepWeather(dir, w); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".bad"); err != nil {
		t.Error(err)
	}
}

func TestCityAddress(t *testing.T) {
	for _, c := range home.Cities() {
		if sites[c].id == "" {
			t.Errorf("%s has no page", c)
		}
	}
	if got, want := CityAddress("https://api.weather.gc.ca/collections/citypageweather-realtime/items/", home.Gatineau), "https://api.weather.gc.ca/collections/citypageweather-realtime/items/qc-126?f=json&lang=en&skipGeometry=true"; got != want {
		t.Errorf("%s", got)
	}
}

func FuzzReadWeather(f *testing.F) {
	f.Add([]byte(cityPage()))
	f.Add([]byte(`{"properties":{"lastUpdated":"2027-01-14T11:00:00Z","forecastGroup":{"forecasts":[{"period":{"value":"Tonight"},"temperatures":{"temperature":[{"value":1e308}]}}]}}}`))
	f.Add([]byte(`{"features":[{"id":{"en":{"value":{"en":"qc-147"}}}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		w, err := ReadWeather("x", body, home.Montreal, at("2027-01-14 07:10"), toronto)
		var known *fault.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("an error without a sentence: %v", err)
		}
		if err != nil {
			return
		}
		for _, h := range w.Forecast() {
			if !(h.OutdoorC >= coldest && h.OutdoorC <= hottest) || !(h.SolarWm2 >= 0 && h.SolarWm2 < 1400) {
				t.Fatalf("an hour that cannot be: %+v", h)
			}
		}
		for k, s := range w.Set(w.Read) {
			if s.Len() > 24*30 {
				t.Fatalf("%v is %d hours long", k, s.Len())
			}
		}
	})
}

// Ensure the doubt of a forecast is that of its band: as an hour is told, wider between a high
// and a low, and none before it was issued.
func TestForecastDoubt(t *testing.T) {
	w := readCity(t)
	sd := w.Doubt(at("2027-01-14 07:10"))
	for start, want := range map[string]float64{"2027-01-14 10:00": (1 + 4./24) / 1.2816, "2027-01-16 10:00": (2 + 52./24) / 1.2816} {
		if got := sd.At(at(start)); math.Abs(got-want) > 0.05 {
			t.Errorf("%s: %.2f °C, want %.2f", start, got, want)
		}
	}
	if sd.Known() != len(w.Forecast()) || w.Doubt(at("2027-01-14 05:59")).Len() != 0 {
		t.Errorf("%d hours of doubt", sd.Known())
	}
}
