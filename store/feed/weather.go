package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A Weather is what is known of a city's weather: what was measured there so far, and the
// forecast that stands. It is nobody's own and lies unsealed.
type Weather struct {
	Schema   int         `json:"schema"`
	City     home.City   `json:"city"`
	Place    string      `json:"place"` // the station's or the page's name; clean it before a terminal sees it
	Issued   time.Time   `json:"issued"`
	Read     time.Time   `json:"read"`
	Measured Hours       `json:"measured"` // by time, on the hour
	Hourly   []Instant   `json:"hourly"`   // by time: the forecast hour by hour
	Extremes []Instant   `json:"extremes"` // by time: the highs and lows behind it, at the hours when they usually are
	Skies    []SkyPeriod `json:"skies"`    // by time: the sky in words, of hours and of half days
}

// An Instant is the temperature at a moment, °C.
type Instant struct {
	At time.Time `json:"at"`
	C  float64   `json:"c"`
}

// A SkyPeriod is the cover of clouds over a span, as its words say: 0 clear – 1 overcast.
type SkyPeriod struct {
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Cover float64   `json:"cover"`
	Sure  bool      `json:"sure"` // said for the hour, in words that are known
	Words Words     `json:"words"`
}

// Words are what is said of a sky in both languages; clean them before a terminal sees them.
type Words struct {
	FR string `json:"fr,omitempty"`
	EN string `json:"en,omitempty"`
}

// A site is a city's page in the collection and its place on the map.
type site struct {
	id        string
	latitude  float64
	longitude float64
}

// sites are those of the four cities: Montréal, Québec, Trois-Rivières, Gatineau.
var sites = map[home.City]site{
	home.Montreal:      {"qc-147", 45.51, -73.55},
	home.Quebec:        {"qc-133", 46.81, -71.21},
	home.TroisRivieres: {"qc-130", 46.35, -72.58},
	home.Gatineau:      {"qc-126", 45.48, -75.70},
}

// CityAddress is where a city's page is in the collection at base.
func CityAddress(base string, city home.City) string {
	return strings.TrimSuffix(base, "/") + "/" + sites[city].id + "?f=json&lang=en&skipGeometry=true"
}

// Plausible temperatures, °C; outside, a value is a mistake.
const coldest, hottest = -60.0, 50.0

// loose is a value of the collection: a text, a number, {en, fr}, or {value: …} around any of
// these. Its shapes have changed before.
type loose struct{ raw json.RawMessage }

// UnmarshalJSON keeps whatever it is.
func (l *loose) UnmarshalJSON(b []byte) error {
	l.raw = bytes.Clone(b)
	return nil
}

// in looks for a value in a language, behind value, en and fr.
func (l loose) in(language string) json.RawMessage {
	raw := bytes.TrimSpace(l.raw)
	for range 4 {
		if len(raw) == 0 || raw[0] != '{' {
			return raw
		}
		var o map[string]json.RawMessage
		if json.Unmarshal(raw, &o) != nil {
			return nil
		}
		next := cmp.Or(first(o["value"]), first(o[language]), first(o["en"]), first(o["fr"]))
		if next == nil {
			return nil
		}
		raw = bytes.TrimSpace(*next)
	}
	return nil
}

func first(raw json.RawMessage) *json.RawMessage {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	return &raw
}

func (l loose) text(language string) string {
	var s string
	if json.Unmarshal(l.in(language), &s) != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

// number is a finite number, also where it is written as a text.
func (l loose) number() (float64, bool) {
	raw := l.in("en")
	var v float64
	if json.Unmarshal(raw, &v) == nil && len(raw) > 0 && string(raw) != "null" {
		return v, !math.IsInf(v, 0)
	}
	v, err := strconv.ParseFloat(l.text("en"), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

func (l loose) time() (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, l.text("en"))
	return t.UTC(), err == nil
}

// page is a city's page: collection citypageweather-realtime of api.weather.gc.ca, in the
// shape of 2026 (values in two languages) and in the one before.
type page struct {
	Features   []page `json:"features"`
	ID         loose  `json:"id"`
	Properties struct {
		ID         loose `json:"identifier"`
		Name       loose `json:"name"`
		Updated    loose `json:"lastUpdated"`
		Conditions struct {
			Time        loose `json:"timestamp"`
			Temperature loose `json:"temperature"`
			Station     loose `json:"station"`
		} `json:"currentConditions"`
		Forecast struct {
			Time    loose    `json:"timestamp"`
			Periods []period `json:"forecasts"`
			Older   []period `json:"forecast"`
		} `json:"forecastGroup"`
		Hourly struct {
			Time  loose  `json:"timestamp"`
			Hours []hour `json:"hourlyForecasts"`
			Older []hour `json:"hourlyForecast"`
		} `json:"hourlyForecastGroup"`
	} `json:"properties"`
}

type hour struct {
	Time        loose `json:"timestamp"`
	Older       loose `json:"dateTimeUTC"`
	Temperature loose `json:"temperature"`
	Condition   loose `json:"condition"`
}

type period struct {
	Name struct {
		Value loose `json:"value"`
		Text  loose `json:"textForecastName"`
	} `json:"period"`
	Temperatures struct {
		All []struct {
			Value loose `json:"value"`
		} `json:"temperature"`
	} `json:"temperatures"`
	Short struct {
		Words loose `json:"textSummary"`
	} `json:"abbreviatedForecast"`
	Clouds loose `json:"cloudPrecip"`
}

// ReadWeather reads a city's page. name is what messages call it. Single values that cannot
// be are left out; a page without any forecast, or of another city, is refused whole
// (fault.Invalid, fault.Incomplete).
func ReadWeather(name string, body []byte, city home.City, now time.Time, loc *time.Location) (Weather, error) {
	text := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	bad := func(problem string) (Weather, error) {
		return Weather{}, fault.New(fault.Invalid, msgWeather, "source", name, "city", string(city), "problem", problem)
	}
	switch {
	case len(text) == 0:
		return Weather{}, fault.New(fault.Invalid, msgEmpty, "source", name)
	case text[0] == '<':
		return Weather{}, fault.New(fault.Invalid, msgHTML, "source", name)
	case text[0] != '{':
		return bad("JSON")
	}
	var p page
	if err := decode(name, text, &p); err != nil {
		return Weather{}, err
	}
	want := sites[city].id
	if len(p.Features) > 0 {
		i := slices.IndexFunc(p.Features, func(f page) bool { return f.is(want) })
		if i < 0 {
			return bad(want)
		}
		p = p.Features[i]
	}
	if !p.is(want) {
		return bad(want)
	}
	w := Weather{Schema: 1, City: city, Place: clip(cmp.Or(p.Properties.Conditions.Station.text("fr"), p.Properties.Name.text("fr"))), Read: now.UTC()}
	pr := p.Properties
	for _, stamp := range []loose{pr.Hourly.Time, pr.Forecast.Time, pr.Updated} {
		if t, ok := stamp.time(); ok && w.Issued.IsZero() {
			w.Issued = t
		}
	}
	if w.Issued.IsZero() || w.Issued.After(now.Add(time.Hour)) || w.Issued.Before(now.AddDate(-1, 0, 0)) {
		return bad("timestamp")
	}
	w.measure(pr.Conditions.Time, pr.Conditions.Temperature, now)
	w.hours(append(pr.Hourly.Hours, pr.Hourly.Older...))
	w.periods(append(pr.Forecast.Periods, pr.Forecast.Older...), loc)
	if len(w.Hourly) == 0 && len(w.Extremes) == 0 {
		return bad("hourlyForecastGroup, forecastGroup")
	}
	return w, nil
}

// is reports whether a page is that of a site; a page that does not say is believed.
func (p page) is(id string) bool {
	got := cmp.Or(p.Properties.ID.text("en"), p.ID.text("en"))
	return got == "" || strings.EqualFold(got, id)
}

func temperature(l loose) (float64, bool) {
	v, ok := l.number()
	return v, ok && v >= coldest && v <= hottest
}

// measure takes the current conditions in, for the hour that they are of.
func (w *Weather) measure(stamp, value loose, now time.Time) {
	t, ok := stamp.time()
	c, known := temperature(value)
	const near = 20 * time.Minute // of the hour; reports between hours are of special weather
	at := t.Round(time.Hour)
	if ok && known && !t.After(now.Add(time.Minute)) && t.Sub(at).Abs() <= near {
		w.Measured = append(w.Measured, Instant{at, c})
	}
}

// mostAhead bounds how far a forecast may reach, and mostHours how many hours it may have.
const (
	mostAhead = 10 * 24 * time.Hour
	mostHours = 240
)

// hours takes the forecast of each hour in.
func (w *Weather) hours(all []hour) {
	for _, h := range all[:min(len(all), mostHours)] {
		t, ok := h.Time.time()
		if !ok {
			t, ok = h.Older.time()
		}
		c, known := temperature(h.Temperature)
		if !ok || t.Before(w.Issued.Add(-6*time.Hour)) || t.After(w.Issued.Add(mostAhead)) {
			continue
		}
		if known {
			w.Hourly = append(w.Hourly, Instant{t, c})
		}
		if s, ok := skyOf(h.Condition); ok {
			s.From, s.To = t, t.Add(time.Hour)
			w.Skies = append(w.Skies, s)
		}
	}
	w.Hourly = byTime(w.Hourly)
}

// byTime sorts; of several at one time the first stands.
func byTime(all []Instant) []Instant {
	slices.SortStableFunc(all, func(a, b Instant) int { return a.At.Compare(b.At) })
	return slices.CompactFunc(all, func(a, b Instant) bool { return a.At.Equal(b.At) })
}

// The hours at which a half day's extreme usually is, and at which the halves meet. Local.
const (
	lowHour, highHour  = 6, 15
	dayBegins, dayEnds = 6, 18
	mostPeriods        = 20
)

// periods takes the half days in: their high or low, and their sky.
func (w *Weather) periods(all []period, loc *time.Location) {
	day, night, begun := series.DateOf(w.Issued, loc), false, false
	defer func() { w.Extremes = byTime(w.Extremes) }()
	for _, p := range all[:min(len(all), mostPeriods)] {
		weekday, dark, ok := halfDay(p.Name.Value, p.Name.Text)
		if !ok {
			continue
		}
		switch {
		case weekday >= 0:
			next := day
			if !begun {
				next = day.Add(-1) // in the small hours, last night is still this night
			}
			for next.Weekday() != time.Weekday(weekday) || begun && next == day && night && !dark {
				next = next.Add(1)
			}
			day = next
		case begun && night && !dark:
			day = day.Add(1)
		}
		night, begun = dark, true
		from, to, at := day.At(dayBegins, 0, loc), day.At(dayEnds, 0, loc), day.At(highHour, 0, loc)
		if night {
			from, to, at = day.At(dayEnds, 0, loc), day.Add(1).At(dayBegins, 0, loc), day.Add(1).At(lowHour, 0, loc)
		}
		if at.After(w.Issued.Add(mostAhead)) {
			return
		}
		for _, t := range p.Temperatures.All {
			if c, known := temperature(t.Value); known {
				w.Extremes = append(w.Extremes, Instant{at.UTC(), c})
				break
			}
		}
		for _, words := range []loose{p.Short.Words, p.Clouds} {
			if s, ok := skyOf(words); ok {
				s.From, s.To, s.Sure = from.UTC(), to.UTC(), false
				w.Skies = append(w.Skies, s)
				break
			}
		}
	}
}

var weekdays = []struct {
	en, fr string
	day    int
}{
	{"sunday", "dimanche", 0}, {"monday", "lundi", 1}, {"tuesday", "mardi", 2}, {"wednesday", "mercredi", 3},
	{"thursday", "jeudi", 4}, {"friday", "vendredi", 5}, {"saturday", "samedi", 6},
}

// halfDay reads the name of a period: its weekday (−1 where it says today or tonight) and
// whether it is the night after that day.
func halfDay(value, name loose) (weekday int, dark, ok bool) {
	for _, s := range []string{value.text("en"), name.text("en"), value.text("fr"), name.text("fr")} {
		s = strings.ToLower(s)
		if s == "" {
			continue
		}
		dark = strings.Contains(s, "night") || strings.Contains(s, "nuit") || strings.Contains(s, "evening") || strings.Contains(s, "soir")
		for _, w := range weekdays {
			if strings.Contains(s, w.en) || strings.Contains(s, w.fr) {
				return w.day, dark, true
			}
		}
		if strings.Contains(s, "today") || strings.Contains(s, "tonight") || strings.Contains(s, "aujourd") || dark {
			return -1, dark, true
		}
	}
	return -1, false, false
}
