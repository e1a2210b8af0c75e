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

// Table is a chart as rows of words, for those who read rather than look.
type Table struct {
	Head []string
	Rows [][]string
}

// Words are what a Table is written with. Nil functions write plain numbers and
// 2006-01-02 15:04.
type Words struct {
	Time    string // head of the time column
	Phase   string // head of the band column; empty leaves the column out
	Low     string // after an Area's name: "au moins"
	High    string // "au plus"
	Missing string // in place of a gap
	At      func(start, end time.Time) string
	Number  func(float64) string
}

// number writes a value, or what stands for a gap.
func (w Words) number(v float64, ok bool) string {
	switch {
	case !ok || !valid(v):
		return w.Missing
	case w.Number != nil:
		return w.Number(v)
	}
	return Axis{}.label(v, 2)
}

// Table writes the chart as one row for each of the finest slots in the window,
// one column for each layer that has values, two for an interval.
func (c Chart) Table(w Words) Table {
	t := Table{Head: []string{w.Time}}
	for _, layer := range c.Layers {
		t.Head = append(t.Head, heads(layer, w)...)
	}
	if w.Phase != "" {
		t.Head = append(t.Head, w.Phase)
	}
	for at := c.From; at.Before(c.To); {
		start, end, ok := c.nextSlot(at)
		if !ok {
			break
		}
		t.Rows = append(t.Rows, c.row(start, end, w))
		at = end
	}
	return t
}

func heads(layer Layer, w Words) []string {
	switch l := layer.(type) {
	case Line:
		return []string{l.Name}
	case Step:
		return []string{l.Name}
	case Bars:
		return []string{l.Name}
	case Rule:
		return []string{l.Name}
	case Area:
		return []string{l.Name + " " + w.Low, l.Name + " " + w.High}
	}
	return nil
}

// nextSlot is the slot that holds t, or the first one after it in the window.
func (c Chart) nextSlot(t time.Time) (start, end time.Time, ok bool) {
	if start, end = c.slot(t); start.Before(end) {
		return start, end, true
	}
	for _, layer := range c.Layers {
		for _, d := range layerData(layer) {
			i, j := d.window(t, c.To)
			if i == j {
				continue
			}
			if a, _ := d.Slot(i); !ok || a.Before(start) {
				start, ok = a, true
			}
		}
	}
	if !ok {
		return t, t, false
	}
	start, end = c.slot(start)
	return start, end, start.Before(end)
}

func (c Chart) row(start, end time.Time, w Words) []string {
	when := start.In(c.loc()).Format("2006-01-02 15:04")
	if w.At != nil {
		when = w.At(start.In(c.loc()), end.In(c.loc()))
	}
	row := []string{when}
	for _, layer := range c.Layers {
		v, ok := readLayer(layer, start)
		switch layer.(type) {
		case Moment, Mark:
		case Area:
			row = append(row, w.number(v.Low, v.OK), w.number(v.High, v.OK))
		default:
			row = append(row, w.number(v.Value, ok && v.OK))
		}
	}
	if w.Phase == "" {
		return row
	}
	name := ""
	for _, b := range c.Bands {
		if !start.Before(b.Start) && start.Before(b.End) {
			name = b.Name
		}
	}
	return append(row, name)
}

// Stack draws charts one above the other on one time axis: their value axes stand
// in line and only the last one bears time labels. Each keeps its own Height.
func Stack(paint Paint, charts ...Chart) []string {
	gutter := 0
	for _, c := range charts {
		gutter = max(gutter, c.layout().gutter)
	}
	var out []string
	for i, c := range charts {
		c.Gutter = gutter
		c.BareX = c.BareX || i < len(charts)-1
		out = append(out, c.Render(paint)...)
	}
	return out
}
