package exchange

import (
	"cmp"
	"math"
	"slices"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// result makes series of the rows, one home after the other.
func (t *table) result(in *input) (Result, error) {
	if len(t.rows) == 0 {
		return Result{}, fault.New(fault.Invalid, msgNoRows, "file", t.file)
	}
	rows := t.byGroup()
	if err := t.resolveDoubled(rows); err != nil {
		return Result{}, err
	}
	a := assembler{table: t, in: in, sets: map[home.ID]series.Set{}}
	axes := make([]axis, len(t.groups))
	for g := range t.groups {
		axes[g] = t.axisOf(rows[g])
		a.direction(axes[g])
		a.duplicates(axes[g])
	}
	if err := t.checkMixed(a.repeated); err != nil {
		return Result{}, err
	}
	a.step = commonStep(axes)
	order := make([]int, len(t.groups))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return compareGroups(t.groups[i], t.groups[j]) })
	for _, g := range order {
		if err := a.group(g, axes[g]); err != nil {
			return Result{}, err
		}
	}
	return a.finish()
}

func compareGroups(a, b group) int {
	rank := func(g group) int {
		if g.forecast {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.home, b.home), cmp.Compare(a.zone, b.zone), cmp.Compare(rank(a), rank(b)))
}

// byGroup lists the rows of each group, in the order of the file.
func (t *table) byGroup() [][]int32 {
	counts := make([]int, len(t.groups))
	for i := range t.rows {
		counts[t.rows[i].group]++
	}
	rows := make([][]int32, len(t.groups))
	for g, n := range counts {
		rows[g] = make([]int32, 0, n)
	}
	for i := range t.rows {
		g := t.rows[i].group
		rows[g] = append(rows[g], int32(i))
	}
	return rows
}

// value is the value of a row in a slot.
func (t *table) value(row int32, slot int) float64 {
	return t.values[int(row)*len(t.slots)+slot]
}

// An axis is the rows of one group in the order of time; equal times keep the file's order.
type axis struct {
	rows            []int32
	rising, falling int   // neighbours in the file whose time goes up, or down
	step            int64 // seconds, the most common difference; 0 with one time or none
	steps           map[int64]int
	told            bool // every row tells its end
}

func (t *table) axisOf(rows []int32) axis {
	x := axis{rows: rows, told: len(rows) > 0, steps: map[int64]int{}}
	for i, r := range rows {
		x.told = x.told && t.rows[r].end != 0
		if i == 0 {
			continue
		}
		switch d := t.rows[r].sec - t.rows[rows[i-1]].sec; {
		case d > 0:
			x.rising++
		case d < 0:
			x.falling++
		}
	}
	if x.falling > 0 {
		x.rows = slices.Clone(rows)
		slices.SortStableFunc(x.rows, func(a, b int32) int { return cmp.Compare(t.rows[a].sec, t.rows[b].sec) })
	}
	for i, r := range x.rows[min(1, len(x.rows)):] {
		if d := t.rows[r].sec - t.rows[x.rows[i]].sec; d > 0 {
			x.steps[niceStep(d)]++
		}
	}
	x.step = mostCommon(x.steps)
	return x
}

// An assembler gathers the series of the homes.
type assembler struct {
	*table
	in       *input
	step     int64 // of the whole file
	sets     map[home.ID]series.Set
	repeated int // rows that repeat the interval of another one
	newest   int // groups whose newest row comes first
	chaotic  int // groups in no order
	daily    bool
}

func (a *assembler) set(id home.ID) series.Set {
	if a.sets[id] == nil {
		a.sets[id] = series.Set{}
	}
	return a.sets[id]
}

func (a *assembler) direction(x axis) {
	switch {
	case x.falling == 0:
	case x.rising*20 <= x.falling:
		a.newest++
	default:
		a.chaotic++
	}
}

// duplicates counts rows that speak of an interval a second time. What rows of several
// zones say of the whole home is expected to be the same.
func (a *assembler) duplicates(x axis) {
	for i := 1; i < len(x.rows); i++ {
		r, before := x.rows[i], x.rows[i-1]
		if a.rows[r].sec != a.rows[before].sec || a.rows[r].end != a.rows[before].end {
			continue
		}
		common, differ := false, false
		for s := range a.slots {
			v, w := a.value(r, s), a.value(before, s)
			if math.IsNaN(v) || math.IsNaN(w) {
				continue
			}
			common = true
			differ = differ || v != w
		}
		shared := a.rows[r].of != 0
		switch {
		case differ:
			a.count(DuplicateConflict, a.rows[r].group, 0, a.rows[r].sec)
		case common && !shared:
			a.count(DuplicateEqual, a.rows[r].group, 0, a.rows[r].sec)
		}
		if common && !shared {
			a.repeated++
		}
	}
}

// finish turns the sets into batches with their quality.
func (a *assembler) finish() (Result, error) {
	if a.newest > 0 {
		a.in.note(NoteNewestFirst, a.newest)
	}
	if a.chaotic > 0 {
		a.in.note(NoteUnordered, a.chaotic)
	}
	res := Result{Daily: a.daily, Quality: Quality{Format: a.opt.Format, Rows: a.ownRows(), Ignored: a.ignored, Notes: a.in.notes}}
	for _, g := range a.groups {
		id := g.home
		set := a.sets[id]
		if len(set) == 0 || slices.ContainsFunc(res.Batches, func(b store.Batch) bool { return b.Home == id }) {
			continue
		}
		res.Batches = append(res.Batches, store.Batch{Home: id, City: cmp.Or(a.opt.City, a.cities[id]), Set: set})
	}
	if len(res.Batches) == 0 {
		return Result{}, fault.New(fault.Invalid, msgNoValues, "file", a.file)
	}
	slices.SortFunc(res.Batches, func(x, y store.Batch) int { return cmp.Compare(x.Home, y.Home) })
	for _, b := range res.Batches {
		res.Quality.Homes = append(res.Quality.Homes, a.homeQuality(b))
	}
	return res, nil
}
