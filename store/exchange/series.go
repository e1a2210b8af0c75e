package exchange

import (
	"math"
	"time"

	"courant/coach/fault"
	"courant/coach/series"
)

// A reading is one known value of one key.
type reading struct {
	sec, end int64 // end 0: not told
	value    float64
	row      int32
}

// group makes the series of one group: slot by slot, each with a step of its own.
func (a *assembler) group(g int, x axis) error {
	for s, slot := range a.slots {
		all := make([]reading, 0, len(x.rows))
		for _, r := range x.rows {
			if v := a.value(r, s); !math.IsNaN(v) {
				all = append(all, reading{a.rows[r].sec, a.rows[r].end, v, r})
			}
		}
		if len(all) == 0 {
			continue
		}
		if err := a.slot(g, slot, all, x); err != nil {
			return err
		}
	}
	return nil
}

// slot makes the series of one kind of one group, and of its forecast.
func (a *assembler) slot(g int, slot slot, all []reading, x axis) error {
	step, err := a.stepOf(slot.kind, all, x)
	if err != nil {
		return err
	}
	if step == civil {
		step, all = hour, a.spread(g, slot, all, x)
	} else if err := a.snap(g, slot, all, step, x.told); err != nil {
		return err
	}
	key := series.Key{Zone: a.groups[g].zone, Kind: slot.kind, Forecast: a.groups[g].forecast}
	var now []reading
	if slot.kind.Forecastable() && !key.Forecast && !a.opt.Now.IsZero() {
		all, now = a.split(all, step)
	}
	if err := a.put(g, key, all, step); err != nil {
		return err
	}
	key.Forecast = true
	return a.put(g, key, now, step)
}

// snap puts readings on the grid and turns a label at the end into the start, kW into kWh.
// It refuses the first reading of the file that is off the grid.
func (a *assembler) snap(g int, slot slot, all []reading, step int64, told bool) error {
	bad := -1
	for i := range all {
		r := &all[i]
		at, near := nearestSlot(r.sec, step)
		if !near && (bad < 0 || a.rows[r.row].line < a.rows[all[bad].row].line) {
			bad = i
		}
		if at != r.sec && near {
			a.count(Snapped, int32(g), slot.kind, r.sec)
		}
		if near {
			r.sec = at
		}
		if slot.power {
			r.value *= float64(step) / hour
		}
	}
	if bad >= 0 {
		r := all[bad]
		return fault.New(fault.Invalid, msgOffGrid, "file", a.file, "line", a.rows[r.row].line, "time", a.clock(r.sec), "step", stepText(step))
	}
	if a.opt.Label == LabelEnd && !told {
		for i := range all {
			all[i].sec -= step
		}
	}
	return nil
}

// spread makes 23, 24 or 25 hours of every day: an even share of an energy, the same mean.
// A day ends where its row says, or the next one begins, or else at the next local midnight.
func (a *assembler) spread(g int, slot slot, all []reading, x axis) []reading {
	out := make([]reading, 0, 24*len(all))
	for i, r := range all {
		from, to := r.sec, r.end
		switch {
		case x.told:
		case a.opt.Label == LabelEnd:
			to = r.sec
			from = dayBefore(to, a.opt.Location)
			if i > 0 && isDay(to-all[i-1].sec) {
				from = all[i-1].sec
			}
		default:
			to = dayAfter(from, a.opt.Location)
			if i+1 < len(all) && isDay(all[i+1].sec-from) {
				to = all[i+1].sec
			}
		}
		at := (from + hour/2) / hour * hour
		if at != from {
			a.count(Snapped, int32(g), slot.kind, from)
		}
		from, to = at, (to+hour/2)/hour*hour
		n := (to - from) / hour
		v := r.value
		switch {
		case slot.power: // the mean power of the day is the energy of each of its hours
		case slot.kind.Sums():
			v /= float64(max(n, 1))
		}
		for h := from; h < to; h += hour {
			out = append(out, reading{sec: h, value: v, row: r.row})
		}
		a.count(DailyTotals, int32(g), slot.kind, from)
	}
	a.daily = true
	return out
}

func isDay(d int64) bool { return d >= 23*hour && d <= 25*hour }

// dayAfter is the next midnight of loc for a midnight, 24 hours later for any other time.
func dayAfter(sec int64, loc *time.Location) int64 {
	t := time.Unix(sec, 0)
	if d := series.DateOf(t, loc); d.Start(loc).Equal(t) {
		return d.End(loc).Unix()
	}
	return sec + civil
}

// dayBefore is the midnight before a midnight, 24 hours earlier for any other time.
func dayBefore(sec int64, loc *time.Location) int64 {
	t := time.Unix(sec, 0)
	if d := series.DateOf(t, loc); d.Start(loc).Equal(t) {
		return d.Add(-1).Start(loc).Unix()
	}
	return sec - civil
}

// split parts the readings that are not over yet, of rows with outdoor temperature and sun
// alone: a forecast.
func (a *assembler) split(all []reading, step int64) (measured, forecast []reading) {
	now := a.opt.Now.Unix()
	for i, r := range all {
		if r.sec+step > now && a.weatherAlone(r.row) {
			if forecast == nil {
				measured = append(measured, all[:i]...)
				forecast = []reading{}
			}
			forecast = append(forecast, r)
		} else if forecast != nil {
			measured = append(measured, r)
		}
	}
	if forecast == nil {
		return all, nil
	}
	return measured, forecast
}

// weatherAlone reports whether a row of the file has nothing but outdoor temperature and
// sun.
func (a *assembler) weatherAlone(row int32) bool {
	if of := a.rows[row].of; of != 0 && !a.weatherAlone(of-1) {
		return false
	}
	n := int(row) * len(a.slots)
	return a.alone(a.values[n : n+len(a.slots)])
}

// put lays readings on the grid of a key; the last one of an interval stands.
func (a *assembler) put(g int, key series.Key, all []reading, step int64) error {
	if len(all) == 0 {
		return nil
	}
	first, last := all[0].sec, all[0].sec
	for _, r := range all {
		first, last = min(first, r.sec), max(last, r.sec)
	}
	n := (last-first)/step + 1
	if n > maxIntervals || n > maxSparse && n > 64*int64(len(all)) {
		return fault.New(fault.Invalid, msgSparse, "file", a.file, "rows", len(all), "from", a.clock(first), "to", a.clock(last), "step", stepText(step))
	}
	s := series.New(key.Kind, time.Unix(first, 0), time.Duration(step)*time.Second, int(n))
	per := key.Kind.PerUnit()
	finer := tally{code: Rounded, group: int32(g), kind: key.Kind, first: math.MaxInt64}
	for _, r := range all {
		s.Values[(r.sec-first)/step] = r.value
		if x := r.value * per; math.Abs(x-math.Round(x)) > 1e-4 {
			finer.count++
			finer.first, finer.last = min(finer.first, r.sec), max(finer.last, r.sec)
		}
	}
	if finer.count > 0 {
		a.tallies = append(a.tallies, finer)
	}
	set := a.set(a.groups[g].home)
	if base, ok := set[key]; ok {
		s = series.Merge(base.Resample(s.Step), s)
	}
	set[key] = s
	return nil
}
