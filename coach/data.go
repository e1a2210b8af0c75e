package coach

import (
	"encoding/json"
	"math"
	"slices"
	"time"

	"courant/coach/quality"
	"courant/coach/series"
)

const (
	coverDays = 7             // coverage looks at the last seven days: CoverSpan
	thinCover = 0.9           // less is thin
	issueDays = 92            // findings look at the last three months
	staleAge  = 2 * time.Hour // older is stale, or two steps where they are longer
	nowAge    = 3 * time.Hour // older, a temperature is not that of now
)

// CoverSpan is how far back Complete looks.
const CoverSpan = coverDays * 24 * time.Hour

// Complete is how complete the data of a home are at a moment: the share that is known of the
// last seven days (CoverSpan) of the series that a report tells of, 0–1. Silence at the end is
// missing, but for what its step has not had time to bring. It is the Coverage of every report,
// list and ranking, and needs no more of a set than those days.
func Complete(set series.Set, at time.Time) float64 {
	v := view{Question: Question{At: at}, known: set.Until(at)}
	return v.coverage(v.mainSeries())
}

// data says how much there is, how old, and what looks wrong with it.
func (v *view) data() Data {
	d := Data{Issues: []Issue{}}
	main := v.mainSeries()
	d.StepS = int(main.Step / time.Second)
	for _, k := range v.known.Keys() {
		s := v.known[k]
		if k.Forecast || k.Kind.Forecastable() {
			continue
		}
		s = s.Trim()
		if !holds(s) {
			continue
		}
		if d.From.IsZero() || s.Start.Before(d.From) {
			d.From = s.Start
		}
		if s.End().After(d.To) {
			d.To = s.End()
		}
	}
	d.Coverage = v.coverage(main)
	d.Thin = d.Coverage < thinCover
	d.Stale = true
	if !d.To.IsZero() {
		d.From, d.To = d.From.In(v.loc), d.To.In(v.loc)
		age := v.At.Sub(d.To)
		d.AgeS = int64(age / time.Second)
		d.Stale = age > max(staleAge, 2*main.Step)
	}
	return d
}

// IssueUnlisted is the finding of an event that nobody listed: the home behaved as in one.
const IssueUnlisted = "unlisted-event"

// issues are the findings of quality.Check over the last three months: what was wrong
// before was told before, and teaches nothing any more. Before them come what is silent now,
// and after them the events that nobody listed.
func (v *view) issues() []Issue {
	recent := make(series.Set, len(v.known))
	for _, k := range v.known.Keys() {
		recent[k] = v.known[k].Slice(v.At.Add(-issueDays*24*time.Hour), v.At)
	}
	out := []Issue{}
	for _, i := range append(quality.Silences(v.known, v.At), quality.Check(recent, v.At, v.loc)...) {
		out = append(out, Issue{
			Code: string(i.Code), Kind: i.Kind.String(), Zone: i.Zone, Count: i.Count, From: i.From.In(v.loc), To: i.To.In(v.loc),
		})
	}
	for _, u := range v.unlisted(issueDays * 24 * time.Hour) {
		out = append(out, Issue{Code: IssueUnlisted, Kind: series.Energy.String(), Count: 1, From: u.From.In(v.loc), To: u.To.In(v.loc)})
	}
	return out
}

// MarshalJSON writes null for the span of a home without data.
func (d Data) MarshalJSON() ([]byte, error) {
	type plain Data
	out := struct {
		From *time.Time `json:"from"`
		To   *time.Time `json:"to"`
		plain
	}{plain: plain(d)}
	if !d.To.IsZero() {
		out.From, out.To = &d.From, &d.To
	}
	return json.Marshal(out)
}

// mainSeries is the one that coverage and the step are told of: the whole home's energy,
// else its heating, else the first zone's heating or temperature.
func (v *view) mainSeries() series.Series {
	for _, kind := range []series.Kind{series.Energy, series.Heating, series.Indoor, series.Setpoint, series.Duty} {
		for _, zone := range append([]string{""}, v.known.Zones()...) {
			if s := v.known.Get(zone, kind); holds(s) {
				return s
			}
		}
	}
	return series.Series{}
}

// coverage is the share of the last seven days that is known of a series, 0–1. What its
// step has not had time to bring is not missing.
func (v *view) coverage(s series.Series) float64 {
	if s.Step <= 0 {
		return 0
	}
	end := v.At.Add(-s.Step)
	if s.End().After(end) {
		end = s.End()
	}
	from := end.Add(-CoverSpan)
	_, missing := s.Sum(from, end)
	return 1 - float64(missing)/float64(end.Sub(from))
}

// now is the newest known state of the house.
func (v *view) now() Now {
	n := Now{PowerKW: series.Unknown(), OutdoorC: series.Unknown(), TodayKWh: series.Unknown()}
	if out := v.known.Get("", series.Outdoor).Trim(); holds(out) && v.At.Sub(out.End()) <= max(nowAge, 2*out.Step) {
		n.OutdoorC = series.Maybe(out.Values[out.Len()-1])
	}
	energy := v.known.Get("", series.Energy).Trim()
	if !holds(energy) {
		return n
	}
	last := energy.Values[energy.Len()-1]
	if v.At.Sub(energy.End()) <= max(nowAge, 2*energy.Step) {
		n.PowerKW = series.Maybe(last / energy.Step.Hours())
	}
	midnight := series.DateOf(v.At, v.loc).Start(v.loc)
	if sum, missing := energy.Sum(midnight, energy.End()); energy.End().After(midnight) && missing == 0 && !math.IsNaN(sum) {
		n.TodayKWh = series.Maybe(sum)
	}
	return n
}

// holds reports whether anything at all is known of a series.
func holds(s series.Series) bool {
	return slices.ContainsFunc(s.Values, func(v float64) bool { return v == v })
}
