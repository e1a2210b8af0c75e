package tariff

import (
	"math"
	"slices"

	"courant/coach/dated"
	"courant/coach/event"
	"courant/coach/home"
)

// rateFile is a file of rates as it is written; rates.toml explains each table.
type rateFile struct {
	Schema int `toml:"schema"`
	D      []struct {
		dated.Head
		Access *float64 `toml:"access_cents_day"`
		Tier   *float64 `toml:"tier_kwh_day"`
		Tier1  *float64 `toml:"tier1_cents"`
		Tier2  *float64 `toml:"tier2_cents"`
	} `toml:"d"`
	Flex []struct {
		dated.Head
		Unknown     bool     `toml:"unknown"`
		Tier1       *float64 `toml:"winter_tier1_cents"`
		Tier2       *float64 `toml:"winter_tier2_cents"`
		Event       *float64 `toml:"event_cents"`
		EventInTier bool     `toml:"event_in_tier"`
	} `toml:"flex-d"`
	DT []struct {
		dated.Head
		Access  *float64 `toml:"access_cents_day"`
		SwitchC *float64 `toml:"switch_c"`
		Warm    *float64 `toml:"warm_cents"`
		Cold    *float64 `toml:"cold_cents"`
	} `toml:"dt"`
	DP []struct {
		dated.Head
		Tier    *float64 `toml:"tier1_kwh_day"`
		Tier1   *float64 `toml:"tier1_cents"`
		Tier2   *float64 `toml:"tier2_cents"`
		FreeKW  *float64 `toml:"power_free_kw"`
		Power   *float64 `toml:"power_cents_kw"`
		Minimum *float64 `toml:"minimum_cents"`
	} `toml:"dp"`
	Reward []struct {
		dated.Head
		Programme home.Programme `toml:"programme"`
		Unknown   bool           `toml:"unknown"`
		Cents     *float64       `toml:"cents"`
	} `toml:"reward"`
	Tax []struct {
		dated.Head
		Tax     string   `toml:"tax"`
		Percent *float64 `toml:"percent"`
	} `toml:"tax"`
}

// Parse reads a file of rates and lays it over base (nil: nothing). What it refuses is
// fault.Invalid and names the file and the line: unknown and missing keys, prices that
// cannot be or have more than four decimals of a cent, overlaps, and holes.
func Parse(name string, text []byte, base *Rates, rules *event.Rules) (*Rates, error) {
	var in rateFile
	f, err := dated.Decode(name, text, &in)
	if err != nil {
		return nil, err
	}
	if in.Schema != 1 {
		return nil, f.Bad("schema", 0, "schema", in.Schema, "1")
	}
	if base == nil {
		base = &Rates{}
	}
	p := parser{dated.Parser{File: f}}
	r := &Rates{
		rules:   rules,
		d:       dated.NewTable(p.d(in)...).Over(base.d),
		flex:    dated.NewTable(p.flex(in)...).Over(base.flex),
		dt:      dated.NewTable(p.dt(in)...).Over(base.dt),
		dp:      dated.NewTable(p.dp(in)...).Over(base.dp),
		rewards: dated.NewTable(p.rewards(in)...).Over(base.rewards),
		taxes:   dated.NewTable(p.taxes(in)...).Over(base.taxes),
	}
	if p.Err != nil {
		return nil, p.Err
	}
	for _, err := range []error{r.d.Check("d", nil), r.flex.Check("flex-d", nil), r.dt.Check("dt", nil),
		r.dp.Check("dp", nil), r.rewards.Check("reward", nil), r.taxes.Check("tax", nil)} {
		if err != nil {
			return nil, err
		}
	}
	return r, nil
}

// A parser reads the tables of a file of rates.
type parser struct{ dated.Parser }

// price is a price in cents that must be there.
func (p *parser) price(table string, i int, key string, cents *float64) Price {
	if cents == nil {
		p.Fail(p.File.Missing(table, i, key))
		return 0
	}
	v, ok := priceOf(*cents)
	if !ok {
		p.Fail(p.File.Bad(table, i, key, *cents, "0–1000 ¢, ≤ 4 decimals"))
	}
	return v
}

func (p *parser) d(in rateFile) (rows []dated.Row[rateD]) {
	for i, t := range in.D {
		rows = dated.Add(&p.Parser, rows, "d", i, keyD, t.Head, rateD{
			access: p.price("d", i, "access_cents_day", t.Access), tier: quantity(p.Number("d", i, "tier_kwh_day", t.Tier, 0, 1000)),
			tier1: p.price("d", i, "tier1_cents", t.Tier1), tier2: p.price("d", i, "tier2_cents", t.Tier2),
		})
	}
	return rows
}

func (p *parser) flex(in rateFile) (rows []dated.Row[rateFlex]) {
	for i, t := range in.Flex {
		v := rateFlex{unknown: t.Unknown, eventInTier: t.EventInTier}
		if !t.Unknown {
			v.tier1 = p.price("flex-d", i, "winter_tier1_cents", t.Tier1)
			v.tier2 = p.price("flex-d", i, "winter_tier2_cents", t.Tier2)
			v.event = p.price("flex-d", i, "event_cents", t.Event)
		}
		rows = dated.Add(&p.Parser, rows, "flex-d", i, keyFlex, t.Head, v)
	}
	return rows
}

func (p *parser) dt(in rateFile) (rows []dated.Row[rateDT]) {
	for i, t := range in.DT {
		rows = dated.Add(&p.Parser, rows, "dt", i, keyDT, t.Head, rateDT{
			access: p.price("dt", i, "access_cents_day", t.Access), switchC: p.Number("dt", i, "switch_c", t.SwitchC, -60, 30),
			warm: p.price("dt", i, "warm_cents", t.Warm), cold: p.price("dt", i, "cold_cents", t.Cold),
		})
	}
	return rows
}

func (p *parser) dp(in rateFile) (rows []dated.Row[rateDP]) {
	for i, t := range in.DP {
		rows = dated.Add(&p.Parser, rows, "dp", i, keyDP, t.Head, rateDP{
			tier:  quantity(p.Number("dp", i, "tier1_kwh_day", t.Tier, 0, 1000)),
			tier1: p.price("dp", i, "tier1_cents", t.Tier1), tier2: p.price("dp", i, "tier2_cents", t.Tier2),
			freeKW: quantity(p.Number("dp", i, "power_free_kw", t.FreeKW, 0, 1000)), power: p.price("dp", i, "power_cents_kw", t.Power),
			minimum: Cents(math.Round(p.Number("dp", i, "minimum_cents", t.Minimum, 0, 1e6))),
		})
	}
	return rows
}

func (p *parser) rewards(in rateFile) (rows []dated.Row[reward]) {
	for i, t := range in.Reward {
		if t.Programme != home.WinterCredit && t.Programme != home.Hilo {
			p.Fail(p.File.Bad("reward", i, "programme", t.Programme, "winter-credit|hilo"))
		}
		v := reward{unknown: t.Unknown}
		if !t.Unknown {
			v.perKWh = p.price("reward", i, "cents", t.Cents)
		}
		rows = dated.Add(&p.Parser, rows, "reward", i, string(t.Programme), t.Head, v)
	}
	return rows
}

func (p *parser) taxes(in rateFile) (rows []dated.Row[Price]) {
	for i, t := range in.Tax {
		if !slices.Contains([]string{taxGST, taxQST}, t.Tax) {
			p.Fail(p.File.Bad("tax", i, "tax", t.Tax, "gst|qst"))
		}
		// A percent of a dollar is a cent: the same four decimals.
		rows = dated.Add(&p.Parser, rows, "tax", i, t.Tax, t.Head, p.price("tax", i, "percent", t.Percent))
	}
	return rows
}
