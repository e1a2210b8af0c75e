package exchange

import "strings"

// A textColumn is a column without a role that may tell rows of one instant apart.
type textColumn struct {
	index    int
	heading  string
	name     string // simple
	distinct map[string]bool
	last     string
	line     int  // of the second value
	contract bool // of Hydro-Québec: an identifier, told to nobody
	words    bool // not all are numbers
}

const mostDistinct = 64 // zones or homes in a file; more, and it is a remark

// see takes note of a cell. A column called zone that nobody mapped, or one called home
// with two homes in it, means that the rows are not what they would be taken for.
func (c *textColumn) see(t *table, cells []string, line int) error {
	cell := cells[c.index]
	if cell == "" || cell == c.last || len(c.distinct) > mostDistinct {
		return nil
	}
	c.last = strings.Clone(cell)
	c.distinct[c.last] = true
	if _, _, number := parseNumber(cell); !number {
		c.words = true
	}
	if len(c.distinct) == 2 && c.line == 0 {
		c.line = line
	}
	p := place{line: line, column: c.heading}
	switch {
	case c.name == roleZone && !t.own:
		return t.at(msgMixedZones, p)
	case (c.name == roleHome || c.name == "household") && len(c.distinct) > 1:
		return t.at(msgMixedHomes, p)
	case c.contract && len(c.distinct) > 1:
		return t.at(msgContracts, p)
	}
	return nil
}

// apart reports whether the column has several values, as a zone's name has.
func (c *textColumn) apart() bool {
	return c.words && len(c.distinct) > 1 && len(c.distinct) <= mostDistinct
}

// checkMixed refuses a table in which many rows repeat an interval while another column
// tells them apart: they are of several zones, or homes, and that column must be mapped.
func (t *table) checkMixed(repeated int) error {
	if repeated*10 <= len(t.rows) {
		return nil
	}
	for _, c := range t.text {
		if c.apart() || repeated*3 > len(t.rows) && len(c.distinct) > 1 && len(c.distinct) <= mostDistinct {
			return t.at(msgMixedZones, place{line: c.line, column: c.heading})
		}
	}
	return nil
}
