package tariff

import (
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

const (
	msgNoPrices  fault.ID = "tariff.no-prices"  // rate, from, until
	msgNoRate    fault.ID = "tariff.no-rate"    // rate, nearest
	msgNoOutdoor fault.ID = "tariff.no-outdoor" // rate
	msgPeriod    fault.ID = "tariff.period"     // from, to
	msgEnergy    fault.ID = "tariff.energy"     // home
)

// Taxes says which taxes a bill has.
type Taxes string

// The taxes: none, or GST and QST.
const (
	NoTaxes Taxes = "none"
	Quebec  Taxes = "qc"
)

// A Usage is what a home used, as bills need to know it.
type Usage struct {
	Home    home.ID
	Energy  series.Series // whole home
	Outdoor series.Series // for rate DT alone
	// Events are those of Flex D: their price holds whether or not a person took part.
	// Withdrawn ones and those of other programmes are passed over.
	Events []event.Event
	// Credits are the kWh that the winter credit pays, as coach/baseline worked them out.
	Credits []Credit
}

// A Credit is what the winter credit pays one event: the erased energy, after minimum and
// cap.
type Credit struct {
	Event string // id
	Start time.Time
	KWh   float64
}

// A Bill is what [From, To) costs on a rate. It prints as `courant tariff bill --json`.
type Bill struct {
	Schema       int         `json:"schema"`
	Home         home.ID     `json:"home"`
	Rate         home.Rate   `json:"rate"`
	From         series.Date `json:"from"`
	To           series.Date `json:"to"` // exclusive
	Days         int         `json:"days"`
	EnergyKWh    Quantity    `json:"energy_kwh"`    // what is known of it
	MissingHours float64     `json:"missing_hours"` // of energy; nothing is put in their place
	Lines        []Line      `json:"lines"`
	Total        Cents       `json:"total_dollars"`
	Rule         string      `json:"rule"`       // the dated prices used, "d 2025-04-01, d 2026-04-01"
	Confidence   string      `json:"confidence"` // the least sure of them: H, M, L, "" a person's own
	Notes        []Note      `json:"notes,omitempty"`
}

// A Line is one line of a bill: Quantity × Price, rounded to the cent.
type Line struct {
	Item     string      `json:"item"`
	Quantity Quantity    `json:"quantity"`
	Unit     string      `json:"unit"`
	Price    Price       `json:"price_dollars"`
	Dollars  Cents       `json:"dollars"`
	From     series.Date `json:"from"`
	To       series.Date `json:"to"` // exclusive
	Event    string      `json:"event,omitempty"`
}

// Items of lines.
const (
	ItemAccess = "access"
	ItemTier1  = "tier1"
	ItemTier2  = "tier2"
	ItemEvent  = "event"
	ItemWarm   = "warm"
	ItemCold   = "cold"
	ItemPower  = "power"
	ItemMin    = "minimum"
	ItemCredit = "winter_credit"
	ItemGST    = "gst"
	ItemQST    = "qst"
)

// A Note is a code for what a reader of a bill must know.
type Note string

// The notes.
const (
	NoteKept    Note = "prices-kept"  // no newer prices are known than those of an earlier 1 April
	NoteMissing Note = "energy-gaps"  // some hours are missing
	NoteHeld    Note = "outdoor-held" // DT: an outdoor gap took the last value before it
	NoteCoarse  Note = "power-coarse" // DP: the peak is that of intervals longer than 15 min
)

// Bill works out what [from, to) costs, local days, to exclusive. It fails when a price is
// not known for some day of it (fault.NotFound), never guesses one.
func (r *Rates) Bill(rate home.Rate, u Usage, from, to series.Date, taxes Taxes) (Bill, error) {
	m, err := r.read(u, from, to)
	if err != nil {
		return Bill{}, err
	}
	return r.bill(m, rate, u, from, to, taxes)
}

// read makes the meter of a period.
func (r *Rates) read(u Usage, from, to series.Date) (meter, error) {
	if !from.Before(to) {
		return meter{}, fault.New(fault.Usage, msgPeriod, "from", from, "to", to)
	}
	m, ok := newMeter(u.Energy, from.Start(r.rules.Loc()), to.Start(r.rules.Loc()))
	if !ok {
		return m, fault.New(fault.Invalid, msgEnergy, "home", u.Home)
	}
	return m, nil
}

func (r *Rates) bill(m meter, rate home.Rate, u Usage, from, to series.Date, taxes Taxes) (Bill, error) {
	w := writer{r: r, m: m, u: u, loc: r.rules.Loc(), bill: Bill{Schema: 1, Home: u.Home, Rate: rate, From: from, To: to, Days: to.Sub(from), Lines: []Line{}}}
	q, missing := m.sum(from.Start(w.loc), to.Start(w.loc))
	w.bill.EnergyKWh, w.bill.MissingHours = q, missing.Hours()
	if missing > 0 {
		w.note(NoteMissing)
	}
	write, ok := map[home.Rate]func(*writer, part) error{
		home.RateD: (*writer).rateD, home.RateWinterCredit: (*writer).rateD, home.RateFlexD: (*writer).rateFlex,
		home.RateDT: (*writer).rateDT, home.RateDP: (*writer).rateDP,
	}[rate]
	if !ok {
		return Bill{}, fault.New(fault.Usage, msgNoRate, "rate", rate, "nearest", fault.Nearest(string(rate), rateNames()))
	}
	for _, p := range r.parts(rate, from, to) {
		if err := write(&w, p); err != nil {
			return Bill{}, err
		}
	}
	if rate == home.RateWinterCredit {
		if err := w.credits(); err != nil {
			return Bill{}, err
		}
	}
	if taxes == Quebec {
		if err := w.taxes(); err != nil {
			return Bill{}, err
		}
	}
	for _, l := range w.bill.Lines {
		w.bill.Total += l.Dollars
	}
	w.finish()
	return w.bill, nil
}

// A part is a span of local days in which no price changes.
type part struct{ from, to series.Date }

func (p part) days() int { return p.to.Sub(p.from) }

// parts splits a period where prices change: on every 1 April, known or not, where a dated
// price of a person's own begins or ends, and for Flex D where its winter does.
func (r *Rates) parts(rate home.Rate, from, to series.Date) []part {
	cuts := []series.Date{from, to}
	for y := from.Year; y <= to.Year; y++ {
		cuts = append(cuts, series.Date{Year: y, Month: time.April, Day: 1})
	}
	switch rate {
	case home.RateDT:
		cuts = append(cuts, ends(r.dt.Of(keyDT))...)
	case home.RateDP:
		cuts = append(cuts, ends(r.dp.Of(keyDP))...)
	case home.RateFlexD:
		cuts = append(append(cuts, ends(r.d.Of(keyD))...), ends(r.flex.Of(keyFlex))...)
		for d := from; d.Before(to); {
			s, _ := r.rules.Season(home.FlexD, d)
			if s.Last.Before(d) {
				break // no season is known
			}
			cuts = append(cuts, s.First, s.Last.Add(1))
			d = s.Last.Add(1)
		}
	default:
		cuts = append(cuts, ends(r.d.Of(keyD))...)
	}
	cuts = slices.DeleteFunc(cuts, func(d series.Date) bool { return d.Before(from) || to.Before(d) })
	slices.SortFunc(cuts, series.Date.Compare)
	cuts = slices.Compact(cuts)
	var out []part
	for i := 1; i < len(cuts); i++ {
		out = append(out, part{cuts[i-1], cuts[i]})
	}
	return out
}

func rateNames() []string {
	var names []string
	for _, r := range home.Rates() {
		names = append(names, string(r))
	}
	return names
}
