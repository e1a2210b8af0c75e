package fleet

import (
	"fmt"
	"math"
	"testing"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/signature"
)

var now = time.Date(2027, 1, 20, 13, 0, 0, 0, time.UTC)

// heard is a report whose home and zones were heard until so long ago.
func heard(home time.Duration, zones map[string]time.Duration) coach.Report {
	r := coach.Report{Home: "h", At: now, Series: series.Set{}}
	add := func(zone string, kind series.Kind, ago time.Duration) {
		s := series.New(kind, now.Add(-10*24*time.Hour), 15*time.Minute, 960)
		for i := range s.Values {
			if s.Time(i + 1).After(now.Add(-ago)) {
				s.Values[i] = math.NaN()
			} else {
				s.Values[i] = 1
			}
		}
		r.Series[series.Key{Zone: zone, Kind: kind}] = s
	}
	add("", series.Energy, home)
	for z, ago := range zones {
		add(z, series.Indoor, ago)
	}
	r.Data.To = now.Add(-home)
	r.Data.AgeS = int64(home / time.Second)
	r.Data.Coverage = 1
	return r
}

func TestJudge(t *testing.T) {
	minutes := 15 * time.Minute
	for _, c := range []struct {
		name   string
		report func() coach.Report
		cause  string
		zone   string
		weight int
	}{
		{"all is well", func() coach.Report { return heard(minutes, map[string]time.Duration{"salon": minutes}) }, "", "", 0},
		{"nothing was ever measured", func() coach.Report { return coach.Report{Home: "h"} }, Empty, "", Most},
		{"silent for a day", func() coach.Report { return heard(24*time.Hour, map[string]time.Duration{"salon": 48 * time.Hour}) }, Silent, "", Most},
		{"silent for less", func() coach.Report { return heard(23*time.Hour, nil) }, "", "", 0},
		{"one thermostat is silent, the older of two", func() coach.Report {
			return heard(minutes, map[string]time.Duration{"a": 30 * time.Hour, "b": 60 * time.Hour, "c": minutes})
		}, ZoneSilent, "b", 5},
		{"a room stays cold", func() coach.Report {
			r := heard(minutes, nil)
			r.Advices = []coach.Advice{{Code: coach.ApplyPlan}, {Code: coach.SetpointNotReached, Zone: "salon", DeltaC: -2}}
			return r
		}, coach.SetpointNotReached, "salon", 5},
		{"heat is lost more than before", func() coach.Report {
			r := heard(minutes, nil)
			r.Advices = []coach.Advice{{Code: coach.UADrift, From: now.Add(-30 * 24 * time.Hour)}}
			return r
		}, coach.UADrift, "", 4},
		{"a sensor is stuck", func() coach.Report {
			r := heard(minutes, nil)
			r.Data.Issues = []coach.Issue{{Code: "gaps", To: now}, {Code: "stuck", Zone: "salon", From: now.Add(-48 * time.Hour), To: now}}
			return r
		}, "stuck", "salon", 4},
		{"it was stuck a month ago", func() coach.Report {
			r := heard(minutes, nil)
			r.Data.Issues = []coach.Issue{{Code: "stuck", Zone: "salon", To: now.Add(-30 * 24 * time.Hour)}}
			return r
		}, "", "", 0},
		{"much is missing", func() coach.Report {
			r := heard(minutes, nil)
			r.Data.Thin, r.Data.Coverage = true, 0.7
			return r
		}, Thin, "", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Examine(c.report()).Visit(1)
			if v.Cause != c.cause || v.Zone != c.zone || v.Weight != c.weight || v.Home != "h" {
				t.Errorf("got %+v", v)
			}
		})
	}
}

// Of 1,000 homes, what chance alone makes look wrong is not told; what truly is wrong is, and
// a home whose doubtful cause is left out keeps its other one. The gravest come first.
func TestRankIsNotFlooded(t *testing.T) {
	var cases []Case
	for i := range 1000 {
		r := heard(0, nil)
		r.Home = home.ID(fmt.Sprintf("h-%04d", i))
		switch {
		case i < 10:
			r.Wrong = []signature.Anomaly{{Code: signature.UADrift, Chance: 1e-8}}
		case i == 10:
			r.Wrong = []signature.Anomaly{{Code: signature.UADrift, Chance: 0.001}, {Code: signature.Spike}}
		case i < 40: // three standard deviations, as some of so many homes have
			r.Wrong = []signature.Anomaly{{Code: signature.BaseStep, Chance: 0.00135}}
		}
		cases = append(cases, Examine(r))
	}
	got := Rank(cases)
	if len(got) != 11 || got[0].Cause != coach.UADrift || got[10].Cause != coach.ImpossibleSpike {
		t.Errorf("%d homes to visit: %+v", len(got), got)
	}
	if one := Rank(cases[20:21]); len(one) != 1 {
		t.Errorf("of one home alone, one in seven hundred is told: %+v", one)
	}
}
