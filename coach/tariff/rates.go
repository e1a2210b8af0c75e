package tariff

import (
	_ "embed"

	"courant/coach/dated"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

//go:embed rates.toml
var builtin []byte

// Rates are the dated prices, with the programme rules that say when winter is.
type Rates struct {
	rules   *event.Rules
	d       dated.Table[rateD]
	flex    dated.Table[rateFlex]
	dt      dated.Table[rateDT]
	dp      dated.Table[rateDP]
	rewards dated.Table[reward]
	taxes   dated.Table[Price] // on a dollar
}

type rateD struct {
	access       Price    // a day
	tier         Quantity // kWh a day
	tier1, tier2 Price
}

type rateFlex struct {
	unknown      bool
	tier1, tier2 Price // in winter, outside events
	event        Price
	eventInTier  bool // event energy uses up tier 1 too
}

type rateDT struct {
	access     Price // a day
	switchC    float64
	warm, cold Price // at or above switchC, and below
}

type rateDP struct {
	tier         Quantity // kWh a day, 0: tier 2 alone
	tier1, tier2 Price
	freeKW       Quantity
	power        Price // a kW above freeKW and 30 days
	minimum      Cents // for 30 days
}

type reward struct {
	unknown bool
	perKWh  Price
}

// Default is the prices that the program was built with.
func Default(rules *event.Rules) *Rates {
	r, err := Parse(dated.BuiltIn+"tariffs", builtin, nil, rules)
	if err != nil {
		panic(err) // a broken build: the package's tests parse the same bytes
	}
	return r
}

// An Entry is one price, for a list.
type Entry struct {
	Rate       string      `json:"rate"` // d, flex-d…; for a reward the programme, for a tax its name
	Item       string      `json:"item"`
	Unit       string      `json:"unit"`
	Price      Price       `json:"price_dollars"`
	Known      bool        `json:"known"`
	From       series.Date `json:"from"`
	Until      series.Date `json:"until,omitzero"`
	Source     string      `json:"source"`
	Confidence string      `json:"confidence,omitempty"`
	File       string      `json:"file"`
	Line       int         `json:"line"`
}

// List is every price, by kind, then date.
func (r *Rates) List() []Entry {
	var out []Entry
	for _, w := range r.d.Rows() {
		out = append(out, entry(w, "access", "day", w.Value.access, true), entry(w, "tier1", "kWh", w.Value.tier1, true), entry(w, "tier2", "kWh", w.Value.tier2, true))
	}
	for _, w := range r.flex.Rows() {
		known := !w.Value.unknown
		out = append(out, entry(w, "winter_tier1", "kWh", w.Value.tier1, known), entry(w, "winter_tier2", "kWh", w.Value.tier2, known), entry(w, "event", "kWh", w.Value.event, known))
	}
	for _, w := range r.dp.Rows() {
		out = append(out, entry(w, "tier1", "kWh", w.Value.tier1, true), entry(w, "tier2", "kWh", w.Value.tier2, true), entry(w, "power", "kW", w.Value.power, true))
	}
	for _, w := range r.dt.Rows() {
		out = append(out, entry(w, "access", "day", w.Value.access, true), entry(w, "warm", "kWh", w.Value.warm, true), entry(w, "cold", "kWh", w.Value.cold, true))
	}
	for _, w := range r.rewards.Rows() {
		out = append(out, entry(w, "reward", "kWh", w.Value.perKWh, !w.Value.unknown))
	}
	for _, w := range r.taxes.Rows() {
		out = append(out, entry(w, "tax", "$", w.Value, true))
	}
	return out
}

func entry[T any](w dated.Row[T], item, unit string, p Price, known bool) Entry {
	return Entry{Rate: w.Key, Item: item, Unit: unit, Price: p, Known: known, From: w.From, Until: w.Until,
		Source: w.Source, Confidence: w.Confidence, File: w.File, Line: w.Line}
}

// keys of the tables that hold one rate.
const (
	keyD    = string(home.RateD)
	keyFlex = string(home.RateFlexD)
	keyDT   = string(home.RateDT)
	keyDP   = string(home.RateDP)
	taxGST  = "gst"
	taxQST  = "qst"
)
