package seal

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"courant/coach/series"
)

const quarter = 15 * time.Minute

var nan = math.NaN()

// at is an instant of the week of Thursday 14 January 2027.
func at(day, hour, minute int) time.Time {
	return time.Date(2027, 1, day, hour, minute, 0, 0, time.UTC)
}

func of(kind series.Kind, start time.Time, step time.Duration, values ...float64) series.Series {
	return series.Series{Kind: kind, Start: start, Step: step, Values: values}
}

// same compares values bit by bit, gaps as equal.
func same(a, b series.Series) bool {
	return a.Kind == b.Kind && a.Start.Equal(b.Start) && a.Step == b.Step &&
		slices.EqualFunc(a.Values, b.Values, func(x, y float64) bool { return x == y || x != x && y != y })
}

func TestWeeksBeginOnThursday(t *testing.T) {
	for _, c := range []struct {
		t    time.Time
		week int
	}{
		{time.Unix(0, 0), 0},
		{time.Unix(-1, 0), -1},
		{at(14, 0, 0), 2976},
		{at(14, 0, 0).Add(-1), 2975},
		{at(20, 23, 59), 2976},
	} {
		if got := WeekOf(c.t); got != c.week {
			t.Errorf("week of %v is %d, want %d", c.t.UTC(), got, c.week)
		}
	}
	if !WeekStart(2976).Equal(at(14, 0, 0)) || WeekStart(2976).Weekday() != time.Thursday {
		t.Errorf("week 2976 begins %v", WeekStart(2976))
	}
	if last := WeekStart(MaxWeek + 1); last.Sub(time.Unix(0, 0)) != time.Duration(MaxWeek+1)*Week {
		t.Errorf("durations end before week %d does", MaxWeek)
	}
}

func TestQuantize(t *testing.T) {
	for _, c := range []struct {
		kind    series.Kind
		v       float64
		q       int32
		ok      bool
		rounded bool
	}{
		{series.Energy, 0.1, 1000, true, false},
		{series.Energy, 0.30000000000000004, 3000, true, false}, // the noise of adding 0.1 and 0.2
		{series.Energy, 0.12345, 1235, true, true},              // half away from zero
		{series.Indoor, -0.005, -1, true, true},
		{series.Indoor, 21.37, 2137, true, false},
		{series.Solar, 512.3, 5123, true, false},
		{series.Duty, 1, 10000, true, false},
		{series.Energy, math.Copysign(0, -1), 0, true, false},
		{series.Energy, nan, Gap, true, false},
		{series.Energy, math.Inf(1), 0, false, false},
		{series.Energy, math.Inf(-1), 0, false, false},
		{series.Energy, 107374.1823, limit - 1, true, false},
		{series.Energy, 107374.1824, 0, false, false},
		{series.Energy, -107374.1824, -limit, true, false},
		{series.Energy, -107374.1825, 0, false, false},
	} {
		q, ok := Quantize(c.kind, c.v)
		if q != c.q || ok != c.ok {
			t.Errorf("%v %v: %d, %v, want %d, %v", c.kind, c.v, q, ok, c.q, c.ok)
		}
		if ok && q != Gap && Rounded(c.kind, c.v, q) != c.rounded {
			t.Errorf("%v %v: rounded is %v", c.kind, c.v, !c.rounded)
		}
	}
}

// Ensure a decimal number comes back as the float that was read from its text.
func TestDecimalsComeBackExactly(t *testing.T) {
	for _, kind := range series.Kinds() {
		s := series.New(kind, at(14, 0, 0), quarter, 600)
		for i := range s.Values {
			s.Values[i] = float64(i*37) / kind.PerUnit()
		}
		chunks, rounded := Split(s)
		if got := Join(nil, kind, chunks, time.Time{}, time.Time{}); !same(got, s) || rounded != 0 {
			t.Errorf("%v: changed, or %d rounded", kind, rounded)
		}
	}
}

func TestSplitAndJoin(t *testing.T) {
	var none time.Time
	for _, c := range []struct {
		desc     string
		in       series.Series
		weeks    int
		from, to time.Time
		want     series.Series
	}{
		{"a series over the border of a week is two chunks",
			of(series.Energy, at(20, 23, 45), quarter, 1, 2), 2, none, none,
			of(series.Energy, at(20, 23, 45), quarter, 1, 2)},
		{"gaps at the ends are not kept, those between are",
			of(series.Indoor, at(14, 0, 0), time.Hour, nan, 20, nan, 21, nan), 1, none, none,
			of(series.Indoor, at(14, 1, 0), time.Hour, 20, nan, 21)},
		{"a week of gaps is no chunk",
			series.Series{Kind: series.Energy, Start: at(13, 0, 0), Step: 24 * time.Hour, Values: []float64{1, nan, nan, nan, nan, nan, nan, nan, 2}}, 2, none, none,
			series.Series{Kind: series.Energy, Start: at(13, 0, 0), Step: 24 * time.Hour, Values: []float64{1, nan, nan, nan, nan, nan, nan, nan, 2}}},
		{"only gaps are nothing",
			of(series.Energy, at(14, 0, 0), quarter, nan, nan), 0, none, none, series.Series{Kind: series.Energy}},
		{"an interval belongs to the span that it starts in",
			of(series.Energy, at(14, 0, 0), quarter, 1, 2, 3, 4), 1, at(14, 0, 15), at(14, 0, 45),
			of(series.Energy, at(14, 0, 15), quarter, 2, 3)},
		{"a span between two starts begins at the next",
			of(series.Energy, at(14, 0, 0), time.Hour, 1, 2, 3), 1, at(14, 0, 1), at(14, 1, 1),
			of(series.Energy, at(14, 1, 0), time.Hour, 2)},
		{"a span cuts gaps off its own ends",
			of(series.Energy, at(14, 0, 0), quarter, 1, nan, 3, nan, 5), 1, at(14, 0, 15), at(14, 1, 0),
			of(series.Energy, at(14, 0, 30), quarter, 3)},
		{"a span before the series is empty",
			of(series.Energy, at(14, 0, 0), quarter, 1), 1, none, at(14, 0, 0), series.Series{Kind: series.Energy}},
		{"a span after it too",
			of(series.Energy, at(14, 0, 0), quarter, 1), 1, at(14, 0, 1), none, series.Series{Kind: series.Energy}},
		{"a span that ends before it begins is empty",
			of(series.Energy, at(14, 0, 0), quarter, 1, 2), 1, at(14, 0, 15), at(14, 0, 0), series.Series{Kind: series.Energy}},
	} {
		chunks, _ := Split(c.in)
		if len(chunks) != c.weeks {
			t.Errorf("%s: %d chunks", c.desc, len(chunks))
		}
		if got := Join(nil, c.in.Kind, chunks, c.from, c.to); !same(got, c.want) {
			t.Errorf("%s: %v", c.desc, got)
		}
	}
}

// Ensure chunks of several steps come out on the finest, as series.Resample would put them.
func TestJoinOnTheFinestStep(t *testing.T) {
	for _, kind := range []series.Kind{series.Energy, series.Indoor} {
		coarse, _ := Split(of(kind, at(20, 22, 0), time.Hour, 4, 8))
		fine, _ := Split(of(kind, at(21, 0, 0), quarter, 1, 2))
		got := Join(nil, kind, append(coarse, fine...), at(20, 22, 30), time.Time{})
		held := of(kind, at(20, 22, 0), time.Hour, 4, 8).Resample(quarter)
		want := series.Merge(held, of(kind, at(21, 0, 0), quarter, 1, 2)).Slice(at(20, 22, 30), at(22, 0, 0))
		if !same(got, want) {
			t.Errorf("%v: %v, want %v", kind, got, want)
		}
	}
}

// Ensure Join writes over every value of memory that held something else.
func TestJoinReusesMemory(t *testing.T) {
	dst := slices.Repeat([]float64{99}, 100)
	chunks, _ := Split(of(series.Energy, at(20, 23, 45), quarter, 1, nan, nan, 2))
	got := Join(dst, series.Energy, chunks, time.Time{}, time.Time{})
	if &got.Values[0] != &dst[0] || !same(got, of(series.Energy, at(20, 23, 45), quarter, 1, nan, nan, 2)) {
		t.Errorf("got %v", got)
	}
}

// Ensure any series is the same after Split and Join, whatever its span and gaps.
func TestSplitJoinProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		step := []time.Duration{quarter, time.Hour, 24 * time.Hour}[r.IntN(3)]
		s := series.New(series.Setpoint, at(1, 0, 0).Add(time.Duration(r.IntN(500))*step), step, r.IntN(2000))
		for i := range s.Values {
			if r.IntN(5) > 0 {
				s.Values[i] = float64(r.IntN(4000)-1000) / 100
			}
		}
		from := s.Time(r.IntN(len(s.Values)+10) - 5).Add(time.Duration(r.IntN(3)-1) * time.Minute)
		to := s.Time(r.IntN(len(s.Values)+10) - 5)
		chunks, _ := Split(s)
		want := s.Slice(from, to).Trim()
		if len(want.Values) == 0 {
			want = series.Series{Kind: s.Kind}
		}
		if got := Join(nil, s.Kind, chunks, from, to); !same(got, want) {
			t.Fatalf("%v [%v, %v): %d values from %v, want %d from %v", step, from, to,
				len(got.Values), got.Start, len(want.Values), want.Start)
		}
	}
}

func TestWithout(t *testing.T) {
	c := Chunk{Week: 2900, Step: time.Hour, First: 10, Values: []int32{1, 2, Gap, 4, 5}}
	for _, test := range []struct {
		desc     string
		from, to int // hours of the week
		first    int
		want     []int32
	}{
		{"nothing before", 0, 10, 10, []int32{1, 2, Gap, 4, 5}},
		{"nothing behind", 15, 30, 10, []int32{1, 2, Gap, 4, 5}},
		{"one inside", 13, 14, 10, []int32{1, 2, Gap, Gap, 5}},
		{"the front, and the gap behind it", 9, 12, 13, []int32{4, 5}},
		{"the end", 13, 99, 10, []int32{1, 2}},
		{"all", 10, 15, 15, []int32{}},
	} {
		got := c.Without(c.Time(test.from), c.Time(test.to))
		if !slices.Equal(got.Values, test.want) || len(test.want) > 0 && got.First != test.first {
			t.Errorf("%s: %+v, want %v from %d", test.desc, got, test.want, test.first)
		}
		if !slices.Equal(c.Values, []int32{1, 2, Gap, 4, 5}) {
			t.Fatalf("%s: the chunk itself was changed: %v", test.desc, c.Values)
		}
	}
	if got := (Chunk{}).Without(time.Time{}, time.Now()); len(got.Values) > 0 {
		t.Errorf("of nothing: %+v", got)
	}
}
