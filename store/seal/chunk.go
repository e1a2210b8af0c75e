package seal

import (
	"math"
	"time"

	"courant/coach/series"
)

// Week is the span of a chunk.
const Week = 7 * 24 * time.Hour

// MaxWeek is the last week that a chunk may have: it ends in 2261, where the range of
// time.Duration arithmetic since 1970 ends.
const MaxWeek = 15_246

// Gap stands for a missing value in Chunk.Values.
const Gap = math.MinInt32

// Values are integers in [-limit, limit).
const limit = 1 << 30

const weekSeconds = int64(Week / time.Second)

// A Chunk is what is known of one week of one series.
type Chunk struct {
	Week   int           // since Thursday 1 January 1970, UTC; 0 to MaxWeek
	Step   time.Duration // whole seconds, divides a week
	First  int           // slot of Values[0]
	Values []int32       // in storage steps; Gap where missing; the first and last are known
}

// WeekOf is the week that holds t.
func WeekOf(t time.Time) int {
	s := t.Unix()
	w := s / weekSeconds
	if s%weekSeconds < 0 {
		w--
	}
	return int(w)
}

// WeekStart is where a week begins.
func WeekStart(week int) time.Time { return time.Unix(int64(week)*weekSeconds, 0).UTC() }

// ValidStep reports whether a step may be stored: whole seconds that divide a week.
func ValidStep(step time.Duration) bool {
	return step > 0 && step%time.Second == 0 && Week%step == 0
}

// Nest reports whether one of two steps is a multiple of the other.
func Nest(a, b time.Duration) bool { return a%b == 0 || b%a == 0 }

// Time is where slot i of the week begins.
func (c Chunk) Time(slot int) time.Time {
	return WeekStart(c.Week).Add(time.Duration(slot) * c.Step)
}

// Start is where the first known interval begins.
func (c Chunk) Start() time.Time { return c.Time(c.First) }

// End is where the last known interval ends.
func (c Chunk) End() time.Time { return c.Time(c.First + len(c.Values)) }

// Known is the number of values that are not gaps.
func (c Chunk) Known() int {
	n := 0
	for _, q := range c.Values {
		if q != Gap {
			n++
		}
	}
	return n
}

// trim takes the gaps off both ends.
func (c Chunk) trim() Chunk {
	i, j := 0, len(c.Values)
	for i < j && c.Values[i] == Gap {
		i++
	}
	for j > i && c.Values[j-1] == Gap {
		j--
	}
	c.First, c.Values = c.First+i, c.Values[i:j:j]
	return c
}

// Without is the chunk with the intervals that start in [from, to) made gaps; nothing is left of it
// when it has no values.
func (c Chunk) Without(from, to time.Time) Chunk {
	out := c
	for i := range c.Values {
		if t := c.Time(c.First + i); t.Before(from) || !t.Before(to) {
			continue
		}
		if &out.Values[0] == &c.Values[0] {
			out.Values = append([]int32(nil), c.Values...)
		}
		out.Values[i] = Gap
	}
	return out.trim()
}

// Quantize rounds a value to the storage step of its kind, half away from zero; NaN gives
// Gap. It fails for what cannot be stored: an infinity, or more than 2³⁰ storage steps.
func Quantize(kind series.Kind, v float64) (q int32, ok bool) {
	if math.IsNaN(v) {
		return Gap, true
	}
	r := math.Round(v * kind.PerUnit())
	if !(r >= -limit && r < limit) {
		return 0, false
	}
	return int32(r), true
}

// Rounded reports whether v is finer than the storage step that it was rounded to; the
// noise of binary arithmetic does not count.
func Rounded(kind series.Kind, v float64, q int32) bool {
	return math.Abs(v*kind.PerUnit()-float64(q)) > 1e-6
}

// Split cuts a series into the chunks of its weeks, and counts the values that were finer
// than the storage step. Weeks without a known value give none. The step must be valid and
// the start on its grid; values that cannot be stored (Quantize) become gaps.
func Split(s series.Series) (chunks []Chunk, rounded int) {
	values := make([]int32, len(s.Values))
	for i, v := range s.Values {
		q, ok := Quantize(s.Kind, v)
		if !ok {
			q = Gap
		}
		if q != Gap && Rounded(s.Kind, v, q) {
			rounded++
		}
		values[i] = q
	}
	slots := int(Week / s.Step)
	for i := 0; i < len(values); {
		week := WeekOf(s.Time(i))
		first := int(s.Time(i).Sub(WeekStart(week)) / s.Step)
		n := min(slots-first, len(values)-i)
		c := Chunk{Week: week, Step: s.Step, First: first, Values: values[i : i+n : i+n]}.trim()
		if len(c.Values) > 0 {
			chunks = append(chunks, c)
		}
		i += n
	}
	return chunks, rounded
}

// InSpan reports whether a week has a part in [from, to), where a zero time is no bound.
func InSpan(week int, from, to time.Time) bool {
	return (from.IsZero() || WeekStart(week+1).After(from)) && (to.IsZero() || WeekStart(week).Before(to))
}
