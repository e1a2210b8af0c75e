package storetest

import (
	"math"
	"math/rand/v2"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

func testLastWriteWins(s *suite) {
	s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 1, 2, 3, 4)))
	s.write("maison-1", set(of(series.Energy, at(14, 0, 15), 5, nan, 6, nan, 7)))
	s.wantSet("two writes", s.read("maison-1"), set(of(series.Energy, at(14, 0, 0), 1, 5, 3, 6, nan, 7)))

	_, err := s.Write(s.ctx,
		store.Batch{Home: "maison-2", Set: set(of(series.Energy, at(14, 0, 0), 1, 1))},
		store.Batch{Home: "maison-3", Set: set(of(series.Energy, at(14, 0, 0), 8))},
		store.Batch{Home: "maison-2", Set: set(of(series.Energy, at(14, 0, 15), 2, 2))})
	if err != nil {
		s.Fatal(err)
	}
	s.wantSet("two batches of one write", s.read("maison-2"), set(of(series.Energy, at(14, 0, 0), 1, 2, 2)))
	s.wantSet("and the one between", s.read("maison-3"), set(of(series.Energy, at(14, 0, 0), 8)))
}

func testLateData(s *suite) {
	parts := []series.Series{
		of(series.Energy, at(21, 0, 0), 3),            // a week
		of(series.Energy, at(28, 0, 15), 5),           // a later one
		of(series.Energy, at(7, 23, 45), 1),           // an earlier one
		of(series.Energy, at(20, 23, 45), 2.5, 3),     // over a border, the first half late
		of(series.Energy, at(28, 0, 0), 4),            // before what is there
		of(series.Energy, at(28, 0, 30), nan, nan, 6), // after it
	}
	want := series.Series{Kind: series.Energy}
	for _, p := range parts {
		s.write("maison-1", set(p))
		want = series.Merge(want, p)
		s.wantSet("after each part", s.read("maison-1"), set(want.Trim()))
	}
}

func testTally(s *suite) {
	for _, c := range []struct {
		desc string
		in   series.Series
		want store.Tally
	}{
		{"into nothing", of(series.Energy, at(20, 23, 30), 1, 2, nan, 3), store.Tally{New: 3}},
		{"the same again", of(series.Energy, at(20, 23, 30), 1, 2, nan, 3), store.Tally{Same: 3}},
		{"gaps alone", of(series.Energy, at(20, 23, 30), nan, nan), store.Tally{}},
		{"one of each", of(series.Energy, at(20, 23, 30), 1, 9, 8, nan), store.Tally{Same: 1, Replaced: 1, New: 1}},
		{"of another kind", of(series.Heating, at(20, 23, 30), 1), store.Tally{New: 1}},
	} {
		if got := s.write("maison-1", set(c.in)); got != c.want {
			s.Errorf("%s: %+v, want %+v", c.desc, got, c.want)
		}
	}
	got, err := s.Write(s.ctx,
		store.Batch{Home: "maison-2", Set: set(of(series.Energy, at(14, 0, 0), 1, 1))},
		store.Batch{Home: "maison-1", Set: set(of(series.Energy, at(14, 0, 0), 1))},
		store.Batch{Home: "maison-2", Set: set(of(series.Energy, at(14, 0, 15), 1, 2))})
	if want := (store.Tally{New: 4, Same: 1}); err != nil || got != want {
		s.Errorf("several batches: %+v, %v, want %+v", got, err, want)
	}
}

func testRounding(s *suite) {
	got := s.write("maison-1", series.Set{
		key(series.Energy): of(series.Energy, at(14, 0, 0), 0.12345, 0.1, 0.1+0.2, nan),
		key(series.Indoor): of(series.Indoor, at(14, 0, 0), 20.005, 20.01, -0.004),
		key(series.Duty):   of(series.Duty, at(14, 0, 0), 1.0/3),
	})
	if want := (store.Tally{New: 7, Rounded: 4}); got != want {
		s.Errorf("%+v, want %+v", got, want)
	}
	s.wantSet("to the storage step", s.read("maison-1"), series.Set{
		key(series.Energy): of(series.Energy, at(14, 0, 0), 0.1235, 0.1, 0.3),
		key(series.Indoor): of(series.Indoor, at(14, 0, 0), 20.01, 20.01, 0),
		key(series.Duty):   of(series.Duty, at(14, 0, 0), 0.3333),
	})
	again := s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 0.12345)))
	if want := (store.Tally{Same: 1, Rounded: 1}); again != want {
		s.Errorf("again: %+v, want %+v", again, want)
	}
}

// testModel compares a store, over many random writes and reads, with a map from key and
// time to value.
func testModel(s *suite) {
	r := rand.New(rand.NewPCG(11, 12))
	keys := []series.Key{key(series.Energy), {Zone: "salon", Kind: series.Indoor}, key(series.Outdoor)}
	model := map[series.Key]map[time.Time]float64{}
	for _, k := range keys {
		model[k] = map[time.Time]float64{}
	}
	random := func() time.Time { return at(10, 0, 0).Add(time.Duration(r.IntN(15*96)) * quarter) }
	for range 40 {
		k := keys[r.IntN(len(keys))]
		in := series.New(k.Kind, random(), quarter, 1+r.IntN(1000))
		var want store.Tally
		for i := range in.Values {
			if r.IntN(3) == 0 {
				continue
			}
			v := float64(r.IntN(5)) / k.Kind.PerUnit()
			old, known := model[k][in.Time(i)]
			switch {
			case !known:
				want.New++
			case old == v:
				want.Same++
			default:
				want.Replaced++
			}
			in.Values[i], model[k][in.Time(i)] = v, v
		}
		if got := s.write("maison-1", series.Set{k: in}); got != want && !s.off.NoTally {
			s.Fatalf("counted %+v, want %+v", got, want)
		}
		from, to := random(), random()
		got, err := s.Read(s.ctx, "maison-1", from, to, keys...)
		if err != nil {
			s.Fatal(err)
		}
		s.wantSet("a random span", got, modelSpan(model, from, to))
		if s.Failed() {
			return
		}
	}
}

func modelSpan(model map[series.Key]map[time.Time]float64, from, to time.Time) series.Set {
	out := series.Set{}
	for k, values := range model {
		v := series.New(k.Kind, from, quarter, max(0, int(to.Sub(from)/quarter)))
		for i := range v.Values {
			if x, ok := values[v.Time(i)]; ok {
				v.Values[i] = x
			}
		}
		if v = v.Trim(); v.Len() > 0 {
			out[k] = v
		}
	}
	return out
}

func testMixedSteps(s *suite) {
	hours := func(kind series.Kind, start time.Time, values ...float64) series.Series {
		return series.Series{Kind: kind, Start: start, Step: time.Hour, Values: values}
	}
	// Another step in another week: each span has the finest of its weeks.
	s.write("maison-1", set(hours(series.Energy, at(20, 22, 0), 4, 8), hours(series.Indoor, at(20, 22, 0), 20, 21)))
	s.write("maison-1", set(of(series.Energy, at(21, 0, 0), 1, 2), of(series.Indoor, at(21, 0, 0), 22)))
	s.wantSet("the finest of both weeks", s.read("maison-1"), set(
		of(series.Energy, at(20, 22, 0), 1, 1, 1, 1, 2, 2, 2, 2, 1, 2),
		of(series.Indoor, at(20, 22, 0), 20, 20, 20, 20, 21, 21, 21, 21, 22)))
	coarse, err := s.Read(s.ctx, "maison-1", time.Time{}, at(21, 0, 0))
	if err != nil {
		s.Fatal(err)
	}
	s.wantSet("the coarse week alone", coarse, set(hours(series.Energy, at(20, 22, 0), 4, 8), hours(series.Indoor, at(20, 22, 0), 20, 21)))
	if got := s.summary("maison-1"); got.Step != quarter {
		s.Errorf("summary: every %v", got.Step)
	}

	// Finer values into a coarse week: energies are split, means are held.
	s.write("maison-2", set(hours(series.Energy, at(14, 0, 0), 4, 0.8), hours(series.Indoor, at(14, 0, 0), 20, 21)))
	s.write("maison-2", set(of(series.Energy, at(14, 0, 15), 3), of(series.Indoor, at(14, 0, 15), 19)))
	s.wantSet("finer into coarse", s.read("maison-2"), set(
		of(series.Energy, at(14, 0, 0), 1, 3, 1, 1, 0.2, 0.2, 0.2, 0.2),
		of(series.Indoor, at(14, 0, 0), 20, 19, 20, 20, 21, 21, 21, 21)))

	// Coarser values into a fine week: what they agree with stays as it is.
	s.write("maison-3", set(of(series.Energy, at(14, 0, 0), 1, 2, 3, 4), of(series.Indoor, at(14, 0, 0), 19, 20, 21, 20)))
	agrees := s.write("maison-3", set(hours(series.Energy, at(14, 0, 0), 10), hours(series.Indoor, at(14, 0, 0), 20)))
	differs := s.write("maison-3", set(hours(series.Energy, at(14, 1, 0), 4), hours(series.Indoor, at(14, 0, 0), nan, 18)))
	if want := (store.Tally{Same: 2}); agrees != want && !s.off.NoTally {
		s.Errorf("coarser that agrees: %+v", agrees)
	}
	if want := (store.Tally{New: 2}); differs != want && !s.off.NoTally {
		s.Errorf("coarser that is new: %+v", differs)
	}
	s.wantSet("coarser into fine", s.read("maison-3"), set(
		of(series.Energy, at(14, 0, 0), 1, 2, 3, 4, 1, 1, 1, 1),
		of(series.Indoor, at(14, 0, 0), 19, 20, 21, 20, 18, 18, 18, 18)))

	// An energy that does not split evenly keeps its sum.
	s.write("maison-4", set(of(series.Energy, at(14, 1, 0), 1)))
	s.write("maison-4", set(hours(series.Energy, at(14, 0, 0), 1.0001)))
	sum, _ := s.read("maison-4").Get("", series.Energy).Sum(at(14, 0, 0), at(14, 1, 0))
	if math.Abs(sum-1.0001) > 1e-9 {
		s.Errorf("split energy adds up to %v", sum)
	}

	seven := series.Series{Kind: series.Energy, Start: at(14, 0, 0), Step: 7 * time.Minute, Values: []float64{1}}
	_, err = s.Write(s.ctx, store.Batch{Home: "maison-4", Set: set(seven)})
	s.wantCode("steps of which none is a multiple of the other", err, fault.Invalid)
}

func testForecasts(s *suite) {
	measured := series.Key{Kind: series.Outdoor}
	forecast := series.Key{Kind: series.Outdoor, Forecast: true}
	s.write("maison-1", series.Set{measured: of(series.Outdoor, at(14, 0, 0), -10, -11)})
	s.write("maison-1", series.Set{forecast: of(series.Outdoor, at(14, 0, 15), -5, -6)})
	s.wantSet("both", s.read("maison-1"), series.Set{
		measured: of(series.Outdoor, at(14, 0, 0), -10, -11),
		forecast: of(series.Outdoor, at(14, 0, 15), -5, -6),
	})
	s.write("maison-1", series.Set{measured: of(series.Outdoor, at(14, 0, 15), -12, -13, -14)})
	s.wantSet("the forecast after a measurement", s.read("maison-1", forecast), series.Set{
		forecast: of(series.Outdoor, at(14, 0, 15), -5, -6),
	})
	s.write("maison-2", series.Set{forecast: of(series.Outdoor, at(14, 0, 0), -5)})
	if got := s.summary("maison-2"); !got.From.IsZero() || !got.To.IsZero() || len(got.Kinds) > 0 || got.Coverage != 0 {
		s.Errorf("a forecast counts as measured: %+v", got)
	}
}

// refusals are batches that no store takes.
func refusals(off Options) map[string]store.Batch {
	energy := func(v series.Series) store.Batch {
		return store.Batch{Home: "maison-1", Set: series.Set{key(series.Energy): v}}
	}
	step := func(d time.Duration, start time.Time) store.Batch {
		return energy(series.Series{Kind: series.Energy, Start: start, Step: d, Values: []float64{1}})
	}
	all := map[string]store.Batch{
		"a home's name with a space":       {Home: "ma maison", Set: set(of(series.Energy, at(14, 0, 0), 1))},
		"a home without a name":            {Set: set(of(series.Energy, at(14, 0, 0), 1))},
		"a zone's name with a slash":       {Home: "maison-1", Set: series.Set{{Zone: "a/b", Kind: series.Indoor}: of(series.Indoor, at(14, 0, 0), 1)}},
		"an unknown kind":                  {Home: "maison-1", Set: series.Set{{Kind: 99}: of(99, at(14, 0, 0), 1)}},
		"a kind other than its key's":      energy(of(series.Heating, at(14, 0, 0), 1)),
		"no step":                          step(0, at(14, 0, 0)),
		"a step backwards":                 step(-quarter, at(14, 0, 0)),
		"a step that divides no week":      step(11*time.Minute, at(14, 0, 0)),
		"a step of less than a second":     step(time.Second/2, at(14, 0, 0)),
		"a step of more than a week":       step(14*24*time.Hour, at(14, 0, 0)),
		"a start off the grid":             step(quarter, at(14, 0, 1)),
		"a start off the grid by a moment": step(quarter, at(14, 0, 0).Add(1)),
		"an infinity":                      energy(of(series.Energy, at(14, 0, 0), 1, math.Inf(1))),
	}
	if !off.NoForecasts {
		all["a forecast of energy"] = store.Batch{Home: "maison-1", Set: series.Set{{Kind: series.Energy, Forecast: true}: of(series.Energy, at(14, 0, 0), 1)}}
	}
	if !off.NoLimits {
		all["more than any meter shows"] = energy(of(series.Energy, at(14, 0, 0), 1, 2e5))
		all["a year before 1970"] = step(quarter, time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC))
		all["a year after all"] = step(quarter, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return all
}

func testRefusals(s *suite) {
	for what, b := range refusals(s.off) {
		_, err := s.Write(s.ctx, b)
		s.wantCode(what, err, fault.Invalid)
	}
	if all, err := s.Homes(s.ctx); err != nil || len(all) != 0 {
		s.Errorf("refused writes made %d homes, %v", len(all), err)
	}
	empty := series.Set{key(series.Energy): {Kind: series.Energy}, key(series.Indoor): {}}
	if _, err := s.Write(s.ctx, store.Batch{Home: "maison-1", Set: empty}); err != nil {
		s.Errorf("series without values: %v", err)
	}
}

func testAtomic(s *suite) {
	s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 1, 2)))
	version := s.summary("maison-1").Version
	good := store.Batch{Home: "maison-1", City: home.Quebec, Set: set(of(series.Energy, at(14, 0, 0), 7, 8, 9))}
	other := store.Batch{Home: "maison-2", Set: set(of(series.Energy, at(14, 0, 0), 7))}
	bad := store.Batch{Home: "maison-1", Set: set(of(series.Energy, at(14, 0, 1), 1))}
	late := store.Batch{Home: "maison-1", Set: set(of(series.Indoor, at(14, 0, 0), 20),
		series.Series{Kind: series.Energy, Start: at(14, 0, 0), Step: 7 * time.Minute, Values: []float64{1}})}
	for what, last := range map[string]store.Batch{"found at once": bad, "found while writing": late} {
		if s.off.NoMixedSteps && what == "found while writing" {
			continue
		}
		tally, err := s.Write(s.ctx, good, other, last)
		s.wantCode(what, err, fault.Invalid)
		if tally != (store.Tally{}) {
			s.Errorf("%s: counted %+v", what, tally)
		}
		s.wantSet(what, s.read("maison-1"), set(of(series.Energy, at(14, 0, 0), 1, 2)))
		if got := s.summary("maison-1"); got.Version != version || got.City != "" {
			s.Errorf("%s: %+v", what, got)
		}
		_, err = s.Read(s.ctx, "maison-2", time.Time{}, time.Time{})
		s.wantCode(what+": the other home", err, fault.NotFound)
	}
}
