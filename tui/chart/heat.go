package chart

import (
	"math"
	"sort"
	"strconv"
	"time"
)

// Heat is a map of hour by day: days to the right, hours of the local clock
// downwards. A cell is the mean of the slots that begin in it; a cell without any
// is blank, which no level is.
type Heat struct {
	From, To      time.Time // whole local days are shown, from From's to the one before To
	Loc           *time.Location
	Width, Height int
	Graph         Graph
	Data          Data
	Unit          string
	Cursor        time.Time // zero: none
	NoData        string

	Label  func(v float64, decimals int) string // of the legend's numbers
	Hour   func(hour int) string                // of a row; nil writes "6:00"
	XLabel func(time.Time, TickUnit) string
}

// HeatCell is what a heat map says at one place.
type HeatCell struct {
	Day       time.Time // first local midnight of the cell
	Days      int       // number of days it joins
	From, To  int       // hours of the local clock, [From, To)
	Value     float64   // mean; NaN when nothing was measured
	Available bool
}

// heat is a Heat worked out: a grid of means and its place on the canvas.
type heat struct {
	first        time.Time // local midnight of the first day
	days         int
	perCol       int // days in a cell
	perRow       int // hours in a cell
	across, down int // a cell's size in characters
	gutter       int
	head, axis   int // rows; -1 when there is no room
	top          int
	cells        []float64 // rows of hours × columns of days, means
	base, step   float64
	decimals     int
	ok           bool
}

func (h Heat) loc() *time.Location {
	if h.Loc == nil {
		return time.UTC
	}
	return h.Loc
}

func (h heat) cols() int { return (h.days + h.perCol - 1) / h.perCol }
func (h heat) rows() int { return 24 / h.perRow }

// work lays the map out and fills it.
func (h Heat) work() heat {
	w := heat{first: TickDay.floor(h.From.In(h.loc())), perCol: 1, perRow: 1, across: 1, down: 1, head: -1, axis: -1}
	w.days = max(0, dayNumber(w.first, h.To.In(h.loc()).Add(-1))+1)
	free := h.Height
	if free > 3 {
		w.axis, free = h.Height-2, free-2
	}
	if free > 2 {
		w.head, w.top, free = 0, 1, free-1
	}
	for _, n := range [...]int{1, 2, 3, 4, 6, 8, 12, 24} {
		if w.perRow = n; 24/n <= free {
			break
		}
	}
	w.down = max(1, free/24)
	if w.axis >= 0 {
		w.axis = w.top + w.down*w.rows()
	}
	for hour := range 24 {
		w.gutter = max(w.gutter, width(h.hour(hour))+2)
	}
	if w.gutter > max(h.Width/3, 5) {
		w.gutter = 1
	}
	if room := h.Width - w.gutter; room > 0 && w.days > 0 {
		w.perCol = (w.days + room - 1) / room
		w.across = max(1, room/w.cols())
		h.fill(&w)
	}
	return w
}

// dayNumber counts local days from the midnight first to t.
func dayNumber(first, t time.Time) int {
	y, m, d := t.Date()
	noon := time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	y, m, d = first.Date()
	return int(noon.Sub(time.Date(y, m, d, 12, 0, 0, 0, time.UTC)) / day)
}

// fill computes the mean of each cell and the levels.
func (h Heat) fill(w *heat) {
	n := w.rows() * w.cols()
	w.cells = make([]float64, n)
	count := make([]int, n)
	y, m, d := w.first.Date()
	for k := range w.days {
		from := time.Date(y, m, d+k, 0, 0, 0, 0, h.loc())
		to := time.Date(y, m, d+k+1, 0, 0, 0, 0, h.loc())
		plain := to.Sub(from) == day
		i, j := h.Data.window(from, to)
		for ; i < j; i++ {
			start, _ := h.Data.Slot(i)
			v := h.Data.Values[i]
			if !valid(v) || start.Before(from) {
				continue
			}
			hour := int(start.Sub(from) / time.Hour)
			if !plain {
				hour = start.In(h.loc()).Hour()
			}
			c := hour/w.perRow*w.cols() + k/w.perCol
			w.cells[c] += v
			count[c]++
		}
	}
	for c, k := range count {
		w.cells[c] /= float64(k) // NaN where nothing was measured
	}
	w.levels()
}

// levels sets five steps with round bounds that hold nine cells in ten; the lowest
// and the highest level are open.
func (w *heat) levels() {
	sorted := make([]float64, 0, len(w.cells))
	for _, v := range w.cells {
		if valid(v) {
			sorted = append(sorted, v)
		}
	}
	if len(sorted) == 0 {
		return
	}
	sort.Float64s(sorted)
	lo, hi := sorted[len(sorted)/20], sorted[len(sorted)-1-len(sorted)/20]
	if lo > 0 && lo < hi/3 {
		lo = 0
	}
	least := math.Max((hi-lo)/5, math.Max(math.Abs(hi)*1e-6, 1e-9))
	for e := int(math.Floor(math.Log10(least))); ; e++ {
		for _, m := range [...]float64{1, 2, 5} {
			step := decimal(m, e)
			base := math.Floor(lo/step+1e-9) * step
			if step >= least && base+5.5*step >= hi {
				w.base, w.step, w.decimals, w.ok = base, step, max(0, -e), true
				return
			}
		}
	}
}

func (w heat) level(v float64) int {
	return int(max(0, min(4, math.Floor((v-w.base)/w.step+1e-9))))
}

// at is the cell of t.
func (w heat) at(t time.Time) (row, col int, ok bool) {
	k := dayNumber(w.first, t)
	if t.Before(w.first) || k >= w.days || w.cells == nil {
		return 0, 0, false
	}
	return t.Hour() / w.perRow, k / w.perCol, true
}

// ReadAt returns the cell that holds t; false outside the map.
func (h Heat) ReadAt(t time.Time) (HeatCell, bool) {
	w := h.work()
	row, col, ok := w.at(t.In(h.loc()))
	if !ok {
		return HeatCell{Value: math.NaN()}, false
	}
	v := w.cells[row*w.cols()+col]
	return HeatCell{
		Day:  w.first.AddDate(0, 0, col*w.perCol),
		Days: min(w.perCol, w.days-col*w.perCol),
		From: row * w.perRow, To: (row + 1) * w.perRow,
		Value: v, Available: valid(v),
	}, true
}

func (h Heat) hour(n int) string {
	if h.Hour != nil {
		return h.Graph.clean(h.Hour(n))
	}
	return strconv.Itoa(n) + ":00"
}

// Table writes the map as one row a day and one column an hour of the clock.
func (h Heat) Table(w Words) Table {
	full := h
	full.Height, full.Width = 24+3, 1<<20 // every hour and every day a cell of its own
	g := full.work()
	t := Table{Head: []string{w.Time}}
	for hour := range 24 {
		t.Head = append(t.Head, h.hour(hour))
	}
	for k := range g.days {
		start := g.first.AddDate(0, 0, k)
		row := []string{start.Format("2006-01-02")}
		if w.At != nil {
			row[0] = w.At(start, g.first.AddDate(0, 0, k+1))
		}
		for hour := range 24 {
			row = append(row, w.number(g.cells[hour*g.cols()+k], true))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
