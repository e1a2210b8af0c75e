package signature

import (
	"math"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

const (
	gapC      = 1.2 // °C below the set-point in the middle of a day …
	gapAlways = 0.7 // … and in all but a fifth of its hours
	gapRise   = 0.8 // °C more than it used to be …
	gapPump   = 1.4 // … where a heat pump heats too, behind which baseboards may wait
	gapLook   = 6   // days without an event that are judged …
	gapNeed   = 5   // … and how many of them must be so
)

// notReached finds rooms that stay below their set-point, hour after hour and day after
// day, and did not before. Rooms heated by something that the thermostat does not command
// are left out.
func (t *table) notReached(History) []Anomaly {
	var out []Anomaly
	for _, z := range t.zones {
		if z.indoor == nil || z.setpoint == nil || z.Heating.Origin == home.Declared && (z.Heating.Value == home.HeatPump || z.Heating.Value == home.Dual) {
			continue
		}
		looked, missed, sum := 0, 0, 0.0
		first := -1
		k := len(t.days) - 1
		a := t.blank(NotReached, z.Name, 0, t.n)
		for ; k >= 0 && looked < gapLook && len(t.days)-k < 14; k-- {
			d := t.days[k]
			mid, low, ok := z.gap(t, d)
			if d.event || !ok {
				continue
			}
			looked++
			if mid >= gapC && low >= gapAlways {
				missed++
				sum += mid
				first = d.from
				a.show(t, SeenGap, d.from, d.to, mid, "°C")
			}
		}
		if missed < gapNeed {
			continue
		}
		var before []float64
		for ; k >= 0 && len(before) < 28; k-- {
			if mid, _, ok := z.gap(t, t.days[k]); ok && !t.days[k].event {
				before = append(before, mid)
			}
		}
		mean := sum / float64(missed)
		usual := medianOf(before)
		rise := gapRise
		if z.Heating.Value == home.HeatPump || z.Heating.Value == home.Dual {
			rise = gapPump
		}
		if len(before) >= 7 && mean-usual < rise {
			continue
		}
		a.From = t.time(first).In(t.loc)
		a.Kind = series.Indoor.String()
		a.Size, a.Unit = spread(mean, 0.1, 0), "°C"
		if len(before) >= 7 {
			a.show(t, SeenBefore, t.days[max(k, 0)].from, first, usual, "°C")
		}
		out = append(out, a)
	}
	return out
}

// gap is how far a room lies below its set-point in the middle hour of a day, and in all but
// a fifth of its hours.
func (z *zone) gap(t *table, d day) (mid, low float64, ok bool) {
	var buf [25]float64
	g := buf[:0]
	for i := d.from; i < d.to; i++ {
		if v := z.setpoint[i] - z.indoor[i]; !math.IsNaN(v) {
			g = append(g, v)
		}
	}
	if len(g) < 18 {
		return 0, 0, false
	}
	mid = medianOf(g)
	return mid, quantileOf(g, 0.2), true
}

const (
	fightApart = 3.0  // °C between two set-points
	fightDuty  = 0.8  // of the warmer room's heater
	fightRest  = 0.02 // … and of the colder one's
	fightHours = 6    // hours of a day
	fightDays  = 3    // of the last seven
)

// fighting finds a room that heats at nearly full power while another, whose set-point is
// far lower, needs nothing: it heats its neighbour. Needs rated power or the largest seen.
func (t *table) fighting(History) []Anomaly {
	var out []Anomaly
	duty := make([][]float64, len(t.zones))
	for i := range t.zones {
		duty[i] = t.zones[i].used()
	}
	for i := range t.zones {
		for j := range t.zones {
			warm, cold := &t.zones[i], &t.zones[j]
			if i == j || warm.heat == nil || duty[i] == nil || duty[j] == nil || warm.setpoint == nil || cold.setpoint == nil {
				continue
			}
			days, hours, kWh := 0, 0, 0.0
			first := t.n
			a := t.blank(Fighting, warm.Name, max(t.n-7*24, 0), t.n)
			for k := max(0, len(t.days)-7); k < len(t.days); k++ {
				d := t.days[k]
				n := 0
				for h := d.from; h < d.to; h++ {
					if warm.setpoint[h]-cold.setpoint[h] >= fightApart && duty[i][h] > fightDuty && duty[j][h] < fightRest {
						n++
						kWh += warm.heat[h]
					}
				}
				if n >= fightHours && !d.event {
					days++
					hours += n
					first = min(first, d.from)
					a.show(t, SeenHours, d.from, d.to, float64(n), "h")
				}
			}
			if days < fightDays {
				continue
			}
			a.From, a.Other = t.time(first).In(t.loc), cold.Name
			a.Size, a.Unit = spread(float64(hours)/float64(days), 0, 0), "h"
			// What leaks next door is a part of it that nobody has measured: a third, say.
			span := a.To.Sub(a.From).Hours()
			a.costs(kWh/3/span, kWh/6/span)
			out = append(out, a)
		}
	}
	return out
}

// used is a room's duty: as measured, or its heating over its rating, or over the most that
// it ever drew. Nil without.
func (z *zone) used() []float64 {
	if z.duty != nil || z.heat == nil {
		return z.duty
	}
	rated := z.PowerKW.Value
	for _, v := range z.heat {
		if v > rated {
			rated = v
		}
	}
	if rated == 0 {
		return nil
	}
	return scaled(z.heat, 1/rated)
}

const (
	mildC      = 14.0 // °C outdoors, mean of a night
	mildKWh    = 0.7  // of a room's night
	mildNights = 3    // …
	mildLook   = 7    // … of the last as many
	nightFrom  = 0    // local hours
	nightTo    = 5
)

// mildNight finds rooms that are heated on nights that need no heat.
func (t *table) mildNight(History) []Anomaly {
	var out []Anomaly
	for _, z := range t.zones {
		if z.heat == nil {
			continue
		}
		a := t.blank(MildNight, z.Name, max(t.n-mildLook*24, 0), t.n)
		nights, kWh := 0, 0.0
		for k := max(0, len(t.days)-mildLook); k < len(t.days); k++ {
			d := t.days[k]
			from, to := d.from+nightFrom, d.from+nightTo
			warm, known := meanOf(t.outdoor[from:to])
			heat := total(z.heat[from:to])
			if known == to-from && warm >= mildC && heat >= mildKWh {
				nights++
				kWh += heat
				a.show(t, SeenNight, from, to, heat, "kWh")
				a.show(t, SeenOutdoor, from, to, warm, "°C")
			}
		}
		if nights < mildNights {
			continue
		}
		a.Size, a.Unit = spread(kWh/float64(nights), 0, 0), "kWh"
		a.KWh, a.Daily = spread(kWh, 0.3*kWh, 0), spread(kWh/mildLook, 0.3*kWh/mildLook, 0)
		out = append(out, a)
	}
	return out
}

// UnlistedBack is how long an event that nobody listed is told as an anomaly.
const UnlistedBack = 14 * 24 * time.Hour

// unlisted passes on the events that nobody listed, of the last two weeks.
func (t *table) unlisted(h History) []Anomaly {
	var out []Anomaly
	for _, u := range h.Unlisted {
		if u.From.Before(t.time(t.n).Add(-UnlistedBack)) || u.To.After(h.At) {
			continue
		}
		a := t.blank(UnlistedPeak, "", t.n, t.n)
		a.From, a.To = u.From.In(t.loc), u.To.In(t.loc)
		a.Size, a.Unit = spread(u.To.Sub(u.From).Hours(), 0, 0), "h"
		if !math.IsNaN(u.MissingKWh) {
			a.Evidence = append(a.Evidence, Evidence{SeenMissing, a.From, a.To, series.Maybe(u.MissingKWh), "kWh"})
		}
		out = append(out, a)
	}
	return out
}
