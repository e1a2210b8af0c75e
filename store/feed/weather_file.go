package feed

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/internal/files"
)

// City asks for a city's weather in the collection at base.
func (c *Client) City(ctx context.Context, base string, city home.City, loc *time.Location) (Weather, error) {
	a, err := c.Get(ctx, CityAddress(base, city))
	if err != nil {
		return Weather{}, err
	}
	w, err := ReadWeather(Name(a.address), a.Body, city, c.Now(), loc)
	if err == nil {
		c.Keep(a)
	}
	return w, err
}

// Hours are temperatures on the hour, by time. In a file they are a start and a list, with
// null for an hour without one: a winter is read in a millisecond.
type Hours []Instant

type hoursJSON struct {
	From time.Time      `json:"from"`
	C    []series.Maybe `json:"c"`
}

// MarshalJSON writes the start and the list.
func (h Hours) MarshalJSON() ([]byte, error) {
	var out hoursJSON
	for _, m := range h {
		if len(out.C) == 0 {
			out.From = m.At
		}
		for i := int(m.At.Sub(out.From) / time.Hour); len(out.C) <= i; {
			out.C = append(out.C, series.Unknown())
		}
		out.C[len(out.C)-1] = series.Maybe(m.C)
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes, as far back as measurements are kept.
func (h *Hours) UnmarshalJSON(b []byte) error {
	var in hoursJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*h = nil
	for i, c := range in.C[max(len(in.C)-int(keptMeasured/time.Hour), 0):] {
		if c.Known() && c >= coldest && c <= hottest {
			i += max(len(in.C)-int(keptMeasured/time.Hour), 0)
			*h = append(*h, Instant{in.From.Add(time.Duration(i) * time.Hour), float64(c)})
		}
	}
	return nil
}

func weatherPath(dir string, city home.City) string {
	return filepath.Join(dir, string(city)+".json")
}

// LoadWeather is the weather of a city that is kept in a folder; false without any. A file
// that is damaged is as good as none: the next pull makes it anew, but for what was
// measured.
func LoadWeather(dir string, city home.City) (Weather, bool) {
	raw, err := os.ReadFile(weatherPath(dir, city))
	if err != nil {
		return Weather{}, false
	}
	var w Weather
	if json.Unmarshal(raw, &w) != nil || w.Schema != 1 || w.City != city {
		return Weather{}, false
	}
	w.Measured, w.Hourly, w.Extremes = byTime(w.Measured), byTime(w.Hourly), byTime(w.Extremes)
	return w, true
}

// KeepWeather keeps a city's weather in a folder, with what was measured before: whole or not
// at all.
func KeepWeather(dir string, w Weather) error {
	path := weatherPath(dir, w.City)
	if old, ok := LoadWeather(dir, w.City); ok {
		w = w.After(old)
	} else if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		_ = os.Rename(path, path+".bad")
	}
	raw, err := json.Marshal(w)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = files.Replace(path, raw)
	}
	if err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plain(err))
	}
	return nil
}
