package thermal

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
)

// lived is a simulated house's series with its profile.
func lived(t *testing.T, days int) (History, sim.House) {
	t.Helper()
	r := rand.New(rand.NewPCG(11, 1))
	house := sim.NewHouse(r, sim.Row)
	house.VentC = 0
	l := makeLife(r, days, len(house.Rooms), 4, 2)
	run, err := house.Simulate(l.drive)
	if err != nil {
		t.Fatal(err)
	}
	set := run.Set(house, l.drive, nil)
	h := home.Resolve(home.Profile{ID: "0123"}, set.Zones())
	for i := range h.Zones {
		for _, room := range house.Rooms {
			if room.Name == h.Zones[i].Name {
				h.Zones[i].PowerKW = home.Known[float64]{Value: room.RatedKW, Origin: home.Declared}
			}
		}
	}
	out := History{Home: h, Series: set, At: l.drive.Start.Add(time.Duration(days) * 24 * time.Hour), Loc: series.Toronto()}
	for i := 1; i < len(l.events); i++ {
		at := l.drive.Start.Add(time.Duration(i) * Step)
		if l.events[i] && !l.events[i-1] {
			out.Events = append(out.Events, Span{From: at, To: at.Add(7 * time.Hour)})
		}
	}
	return out, house
}

func without(set series.Set, drop func(series.Key) bool) series.Set {
	out := series.Set{}
	for k, s := range set {
		if !drop(k) {
			out[k] = s
		}
	}
	return out
}

// A home is learned from whatever there is of it, and says what its heat stands on.
func TestLearn(t *testing.T) {
	full, house := lived(t, 21)
	base := full.Series.Get("", series.Energy).Clone()
	for i := range base.Values {
		base.Values[i] += 0.2 // 0.8 kW of other load
	}
	full.Series[series.Key{Kind: series.Energy}] = base
	for _, c := range []struct {
		name    string
		drop    func(series.Key) bool
		metered string
		zones   int
		off     float64 // of the heat loss, at most
		reason  string
	}{
		{"zones with meters", func(series.Key) bool { return false }, HeatOfZones, len(house.Rooms), 0.05, ""},
		{"the home's meter, zones with sensors", func(k series.Key) bool { return k.Kind == series.Heating }, HeatOfMeter, len(house.Rooms), 0.25, SharedHeat},
		{"the home's meter alone", func(k series.Key) bool { return k.Zone != "" }, HeatOfMeter, 1, 0.25, NoIndoor},
		{"weather alone", func(k series.Key) bool { return !k.Kind.Forecastable() }, "", 0, math.Inf(1), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := full
			h.Series = without(full.Series, c.drop)
			if c.zones == 1 {
				h.Home.Zones = nil
			}
			got := Learn(h)
			if got.Metered != c.metered {
				t.Errorf("heat from %q, want %q", got.Metered, c.metered)
			}
			if c.zones > 0 && len(got.Zones) != c.zones {
				t.Fatalf("%d zones, want %d", len(got.Zones), c.zones)
			}
			if e := math.Abs(got.UA.Value/house.UA() - 1); e > c.off {
				t.Errorf("UA %.0f W/K, the truth is %.0f", 1000*got.UA.Value, 1000*house.UA())
			}
			for _, z := range got.Zones {
				sound(t, z.Fitted)
				if c.reason != "" && !slices.Contains(z.Fitted.Reasons, c.reason) {
					t.Errorf("%s: %v lacks %s", z.Name, z.Fitted.Reasons, c.reason)
				}
			}
		})
	}
}

// Hourly data do for the heat loss, and say less of the rest.
func TestLearnHourly(t *testing.T) {
	h, house := lived(t, 21)
	for k, s := range h.Series {
		h.Series[k] = s.Resample(time.Hour)
	}
	got := Learn(h)
	if e := math.Abs(got.UA.Value/house.UA() - 1); e > 0.05 {
		t.Errorf("UA %.0f W/K, the truth is %.0f", 1000*got.UA.Value, 1000*house.UA())
	}
	for _, z := range got.Zones {
		sound(t, z.Fitted)
	}
}

// Nothing after the moment of the question counts.
func TestLearnLooksBackOnly(t *testing.T) {
	h, _ := lived(t, 21)
	h.At = h.At.Add(-5 * 24 * time.Hour)
	a := Tell(h)
	for k, s := range h.Series {
		s = s.Clone()
		for i := range s.Values {
			if !s.Time(i).Before(h.At) {
				s.Values[i] = 1e6
			}
		}
		h.Series[k] = s
	}
	b := Tell(h)
	if a.UA != b.UA || !a.To.Equal(b.To) || a.To.After(h.At) {
		t.Errorf("the future moved the past: %+v, %+v", a.UA, b.UA)
	}
}

// A room that a heat pump or a stove warms unseen claims no heat loss.
func TestLearnUnmeteredHeat(t *testing.T) {
	h, _ := lived(t, 21)
	name := h.Home.Zones[0].Name
	key := series.Key{Zone: name, Kind: series.Heating}
	s := h.Series[key].Clone()
	for i := range s.Values {
		s.Values[i] *= 0.05
	}
	h.Series[key] = s
	z := Learn(h).Zones[0]
	if z.Fitted.UA.Identified || z.Fitted.Confidence != Low || !slices.Contains(z.Fitted.Reasons, UnmeteredHeat) {
		t.Errorf("%s: %+v, %s, %v", name, z.Fitted.UA, z.Fitted.Confidence, z.Fitted.Reasons)
	}
}

// The model beats "nothing changes" where set-points change, on days that it has not seen.
func TestScoresBeatPersistence(t *testing.T) {
	h, _ := lived(t, 21)
	for _, z := range Tell(h).Zones {
		for _, s := range z.Scores {
			if s.Windows == 0 || !(s.RMSE < s.PersistenceC) {
				t.Errorf("%s at %d h: %.2f °C, persistence %.2f, %d windows", z.Zone, s.Hours, s.RMSE, s.PersistenceC, s.Windows)
			}
		}
	}
}

// BenchmarkLearnHome measures a whole home: its rooms, three weeks of quarter hours each.
func BenchmarkLearnHome(b *testing.B) {
	r := rand.New(rand.NewPCG(11, 1))
	house := sim.NewHouse(r, sim.Row)
	l := makeLife(r, 21, len(house.Rooms), 4, 2)
	run, err := house.Simulate(l.drive)
	if err != nil {
		b.Fatal(err)
	}
	set := run.Set(house, l.drive, nil)
	h := History{Home: home.Resolve(home.Profile{ID: "0123"}, set.Zones()), Series: set, At: l.drive.Start.Add(21 * 24 * time.Hour), Loc: series.Toronto()}
	b.ReportAllocs()
	for b.Loop() {
		Learn(h)
	}
	b.ReportMetric(float64(len(house.Rooms)), "rooms")
}

// The homes of the simulated pilot, people, visitors, open windows and sensors with their
// faults left in: where all heat is metered, the heat loss comes out.
func TestRecoversThePilot(t *testing.T) {
	if raced {
		t.Skip("arithmetic alone, and a lot of it")
	}
	loc := series.Toronto()
	at := time.Date(2027, 2, 1, 0, 0, 0, 0, loc)
	p, err := sim.NewPilot(sim.Config{Seed: 3, Homes: 16, From: at.AddDate(0, 0, -24), To: at})
	if err != nil {
		t.Fatal(err)
	}
	var off []float64
	held := 0
	for h, err := range p.Homes() {
		if err != nil {
			t.Fatal(err)
		}
		if h.Truth.House.HeatPump != nil || h.Truth.People.Stove != nil {
			continue
		}
		hist := History{Home: home.Resolve(h.Profile, h.Set.Zones()), Series: h.Set, At: at, Loc: loc}
		for _, e := range p.Events() {
			if e.Concerns(hist.Home) {
				hist.Events = append(hist.Events, Span{e.Start.Add(-2 * time.Hour), e.End.Add(time.Hour)})
			}
		}
		got := Learn(hist)
		off = append(off, math.Abs(got.UA.Value/h.Truth.UA-1))
		if got.UA.Low <= h.Truth.UA && h.Truth.UA <= got.UA.High {
			held++
		}
	}
	within(t, "UA of a pilot home", off, 0.05)
	t.Logf("80 %% interval holds %d of %d", held, len(off))
	if held < len(off)*6/10 {
		t.Errorf("the 80 %% interval holds %d of %d", held, len(off))
	}
}
