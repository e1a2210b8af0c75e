package plain

import (
	"fmt"
	"strings"
	"time"

	"courant/coach"
	"courant/tui/text"
)

// LastMonth is what the last full month used and cost, beside the same month a year before, in
// a sentence; "" where it was not measured.
func LastMonth(l text.Lang, r coach.Report, loc *time.Location) string {
	m, before, ok := r.LastMonth(loc)
	if !ok {
		return ""
	}
	w := l.Seasons()
	words := strings.Fields(l.LongDate(m.From.Start(loc)))
	name := strings.Join(words[len(words)-2:], " ") // month and year
	if l == text.English {
		name = m.From.Start(loc).Format("January 2006")
	}
	line := fmt.Sprintf(w.Month, name, l.KWh(m.KWh))
	if m.Dollars.Known() {
		line += fmt.Sprintf(w.MonthCost, l.Dollars(m.Dollars))
	}
	if before != nil && m.Dollars.Known() && before.Dollars.Known() {
		line += fmt.Sprintf(w.MonthBefore, l.KWh(before.KWh), l.Dollars(before.Dollars))
	}
	return line + "."
}

// MonthCost is what the month from a moment to another cost, "" where the span is not a full
// month that a report tells, or its price is not known.
func MonthCost(l text.Lang, r coach.Report, from, to time.Time, loc *time.Location) string {
	for _, m := range r.Months {
		if m.From.Start(loc).Equal(from) && m.To.Start(loc).Equal(to) && m.Dollars.Known() {
			return fmt.Sprintf(l.Seasons().Cost, l.Dollars(m.Dollars))
		}
	}
	return ""
}
