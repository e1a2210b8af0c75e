package tariff

import (
	"math"
	"strconv"
	"strings"
)

// Amounts are integers, so that sums are exact and the same on every machine. In JSON they
// are decimal numbers of dollars, or of the quantity's unit.
type (
	Cents    int64 // 0.01 $
	Price    int64 // 0.000001 $ a unit: cents with four decimals
	Quantity int64 // 0.0001 of a unit: kWh to the storage step, days, kW, dollars taxed
)

const (
	quantityUnit = 10_000
	priceUnit    = 1_000_000
	centUnit     = 100

	// Bounds that keep a product within an int64: ten million kWh, ten dollars a unit.
	maxQuantity = 10_000_000 * quantityUnit
	maxPrice    = 10 * priceUnit
)

// times is quantity × price in cents, rounded half away from zero.
func (p Price) times(q Quantity) Cents {
	const scale = quantityUnit * priceUnit / centUnit
	return Cents(roundDiv(int64(p)*int64(q), scale))
}

// roundDiv is a / b for b > 0, rounded half away from zero.
func roundDiv(a, b int64) int64 {
	if a < 0 {
		return -roundDiv(-a, b)
	}
	return (a + b/2) / b
}

// quantity counts x in ten-thousandths, half away from zero; x is finite.
func quantity(x float64) Quantity { return Quantity(math.Round(x * quantityUnit)) }

// priceOf reads cents with at most four decimals; ok is false for what is finer, negative,
// too large or not a number.
func priceOf(cents float64) (p Price, ok bool) {
	scaled := cents * (priceUnit / centUnit)
	p = Price(math.Round(scaled))
	return p, cents >= 0 && p <= maxPrice && math.Abs(scaled-float64(p)) < 1e-6*max(1, scaled)
}

// Dollars is the amount in dollars, for arithmetic that need not be exact.
func (c Cents) Dollars() float64 { return float64(c) / centUnit }

// Dollars is the price in dollars a unit.
func (p Price) Dollars() float64 { return float64(p) / priceUnit }

// Float is the quantity in its unit.
func (q Quantity) Float() float64 { return float64(q) / quantityUnit }

// String is the amount in dollars with two decimals: "13.85".
func (c Cents) String() string { return decimal(int64(c), 2, 2) }

// String is the price in dollars: "0.06905".
func (p Price) String() string { return decimal(int64(p), 6, 0) }

// String is the quantity in its unit: "1234.5".
func (q Quantity) String() string { return decimal(int64(q), 4, 0) }

// MarshalJSON writes a JSON number.
func (c Cents) MarshalJSON() ([]byte, error) { return []byte(decimal(int64(c), 2, 0)), nil }

// MarshalJSON writes a JSON number.
func (p Price) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// MarshalJSON writes a JSON number.
func (q Quantity) MarshalJSON() ([]byte, error) { return []byte(q.String()), nil }

// decimal writes v / 10^digits exactly, without trailing zeros beyond keep decimals.
func decimal(v int64, digits, keep int) string {
	sign := ""
	u := uint64(v)
	if v < 0 {
		sign, u = "-", -u
	}
	s := strconv.FormatUint(u, 10)
	if len(s) <= digits {
		s = strings.Repeat("0", digits+1-len(s)) + s
	}
	whole, part := s[:len(s)-digits], s[len(s)-digits:]
	for len(part) > keep && part[len(part)-1] == '0' {
		part = part[:len(part)-1]
	}
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}
