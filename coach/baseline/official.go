package baseline

import (
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// A day is one reference day's energy.
type refDay struct {
	day              series.Date
	windowKW, anchor float64 // mean kW of the window's and of the anchor's hours
	anchorKWh        float64
}

// fewestReference is how many reference days an official answer takes at least. No public text
// says what is done with fewer than the rule asks for; methods.md 1.6 takes those that exist.
// Three leave one when Hilo's rule has dropped the highest and the lowest.
const fewestReference = 3

// official is the reference energy of a programme's rule, whatever programme the home is
// in: mean of the reference days in the window's hours, made up for the day's weather by
// the anchor (methods of domain.md 2.5 and 1.4; hydroqc's documents cite R-4057-2018).
func (m *Model) official(e Estimate, p home.Programme, w Window) Estimate {
	d := series.DateOf(w.Start, m.loc)
	ref, rule, ok := m.h.Rules.Reference(p, d)
	if !ok {
		return e.because(ReasonRule)
	}
	e.Rule = rule
	slot := event.SlotOf(w.Start, m.loc)
	aStart, aEnd, ok := m.h.Rules.Anchor(p, d, slot)
	if !ok {
		return e.because(ReasonRule)
	}
	var days []refDay
	days, e.LeftOut = m.referenceDays(p, ref, w, d)
	if len(days) < min(fewestReference, ref.Days) {
		return e.because(ReasonFewDays)
	}
	if len(days) < ref.Days {
		e.Reason = ReasonFewDays
	}
	days = trim(days, ref.Trim)
	var windowKW, anchorKW, anchorKWh float64
	for _, r := range days {
		windowKW += r.windowKW / float64(len(days))
		anchorKW += r.anchor / float64(len(days))
		anchorKWh += r.anchorKWh / float64(len(days))
		e.Days = append(e.Days, r.day)
	}
	slices.SortFunc(e.Days, series.Date.Compare)
	e.AnchorMeanKWh = series.Maybe(anchorKWh)
	today, missing := m.h.Energy.Sum(aStart, aEnd)
	if missing > 0 || aEnd.After(w.Start) {
		return e.because(ReasonAnchor)
	}
	e.AnchorKWh = series.Maybe(today)
	hours := w.End.Sub(w.Start).Hours()
	todayKW := today / aEnd.Sub(aStart).Hours()
	adjust := 0.0
	switch {
	case ref.Adjust == event.Ratio && anchorKW <= 0:
		return e.because(ReasonZero)
	case ref.Adjust == event.Ratio:
		adjust = windowKW * hours * (todayKW/anchorKW - 1)
	case ref.ScaleToHours:
		adjust = (todayKW - anchorKW) * hours
	default:
		adjust = today - anchorKWh
	}
	e.AdjustmentKWh = series.Maybe(adjust)
	e.KWh = series.Maybe(max(windowKW*hours+adjust, 0))
	return e
}

// referenceDays walks back from the day before d to the rule's number of days of the same
// kind, as far as the rule goes, and lists those that it passed over.
func (m *Model) referenceDays(p home.Programme, ref event.Reference, w Window, d series.Date) (days []refDay, left []LeftOut) {
	slot := event.SlotOf(w.Start, m.loc)
	weekend := m.weekend(ref, p, d)
	for back := 1; back <= ref.MaxAgeDays && len(days) < ref.Days; back++ {
		r := d.Add(-back)
		if m.weekend(ref, p, r) != weekend {
			continue
		}
		if ref.Holidays == event.HolidayLeftOut && m.h.Rules.Excluded(p, r) {
			left = append(left, LeftOut{r, LeftExcluded})
			continue
		}
		if m.hasEvent(p, r, slot, ref.OtherSlot) {
			left = append(left, LeftOut{r, LeftEvent})
			continue
		}
		aStart, aEnd, _ := m.h.Rules.Anchor(p, d, slot)
		window, missing := m.h.Energy.Sum(onDay(w.Start, r, m.loc), onDay(w.End, r.Add(dayOf(w.End, m.loc).Sub(d)), m.loc))
		anchor, gone := m.h.Energy.Sum(onDay(aStart, r, m.loc), onDay(aEnd, r, m.loc))
		if missing > 0 || gone > 0 {
			if r.End(m.loc).Before(m.h.Energy.Start) {
				break // nothing is known of earlier days either
			}
			left = append(left, LeftOut{r, LeftMissing})
			continue
		}
		span := onDay(w.End, r.Add(dayOf(w.End, m.loc).Sub(d)), m.loc).Sub(onDay(w.Start, r, m.loc)).Hours()
		anchorSpan := onDay(aEnd, r, m.loc).Sub(onDay(aStart, r, m.loc)).Hours()
		days = append(days, refDay{day: r, windowKW: window / span, anchor: anchor / anchorSpan, anchorKWh: anchor})
	}
	return days, left
}

func dayOf(t time.Time, loc *time.Location) series.Date { return series.DateOf(t, loc) }

// onDay is the wall clock of t on another day.
func onDay(t time.Time, d series.Date, loc *time.Location) time.Time {
	h, min, sec := t.In(loc).Clock()
	return time.Date(d.Year, d.Month, d.Day, h, min, sec, 0, loc)
}

// weekend is a day's kind by the rule's switch.
func (m *Model) weekend(ref event.Reference, p home.Programme, d series.Date) bool {
	return d.Weekend() || (ref.Holidays == event.HolidayWeekend && m.h.Rules.Excluded(p, d))
}

// hasEvent reports whether a day has an event that the rule leaves it out for: one of its
// programme, or of the home's own, to which the home answered.
func (m *Model) hasEvent(p home.Programme, d series.Date, slot event.Slot, anySlot bool) bool {
	return slices.ContainsFunc(m.events, func(e event.Event) bool {
		return dayOf(e.Start, m.loc) == d && (anySlot || event.SlotOf(e.Start, m.loc) == slot) &&
			(e.Programme == p || e.Programme == m.h.Programme || m.h.Programme == "")
	})
}

// trim drops the n days with the most energy in the window and the n with the least; it
// leaves days that are too few for that alone.
func trim(days []refDay, n int) []refDay {
	if n == 0 || len(days) <= 2*n {
		return days
	}
	days = slices.Clone(days)
	slices.SortStableFunc(days, func(a, b refDay) int {
		switch {
		case a.windowKW < b.windowKW:
			return -1
		case a.windowKW > b.windowKW:
			return 1
		}
		return a.day.Compare(b.day)
	})
	return days[n : len(days)-n]
}

// persistence is the same hours of the last day without any event.
func (m *Model) persistence(e Estimate, w Window) Estimate {
	const furthest = 30 // days: older is no persistence any more
	e.Rule = Persistence
	d := dayOf(w.Start, m.loc)
	for back := 1; back <= furthest; back++ {
		r := d.Add(-back)
		if slices.ContainsFunc(m.events, func(ev event.Event) bool { return dayOf(ev.Start, m.loc) == r }) {
			e.LeftOut = append(e.LeftOut, LeftOut{r, LeftEvent})
			continue
		}
		from, to := onDay(w.Start, r, m.loc), onDay(w.End, r.Add(dayOf(w.End, m.loc).Sub(d)), m.loc)
		kWh, missing := m.h.Energy.Sum(from, to)
		if missing > 0 {
			if r.End(m.loc).Before(m.h.Energy.Start) {
				break
			}
			e.LeftOut = append(e.LeftOut, LeftOut{r, LeftMissing})
			continue
		}
		e.Days = append(e.Days, r)
		e.KWh = series.Maybe(kWh * w.End.Sub(w.Start).Hours() / to.Sub(from).Hours())
		return e
	}
	return e.because(ReasonFewDays)
}

// A Paid is what an official rule pays for, of one event.
type Paid struct {
	KWh    series.Maybe // erased energy, never below 0; null when reference or use is not known
	Capped bool         // the adjustment was cut, because more was erased than is believed
	Reason string       // why it is null or 0
}

// Reasons why nothing is paid.
const (
	PaidUnknown = "unknown"       // reference or use is not known
	PaidNone    = "no-reduction"  // the home used more than its reference
	PaidLittle  = "below-minimum" // less was erased than the rule pays for
)

// Erased is the reference energy less what was used, by the rule: with the cap on the
// adjustment where much was erased, nothing below the minimum, never negative.
func Erased(ref event.Reference, e Estimate, actual series.Maybe) Paid {
	if !e.KWh.Known() || !actual.Known() {
		return Paid{KWh: series.Unknown(), Reason: PaidUnknown}
	}
	erased, capped := float64(e.KWh-actual), false
	if ref.CapFactor > 0 && erased > ref.CapWhenKWh && e.AdjustmentKWh.Known() && e.AnchorMeanKWh.Known() {
		if over := float64(e.AdjustmentKWh) - ref.CapFactor*float64(e.AnchorMeanKWh); over > 0 {
			erased, capped = erased-over, true
		}
	}
	switch {
	case erased <= 0:
		return Paid{KWh: 0, Capped: capped, Reason: PaidNone}
	case erased < ref.MinCreditKWh:
		return Paid{KWh: 0, Capped: capped, Reason: PaidLittle}
	}
	return Paid{KWh: series.Maybe(erased), Capped: capped}
}

// Fallback is what Hilo paid where no reference could be built, in dollars: an amount a
// device and one for the mode. NaN for a rule without a fallback.
func Fallback(ref event.Reference, devices int, mode home.Mode) float64 {
	dollars, ok := ref.ModeDollars[mode]
	if !ok || devices < 0 {
		return math.NaN()
	}
	return ref.DeviceDollars*float64(devices) + dollars
}
