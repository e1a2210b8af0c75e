package quality

import (
	"time"

	"courant/coach/series"
)

// What is not heard of any more. Count is the hours of silence.
const (
	Silent      Code = "silent"       // nothing at all comes from the home
	MeterSilent Code = "meter-silent" // the meter sends nothing while rooms do
	ZoneSilent  Code = "zone-silent"  // a room sends nothing while others do
)

// SilentAge is how long nothing must be heard before it is a finding: a gateway that
// restarts, or a night without a network, is none.
const SilentAge = 24 * time.Hour

// Silences says what is silent at a moment, a day and more: the home, else its meter and its
// rooms, sorted by zone. A home of which nothing was ever measured is not silent, it is
// empty. Weather is not listened to: it comes from elsewhere.
func Silences(set series.Set, now time.Time) []Issue {
	ends := map[string]time.Time{} // by zone; "" is the meter
	var newest time.Time
	for _, k := range set.Keys() {
		if k.Forecast || k.Kind.Forecastable() {
			continue
		}
		s := set[k].Trim()
		if s.Len() == 0 || s.Known() == 0 {
			continue
		}
		if s.End().After(ends[k.Zone]) {
			ends[k.Zone] = s.End()
		}
		if s.End().After(newest) {
			newest = s.End()
		}
	}
	silence := func(code Code, zone string, since time.Time) Issue {
		kind := series.Indoor
		if zone == "" {
			kind = series.Energy
		}
		return Issue{Code: code, Kind: kind, Zone: zone, Count: int(now.Sub(since) / time.Hour), From: since, To: now}
	}
	switch {
	case newest.IsZero():
		return nil
	case now.Sub(newest) >= SilentAge:
		return []Issue{silence(Silent, "", newest)}
	}
	var out []Issue
	for _, zone := range append([]string{""}, set.Zones()...) {
		end, heard := ends[zone]
		if !heard || newest.Sub(end) < SilentAge {
			continue
		}
		code := ZoneSilent
		if zone == "" {
			code = MeterSilent
		}
		out = append(out, silence(code, zone, end))
	}
	Sort(out)
	return out
}
