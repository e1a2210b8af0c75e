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
	"courant/coach/signature"
)

// The causes of a visit that are not findings of package quality or advices of coach.
const (
	Silent      = string(quality.Silent)      // nothing at all is heard of the home
	MeterSilent = string(quality.MeterSilent) // the meter is not heard while rooms are
	ZoneSilent  = string(quality.ZoneSilent)  // a thermostat is not heard while others are
	Empty       = "empty"                     // nothing was ever measured
	Thin        = "thin"                      // Measure is the share that is there, 0–1
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
	Chance  float64      // how likely chance alone shows as much: 0 where it has no part
}

// A Case is all that a home may be visited for.
type Case struct {
	Home   home.ID
	Causes []Visit
}

// Examine lists the causes in a home's report.
func Examine(r coach.Report) Case { return Case{r.Home, append(silences(r), found(r)...)} }

// falseShare is how much of what is told of a fleet may be the work of chance.
const falseShare = 0.05

// Rank is the gravest cause of each home that has one, the gravest first, then the oldest.
// Over many homes chance alone makes some look wrong: of the causes that it has a part in,
// only those are kept of which at most a twentieth are expected to be its work
// (Limit).
func Rank(cases []Case) []Visit {
	var chances []float64
	for _, c := range cases {
		chances = append(chances, c.Chances()...)
	}
	limit := Limit(chances, len(cases))
	var out []Visit
	for _, c := range cases {
		if v := c.Visit(limit); v.Weight > 0 {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), a.Since.Compare(b.Since), cmp.Compare(a.Home, b.Home))
	})
	return out
}

// Chances are how likely chance alone shows each of the causes that it has a part in: what
// Limit wants of every home.
func (c Case) Chances() (out []float64) {
	for _, v := range c.Causes {
		if v.Chance > 0 {
			out = append(out, v.Chance)
		}
	}
	return out
}

// Limit is the greatest chance that a cause may have and be told, over a fleet of homes. It
// only grows as more homes are examined.
func Limit(chances []float64, homes int) float64 {
	return signature.Limit(chances, falseShare, homes*signature.ChanceCodes)
}

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

// Visit is the gravest of the causes whose chance is at most limit (see Limit). Of causes
// that weigh the same, the oldest counts, then the first zone by name.
func (c Case) Visit(limit float64) Visit {
	told := slices.DeleteFunc(slices.Clone(c.Causes), func(v Visit) bool { return v.Chance > limit })
	if len(told) == 0 {
		return Visit{Home: c.Home}
	}
	return slices.MinFunc(told, func(a, b Visit) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), a.Since.Compare(b.Since), strings.Compare(a.Cause, b.Cause), strings.Compare(a.Zone, b.Zone))
	})
}

// silences are what is not heard: the home, or else zones of it.
func silences(r coach.Report) []Visit {
	if r.Data.To.IsZero() {
		return []Visit{{Home: r.Home, Weight: Most, Cause: Empty, Measure: series.Unknown()}}
	}
	var out []Visit
	for _, i := range quality.Silences(r.Series, r.At) { // the same that the data view tells
		out = append(out, Visit{Home: r.Home, Weight: silenceWeights[i.Code], Cause: string(i.Code), Zone: i.Zone, Since: i.From, Measure: series.Unknown()})
	}
	return out
}

// silenceWeights are those of what is not heard any more.
var silenceWeights = map[quality.Code]int{quality.Silent: Most, quality.MeterSilent: 5, quality.ZoneSilent: 5}

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
	for i, v := range out {
		for _, a := range r.Wrong {
			if a.Code == v.Cause && a.Zone == v.Zone {
				out[i].Chance = a.Chance
			}
		}
	}
	for _, a := range r.Wrong { // advised or not
		if w := adviceWeights[a.Code]; w > 0 {
			v := Visit{Home: r.Home, Weight: w, Cause: a.Code, Zone: a.Zone, Since: a.From, Measure: series.Unknown(), Chance: a.Chance}
			if a.Code == coach.SetpointNotReached {
				v.Measure = a.Size.Value
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

// Causes lists every cause of a visit, in a fixed order.
func Causes() []string {
	out := []string{Empty, Silent, MeterSilent, Thin, ZoneSilent}
	for code := range weights {
		out = append(out, code)
	}
	for code := range adviceWeights {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}
