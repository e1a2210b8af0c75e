package coach

import (
	"math"
	"slices"
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/signature"
)

const (
	fallC      = 1.0 // °C by which a room's set-point falls as a window begins, and stays below its usual …
	backC      = 0.8 // … until it rises again by as much, or is so near to its usual after the recovery
	fallRooms  = 0.4 // share of the rooms that fall together …
	fallLeast  = 2   // … and how many, where there are as many
	usualBack  = 35  // days that tell what is usual at an hour …
	usualMost  = 10
	usualLeast = 3 // … of the same kind of day, at least
)

// unlisted are the events that nobody listed in the time before the moment, oldest first.
// Where rooms tell their set-points, these decide: in an event several rooms fall as its
// window begins, below what is usual at that hour, and are back after it. A journey does not
// come back, a hand turns one dial, a programme does it every day. Elsewhere it is
// coach/baseline's look at the load.
func (v *view) unlisted(back time.Duration) (out []signature.Unlisted) {
	rooms := v.setpoints()
	if len(rooms) == 0 {
		for _, f := range v.baselines().Found() {
			if !f.Window.End.After(v.At) && v.At.Sub(f.Window.Start) <= back {
				out = append(out, v.untold(f.Window))
			}
		}
		return out
	}
	for _, w := range v.windowsSince(v.At.Add(-back)) {
		if !v.eventIn(w) && v.fell(rooms, w) {
			out = append(out, v.untold(w))
		}
	}
	return out
}

func (v *view) untold(w baseline.Window) signature.Unlisted {
	return signature.Unlisted{Span: signature.Span{From: w.Start, To: w.End}, MissingKWh: v.missed(w)}
}

// setpoints are the rooms' own.
func (v *view) setpoints() (out []series.Series) {
	for _, z := range v.home.Zones {
		if s := v.known.Get(z.Name, series.Setpoint); s.Step > 0 && s.Step <= time.Hour && s.Known() > 0 {
			out = append(out, s)
		}
	}
	return out
}

// windowsSince are the windows in which the home's programme may call an event, those of all
// programmes where it is in none; only what is over long enough for set-points to be back.
func (v *view) windowsSince(from time.Time) (out []baseline.Window) {
	programmes := []home.Programme{v.home.Programme.Value}
	if p := programmes[0]; p == "" || p == home.NoProgramme {
		programmes = []home.Programme{home.WinterCredit, home.FlexD}
	}
	for d := series.DateOf(from, v.loc); !series.DateOf(v.At, v.loc).Before(d); d = d.Add(1) {
		for _, slot := range []event.Slot{event.AM, event.PM} {
			for _, p := range programmes {
				start, end, ok := v.Rules.Window(p, d, slot)
				w := baseline.Window{Start: start, End: end}
				if ok && !start.Before(from) && !end.Add(3*time.Hour).After(v.At) && !slices.Contains(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

// eventIn reports whether a listed event touches a window.
func (v *view) eventIn(w baseline.Window) bool {
	return slices.ContainsFunc(v.events, func(e event.Event) bool { return e.Start.Before(w.End) && w.Start.Before(e.End) })
}

// fell reports whether enough rooms behaved in a window as in an event.
func (v *view) fell(rooms []series.Series, w baseline.Window) bool {
	known, fallen := 0, 0
	for _, s := range rooms {
		now := dipOf(s, w)
		if math.IsNaN(now.sum()) {
			continue
		}
		known++
		usual, ok := v.usualDip(s, w)
		rises := now.after-now.last >= fallC
		back := usual.last-now.last >= fallC && usual.after-now.after <= backC
		if ok && now.step-usual.step >= fallC && usual.level-now.level >= fallC && (rises || back) {
			fallen++
		}
	}
	return known > 0 && fallen >= min(fallLeast, known) && float64(fallen) >= fallRooms*float64(known)
}

// A dip is a room's set-points around a window, °C: by how much they fall as it begins, their
// mean in it and in its last hour, and their mean after the recovery.
type dip struct{ step, level, last, after float64 }

func (d dip) sum() float64 { return d.step + d.level + d.last + d.after }

func dipOf(s series.Series, w baseline.Window) dip {
	return dip{
		step:  s.Mean(w.Start.Add(-time.Hour), w.Start) - s.Mean(w.Start, w.Start.Add(time.Hour)),
		level: s.Mean(w.Start, w.End), last: s.Mean(w.End.Add(-time.Hour), w.End), after: s.Mean(w.End.Add(90*time.Minute), w.End.Add(150*time.Minute)),
	}
}

// usualDip is the median dip at the same hours of the days before without an event, weekdays
// or weekends as the window's day is; false with too few of them.
func (v *view) usualDip(s series.Series, w baseline.Window) (dip, bool) {
	day := series.DateOf(w.Start, v.loc)
	var steps, levels, lasts, afters []float64
	for k := 1; k <= usualBack; k++ {
		b := baseline.Window{Start: w.Start.In(v.loc).AddDate(0, 0, -k), End: w.End.In(v.loc).AddDate(0, 0, -k)}
		if day.Add(-k).Weekend() != day.Weekend() || v.eventIn(b) || len(steps) == usualMost {
			continue
		}
		if d := dipOf(s, b); !math.IsNaN(d.sum()) {
			steps, levels, lasts, afters = append(steps, d.step), append(levels, d.level), append(lasts, d.last), append(afters, d.after)
		}
	}
	if len(steps) < usualLeast {
		return dip{}, false
	}
	return dip{quantile(steps, 0.5), quantile(levels, 0.5), quantile(lasts, 0.5), quantile(afters, 0.5)}, true
}
