package series

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
)

// A Key names one series of a home.
type Key struct {
	Zone     string // "" for the whole home
	Kind     Kind
	Forecast bool // not measured yet; only for kinds that are Forecastable
}

// String is "kind", "zone/kind" or either with "(forecast)".
func (k Key) String() string {
	s := k.Kind.String()
	if k.Zone != "" {
		s = k.Zone + "/" + s
	}
	if k.Forecast {
		s += " (forecast)"
	}
	return s
}

// Compare orders keys by zone, kind and then measured before forecast.
func (k Key) Compare(o Key) int {
	return cmp.Or(cmp.Compare(k.Zone, o.Zone), cmp.Compare(k.Kind, o.Kind), cmp.Compare(b2i(k.Forecast), b2i(o.Forecast)))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A Set is the series of one home by key.
type Set map[Key]Series

// Keys lists the keys in their order: iteration over a Set must not follow the map.
func (s Set) Keys() []Key {
	keys := make([]Key, 0, len(s))
	for k := range s {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, Key.Compare)
	return keys
}

// Get is the measured series of a zone ("" for the whole home), empty when there is none.
func (s Set) Get(zone string, kind Kind) Series {
	if v, ok := s[Key{Zone: zone, Kind: kind}]; ok {
		return v
	}
	return Series{Kind: kind}
}

// Zones lists the zones that have a measured series, sorted.
func (s Set) Zones() []string {
	var zones []string
	for k := range s {
		if k.Zone != "" && !k.Forecast {
			zones = append(zones, k.Zone)
		}
	}
	slices.Sort(zones)
	return slices.Compact(zones)
}

// Until is the set as it was known at t: measured intervals that end after t are cut off.
// Outdoor temperature and sun dated later become the forecast, under the forecast's own
// values where it has any. It shares values with s.
func (s Set) Until(t time.Time) Set {
	out := make(Set, len(s))
	for _, k := range s.Keys() {
		v := s[k]
		if k.Forecast {
			if _, laid := out[k]; !laid { // measured keys come first and may have filled it up
				out[k] = v
			}
			continue
		}
		cut := v.Start
		if v.Step > 0 {
			cut = t.Add(-v.Step + 1) // the last interval that counts has ended by t
		}
		past := v.Slice(v.Start, cut)
		out[k] = past
		if later := v.Slice(past.End(), v.End()); k.Kind.Forecastable() && later.Known() > 0 {
			fk := Key{Zone: k.Zone, Kind: k.Kind, Forecast: true}
			f, ok := s[fk]
			if ok && f.Step != later.Step {
				f = f.Resample(later.Step)
			}
			out[fk] = Merge(later, f)
		}
	}
	return out
}

// A Maybe is a number that may be unknown: NaN, null in JSON.
type Maybe float64

// Unknown is the Maybe that is not known.
func Unknown() Maybe { return Maybe(math.NaN()) }

// Known reports whether m is a finite number.
func (m Maybe) Known() bool { return !math.IsNaN(float64(m)) && !math.IsInf(float64(m), 0) }

// MarshalJSON writes null for what is unknown. Numbers are rounded to a millionth, so
// that files stay readable and do not show the noise of binary arithmetic.
func (m Maybe) MarshalJSON() ([]byte, error) {
	if !m.Known() {
		return []byte("null"), nil
	}
	v := float64(m)
	if math.Abs(v) < 1e9 { // above, a float64 has no millionths worth rounding, and 1e6·v could overflow
		v = math.Round(v*1e6) / 1e6
	}
	if v == 0 {
		v = 0 // no minus zero
	}
	return strconv.AppendFloat(nil, v, 'f', -1, 64), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Maybe) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = Unknown()
		return nil
	}
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return fmt.Errorf("not a number: %w", err)
	}
	*m = Maybe(v)
	return nil
}
