package exchange

// resolveDoubled decides which moment is meant by each row of the hour that happens twice.
// A group whose times rise, or fall, and that has each of that hour's times twice, means
// the first and then the second, or the other way round. Anything else could be either:
// the row is refused with both readings, but in files that are known to lack the hour.
func (t *table) resolveDoubled(rows [][]int32) error {
	if len(t.doubled) == 0 {
		return nil
	}
	type clock struct {
		group int32
		first int64
	}
	var order []clock
	same := map[clock][]doubled{}
	twice := map[int32]bool{}
	for _, d := range t.doubled {
		c := clock{t.rows[d.row].group, t.rows[d.row].sec}
		if same[c] == nil {
			order = append(order, c)
		}
		same[c] = append(same[c], d)
		twice[int32(d.row)] = true
	}
	directions := map[int32]int{}
	for _, c := range order {
		all := same[c]
		direction, known := directions[c.group]
		if !known {
			direction = t.directionOf(rows[c.group], twice)
			directions[c.group] = direction
		}
		switch {
		case len(all) == 1 && t.lenient:
			t.count(ClockAssumed, c.group, 0, c.first)
		case len(all) != 2 || direction == 0:
			return t.ambiguous(all[len(all)-1])
		case direction > 0:
			t.rows[all[1].row].sec = all[1].second
			t.count(ClockResolved, c.group, 0, c.first)
			t.count(ClockResolved, c.group, 0, all[1].second)
		default:
			t.rows[all[0].row].sec = all[0].second
			t.count(ClockResolved, c.group, 0, c.first)
			t.count(ClockResolved, c.group, 0, all[0].second)
		}
	}
	for i := range t.rows {
		r := &t.rows[i]
		if r.of != 0 {
			r.sec = t.rows[r.of-1].sec
		}
		if r.endTwice != 0 && r.end <= r.sec {
			r.end += int64(r.endTwice)
		}
	}
	return nil
}

// directionOf is 1 when the times of a group rise, -1 when they fall, 0 when neither is
// clear. Rows of the hour in question do not count.
func (t *table) directionOf(rows []int32, twice map[int32]bool) int {
	rising, falling := 0, 0
	before := int32(-1)
	for _, r := range rows {
		if twice[r] {
			continue
		}
		if before >= 0 {
			switch d := t.rows[r].sec - t.rows[before].sec; {
			case d > 0:
				rising++
			case d < 0:
				falling++
			}
		}
		before = r
	}
	switch {
	case rising > 20*falling:
		return 1
	case falling > 20*rising:
		return -1
	}
	return 0
}

func (t *table) ambiguous(d doubled) error {
	r := t.rows[d.row]
	return t.twoReadings(place{int(r.line), t.column, d.text}, r.sec, d.second)
}

// twoReadings refuses a time of the hour that happens twice.
func (t *table) twoReadings(p place, first, second int64) error {
	return t.at(msgDoubled, p, "first", t.clock(first), "second", t.clock(second))
}
