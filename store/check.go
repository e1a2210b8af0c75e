package store

import (
	"math"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// More sentences of a store's errors; see tui/text.
const (
	MsgBadSeries fault.ID = "store.bad-series" // home, series
	MsgBadTime   fault.ID = "store.bad-time"   // home, series, time
	MsgBadEvent  fault.ID = "store.bad-event"  // id
)

// MaxSteps is how many storage steps (series.Kind.PerUnit) a value may have, either way:
// 107 MWh in an interval.
const MaxSteps = 1 << 30

// Intervals lie in [First, Last): where seconds and durations since 1970 do not run over.
var (
	First = time.Unix(0, 0).UTC()
	Last  = time.Date(2262, 1, 1, 0, 0, 0, 0, time.UTC)
)

const week = 7 * 24 * time.Hour

// Check reports the first thing, in the order of keys, that keeps a batch from being
// stored; fault.Invalid. A series without values is no fault, whatever its step.
func (b Batch) Check() error {
	if _, err := home.ParseID(string(b.Home)); err != nil {
		return err
	}
	for _, key := range b.Set.Keys() {
		if err := b.check(key, b.Set[key]); err != nil {
			return err
		}
	}
	return nil
}

func (b Batch) check(key series.Key, s series.Series) error {
	if key.Zone != "" {
		if _, err := home.ParseZone(key.Zone); err != nil {
			return err
		}
	}
	switch {
	case !key.Kind.Valid(), key.Forecast && !key.Kind.Forecastable(), s.Len() > 0 && s.Kind != key.Kind:
		return fault.New(fault.Invalid, MsgBadSeries, "home", b.Home, "series", key)
	case s.Len() == 0:
		return nil
	case s.Start.Before(First), s.Start.After(Last):
		return fault.New(fault.Invalid, MsgBadTime, "home", b.Home, "series", key, "time", s.Start.Format(time.RFC3339))
	case s.Step <= 0 || s.Step%time.Second != 0 || week%s.Step != 0 || s.Start.Sub(First)%s.Step != 0:
		return fault.New(fault.Invalid, MsgBadStep, "home", b.Home, "series", key, "step", s.Step)
	case time.Duration(s.Len()) > Last.Sub(s.Start)/s.Step:
		return fault.New(fault.Invalid, MsgBadTime, "home", b.Home, "series", key, "time", s.Start.Format(time.RFC3339))
	}
	perUnit := key.Kind.PerUnit()
	for i, v := range s.Values {
		if q := math.Round(v * perUnit); !math.IsNaN(v) && !(q >= -MaxSteps && q < MaxSteps) {
			return fault.New(fault.Invalid, MsgOutOfRange, "home", b.Home, "series", key,
				"time", s.Time(i).Format(time.RFC3339), "value", v)
		}
	}
	return nil
}
