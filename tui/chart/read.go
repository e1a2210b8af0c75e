package chart

import (
	"math"
	"time"
)

// Reading is what every layer says at one moment: the cursor in words.
type Reading struct {
	// Start and End bound the finest slot that holds the moment. Without data
	// there both are the moment itself.
	Start, End time.Time
	Values     []Value
	Bands      []Band // the bands that hold the moment, in the chart's order
}

// Value is one layer's value at one moment.
type Value struct {
	Name  string
	Class Class
	// Value is NaN in a gap and for an Area. Low and High are an Area's interval,
	// otherwise NaN.
	Value, Low, High float64
	OK               bool // false in a gap: say that it is missing, not zero
}

// ReadAt reads every layer of values, in the chart's order, at t. Marks and
// moments are not read.
func (c Chart) ReadAt(t time.Time) Reading {
	var r Reading
	r.Start, r.End = c.slot(t)
	for _, layer := range c.Layers {
		if v, ok := readLayer(layer, t); ok {
			r.Values = append(r.Values, v)
		}
	}
	for _, b := range c.Bands {
		if !t.Before(b.Start) && t.Before(b.End) {
			r.Bands = append(r.Bands, b)
		}
	}
	return r
}

// readLayer returns false for layers that have no value over time, and for a rule
// outside its stretch.
func readLayer(layer Layer, t time.Time) (Value, bool) {
	one := func(name string, class Class, d Data) (Value, bool) {
		v, ok := d.At(t)
		return Value{name, class, v, math.NaN(), math.NaN(), ok}, true
	}
	switch l := layer.(type) {
	case Line:
		return one(l.Name, l.class(), l.Data)
	case Step:
		return one(l.Name, l.class(), l.Data)
	case Bars:
		return one(l.Name, l.class(), l.Data)
	case Area:
		lo, okLo := l.Low.At(t)
		hi, okHi := l.High.At(t)
		return Value{l.Name, l.class(), math.NaN(), min(lo, hi), max(lo, hi), okLo && okHi}, true
	case Rule:
		if !l.whole() && (t.Before(l.From) || !t.Before(l.To)) {
			return Value{}, false
		}
		return Value{l.Name, l.class(), l.Value, math.NaN(), math.NaN(), valid(l.Value)}, true
	}
	return Value{}, false
}

// layerData are the data that a layer has over time.
func layerData(layer Layer) []Data {
	switch l := layer.(type) {
	case Line:
		return []Data{l.Data}
	case Step:
		return []Data{l.Data}
	case Bars:
		return []Data{l.Data}
	case Area:
		return []Data{l.Low, l.High}
	}
	return nil
}

// slot is the finest slot of any layer that holds t, or t itself.
func (c Chart) slot(t time.Time) (start, end time.Time) {
	start, end = t, t
	for _, layer := range c.Layers {
		for _, d := range layerData(layer) {
			i := d.Index(t)
			if i < 0 {
				continue
			}
			if a, b := d.Slot(i); start.Equal(end) || b.Sub(a) < end.Sub(start) {
				start, end = a, b
			}
		}
	}
	return start, end
}
