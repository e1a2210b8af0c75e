package sim

import (
	"math"
	"slices"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sun"
)

// A climate over many years against the building code's table (domain 3.2: HDD18, January
// 1 % temperatures, City Hall and airports) and the normals; single years differ, as they do.
func TestClimates(t *testing.T) {
	const years = 24
	for c, want := range map[int]struct{ hdd, one, january float64 }{
		climateOf(home.Montreal):      {4300, -26, -9.3},
		climateOf(home.Quebec):        {5080, -28, -12.1},
		climateOf(home.TroisRivieres): {4900, -28, -11.4},
		climateOf(home.Gatineau):      {4600, -28, -10.2},
	} {
		var hdd, mean, n float64
		var ones, lows []float64
		for seed := range uint64(years) {
			from := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
			s := newSky(seed, from, from.AddDate(1, 0, 0))
			var jan []float64
			for h, v := range s.temp[c] {
				hdd += max(0, 18-v) / 24
				if s.start.Add(time.Duration(h)*time.Hour).Month() == time.January {
					jan = append(jan, v)
					mean, n = mean+v, n+1
				}
			}
			slices.Sort(jan)
			ones, lows = append(ones, jan[len(jan)/100]), append(lows, slices.Min(s.temp[c]))
		}
		city := climates[c].city
		one, low := sum(ones)/years, sum(lows)/years
		t.Logf("%s: HDD18 %.0f, January %.1f °C, its coldest hundredth %.1f, coldest hour of a year %.1f (%.1f to %.1f)",
			city, hdd/years, mean/n, one, low, slices.Min(lows), slices.Max(lows))
		if math.Abs(hdd/years-want.hdd) > 0.07*want.hdd || math.Abs(mean/n-want.january) > 1.2 || one < want.one-2 || one > want.one+4 {
			t.Errorf("%s: HDD18 %.0f, January %.1f °C, 1 %% %.1f; wanted %+v", city, hdd/years, mean/n, one, want)
		}
		if low > -25 || low < -34 {
			t.Errorf("%s: the coldest hour of a year is %.1f °C on average", city, low)
		}
	}
}

// The cities have one weather, some hours apart, and Québec is the coldest.
func TestCitiesGoTogether(t *testing.T) {
	w := world(t, winter)
	m, q := w.Of(home.Montreal).Outdoor.Values, w.Of(home.Quebec).Outdoor.Values
	if d := sum(m)/float64(len(m)) - sum(q)/float64(len(q)); d < 1 || d > 5 {
		t.Errorf("Montréal is %.1f °C warmer than Québec", d)
	}
	for _, c := range home.Cities() {
		if r := correlation(m, w.Of(c).Outdoor.Values); r < 0.8 || r > 1 || c != home.Montreal && r > 0.995 {
			t.Errorf("%s goes with Montréal by %.3f", c, r)
		}
	}
	if w.Of("paris").City != home.Montreal {
		t.Error("a city that is none has no weather")
	}
}

func correlation(x, y []float64) float64 {
	n := float64(len(x))
	mx, my := sum(x)/n, sum(y)/n
	var xx, yy, xy float64
	for i := range x {
		xx, yy, xy = xx+(x[i]-mx)*(x[i]-mx), yy+(y[i]-my)*(y[i]-my), xy+(x[i]-mx)*(y[i]-my)
	}
	return xy / math.Sqrt(xx*yy)
}

func world(t *testing.T, c Config) *World {
	t.Helper()
	w, err := NewWorld(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Sunrise, noon and height of the sun against the almanac, and nothing by night.
func TestSun(t *testing.T) {
	place := climates[climateOf(home.Montreal)]
	for _, c := range []struct {
		desc              string
		day               int
		rise, set, height float64 // UTC hours; degrees at noon
	}{
		{"21 December, Montréal", 355, 12.53, 21.23, 21.1},
		{"21 June", 172, 9.10, 24.78, 67.9},
		{"21 March", 80, 10.95, 23.10, 44.5},
	} {
		s := sun.On(c.day, place.lat)
		first, last, top := math.NaN(), math.NaN(), 0.0
		for x := 5.0; x < 29; x += 0.01 {
			z := s.CosZenith(x, place.lon)
			if z > -0.0145 && math.IsNaN(first) { // refraction
				first = x
			}
			if z > -0.0145 {
				last = x
			}
			top = max(top, z)
		}
		near(t, c.desc+", sunrise", first, c.rise, 0.12)
		near(t, c.desc+", sunset", last, c.set, 0.12)
		near(t, c.desc+", height", math.Asin(top)*180/math.Pi, c.height, 0.6)
	}
	w := world(t, winter)
	for _, weather := range w.Weather {
		perDay := 0.0
		for k, v := range weather.Solar.Values {
			at := w.time(k).In(toronto)
			if h := at.Hour(); (h < 6 || h >= 20) && v != 0 {
				t.Fatalf("%s: %v W/m² at %s", weather.City, v, at)
			}
			if at.Month() == time.January {
				perDay += v / 4 / 1000 / 31
			}
		}
		if perDay < 0.9 || perDay > 2.4 {
			t.Errorf("%s: %.2f kWh/m² a day in January", weather.City, perDay)
		}
	}
}

// The forecast begins right and gets worse, by about what public ones do.
func TestForecastErrorGrows(t *testing.T) {
	var early, day, two []float64
	for seed := range uint64(60) {
		c := Config{Seed: seed, From: winter.From, To: winter.From.AddDate(0, 0, 2)}
		w := world(t, c)
		sky := newSky(seed, w.Config.From, w.Config.To.AddDate(0, 0, 4))
		for i, weather := range w.Weather {
			truth, _ := sky.on(i, w.Config.To, quarter, 192)
			f := weather.OutdoorForecast.Values
			early, day, two = append(early, f[4]-truth[4]), append(day, f[96]-truth[96]), append(two, f[190]-truth[190])
		}
	}
	rms := func(x []float64) float64 {
		s := 0.0
		for _, v := range x {
			s += v * v
		}
		return math.Sqrt(s / float64(len(x)))
	}
	t.Logf("error after 1, 24 and 48 hours: %.2f, %.2f, %.2f °C", rms(early), rms(day), rms(two))
	if rms(early) > 0.4 || rms(day) < 0.7 || rms(day) > 1.8 || rms(two) < rms(day) || rms(two) > 3 {
		t.Errorf("error after 1, 24 and 48 hours: %.2f, %.2f, %.2f °C", rms(early), rms(day), rms(two))
	}
}

// Events lie in the season's dated windows, on its coldest days, never on a holiday, 20 to
// 30 a winter and programme; before winter 2025-26 mornings end at 9 and weekends are free.
func TestEvents(t *testing.T) {
	for seed := range uint64(6) {
		w := world(t, Config{Seed: seed, From: time.Date(2024, 11, 1, 0, 0, 0, 0, toronto), To: time.Date(2027, 4, 1, 0, 0, 0, 0, toronto)})
		count := map[string]int{}
		mornings := 0
		for i, e := range w.Events {
			start, end := e.Start.In(toronto), e.End.In(toronto)
			d := series.DateOf(start, toronto)
			old := d.Before(series.Date{Year: 2025, Month: time.December, Day: 1})
			last := 10
			if old {
				last = 9
			}
			morning := start.Hour() == 6 && end.Hour() == last
			evening := start.Hour() == 16 && end.Hour() == 20
			if !morning && !evening || start.Minute() != 0 || end.Minute() != 0 {
				t.Fatalf("%s from %s to %s", e.ID, start, end)
			}
			if morning {
				mornings++
			}
			if m := d.Month; m > time.March && m < time.December || old && d.Weekend() || w.Config.Rules.Excluded(e.Programme, d) {
				t.Fatalf("%s is on a day without events", e.ID)
			}
			if e.ID != event.NewID(e.Programme, e.Start, toronto) || e.Source != "simulated" || e.Home != "" || e.Withdrawn {
				t.Fatalf("%+v", e)
			}
			told := e.AnnouncedAt.In(toronto)
			if series.DateOf(told, toronto) != d.Add(-1) || told.Hour() < 10 || told.Hour() > 13 {
				t.Fatalf("%s is announced at %s", e.ID, told)
			}
			if i > 0 && event.Event.Compare(w.Events[i-1], e) >= 0 {
				t.Fatalf("%s is out of order or twice there", e.ID)
			}
			season, _ := w.Config.Rules.Season(e.Programme, d)
			count[string(e.Programme)+season.First.String()]++
		}
		if len(count) != 6 {
			t.Errorf("seed %d: seasons %v", seed, count)
		}
		for s, n := range count {
			if n < 20 || n > 30 {
				t.Errorf("seed %d: %d events in %s", seed, n, s)
			}
		}
		if part := float64(mornings) / float64(len(w.Events)); part < 0.55 || part > 0.95 {
			t.Errorf("seed %d: %.0f %% of the events are in the morning", seed, 100*part)
		}
		coldDays(t, w)
	}
}

// coldDays checks that the windows are colder than the winter by a good deal.
func coldDays(t *testing.T, w *World) {
	t.Helper()
	m := w.Of(home.Montreal).Outdoor
	in := 0.0
	for _, e := range w.Events {
		in += m.Mean(e.Start, e.End) / float64(len(w.Events))
	}
	all, n := 0.0, 0.0
	for k, v := range m.Values {
		if month := w.time(k).Month(); month <= time.March || month == time.December {
			all, n = all+v, n+1
		}
	}
	if in > all/n-6 {
		t.Errorf("events at %.1f °C, winters at %.1f", in, all/n)
	}
}
