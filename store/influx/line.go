package influx

import (
	"cmp"
	"slices"
	"strconv"

	"courant/coach/home"
	"courant/coach/series"
)

// An update is one value to be written.
type update struct {
	key series.Key
	sec int64
	q   int32 // in storage steps of the kind
}

// compare orders updates as lines have them: by measurement, zone, time and field.
func (u update) compare(o update) int {
	forecast := func(k series.Key) int {
		if k.Forecast {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(forecast(u.key), forecast(o.key)), cmp.Compare(u.key.Zone, o.key.Zone), cmp.Compare(u.sec, o.sec), cmp.Compare(u.key.Kind, o.key.Kind))
}

// sameLine reports whether two updates share a line: one point.
func (u update) sameLine(o update) bool {
	return u.key.Zone == o.key.Zone && u.key.Forecast == o.key.Forecast && u.sec == o.sec
}

// A line is one point in line protocol, and the updates that it carries.
type line struct {
	text    string
	updates []update
}

// lines writes sorted updates of a home, one line a point: measurement and tags, the fields of
// that time, the start of the interval in seconds. Names are of the allow-list and need no escaping.
func lines(id home.ID, city string, updates []update) []line {
	slices.SortFunc(updates, update.compare)
	var out []line
	var b []byte
	for i := 0; i < len(updates); {
		j := i + 1
		for j < len(updates) && updates[i].sameLine(updates[j]) {
			j++
		}
		b = appendHead(b[:0], id, city, updates[i].key)
		for n, u := range updates[i:j] {
			if n > 0 {
				b = append(b, ',')
			}
			b = append(append(b, u.key.Kind.Field()...), '=')
			b = strconv.AppendFloat(b, u.value(), 'f', -1, 64)
		}
		b = strconv.AppendInt(append(b, ' '), updates[i].sec, 10)
		out = append(out, line{string(b), updates[i:j:j]})
		i = j
	}
	return out
}

func appendHead(b []byte, id home.ID, city string, key series.Key) []byte {
	name := measured
	if key.Forecast {
		name = forecasted
	}
	b = append(b, name...)
	tag := func(key, value string) {
		if value != "" {
			b = append(append(append(append(b, ','), key...), '='), value...)
		}
	}
	tag(tagCity, city)
	tag(tagHome, string(id))
	tag(tagZone, key.Zone)
	return append(b, ' ')
}

// value is the float64 nearest to the decimal number that is kept.
func (u update) value() float64 { return float64(u.q) / u.key.Kind.PerUnit() }
