package exchange

import (
	"math"
	"strconv"
	"strings"
)

// A decimal says which sign parts a number's units from its fraction.
type decimal byte

const (
	noDecimal decimal = 0
	dot       decimal = '.'
	comma     decimal = ','
)

// gapWords are how files say that a value is missing, in lower case. "N.D." is what
// Hydro-Québec writes (non disponible), "unavailable" and "unknown" are Home Assistant's.
var gapWords = map[string]bool{
	"": true, "null": true, "nil": true, "none": true, "nan": true, "na": true, "n/a": true, "#n/a": true, "nd": true, "n.d.": true, "n. d.": true,
	"n.d": true, "-": true, "--": true, "–": true, "—": true, "unavailable": true, "unknown": true, ".": true,
}

func isGap(s string) bool {
	return s == "" || len(s) <= 16 && (s[0] < '0' || s[0] > '9') && gapWords[strings.ToLower(strings.ReplaceAll(s, "\u00a0", " "))]
}

// parseNumber reads a finite decimal number with a point or a comma, and tells which.
// Spaces between groups of three digits, no-break or thin ones too, are left out. Two signs
// in one number are refused: nobody knows which is the decimal one.
func parseNumber(s string) (float64, decimal, bool) {
	if v, d, ok := quickNumber(s); ok {
		return v, d, true
	}
	s = strings.NewReplacer("\u00a0", "", "\u202f", "", " ", "", "\u2212", "-").Replace(s)
	sign := noDecimal
	switch i := strings.IndexAny(s, ".,"); {
	case i < 0:
	case strings.ContainsAny(s[i+1:], ".,"):
		return 0, sign, false
	default:
		sign = decimal(s[i])
		s = s[:i] + "." + s[i+1:]
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && !strings.ContainsRune("+-.eE", rune(c)) {
			return 0, sign, false // no hexadecimal, no "Infinity", no underscores
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, sign, false
	}
	return v + 0, sign, true // + 0: minus zero is zero
}

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// quickNumber reads plain numbers of up to 15 digits, exactly: both parts of the quotient
// are whole numbers that a float64 holds, so the division rounds once (Clinger 1990).
func quickNumber(s string) (float64, decimal, bool) {
	i, negative := 0, false
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		i, negative = 1, s[0] == '-'
	}
	mantissa, count, fraction, sign := uint64(0), 0, -1, noDecimal
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			count++
		case (c == '.' || c == ',') && fraction < 0:
			fraction, sign = count, decimal(c)
		default:
			return 0, 0, false
		}
	}
	if count == 0 || count > 15 {
		return 0, 0, false
	}
	v := float64(mantissa)
	if fraction >= 0 {
		v /= powers[count-fraction]
	}
	if negative && v != 0 {
		v = -v
	}
	return v, sign, true
}
