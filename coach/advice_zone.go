package coach

import (
	"math"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
)

// silentAge is how long a thermostat may send nothing.
const silentAge = 24 * time.Hour

// checkThermostat finds the zone that has been silent longest while others answer.
func (v *view) checkThermostat(r Report) *Advice {
	var newest time.Time
	ends := make([]time.Time, len(v.home.Zones))
	for i, z := range v.home.Zones {
		for _, k := range []series.Kind{series.Indoor, series.Setpoint} {
			if s := v.known.Get(z.Name, k).Trim(); holds(s) && s.End().After(ends[i]) {
				ends[i] = s.End()
			}
		}
		if ends[i].After(newest) {
			newest = ends[i]
		}
	}
	silent := -1
	for i, t := range ends {
		if !t.IsZero() && newest.Sub(t) > silentAge && (silent < 0 || t.Before(ends[silent])) {
			silent = i
		}
	}
	if silent < 0 || v.At.Sub(newest) > silentAge {
		return nil
	}
	zone := v.home.Zones[silent].Name
	a := v.blank(ends[silent], v.At)
	a.Zone = zone
	if len(r.Plan.Windows) > 0 {
		for _, z := range r.Plan.Zones {
			if z.Zone == zone {
				a.KW = z.SavedKWh / series.Maybe(hours(r.Plan.Windows))
			}
		}
	}
	if s := v.known.Get(zone, series.Indoor).Trim(); holds(s) {
		a.show(EvidenceLastSeen, s.Time(s.Len()-1), s.End(), s.Values[s.Len()-1], "°C")
	}
	return a
}

const (
	gapC     = 1.5 // °C below the set-point that is too much
	gapHours = 6.0 // hours a day of it
	gapDays  = 7   // days without an event that are looked at …
	gapBack  = 14  // … among these
)

// setpointNotReached finds the zone that stays furthest below its set-point for hours on
// most of the last days without an event.
func (v *view) setpointNotReached(Report) *Advice {
	var found *Advice
	today := series.DateOf(v.At, v.loc)
	for _, z := range v.home.Zones {
		a := v.blank(today.Add(-gapBack).Start(v.loc), today.Start(v.loc))
		a.Zone = z.Name
		looked, gap := 0, 0.0
		for back := 1; back <= gapBack && looked < gapDays; back++ {
			d := today.Add(-back)
			if v.eventOn(d) {
				continue
			}
			below, mean, known := v.below(z.Name, d)
			if known {
				looked++
			}
			if below >= gapHours {
				gap += mean
				a.show(EvidenceGap, d.Start(v.loc), d.End(v.loc), mean, "°C")
			}
		}
		n := len(a.Evidence)
		if n < 4 || 10*n < 7*looked {
			continue
		}
		a.DeltaC = series.Maybe(gap / float64(n))
		if found == nil || a.DeltaC > found.DeltaC {
			found = a
		}
	}
	return found
}

// below is for how many hours of a day a zone lies gapC and more below its set-point, and by
// how much then.
func (v *view) below(zone string, d series.Date) (hours, mean float64, known bool) {
	set, in := v.known.Get(zone, series.Setpoint), v.known.Get(zone, series.Indoor)
	end := d.End(v.loc)
	for i := max(in.Index(d.Start(v.loc)), 0); i < in.Len() && in.Time(i).Before(end); i++ {
		gap := set.At(in.Time(i)) - in.Values[i]
		if math.IsNaN(gap) {
			continue
		}
		known = true
		if gap >= gapC {
			hours += in.Step.Hours()
			mean += gap * in.Step.Hours()
		}
	}
	return hours, mean / max(hours, in.Step.Hours(), 1e-9), known
}

// The night that lowerNight and heatingOnMildNight look at, local hours, and the mean °C
// outdoors from which on it is mild.
const (
	nightFrom, nightTo = 0, 5
	mildC              = 12.0
)

// lowerNight finds the room where a cooler night is worth most: as warm as by day, and
// above what the plan's floors ask for.
func (v *view) lowerNight(r Report) *Advice {
	if _, ok := v.coming(); ok || v.anchored() || r.Confidence == plan.Low {
		return nil
	}
	const cooler, least, hours = 2.0, 18.0, 7.0
	day := v.planDay()
	house := v.house(day)
	price := v.price(day)
	var found *Advice
	for _, z := range v.home.Zones {
		night := day.At(2, 0, v.loc)
		usual, measured := house.Usual(z.Name, night)
		noon, _ := house.Usual(z.Name, day.At(20, 0, v.loc))
		loss := house.Loss(z.Name)
		floor := max(least, z.FloorC.Value, v.home.LowC.Value)
		down := min(cooler, float64(usual)-floor)
		if !measured || usual < noon-0.5 || !(down >= 1) || !loss.Known() || z.Sensitive.Value || z.Heating.Value != home.Baseboard {
			continue
		}
		// Part of what the night spares is bought back in the morning.
		kwh := float64(loss) * down * hours
		a := v.blank(day.At(22, 0, v.loc), day.Add(1).At(nightTo, 0, v.loc))
		a.Zone, a.DeltaC = z.Name, series.Maybe(-down)
		a.KWh, a.LowKWh, a.HighKWh = series.Maybe(0.7*kwh), series.Maybe(0.4*kwh), series.Maybe(kwh)
		a.KW = a.KWh / hours
		if price != nil {
			a.Dollars = a.KWh * series.Maybe(price(night))
		}
		a.show(EvidenceUsual, night, night.Add(time.Hour), float64(usual), "°C")
		a.show(EvidenceLoss, r.Data.From, r.Data.To, float64(loss), "kW/K")
		if found == nil || a.KWh > found.KWh {
			found = a
		}
	}
	return found
}

// heatingOnMildNight finds the room that was heated most on nights that needed no heat.
func (v *view) heatingOnMildNight(Report) *Advice {
	if v.anchored() {
		return nil
	}
	const leastKWh, nights = 0.5, 7
	outdoor := v.known.Get("", series.Outdoor)
	today := series.DateOf(v.At, v.loc)
	price := v.price(today)
	var found *Advice
	for _, z := range v.home.Zones {
		heat := v.known.Get(z.Name, series.Heating)
		a := v.blank(today.Add(-nights).Start(v.loc), today.Start(v.loc))
		a.Zone = z.Name
		var each []float64
		for back := nights; back >= 0; back-- {
			from, to := today.Add(-back).At(nightFrom, 0, v.loc), today.Add(-back).At(nightTo, 0, v.loc)
			warm := outdoor.Mean(from, to)
			kwh, missing := heat.Sum(from, to)
			if missing == 0 && warm >= mildC && kwh >= leastKWh {
				each = append(each, kwh)
				a.show(EvidenceEnergy, from, to, kwh, "kWh")
				a.show(EvidenceOutdoor, from, to, warm, "°C")
			}
		}
		if len(each) < 2 {
			continue
		}
		a.KWh, a.LowKWh, a.HighKWh = series.Maybe(quantile(each, 0.5)), series.Maybe(quantile(each, 0.1)), series.Maybe(quantile(each, 0.9))
		a.KW = a.KWh / (nightTo - nightFrom)
		if price != nil {
			a.Dollars = a.KWh * series.Maybe(price(today.At(2, 0, v.loc)))
		}
		if found == nil || a.KWh > found.KWh {
			found = a
		}
	}
	return found
}
