package sim

import (
	"math"
	"math/rand/v2"
)

// A topic keeps the draws of one matter apart from all others, so that more draws for one
// never move another.
type topic uint64

const (
	forWeather topic = iota + 1
	forSnaps
	forForecast
	forEvents
	forHouse
	forPeople
	forProfile
	forDays
	forVacations
	forAnswers
	forDraughts
	forSensors
	forMeter
	forFaults
	forIDs
)

// stream is the random numbers of a topic for a home (or a city, a year…) of a pilot.
func stream(seed uint64, t topic, which ...uint64) *rand.Rand {
	h := mix(seed ^ uint64(t)<<56)
	for _, w := range which {
		h = mix(h ^ w)
	}
	return rand.New(rand.NewPCG(h, mix(h)))
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a bijection.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// between is uniform in [lo, hi).
func between(r *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }

// around is normal with a mean and a deviation, cut at two deviations.
func around(r *rand.Rand, mean, sd float64) float64 {
	return mean + sd*min(max(r.NormFloat64(), -2), 2)
}

// chance is true with probability p.
func chance(r *rand.Rand, p float64) bool { return r.Float64() < p }

// share spreads a trait over the homes so that any run of them has about the right number:
// home i has it when the golden-ratio sequence, shifted per seed and trait, lies below p.
func share(seed uint64, i, trait int, p float64) bool {
	shift := float64(mix(seed^uint64(trait)*0x5851f42d4c957f2d)>>11) / (1 << 53)
	_, u := math.Modf(float64(i)*stride(trait) + shift)
	return u < p
}

// stride is irrational and another one for every trait, so that traits do not go together.
func stride(trait int) float64 {
	_, f := math.Modf(math.Sqrt(float64(primes[trait%len(primes)])))
	return f
}

var primes = [...]int{5, 2, 3, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47}

// A drift is noise that comes and goes over some hours: an AR(1) process, or two in a row
// for one without kinks. Its variance is about one.
type drift struct {
	keep, push float64
	smooth     bool
	scale      float64 // of a smooth one
	x, y       float64
}

// newDrift is a process with a time constant in steps; a smooth one has two stages.
func newDrift(tau float64, smooth bool) *drift {
	a := math.Exp(-1 / tau)
	// The variance of y⁺ = a·y + (1−a)·x⁺ where x has variance 1 and autocorrelation aᵏ.
	second := (1 - a) * (1 - a) * (1 + a*a) / ((1 - a*a) * (1 - a*a))
	return &drift{keep: a, push: math.Sqrt(1 - a*a), smooth: smooth, scale: 1 / math.Sqrt(second)}
}

// next is the process one step on.
func (d *drift) next(r *rand.Rand) float64 {
	d.x = d.keep*d.x + d.push*r.NormFloat64()
	if !d.smooth {
		return d.x
	}
	d.y = d.keep*d.y + (1-d.keep)*d.x
	return d.y * d.scale
}

// roundTo rounds to a multiple of 1/per.
func roundTo(v, per float64) float64 { return math.Floor(v*per+0.5) / per }
