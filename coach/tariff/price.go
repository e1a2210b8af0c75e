package tariff

import (
	"math"
	"time"

	"courant/coach/dated"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A Moment is where a kWh is used.
type Moment struct {
	At       time.Time
	InEvent  bool    // in an event of Flex D; other rates do not care
	Tier2    bool    // the home's period is beyond its first tier
	OutdoorC float64 // for DT alone
}

// Price is what one more kWh costs, $/kWh before taxes. It fails where no price is known,
// and for DT without an outdoor temperature (fault.NotFound).
func (r *Rates) Price(rate home.Rate, m Moment) (float64, error) {
	share := 0.0
	if m.Tier2 {
		share = math.Inf(1)
	}
	return r.Marginal(rate, m, share)
}

// The tier that counts is that of the whole period, which nobody knows yet: within a tenth
// of the quota the two prices are mixed.
const nearQuota = 0.1

// Marginal is Price where the tier is not known but expected: share is the energy that the
// period will have, as a part of its first tier (see Share). Clearly under, the first price
// counts, clearly over the second, and in between their mix; NaN counts as over, which in
// winter nearly every home with baseboards is.
func (r *Rates) Marginal(rate home.Rate, m Moment, share float64) (float64, error) {
	d := series.DateOf(m.At, r.rules.Loc())
	mix := func(tier1, tier2 Price) float64 {
		over := 1.0
		if !math.IsNaN(share) {
			over = min(max((share-1+nearQuota)/(2*nearQuota), 0), 1)
		}
		return tier1.Dollars()*(1-over) + tier2.Dollars()*over
	}
	switch rate {
	case home.RateD, home.RateWinterCredit:
		if row, ok := r.d.At(keyD, d); ok {
			return mix(row.Value.tier1, row.Value.tier2), nil
		}
	case home.RateFlexD:
		if _, winter := r.rules.Season(home.FlexD, d); !winter {
			return r.Marginal(home.RateD, m, share)
		}
		row, ok := r.flex.At(keyFlex, d)
		switch {
		case !ok || row.Value.unknown:
		case m.InEvent:
			return row.Value.event.Dollars(), nil
		default:
			return mix(row.Value.tier1, row.Value.tier2), nil
		}
	case home.RateDT:
		row, ok := r.dt.At(keyDT, d)
		switch {
		case !ok:
		case math.IsNaN(m.OutdoorC):
			return 0, fault.New(fault.NotFound, msgNoOutdoor, "rate", rate)
		case m.OutdoorC < row.Value.switchC:
			return row.Value.cold.Dollars(), nil
		default:
			return row.Value.warm.Dollars(), nil
		}
	case home.RateDP:
		if row, ok := r.dp.At(keyDP, d); ok {
			if row.Value.tier == 0 {
				return row.Value.tier2.Dollars(), nil
			}
			return mix(row.Value.tier1, row.Value.tier2), nil
		}
	default:
		return 0, fault.New(fault.Usage, msgNoRate, "rate", rate, "nearest", fault.Nearest(string(rate), rateNames()))
	}
	return 0, fault.New(fault.NotFound, msgNoPrices, "rate", rate, "from", d, "until", d)
}

// Share is the energy that [from, to) will have, as a part of rate D's first tier: what is
// known of it until at, and the mean power of the two weeks before at for the rest and the
// gaps. NaN when nothing is known of those weeks, or no tier is.
func (r *Rates) Share(energy series.Series, from, to series.Date, at time.Time) float64 {
	row, ok := r.d.Near(keyD, from)
	if !ok || row.Value.tier == 0 || energy.Step <= 0 {
		return math.NaN()
	}
	loc := r.rules.Loc()
	start, end := from.Start(loc), to.Start(loc)
	if at.After(end) {
		at = end
	}
	rest := end.Sub(start)
	used := 0.0
	if start.Before(at) {
		var missing time.Duration
		used, missing = energy.Sum(start, at)
		rest = end.Sub(at) + missing
	}
	if rest > 0 {
		used += energy.MeanKW(at.AddDate(0, 0, -14), at) * rest.Hours()
	}
	return used / (row.Value.tier.Float() * float64(to.Sub(from)))
}

// A Reward is what a programme offers for a kWh under the reference energy.
type Reward struct {
	Dollars float64 // a kWh
	// Avoided: nothing is paid. It is Flex D's event price, not spent, and in Price already:
	// adding the two counts it twice.
	Avoided bool
	Rule    string
}

// Reward is what a programme offers at a moment; ok is false when that is not known, or the
// programme is not run then: outside its season nothing is offered, as Price has no price for
// an event there.
func (r *Rates) Reward(p home.Programme, t time.Time) (Reward, bool) {
	d := series.DateOf(t, r.rules.Loc())
	if _, run := r.rules.Programme(p, d); !run {
		return Reward{}, false
	}
	if _, in := r.rules.Season(p, d); !in {
		return Reward{}, false
	}
	if p == home.FlexD {
		row, ok := r.flex.At(keyFlex, d)
		return rewardOf(row, row.Value.event, true), ok && !row.Value.unknown
	}
	row, ok := r.rewards.At(string(p), d)
	return rewardOf(row, row.Value.perKWh, false), ok && !row.Value.unknown
}

func rewardOf[T any](row dated.Row[T], p Price, avoided bool) Reward {
	return Reward{Dollars: p.Dollars(), Avoided: avoided, Rule: row.ID()}
}

// Pay is what a programme pays for erased energy, to the cent: 13 kWh of 2025-26 are
// 7.38 $. ok is false as for Reward.
func (r *Rates) Pay(p home.Programme, t time.Time, kWh float64) (Cents, bool) {
	w, ok := r.Reward(p, t)
	if !ok || !(kWh >= 0 && kWh <= maxQuantity/quantityUnit) {
		return 0, false
	}
	return Price(math.Round(w.Dollars * priceUnit)).times(quantity(kWh)), true
}
