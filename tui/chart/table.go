package chart

import "time"

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
