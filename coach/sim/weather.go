package sim

import (
	"math"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sun"
)

// A Weather is one city's outdoor temperature (°C) and global horizontal sun (W/m²), means
// over the intervals of one grid, with the forecast that stood when the data end.
type Weather struct {
	City                           home.City
	Outdoor, Solar                 series.Series
	OutdoorForecast, SolarForecast series.Series
}

// A climate is a city's place and its year: a cosine through the normals of January and
// July (1991–2020, rounded), and by how many hours its weather comes after Gatineau's.
type climate struct {
	city     home.City
	lat, lon float64
	jan, jul float64 // monthly means, °C
	lag      int     // hours: fronts come from the west
}

var climates = [...]climate{
	{home.Montreal, 45.51, -73.55, -9.3, 21.4, 3},
	{home.Quebec, 46.81, -71.21, -12.1, 19.6, 6},
	{home.TroisRivieres, 46.35, -72.58, -11.4, 20.0, 5},
	{home.Gatineau, 45.48, -75.70, -10.2, 21.0, 0},
}

const maxLag = 6

// climateOf is a city's place in climates; Montréal's for a city that is none.
func climateOf(c home.City) int {
	for i, k := range climates {
		if k.city == c {
			return i
		}
	}
	return 0
}

// A sky is the weather of all cities by the hour, from an August on: the same values
// whatever span is asked of it.
type sky struct {
	start time.Time
	temp  [len(climates)][]float64 // °C at the hour
	cloud [len(climates)][]float64 // 0 clear – 1 overcast
}

// newSky runs the weather from the August before from until to.
//
// Temperature is the season, plus weather of some days' length that the cities share, plus
// a cold snap every few weeks in winter, plus the swing of the day (wider under a clear
// sky), plus an hour's whim. Cold air is clearer.
func newSky(seed uint64, from, to time.Time) *sky {
	s := &sky{start: augustBefore(from)}
	n := int(to.Sub(s.start)/time.Hour) + 2
	rng := stream(seed, forWeather, uint64(s.start.Year()))
	fronts, clouds := newDrift(15, true), newDrift(12, true)
	front, cloud := make([]float64, n+maxLag), make([]float64, n+maxLag)
	for h := range front {
		front[h], cloud[h] = fronts.next(rng), clouds.next(rng)
	}
	snaps := coldSnaps(seed, s.start, to)
	for c, place := range climates {
		rng := stream(seed, forWeather, uint64(s.start.Year()), uint64(c))
		own, ownCloud, whim := newDrift(15, true), newDrift(8, true), newDrift(2, false)
		s.temp[c], s.cloud[c] = make([]float64, n), make([]float64, n)
		for h := range n {
			at := s.start.Add(time.Duration(h) * time.Hour)
			winter := math.Cos(2 * math.Pi * (float64(at.YearDay()) + float64(at.Hour())/24 - 21) / 365.25)
			f := 0.95*front[h+maxLag-place.lag] + 0.31*own.next(rng)
			z := 0.8*cloud[h+maxLag-place.lag] + 0.6*ownCloud.next(rng) + 0.45*f
			n := 1 / (1 + math.Exp(-(0.45 + 1.8*z)))
			solarHour := math.Mod(float64(at.Hour())+place.lon/15+24, 24)
			swing := (1.0 + 3.0*(1-n)) * (1.15 - 0.25*winter)
			s.cloud[c][h] = n
			s.temp[c][h] = (place.jan+place.jul)/2 - (place.jul-place.jan)/2*winter + (1 - winter*winter) + // season, autumn and spring a little warmer
				0.9*max(winter, 0) + (5.1+1.2*winter)*f - chill(snaps, h-place.lag) +
				swing*math.Cos(2*math.Pi*(solarHour-15)/24) + 0.5*whim.next(rng)
		}
	}
	return s
}

// augustBefore is the first of August, UTC, on or before t: every winter lies whole after
// the start of its own year of weather.
func augustBefore(t time.Time) time.Time {
	t = t.UTC()
	a := time.Date(t.Year(), time.August, 1, 0, 0, 0, 0, time.UTC)
	if t.Before(a) {
		a = time.Date(t.Year()-1, time.August, 1, 0, 0, 0, 0, time.UTC)
	}
	return a
}

// A snap is some days of arctic air.
type snap struct{ middle, half, depth float64 } // hours, hours, °C

// coldSnaps draws the snaps of every winter between start and end: one in about every
// three weeks from December to the middle of March.
func coldSnaps(seed uint64, start, end time.Time) []snap {
	var snaps []snap
	for year := start.Year(); year <= end.Year(); year++ {
		rng := stream(seed, forSnaps, uint64(year))
		first := time.Date(year, time.December, 3, 0, 0, 0, 0, time.UTC).Sub(start).Hours()
		for range 5 {
			s := snap{middle: first + between(rng, 0, 15*24), half: between(rng, 30, 60), depth: between(rng, 6, 12)}
			if chance(rng, 0.85) {
				snaps = append(snaps, s)
			}
			first += 20.5 * 24
		}
	}
	return snaps
}

// chill is how far the snaps lower the temperature at hour h.
func chill(snaps []snap, h int) float64 {
	sum := 0.0
	for _, s := range snaps {
		if u := (float64(h) - s.middle) / s.half; u > -1 && u < 1 {
			sum += s.depth * (1 + math.Cos(math.Pi*u)) / 2
		}
	}
	return sum
}

// on puts a city's weather on a grid of n intervals. Values stand for the middle of their
// interval, unrounded: stations round, physics does not.
func (s *sky) on(c int, from time.Time, step time.Duration, n int) (temp, sunlight []float64) {
	temp, sunlight = make([]float64, n), make([]float64, n)
	place := climates[c]
	day, today := -1, sun.Day{}
	for i := range n {
		at := from.Add(time.Duration(i)*step + step/2).UTC()
		x := at.Sub(s.start).Hours()
		h := int(x)
		f := x - float64(h)
		temp[i] = s.temp[c][h]*(1-f) + s.temp[c][h+1]*f
		cloud := s.cloud[c][h]*(1-f) + s.cloud[c][h+1]*f
		if at.YearDay() != day {
			day = at.YearDay()
			today = sun.On(day, place.lat)
		}
		clock := float64(at.Hour()) + float64(at.Minute())/60 + float64(at.Second())/3600
		sunlight[i] = sun.ClearSky(today.CosZenith(clock, place.lon)) * sun.Through(cloud)
	}
	return temp, sunlight
}
