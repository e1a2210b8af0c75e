package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/feed"
	"courant/tui/plain"
	"courant/tui/text"
)

const msgNoWeather fault.ID = "cli.no-weather" // file

func (a *app) weatherCmd() *cobra.Command {
	return a.group("weather", a.cli.Weather, a.weatherListCmd(), a.weatherPullCmd())
}

// weatherDir is the folder of what is known of the cities' weather. It is state rather than
// cache: what was measured cannot be fetched again.
func (a *app) weatherDir() string { return a.env.Path(stateFolder, "weather") }

// weatherSource is the name of a city's weather among the feeds.
func weatherSource(c home.City) string { return "weather:" + string(c) }

// cities are those that a person names, else all.
func (a *app) cities(named string) ([]home.City, error) {
	if named == "" {
		return home.Cities(), nil
	}
	c, err := choice("--city", named, home.Cities())
	return []home.City{c}, err
}

func (a *app) weatherPullCmd() *cobra.Command {
	var city string
	c := writes(&cobra.Command{Use: "pull", Short: a.cli.WeatherPull, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		cities, err := a.cities(city)
		if err != nil {
			return err
		}
		if own := a.citiesOfHomes(cmd.Context()); city == "" && len(own) > 0 {
			cities = own
		}
		if a.cfg.Feeds.Weather == "" || a.cfg.Feeds.Weather == none {
			return fault.New(fault.NotConfigured, msgNoWeather, "file", a.configFile())
		}
		all, err := a.pullWeather(cmd.Context(), cities)
		if err != nil {
			return err
		}
		return a.tellWeather(all)
	}})
	c.Flags().StringVar(&city, "city", "", a.cli.FlagCity)
	return c
}

// citiesOfHomes are the cities that the person's own homes are in, in their order.
func (a *app) citiesOfHomes(ctx context.Context) []home.City {
	path, vault, key := a.cfg.Store.paths(a.env)
	st, err := a.openStore(path, vault, key, true)
	if err != nil {
		return nil
	}
	defer st.Close()
	homes, err := st.Homes(ctx)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(home.Cities()), func(c home.City) bool {
		return !slices.ContainsFunc(homes, func(h store.Summary) bool { return h.City == c })
	})
}

// A pulledWeather is what asking for a city's weather brought.
type pulledWeather struct {
	city    home.City
	weather feed.Weather
	status  event.FeedStatus
	soon    bool
	err     error
}

// pullWeather asks for the weather of cities and keeps it; that of a city that fails stays.
func (a *app) pullWeather(ctx context.Context, cities []home.City) (all []pulledWeather, err error) {
	base, client := a.cfg.Feeds.Weather, a.feedClient()
	if err := feed.Check(base); err != nil {
		return nil, err
	}
	err = feed.Edit(ctx, a.feedsPath(), func(s *feed.State) error {
		for _, c := range cities {
			p := pulledWeather{city: c}
			p.weather, p.status, p.err = feed.Poll(ctx, s.Status(weatherSource(c), feed.Name(base)), a.env.Now().UTC(), func(ctx context.Context) (feed.Weather, error) {
				return client.City(ctx, base, c, a.loc)
			})
			switch {
			case errors.Is(p.err, feed.ErrTooSoon):
				p.soon, p.err = true, nil
			case ctx.Err() != nil:
				return ctx.Err()
			case p.err == nil:
				if err := feed.KeepWeather(a.weatherDir(), p.weather); err != nil {
					return err
				}
			}
			s.SetStatus(p.status)
			all = append(all, p)
			if errors.Is(p.err, fault.Unreachable) {
				break // nobody there: the next city would wait as long for the same
			}
		}
		return nil
	})
	return all, err
}

func (a *app) tellWeather(all []pulledWeather) error {
	w, now := a.lang.Feed(), a.env.Now()
	failed := 0
	var lines []string
	for _, p := range all {
		name := a.lang.City(p.city)
		switch {
		case p.err != nil:
			failed++
			if len(all) > 1 {
				a.note("%s : %s", name, text.Fault(a.lang, p.err))
			}
		case p.soon:
			lines = append(lines, fmt.Sprintf(w.WeatherTooSoon, name, plain.Moment(a.lang, p.status.LastTry, now, a.loc), plain.Moment(a.lang, p.status.NotBefore, now, a.loc)))
		default:
			until := p.weather.Issued
			if hours := p.weather.Forecast(); len(hours) > 0 {
				until = hours[len(hours)-1].Start.Add(time.Hour)
			}
			lines = append(lines, fmt.Sprintf(w.WeatherPulled, name, text.Clean(p.weather.Place, 40), plain.Moment(a.lang, p.weather.Issued, now, a.loc), a.lang.Stamp(until.In(a.loc))))
		}
	}
	if !a.quiet {
		if err := a.print(lines); err != nil {
			return err
		}
	}
	switch {
	case failed == len(all) && failed == 1:
		return all[0].err
	case failed == len(all):
		return quietly{all[0].err}
	}
	a.degraded = a.degraded || failed > 0
	return nil
}

func (a *app) weatherListCmd() *cobra.Command {
	var city, at string
	c := &cobra.Command{Use: "list", Short: a.cli.WeatherList, Args: a.args(0, 0), RunE: func(*cobra.Command, []string) error {
		cities, err := a.cities(city)
		if err != nil {
			return err
		}
		now, err := a.at(at)
		if err != nil {
			return err
		}
		return a.listWeather(cities, now, city != "")
	}}
	c.Flags().StringVar(&city, "city", "", a.cli.FlagCity)
	c.Flags().StringVar(&at, "at", "", a.cli.FlagAt)
	return tabular(c)
}

// measuredShown is how much of what was measured a list goes back.
const measuredShown = 48 * time.Hour

func (a *app) listWeather(cities []home.City, now time.Time, whole bool) error {
	var all []weatherJSON
	var lines []string
	for _, c := range cities {
		w, ok := feed.LoadWeather(a.weatherDir(), c)
		if !ok {
			continue
		}
		rows := a.weatherRows(w, now)
		all = append(all, rows...)
		lines = append(lines, a.weatherText(w, rows, now, whole)...)
	}
	if a.machine() {
		return writeRows(a, len(all), func(i int) weatherJSON { return all[i] })
	}
	if len(lines) == 0 {
		lines = []string{a.lang.Feed().NoWeather}
	}
	return a.print(lines)
}

// weatherJSON is a line of `courant weather list --json`: an hour of a city.
type weatherJSON struct {
	Schema   int          `json:"schema"`
	City     home.City    `json:"city"`
	Start    string       `json:"start"`
	End      string       `json:"end"`
	Kind     string       `json:"kind"` // measured, forecast, shaped (between a high and a low)
	IssuedAt *string      `json:"issued_at"`
	OutdoorC series.Maybe `json:"outdoor_c"`
	LowC     series.Maybe `json:"low_c"` // 80 % band
	HighC    series.Maybe `json:"high_c"`
	Solar    series.Maybe `json:"solar_wm2"`
	SolarLow series.Maybe `json:"solar_low_wm2"`
	SolarHi  series.Maybe `json:"solar_high_wm2"`
	Sky      string       `json:"sky,omitempty"`

	start time.Time
}

// weatherRows are the hours measured of late and those forecast to come.
func (a *app) weatherRows(w feed.Weather, now time.Time) []weatherJSON {
	var out []weatherJSON
	add := func(kind string, start time.Time) *weatherJSON {
		u := series.Unknown()
		out = append(out, weatherJSON{
			Schema: 1, City: w.City, Start: stamp(start, a.loc), End: stamp(start.Add(time.Hour), a.loc), Kind: kind,
			OutdoorC: u, LowC: u, HighC: u, Solar: u, SolarLow: u, SolarHi: u, start: start,
		})
		return &out[len(out)-1]
	}
	measured := w.Set(now).Get("", series.Outdoor)
	for i, v := range measured.Values {
		if t := measured.Time(i); series.Maybe(v).Known() && !t.Before(now.Add(-measuredShown)) {
			add("measured", t).OutdoorC = series.Maybe(v)
		}
	}
	if w.Issued.After(now) {
		return out
	}
	issued := stamp(w.Issued, a.loc)
	for _, h := range w.Forecast() {
		if !h.Start.Add(time.Hour).After(now) {
			continue
		}
		kind := "forecast"
		if h.Shaped {
			kind = "shaped"
		}
		row := add(kind, h.Start)
		row.IssuedAt, row.Sky = &issued, text.Clean(a.sky(h.Words), 0)
		row.OutdoorC, row.LowC, row.HighC = series.Maybe(round(h.OutdoorC, 2)), series.Maybe(round(h.LowC, 2)), series.Maybe(round(h.HighC, 2))
		row.Solar, row.SolarLow, row.SolarHi = series.Maybe(round(h.SolarWm2, 1)), series.Maybe(round(h.LowWm2, 1)), series.Maybe(round(h.HighWm2, 1))
	}
	return out
}

// sky is the words of a sky in the person's language, else in the other.
func (a *app) sky(w feed.Words) string {
	if a.lang == text.English {
		return cmp.Or(w.EN, w.FR)
	}
	return cmp.Or(w.FR, w.EN)
}

// weatherText is a city in a sentence, and with whole its hours: each of the next day, then
// every third.
func (a *app) weatherText(w feed.Weather, rows []weatherJSON, now time.Time, whole bool) []string {
	f, t := a.lang.Feed(), a.lang.Tables()
	measured, ahead := 0, false
	for _, r := range rows {
		if r.Kind == "measured" {
			measured++
		} else {
			ahead = true
		}
	}
	issued := plain.Moment(a.lang, w.Issued, now, a.loc)
	lines := []string{fmt.Sprintf(f.Weather, a.lang.City(w.City), issued, measured)}
	if !ahead {
		lines = []string{fmt.Sprintf(f.WeatherOld, a.lang.City(w.City), issued)}
	}
	if !whole {
		return lines
	}
	table := [][]string{{"  " + t.Time, "°C", f.Low, f.High, f.Sun, ""}}
	for _, r := range rows {
		if r.start.After(now.Add(24*time.Hour)) && r.start.In(a.loc).Hour()%3 != 0 {
			continue
		}
		words := text.Clean(r.Sky, 40)
		if r.Kind == "measured" {
			words = f.Measured
		}
		table = append(table, []string{"  " + a.lang.Stamp(r.start.In(a.loc)), a.lang.Num(float64(r.OutdoorC), 1),
			blank(a.lang.Num(float64(r.LowC), 1)), blank(a.lang.Num(float64(r.HighC), 1)), blank(a.lang.Num(float64(r.Solar), 0)), words})
	}
	return append(lines, a.table(table)...)
}

// checkWeather is what `courant doctor` says of the weather of the cities that were asked
// for.
func (a *app) checkWeather(s feed.State) []check {
	var out []check
	now := a.env.Now()
	for _, c := range home.Cities() {
		st := s.Status(weatherSource(c), feed.Name(a.cfg.Feeds.Weather))
		w, ok := feed.LoadWeather(a.weatherDir(), c)
		if st.LastTry.IsZero() && !ok {
			continue
		}
		row := check{Code: "weather", OK: true, Detail: a.weatherText(w, a.weatherRows(w, now), now, false)[0]}
		if st.Failing() && st.Problem != nil {
			row.OK, row.stale, row.Todo = false, true, text.Fault(a.lang, st.Problem.Err())
		}
		if !ok {
			row.Detail = a.lang.City(c) + " : " + a.lang.Feed().NoWeather
		}
		out = append(out, row)
	}
	return out
}
