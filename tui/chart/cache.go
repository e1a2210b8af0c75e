package chart

import "time"

// Key is everything that a drawn chart depends on. Two equal keys draw the same
// lines.
type Key struct {
	View          string // which chart
	Version       uint64 // of the data and of whatever else is drawn
	Width, Height int
	Graph         Graph
	Theme, Lang   string
	From, To      time.Time
	Cursor        time.Time
}

// cacheSize is a few screens: the views that digits jump between, and the cursor's
// last places.
const cacheSize = 32

// Cache keeps the lines of the charts drawn last. The zero value is ready. It is
// not safe for use by several goroutines.
type Cache struct {
	entries []entry // the least recently used first
}

type entry struct {
	key   Key
	lines []string
}

// Lines returns the lines of k, drawn only when they are not kept. Callers must
// not change them.
func (c *Cache) Lines(k Key, draw func() []string) []string {
	// Equal moments are equal keys, whatever their zone.
	k.From, k.To, k.Cursor = k.From.UTC().Round(0), k.To.UTC().Round(0), k.Cursor.UTC().Round(0)
	for i := len(c.entries) - 1; i >= 0; i-- {
		if c.entries[i].key == k {
			e := c.entries[i]
			copy(c.entries[i:], c.entries[i+1:])
			c.entries[len(c.entries)-1] = e
			return e.lines
		}
	}
	e := entry{k, draw()}
	if len(c.entries) < cacheSize {
		c.entries = append(c.entries, e)
		return e.lines
	}
	copy(c.entries, c.entries[1:])
	c.entries[len(c.entries)-1] = e
	return e.lines
}

// Clear forgets everything: another home, another key.
func (c *Cache) Clear() { c.entries = nil }
