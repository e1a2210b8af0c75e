package signature

import (
	"math"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// Confidence says how far a signature can be trusted.
type Confidence string

// The confidences, as in plans.
const (
	Low  Confidence = "low"
	Fair Confidence = "fair"
	Good Confidence = "good"
)

// Where a number comes from.
const (
	FromData     = "data"     // the days told it
	FromPrior    = "prior"    // the days did not: it is what is believed of all homes
	FromMeasured = "measured" // heating was metered by itself
)

// Reasons for which there is no signature.
const (
	ReasonEnergy  = "no-energy"  // the whole home's energy is not known
	ReasonWeather = "no-weather" // no outdoor temperature
	ReasonFewDays = "few-days"   // fewer than two weeks of whole days
	ReasonSlope   = "no-slope"   // energy does not rise with cold
)

// Reasons lists them.
func Reasons() []string { return []string{ReasonEnergy, ReasonWeather, ReasonFewDays, ReasonSlope} }

// A Signature is what a home's days tell about the house. It prints as
// `courant signature --json`.
type Signature struct {
	Schema    int       `json:"schema"`
	Home      home.ID   `json:"home"`
	City      home.City `json:"city"`
	At        time.Time `json:"at"`
	Simulated bool      `json:"simulated"`

	From       time.Time  `json:"from,omitzero"` // of the days that were fitted
	To         time.Time  `json:"to,omitzero"`
	Days       int        `json:"days"`
	WarmDays   int        `json:"days_above_12c"`
	Confidence Confidence `json:"confidence"`
	Reason     string     `json:"reason,omitempty"` // why there is no signature

	BalanceC      Value  `json:"balance_c"`
	BalanceSource string `json:"balance_source"`
	Slope         Value  `json:"slope_kwh_per_degree_day"`
	UA            Value  `json:"ua_w_per_k"` // of electric resistance heat; see UASource
	UASource      string `json:"ua_source"`
	Base          Value  `json:"base_kwh_per_day"`
	HeatingShare  Value  `json:"heating_share"` // 0–1 of the span's energy, days of events among it
	ShareSource   string `json:"heating_share_source"`

	CVRMSE      series.Maybe `json:"cvrmse"`             // of a day, 0–1
	Persistence series.Maybe `json:"persistence_cvrmse"` // of the day before taken for the day
	DegreeDays  DegreeDays   `json:"degree_days"`

	Shares    []Share   `json:"shares"`
	Hints     []Hint    `json:"hints"`
	LeftOut   []LeftOut `json:"left_out"`
	Anomalies []Anomaly `json:"anomalies"`
}

// DegreeDays are the heating degree-days of base 18 °C: those of the span, those that the
// home's city has in an ordinary year, and their ratio to a whole year.
type DegreeDays struct {
	Span   series.Maybe `json:"span_hdd18"`
	Normal series.Maybe `json:"normal_year_hdd18"` // null for a home whose city is not known
	Source string       `json:"normal_source,omitempty"`
}

// normals are the degree-days below 18 °C of an ordinary year: NBC/NECB 2015, table C-1.
var normals = map[home.City]float64{home.Montreal: 4200, home.Quebec: 5080, home.TroisRivieres: 4900, home.Gatineau: 4600}

const normalSource = "NECB 2015, C-1"

// A Share is one use's part of the span's energy.
type Share struct {
	Use       string `json:"use"` // UseHeating, UseBase
	KWhPerDay Value  `json:"kwh_per_day"`
	Share     Value  `json:"share"`
}

// The uses.
const (
	UseHeating = "heating"
	UseBase    = "base" // all the rest: appliances, light, hot water, a car
)

// Read reads a home's signature and its anomalies.
func Read(h History) Signature {
	t := newTable(h, longest)
	s := t.signature(h)
	s.Anomalies = t.anomalies(h)
	return s
}

func (t *table) signature(h History) Signature {
	u := unknownValue()
	s := Signature{
		Schema: 1, Home: h.Home.ID, City: h.Home.City.Value, At: h.At.In(h.Loc), Simulated: h.Home.Simulated, Confidence: Low,
		BalanceC: u, Slope: u, UA: u, Base: u, HeatingShare: u, CVRMSE: series.Unknown(), Persistence: series.Unknown(),
		DegreeDays: DegreeDays{Span: series.Unknown(), Normal: series.Unknown()},
		Shares:     []Share{}, Hints: []Hint{}, LeftOut: []LeftOut{}, Anomalies: []Anomaly{},
	}
	s.LeftOut = append(s.LeftOut, t.left...)
	if n, ok := normals[s.City]; ok {
		s.DegreeDays.Normal, s.DegreeDays.Source = series.Maybe(n), normalSource
	}
	if _, n := meanOf(t.energy); n == 0 {
		s.Reason = ReasonEnergy
		return s
	}
	if _, n := meanOf(t.outdoor); n == 0 {
		s.Reason = ReasonWeather
		return s
	}
	days := t.fittable()
	s.Days = len(days)
	f, ok := t.fit(days)
	if !ok {
		s.Reason = ReasonFewDays
		if len(days) >= leastDays {
			s.Reason = ReasonSlope
		}
		return s
	}
	first, last := days[0], days[len(days)-1]
	s.From, s.To, s.WarmDays = t.time(first.from).In(t.loc), t.time(last.to).In(t.loc), f.warm
	s.DegreeDays.Span = series.Maybe(t.hdd18(first.from, last.to))
	t.describe(&s, &f, h)
	s.Hints = t.hints(h)
	return s
}

// describe puts a fit into numbers with intervals.
func (t *table) describe(s *Signature, f *fit, h History) {
	b, sdB := f.mix(func(k int, _ line) (float64, float64) { return balanceAt(k), 0 })
	s.BalanceC, s.BalanceSource = spread(b, max(sdB, 0.3), 0), FromPrior
	if f.warm >= warmNeed {
		s.BalanceSource = FromData
	}
	slope, sdS := f.mix(func(_ int, l line) (float64, float64) { return l.slope, l.varLine * l.noise() })
	s.Slope = spread(slope, sdS, 0)
	base, sdBase := f.mix(func(_ int, l line) (float64, float64) { return max(l.base, 0), l.varBase * l.noise() })
	sdBase = math.Hypot(sdBase, baseSD*base)
	s.Base = spread(base, sdBase, 0)

	span, mean := t.whole(f.days[0].from, f.days[len(f.days)-1].to)
	heat := mean - base
	s.HeatingShare, s.ShareSource = spread(heat/mean, sdBase/mean, 0), FromData
	if s.BalanceSource == FromPrior {
		s.ShareSource = FromPrior
	}
	metered := 0.0
	if kWh, ok := t.metered(span, h); ok {
		metered = kWh / float64(len(span))
		heat, sdBase = metered, 0.01*mean
		base = mean - heat
		s.HeatingShare, s.ShareSource = spread(heat/mean, sdBase/mean, 0), FromMeasured
		s.Base = spread(base, sdBase, 0)
	}
	s.HeatingShare.High = min(s.HeatingShare.High, 1)
	s.Shares = []Share{
		{UseHeating, spread(heat, sdBase, 0), s.HeatingShare},
		{UseBase, s.Base, Value{1 - s.HeatingShare.Value, 1 - s.HeatingShare.High, 1 - s.HeatingShare.Low}},
	}
	s.UA, s.UASource = t.ua(f, h, slope, sdS)
	var square, before float64
	pairs := 0
	for i, d := range f.days {
		degrees := t.degrees(d)
		e := d.energy - f.at(&degrees)
		square += e * e
		if i > 0 && f.days[i-1].to == d.from {
			before += (d.energy - f.days[i-1].energy) * (d.energy - f.days[i-1].energy)
			pairs++
		}
	}
	s.CVRMSE = series.Maybe(math.Sqrt(square/float64(len(f.days)-3)) / mean)
	if pairs > 0 {
		s.Persistence = series.Maybe(math.Sqrt(before/float64(pairs)) / mean)
	}
	s.Confidence = t.confidence(s, h)
}

// whole are the days of hours [from, to) whose energy is known, and their mean, kWh.
func (t *table) whole(from, to int) (days []day, mean float64) {
	for _, d := range t.days {
		if d.from >= from && d.to <= to && !math.IsNaN(d.energy) {
			days = append(days, d)
			mean += d.energy
		}
	}
	return days, mean / float64(len(days))
}

// confidence is good when the days told all, low when the house is heated by something that
// no meter sees, or the line is no better than the day before.
func (t *table) confidence(s *Signature, h History) Confidence {
	switch {
	case h.Home.Heating.Value != home.Baseboard && h.Home.Heating.Value != home.Floor, s.Days < 2*leastDays,
		s.Persistence.Known() && s.CVRMSE > s.Persistence:
		return Low
	case s.ShareSource == FromMeasured || s.BalanceSource == FromData:
		return Good
	}
	return Fair
}

// metered is the heating of some days where it was measured in every one of them, kWh.
// Beside a heat pump or a dual-energy furnace, rooms do not measure all of it.
func (t *table) metered(days []day, h History) (kWh float64, ok bool) {
	if t.heat == nil || len(t.zones) > 0 && (h.Home.Heating.Value == home.HeatPump || h.Home.Heating.Value == home.Dual) {
		return 0, false
	}
	for _, d := range days {
		both, known := 0.0, 0
		for i := d.from; i < d.to; i++ {
			if v := t.heat[i]; !math.IsNaN(v + t.energy[i]) {
				both += v
				known++
			}
		}
		if known < leastHours {
			return 0, false
		}
		kWh += 24 * both / float64(known)
	}
	return kWh, true
}

// ua is the heat loss in W/K with its interval. The slope of the whole energy is that of the
// electric heat, whatever makes it: where a heat pump, wood or another fuel may help, the
// interval says so.
func (t *table) ua(f *fit, h History, slope, sd float64) (Value, string) {
	const watts = 1000.0 / 24
	share := modelSD
	switch h.Home.Heating.Value {
	case home.Baseboard, home.Floor, "":
		if h.Home.Heating.Origin != home.Declared {
			share = 0.12 // a fifth of the homes have a heat pump or a stove, and some do not say so
		}
	default:
		share = 0.4
	}
	ua := slope * watts
	return spread(ua, math.Hypot(sd*watts, share*ua), 0), FromData
}

// hdd18 are the degree-days below 18 °C of hours [from, to).
func (t *table) hdd18(from, to int) (sum float64) {
	for _, v := range t.outdoor[from:to] {
		if v < 18 {
			sum += (18 - v) / 24
		}
	}
	return sum
}
