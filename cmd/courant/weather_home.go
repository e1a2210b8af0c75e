package main

import (
	"sync"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store/feed"
)

// A skyBook is the kept weather of the cities, each read once a run.
type skyBook struct {
	dir  string
	mu   sync.Mutex
	read map[home.City]feed.Weather
}

// of is a city's weather; nothing where none is kept.
func (s *skyBook) of(c home.City) feed.Weather {
	s.mu.Lock()
	defer s.mu.Unlock()
	w, ok := s.read[c]
	if !ok {
		w, _ = feed.LoadWeather(s.dir, c)
		if s.read == nil {
			s.read = map[home.City]feed.Weather{}
		}
		s.read[c] = w
	}
	return w
}

// under lays the weather of a home's city under what the home has of its own: its own
// outdoor sensor goes before its city's measurements, and a forecast of its own before its
// city's. Of a home that says no city, nothing changes. It gives how far the forecast may be
// off, where that is the city's.
func (s *skyBook) under(p home.Profile, set seriesSet, at time.Time) (doubt series.Series) {
	if s == nil || p.City == nil {
		return doubt
	}
	outdoor, forecast := series.Key{Kind: series.Outdoor}, series.Key{Kind: series.Outdoor, Forecast: true}
	sunlight := series.Key{Kind: series.Solar, Forecast: true}
	own := set[outdoor]
	ahead := set[forecast].End().After(at) || own.End().After(at)
	if own.Known() > 0 && ahead {
		return doubt
	}
	weather := s.of(*p.City)
	city := weather.Set(at)
	if own.Known() == 0 && city[outdoor].Len() > 0 {
		own = city[outdoor]
		set[outdoor] = own
	}
	if ahead {
		return doubt
	}
	if city[forecast].Len() > 0 {
		doubt = weather.Doubt(at)
	}
	for _, k := range []series.Key{forecast, sunlight} {
		f, ok := city[k]
		if !ok || set[k].End().After(at) {
			continue
		}
		// On the step of what was measured, so that the two can be laid together.
		if own.Step > 0 && own.Step != f.Step {
			f = f.Resample(own.Step)
		}
		set[k] = f
	}
	return doubt
}
