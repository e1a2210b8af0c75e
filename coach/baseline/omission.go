package baseline

import (
	"cmp"
	"slices"
	"time"

	"courant/coach/series"
)

// An Omission is data that was not learned from because it cannot be so, or no longer
// holds. Hours of events and of the windows asked about are left out too, by rule, and are
// not listed.
type Omission struct {
	Code  string    `json:"code"`
	Kind  string    `json:"kind"` // the series that it is about: energy or outdoor
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
	Count int       `json:"count"` // hours
	// Energy after for energy before, of a step: what is older was rescaled by it.
	Ratio float64 `json:"ratio,omitempty"`
	// Hours by which the home's day came later, of a shift of the clock: what is older was
	// moved by them.
	Shift int `json:"shift_h,omitempty"`
}

// Why data is left out.
const (
	OutMissing  = "missing"          // not known
	OutFrozen   = "frozen"           // repeats itself
	OutSpike    = "spike"            // far beyond anything of this home, or of this earth
	OutNegative = "negative"         // energy below zero
	OutWeather  = "no-weather"       // energy without an outdoor temperature
	OutEvent    = "unlabelled-event" // an event that nobody had listed, with preheat and recovery
	OutStep     = "step"             // before the level changed at the source: rescaled, and trusted less
	OutAway     = "away"             // nobody lived in the house: learned from by nobody, once they were back
	OutClock    = "clock-shift"      // before the home's clock moved by an hour: moved along
	OutSilence  = "silence"          // before so long a silence that only the memory knows it
)

// Omissions lists the reasons for which data is left out.
func Omissions() []string {
	return []string{OutMissing, OutFrozen, OutSpike, OutNegative, OutWeather, OutEvent, OutStep, OutAway, OutClock, OutSilence}
}

// spell is how far apart hours left out for the same reason may lie and still be told as
// one: an hour that is missing every day is one.
const spell = 48 * time.Hour

// leftFor is the reason, and the series, of each verdict; "" of those that are not told.
var leftFor = [...]struct {
	code string
	kind series.Kind
}{
	missing: {OutMissing, series.Energy}, negative: {OutNegative, series.Energy}, spike: {OutSpike, series.Energy}, frozen: {OutFrozen, series.Energy},
	noWeather: {OutWeather, series.Outdoor}, frozenWeather: {OutFrozen, series.Outdoor}, wildWeather: {OutSpike, series.Outdoor},
}

// A dayBreak is a day from which on what was learned before holds no longer as it was; or
// that ends days away.
type dayBreak struct {
	code  string
	day   int
	ratio float64
	away  int // days before it
	shift int // hours
}

// LeftOut lists what was not learned from on the days before that of a moment, in the order
// of its beginnings.
func (m *Model) LeftOut(before time.Time) []Omission {
	p := &m.past
	date := dayOf(before, m.loc)
	today, _ := slices.BinarySearchFunc(p.table.days, date, func(d tableDay, date series.Date) int { return d.date.Compare(date) })
	if today == 0 {
		return []Omission{}
	}
	out := p.spells(p.table.days[today-1].to)
	for _, f := range p.found {
		if r := f.Window.reach(); dayOf(f.Window.Start, m.loc).Compare(date) < 0 {
			out = append(out, Omission{Code: OutEvent, Kind: series.Energy.String(), From: r.Start, To: r.End, Count: int(r.End.Sub(r.Start) / time.Hour)})
		}
	}
	since := 0
	for _, b := range p.breaks {
		if b.day >= today {
			break
		}
		at := p.table.days[b.day].from
		if b.code == OutAway {
			from := p.table.days[max(b.day-b.away, 0)].from
			out = append(out, Omission{Code: b.code, Kind: series.Energy.String(), From: p.hourAt(from), To: p.hourAt(at), Count: at - from})
			continue
		}
		out = append(out, Omission{Code: b.code, Kind: series.Energy.String(), From: p.hourAt(since), To: p.hourAt(at), Count: at - since, Ratio: b.ratio, Shift: b.shift})
		since = at
	}
	slices.SortStableFunc(out, func(a, b Omission) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Kind, b.Kind))
	})
	for i := range out {
		out[i].From, out[i].To = out[i].From.In(m.loc), out[i].To.In(m.loc)
	}
	return out
}

func (p *past) hourAt(i int) time.Time { return p.table.start.Add(time.Duration(i) * time.Hour) }

// spells gathers the hours [0, end) that were not learned from by their reasons.
func (p *past) spells(end int) []Omission {
	out := []Omission{}
	var last [len(leftFor)]int // index in out + 1 of the latest spell of a verdict
	for i, why := range p.why[:end] {
		r := leftFor[why]
		if r.code == "" {
			continue
		}
		at := p.hourAt(i)
		if k := last[why]; k > 0 && at.Sub(out[k-1].To) <= spell {
			out[k-1].To = at.Add(time.Hour)
			out[k-1].Count++
			continue
		}
		out = append(out, Omission{Code: r.code, Kind: r.kind.String(), From: at, To: at.Add(time.Hour), Count: 1})
		last[why] = len(out)
	}
	return out
}
