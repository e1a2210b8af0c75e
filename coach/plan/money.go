package plan

import (
	"math"

	"courant/coach/series"
)

// Money of a plan is told in whole cents, each part rounded by itself, and every sum and
// difference is made of the rounded parts: what stands on a screen adds up on it.

// Cents is an amount of dollars in whole cents.
func Cents(d series.Maybe) series.Maybe { return series.Maybe(math.Round(100*float64(d)) / 100) }

// Credit is what the programme is expected to pay, $; 0 where it pays nothing or what it
// pays is not known.
func (p *Plan) Credit() series.Maybe {
	if !p.RewardDollars.Known() {
		return 0
	}
	return Cents(p.RewardDollars)
}

// Energy is what the plan's energy costs more than doing nothing, $; negative where it costs
// less, unknown without a price.
func (p *Plan) Energy() series.Maybe { return Cents(p.CostDollars - p.WithoutDollars) }

// Gain is Credit less Energy: by how much the plan is better than doing nothing, $.
func (p *Plan) Gain() series.Maybe { return p.Credit() - p.Energy() }

// net is what the day's energy costs, less the credit, $.
func (p *Plan) net() series.Maybe { return Cents(p.WithoutDollars) - p.Gain() }
