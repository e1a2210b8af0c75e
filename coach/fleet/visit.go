package fleet

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
)

// The causes of a visit that are not findings of package quality or advices of coach.
const (
	Silent     = "silent"      // nothing at all is heard of the home
	ZoneSilent = "zone-silent" // a thermostat is not heard while others are
	Empty      = "empty"       // nothing was ever measured
	Thin       = "thin"        // Measure is the share that is there, 0–1
)

// Most is the greatest weight.
const Most = 6

// A Visit is why to go to a home. Weight 0 means that there is no cause; then Cause is "".
type Visit struct {
	Home    home.ID
	Weight  int
	Cause   string
	Zone    string       // "" for the home
	Since   time.Time    // zero when not known
	Measure series.Maybe // °C or a share, as the cause says
}

// silence is how long nothing must be heard before it is a cause: a gateway that restarts,
// or a night without a network, is none.
const silence = 24 * time.Hour

// lately is how recent a finding must be to be worth a visit.
const lately = 7 * 24 * time.Hour

// weights of findings that say that a sensor or a meter is wrong. Others are not worth a
// visit by themselves.
var weights = map[string]int{
	string(quality.Stuck): 4, string(quality.Swapped): 4, string(quality.UnitLarge): 4, string(quality.UnitSmall): 4,
	string(quality.UnitPower): 4, string(quality.Fahrenheit): 4, string(quality.Counter): 4, string(quality.OverWhole): 3,
	string(quality.Spike): 3, string(quality.ClockShift): 3, string(quality.Zero): 3,
}

// adviceWeights are those of advices that somebody has to come for.
var adviceWeights = map[string]int{
	coach.SetpointNotReached: 5, coach.ThermostatsFighting: 4, coach.SwappedSensors: 4, coach.StuckSensor: 4, coach.SuspiciousUnit: 4,
	coach.UADrift: 4, coach.BaseLoadStep: 3, coach.ImpossibleSpike: 3,
}

// Judge is the gravest cause in a home's report. Of causes that weigh the same, the oldest
// counts, then the first zone by name.
func Judge(r coach.Report) Visit {
	all := append(silences(r), found(r)...)
	none := Visit{Home: r.Home}
	if len(all) == 0 {
		return none
	}
	return slices.MinFunc(all, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), a.Since.Compare(b.Since), strings.Compare(a.Cause, b.Cause), strings.Compare(a.Zone, b.Zone))
	})
}

// silences are what is not heard: the home, or else zones of it.
func silences(r coach.Report) []Visit {
	if r.Data.To.IsZero() {
		return []Visit{{Home: r.Home, Weight: Most, Cause: Empty, Measure: series.Unknown()}}
	}
	if time.Duration(r.Data.AgeS)*time.Second >= silence {
		return []Visit{{Home: r.Home, Weight: Most, Cause: Silent, Since: r.Data.To, Measure: series.Unknown()}}
	}
	var out []Visit
	for _, zone := range r.Series.Zones() {
		if zone == "" {
			continue
		}
		heard := time.Time{}
		for _, k := range r.Series.Keys() {
			if k.Zone != zone || k.Forecast {
				continue
			}
			if end := r.Series[k].Trim().End(); end.After(heard) {
				heard = end
			}
		}
		if !heard.IsZero() && r.Data.To.Sub(heard) >= silence {
			out = append(out, Visit{Home: r.Home, Weight: 5, Cause: ZoneSilent, Zone: zone, Since: heard, Measure: series.Unknown()})
		}
	}
	return out
}

// found are the causes in what the report found.
func found(r coach.Report) []Visit {
	var out []Visit
	for _, a := range r.Advices {
		if w := adviceWeights[a.Code]; w > 0 {
			v := Visit{Home: r.Home, Weight: w, Cause: a.Code, Zone: a.Zone, Since: a.From, Measure: series.Unknown()}
			if a.Code == coach.SetpointNotReached {
				v.Measure = a.DeltaC
			}
			out = append(out, v)
		}
	}
	for _, i := range r.Data.Issues {
		if w := weights[i.Code]; w > 0 && r.Data.To.Sub(i.To) < lately {
			out = append(out, Visit{Home: r.Home, Weight: w, Cause: i.Code, Zone: i.Zone, Since: i.From, Measure: series.Unknown()})
		}
	}
	if r.Data.Thin && !r.Data.To.IsZero() {
		out = append(out, Visit{Home: r.Home, Weight: 2, Cause: Thin, Since: time.Time{}, Measure: series.Maybe(r.Data.Coverage)})
	}
	return out
}

// Causes lists every cause that Judge gives, in a fixed order.
func Causes() []string {
	out := []string{Empty, Silent, Thin, ZoneSilent}
	for code := range weights {
		out = append(out, code)
	}
	for code := range adviceWeights {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}
