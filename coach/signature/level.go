package signature

import (
	"math"
	"slices"
	"time"

	"courant/coach/series"
)

// Two changes of level are told apart by where they show: a base load that rises does so by
// night and by day, warm or cold; a house that loses more takes more heat, the colder the
// more. Each is a regression on the home's own weeks before (methods.md 8.2), and a mean of
// the residuals of the days judged.
const (
	baseLook  = 6    // days judged
	baseRef   = 35   // days of reference before them
	baseLeast = 14   // … of them at least
	baseKW    = 0.18 // least rise
	baseZ     = 3.3  // standard deviations
	wholeZ    = 2.75 // … where heating is not metered
	holidayZ  = 4.5  // … with days among them between Christmas and New Year's
	pumpZ     = 3.4  // … where something heats that the rooms do not measure
	blindKW   = 1.5  // what heating may draw that no day of the reference has seen: kW by 10 K …
	blindPump = 0.4  // … and where rooms measure theirs
	seenDays  = 5    // days of the reference …
	seenCold  = 1.2  // … that are so cold, 10 K below 16 °C, tell what heating draws
	baseAbove = 0.66 // share of the days judged that lie well above

	driftLook  = 19
	driftGap   = 2 // days between the reference and the days judged
	driftRef   = 60
	driftLeast = 18
	rhoDays    = 20
	driftShare = 0.08 // least rise of UA
	driftZ     = 2.6
	driftCold  = 1.2 // 10 K between indoors and outdoors: on milder days sun and people decide
)

// A level is how much a day used beside measured heating, at two times: when a home draws
// least, and over all of its ordinary hours.
type level struct {
	d      day
	night  float64 // kW, mean of the lowest two hours from midnight to 6 h; NaN unknown
	cold   float64 // 10 K below 16 °C in those hours
	all    float64 // kW above the reference's usual course of the day, mean of the day's hours
	today  float64 // 10 K below 16 °C, mean of the day
	before float64 // … of the day before
	sun    float64 // 100 W/m², mean of the day before
	off    float64 // 1 on a weekend
}

// holidays reports whether a day lies between Christmas and New Year's, when people are at
// home whatever the weekday.
func holidays(d series.Date) bool {
	return d.Month == time.December && d.Day >= 24 || d.Month == time.January && d.Day <= 2
}

// nightHours are the hours after midnight in which a home draws least.
const nightHours = 6

// rest is what an hour used beside measured heating, kWh; NaN unknown or near an event.
func (t *table) rest(i int) float64 {
	switch {
	case t.event[i]:
		return math.NaN()
	case t.heat == nil:
		return t.energy[i]
	}
	return t.energy[i] - t.heat[i]
}

// course is the mean of rest by hour of the day over days [from, to).
func (t *table) course(from, to int) (mean [25]float64) {
	var n [25]float64
	for _, d := range t.days[from:to] {
		for i := d.from; i < d.to; i++ {
			if v := t.rest(i); !math.IsNaN(v) {
				mean[i-d.from] += v
				n[i-d.from]++
			}
		}
	}
	for h := range mean {
		mean[h] /= n[h] // NaN where there is none
	}
	return mean
}

func (t *table) level(k int, course *[25]float64) (l level, ok bool) {
	d := t.days[k]
	l = level{d: d, night: math.NaN(), today: max(0, 16-d.outdoor) / 10, before: max(0, 16-t.days[max(k-1, 0)].outdoor) / 10, sun: t.days[max(k-1, 0)].solar / 100}
	if d.date.Weekend() || holidays(d.date) {
		l.off = 1
	}
	var buf [nightHours]float64
	low := buf[:0]
	n := 0
	for i := d.from; i < d.to; i++ {
		v := t.rest(i)
		if math.IsNaN(v) {
			continue
		}
		if i-d.from < nightHours {
			low = append(low, v)
		}
		if usual := course[i-d.from]; !math.IsNaN(usual) {
			l.all += v - usual
			n++
		}
	}
	if l.all /= float64(n); n < 8 {
		l.all = math.NaN()
	}
	warm, known := meanOf(t.outdoor[d.from:min(d.from+nightHours, d.to)])
	l.cold = max(0, 16-warm) / 10
	if len(low) >= 2 && known >= 3 {
		slices.Sort(low)
		l.night = (low[0] + low[1]) / 2
	}
	return l, (n >= 8 || !math.IsNaN(l.night)) && !math.IsNaN(l.today+l.before)
}

// baseStep finds a load that has come to stay.
func (t *table) baseStep(History) []Anomaly {
	s, what, from, need := t.stepped()
	if !(s.mean >= baseKW) || s.mean < need*s.sd || s.above < baseAbove {
		return nil
	}
	a := t.blank(BaseStep, "", from, t.n)
	a.Size, a.Unit = spread(s.mean, s.sd, 0), "kW"
	a.Chance = tail(min(s.mean/s.sd, 8))
	a.costs(s.mean, s.sd)
	a.show(t, SeenNow, from, t.n, what.now, "kW")
	a.show(t, SeenExpected, from, t.n, what.now-what.mean, "kW")
	return []Anomaly{a}
}

// stepped compares the last days with the weeks before, by night and over all hours: both
// together, the one that tells more, the hour from which days are judged, and how many
// standard deviations make a step of it. Zero with too little of either.
func (t *table) stepped() (both, better shift, from int, need float64) {
	n := len(t.days)
	if n < baseLook+baseLeast {
		return shift{}, shift{}, 0, 0
	}
	first := max(0, n-baseLook-baseRef)
	course := t.course(first, n-baseLook)
	var judged, ref []level
	stirs, usual := t.stirs()
	for k := first; k < n; k++ {
		l, ok := t.level(k, &course)
		switch {
		case !ok:
		case k < n-baseLook && stirs[k] < emptyShare*usual: // who comes home from a journey makes no step
		case k < n-baseLook:
			ref = append(ref, l)
		default:
			judged = append(judged, l)
		}
	}
	if len(judged) < baseLook-2 || len(ref) < baseLeast {
		return shift{}, shift{}, 0, 0
	}
	blind := blindPump
	if t.heat == nil {
		blind = blindKW
	}
	night := judge(ref, judged, blind, func(l level) (terms, float64) {
		return terms{1, l.cold, l.before, l.sun, l.cold * l.cold / 3}, l.night
	}, 5, terms{0, 0.1, 0.3, 0.5, 2})
	all := judge(ref, judged, blind, func(l level) (terms, float64) {
		return terms{1, l.today, l.before, l.d.solar / 100, l.off, l.today * l.today / 3}, l.all
	}, 6, terms{0, 0.1, 0.3, 0.5, 1, 2})
	both, better, need = night.with(all), night, baseZ
	both.above = max(night.above, all.above)
	if !(night.sd < all.sd) {
		better = all
	}
	switch {
	case t.heat == nil:
		need = wholeZ
	case night.weather > baseKW:
		need = pumpZ
	}
	for _, l := range judged {
		if holidays(l.d.date) { // nobody's weeks before tell what a house full of guests takes
			need = max(need, holidayZ)
		}
	}
	return both, better, judged[0].d.from, need
}

// A shift is by how much the days judged lie above what the reference expects of them, kW,
// and what share of them lies above half of that.
type shift struct {
	mean, sd, now float64
	weather       float64 // kW by which 10 K more cold raise the level
	above         float64 // 0–1
}

// with is the mean of two shifts by their precision.
func (s shift) with(o shift) shift {
	if s.sd == 0 {
		return o
	}
	if o.sd == 0 {
		return s
	}
	a, b := 1/(s.sd*s.sd), 1/(o.sd*o.sd)
	return shift{mean: (a*s.mean + b*o.mean) / (a + b), sd: 1 / math.Sqrt(a+b)}
}

// judge regresses the reference and compares the days judged with it; the zero shift with
// too little of either.
func judge(ref, judged []level, blind float64, of func(level) (terms, float64), p int, penalty terms) (s shift) {
	var rows []terms
	var y []float64
	for _, l := range ref {
		if x, v := of(l); !math.IsNaN(v) {
			rows, y = append(rows, x), append(y, v)
		}
	}
	if len(rows) < baseLeast {
		return s
	}
	g := regress(rows, y, p, penalty)
	cold := make([]float64, len(rows))
	for i, x := range rows {
		cold[i] = x[1]
	}
	slices.Sort(cold)
	seen := cold[len(cold)-seenDays]
	var middle, beyond terms
	var each []float64
	far := 0.0
	for _, l := range judged {
		x, v := of(l)
		if math.IsNaN(v) {
			continue
		}
		each = append(each, v-g.at(x))
		s.now += v
		for k := range p {
			middle[k] += x[k]
			beyond[k] += g.outside(x, k)
		}
	}
	m := float64(len(each))
	// Beyond the cold that the reference has seen, half of the slope is anybody's guess: a heat
	// pump gives up there.
	for _, k := range []int{1, 2} {
		far += math.Abs(g.coef[k]) * beyond[k] / m
	}
	if m < 3 {
		return shift{}
	}
	s.now /= m
	s.weather = g.coef[1]
	for k := range p {
		middle[k] /= m
	}
	// A reference of mild days has seen no slope at all, nor at what temperature heating begins.
	far += blind * max(0, seenCold-seen) * middle[1]
	// Without the lowest and the highest: a single busy day is no step.
	slices.Sort(each)
	s.mean = total(each[1:len(each)-1]) / (m - 2)
	for _, r := range each {
		if r > s.mean/2 {
			s.above += 1 / m
		}
	}
	inflate := (1 + g.rho) / (1 - g.rho)
	s.sd = math.Hypot(g.scale*math.Sqrt(inflate*(1.2/m+g.lever(middle)))+0.01, far/2)
	return s
}

// uaDrift finds a house that takes more heat than it did in the same weather.
func (t *table) uaDrift(History) []Anomaly {
	d, ok := t.drifted()
	if !ok || d.share < driftShare || d.share < driftZ*d.sd {
		return nil
	}
	a := t.blank(UADrift, "", d.from, t.n)
	a.Size, a.Unit = spread(d.share, d.sd, 0), "share"
	a.Chance = tail(min(d.share/d.sd, 8))
	a.costs(d.share*d.level, d.sd*d.level)
	a.show(t, SeenExpected, d.from, t.n, 24*d.level, "kWh/d")
	a.show(t, SeenNow, d.from, t.n, 24*d.level*(1+d.share), "kWh/d")
	a.show(t, SeenBefore, d.refFrom, d.refTo, 1000*d.slope, "W/K")
	return []Anomaly{a}
}

// A drift is by how much more heat the days judged take than the reference expects of them.
type drift struct {
	share, sd            float64
	level                float64 // kW expected
	slope                float64 // of the reference, kW/K
	from, refFrom, refTo int     // hours
}

// drifted compares the last two weeks with the weeks before; false with too little of either.
func (t *table) drifted() (drift, bool) {
	n := len(t.days)
	if n < driftLook+driftGap+driftLeast {
		return drift{}, false
	}
	pick := func(from, to int) (at []int) {
		for k := max(from, 1); k < to; k++ {
			if _, _, ok := t.heatRow(k); ok {
				at = append(at, k)
			}
		}
		return at
	}
	judged := pick(n-driftLook, n)
	ref := pick(n-driftLook-driftGap-driftRef, n-driftLook-driftGap)
	if len(judged) < driftLook/3 || len(ref) < driftLeast {
		return drift{}, false
	}
	rows, y := make([]terms, len(ref)), make([]float64, len(ref))
	for i, k := range ref {
		rows[i], y[i], _ = t.heatRow(k)
	}
	const p = 6
	g := regress(rows, y, p, terms{0, 0.01, 0.3, 0.5, 0.5, 3})
	var su, sr, used float64
	var middle terms
	first := -1
	for _, k := range judged {
		x, v, _ := t.heatRow(k)
		u := g.coef[1]*x[1] + g.coef[2]*x[2] + g.coef[5]*x[5]
		if g.outside(x, 1) > 0.3 || u <= 0 { // 3 K: beyond what the reference knows
			continue
		}
		if first < 0 {
			first = k
		}
		r := v - g.at(x)
		r = min(max(r, -3*g.scale), 6*g.scale)
		su += u * u
		sr += u * r
		used++
		for j := range p {
			middle[j] += x[j]
		}
	}
	if used < driftLook/3 || su == 0 {
		return drift{}, false
	}
	for j := range p {
		middle[j] /= used
	}
	d := drift{share: sr / su, level: math.Sqrt(su / used), slope: (g.coef[1] + g.coef[2]) / 10}
	d.from, d.refFrom, d.refTo = t.days[first].from, t.days[ref[0]].from, t.days[ref[len(ref)-1]].to
	rho := g.rho * float64(g.n) / float64(g.n+rhoDays) // of so few days it is half chance
	inflate := (1 + rho) / (1 - rho)
	d.sd = (g.scale*math.Sqrt(1.2*inflate/used+g.lever(middle)*inflate))/d.level + 0.01
	return d, true
}

// heatRow is a day's heat, mean kW, and what it depends on: a level, the difference of indoor
// and outdoor temperature today and yesterday in 10 K, what else was used in the house, the
// sun, and the square of the difference (heat pumps). Without metered heating it is all of
// the energy; without rooms, 21 °C is as good as any level.
func (t *table) heatRow(k int) (x terms, kw float64, ok bool) {
	d, before := t.days[k], t.days[k-1]
	if d.event || before.to != d.from {
		return x, 0, false
	}
	indoor, was := d.indoor, before.indoor
	if math.IsNaN(indoor) || math.IsNaN(was) {
		indoor, was = 21, 21
	}
	today, yesterday := (indoor-d.outdoor)/10, (was-before.outdoor)/10
	x = terms{1, today, yesterday, 0, d.solar / 100, today * today / 3}
	kw = d.energy / 24
	if t.heat != nil {
		kw = d.heat / 24
		x[3] = (d.energy - d.heat) / 24
	}
	return x, kw, !math.IsNaN(x[1]+x[2]+x[3]+kw) && today >= driftCold
}
