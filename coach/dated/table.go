package dated

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"courant/coach/fault"
	"courant/coach/series"
)

// BuiltIn begins the name of every rule file that is part of the program.
const BuiltIn = "courant:"

// A Row is one value with the days on which it held.
type Row[T any] struct {
	Key        string      // what it is about: a programme, a rate
	From       series.Date // first day
	Until      series.Date // last day; zero: until the next row of the key, or still
	Source     string      // where it was read
	Confidence string      // H, M or L, "" for a person's own
	File       string
	Line       int
	Value      T
}

// ID names the row: its key and first day, "flex-d 2025-12-01".
func (r Row[T]) ID() string { return r.Key + " " + r.From.String() }

// A Table is rows sorted by key and first day. The zero value is empty.
type Table[T any] struct{ rows []Row[T] }

// NewTable sorts rows into a table; the order they come in does not matter.
func NewTable[T any](rows ...Row[T]) Table[T] {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row[T]) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), a.From.Compare(b.From))
	})
	return Table[T]{rows}
}

// Rows lists the rows, sorted; the caller may keep the slice but not change it.
func (t Table[T]) Rows() []Row[T] { return t.rows }

// Of lists the rows of a key, oldest first.
func (t Table[T]) Of(key string) []Row[T] {
	i, _ := slices.BinarySearchFunc(t.rows, key, func(r Row[T], k string) int { return cmp.Compare(r.Key, k) })
	j := i
	for j < len(t.rows) && t.rows[j].Key == key {
		j++
	}
	return t.rows[i:j]
}

// At is the row of a key that holds on a day, and whether there is one.
func (t Table[T]) At(key string, d series.Date) (Row[T], bool) {
	r, ok := t.Near(key, d)
	if !ok || d.Before(r.From) || (!r.Until.IsZero() && r.Until.Before(d)) {
		return Row[T]{}, false
	}
	return r, true
}

// Near is the row that holds on a day, else the last one before it, else the first of all:
// for what must be answered on any day, such as the hours of an event out of season.
func (t Table[T]) Near(key string, d series.Date) (Row[T], bool) {
	rows := t.Of(key)
	if len(rows) == 0 {
		return Row[T]{}, false
	}
	n := sort.Search(len(rows), func(i int) bool { return d.Before(rows[i].From) })
	return rows[max(n-1, 0)], true
}

// Over lays t over base: rows with the same key and first day replace, others add.
func (t Table[T]) Over(base Table[T]) Table[T] {
	own := func(r Row[T]) bool {
		return slices.ContainsFunc(t.Of(r.Key), func(o Row[T]) bool { return o.From == r.From })
	}
	rows := slices.Clone(t.rows)
	for _, r := range base.rows {
		if !own(r) {
			rows = append(rows, r)
		}
	}
	return NewTable(rows...)
}

// Check refuses overlaps, and the holes that matter: harmless says of a span of days (both
// ends included) whether nobody needs a value in it; nil says that everybody does.
func (t Table[T]) Check(table string, harmless func(key string, from, until series.Date) bool) error {
	for i := 1; i < len(t.rows); i++ {
		a, b := t.rows[i-1], t.rows[i]
		if a.Key != b.Key {
			continue
		}
		if a.From == b.From || (!a.Until.IsZero() && !a.Until.Before(b.From)) {
			// Name the line that a person can mend: not a built-in one, and the later of two.
			at, other := b, a
			if strings.HasPrefix(b.File, BuiltIn) || (a.File == b.File && a.Line > b.Line) {
				at, other = a, b
			}
			return fault.New(fault.Invalid, msgOverlap, "file", at.File, "line", at.Line, "table", table, "key", at.Key,
				"from", b.From, "until", a.Until, "other", place(other.File, other.Line, at.File))
		}
		if a.Until.IsZero() || a.Until.Add(1) == b.From {
			continue
		}
		from, until := a.Until.Add(1), b.From.Add(-1)
		if harmless == nil || !harmless(a.Key, from, until) {
			return fault.New(fault.Invalid, msgHole, "file", b.File, "line", b.Line, "table", table, "key", b.Key, "from", from, "until", until)
		}
	}
	return nil
}

// place is a line, with its file where that is another one.
func place(file string, line int, here string) string {
	if file == here {
		return strconv.Itoa(line)
	}
	return file + ":" + strconv.Itoa(line)
}
