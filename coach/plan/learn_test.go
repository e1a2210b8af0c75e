package plan

import (
	"math"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

var december = series.Date{Year: 2026, Month: 12, Day: 1}

func TestLearnHabit(t *testing.T) {
	weekly := func(_ string, hour int, weekend bool) float64 {
		switch {
		case weekend && hour >= 8 && hour < 23:
			return 21.5
		case !weekend && hour >= 6 && hour < 8, !weekend && hour >= 16 && hour < 22:
			return 21
		}
		return 18
	}
	d := december.Add(28)
	toy := makeToy(toySpec{seed: 3, zones: []string{"living"}, from: december, days: 28, outdoor: -8, past: 3, usual: weekly})
	h := Learn(toy.history(d)).record.rooms[0].habit
	if h.assumed || h.days < 15 {
		t.Fatalf("assumed %v, from %d days", h.assumed, h.days)
	}
	for kind := range h.c {
		for q, got := range h.c[kind] {
			if want := weekly("", q/4, kind == 1); got != want {
				t.Errorf("kind %d, %02d:%02d: %.1f °C, lived %.1f", kind, q/4, q%4*15, got, want)
			}
		}
	}
	noEvents := toy.history(d)
	noEvents.Past = nil // nobody listed the events: the median carries on
	if got := Learn(noEvents).record.rooms[0].habit.c; got != h.c {
		t.Error("three unlisted events changed what is usual")
	}
	if got := assumedHabit(); got.c[0][3*4] != 19 || got.c[1][12*4] != 21 || !got.assumed {
		t.Errorf("assumed %.1f at 3 h and %.1f at noon", got.c[0][12], got.c[1][48])
	}
}

// The hours of the clock are the same on days of 23 and 25 hours.
func TestLearnHabitAcrossClockChanges(t *testing.T) {
	for _, from := range []series.Date{{Year: 2027, Month: 3, Day: 12}, {Year: 2026, Month: 10, Day: 30}} {
		toy := makeToy(toySpec{seed: 4, zones: []string{"living"}, from: from, days: 4, outdoor: -2})
		for kind, c := range Learn(toy.history(from.Add(4))).record.rooms[0].habit.c {
			for q, got := range c {
				if want := dayNight("", q/4, false); got != want {
					t.Errorf("%s kind %d, %02d:%02d: %.1f, lived %.1f", from, kind, q/4, q%4*15, got, want)
				}
			}
		}
	}
}

// A known house is found again: its heat loss within a tenth, and an answer near one.
func TestLearnLoss(t *testing.T) {
	for _, c := range []struct {
		name      string
		spec      toySpec
		tolerance float64
	}{
		{"three weeks", toySpec{seed: 5, days: 21}, 0.10},
		{"six weeks", toySpec{seed: 6, days: 42, past: 4}, 0.08},
		{"hourly", toySpec{seed: 7, days: 30, step: time.Hour}, 0.10},
		{"the home's meter alone", toySpec{seed: 8, days: 40, meter: true}, 0.25},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.spec.from, c.spec.outdoor, c.spec.zones = december, -9, []string{"living", "bedroom"}
			toy := makeToy(c.spec)
			truth, got := 0.0, 0.0
			for _, m := range Learn(toy.history(december.Add(c.spec.days))).record.rooms {
				got += m.loss
			}
			for _, l := range toy.loss {
				truth += l
			}
			if math.Abs(got/truth-1) > c.tolerance {
				t.Errorf("loss %.4f kW/K, the truth is %.4f", got, truth)
			}
		})
	}
}

// What cannot be known is not claimed.
func TestLearnWithoutMuch(t *testing.T) {
	full := makeToy(toySpec{seed: 9, zones: []string{"living", "bedroom"}, from: december, days: 20, outdoor: -8, past: 2})
	without := func(drop func(series.Key) bool) series.Set {
		out := series.Set{}
		for k, s := range full.set {
			if !drop(k) {
				out[k] = s
			}
		}
		return out
	}
	d := december.Add(20)
	for _, c := range []struct {
		name string
		drop func(series.Key) bool
		why  string
	}{
		{"no outdoor temperature", func(k series.Key) bool { return k.Kind == series.Outdoor }, WhyNoOutdoor},
		{"no set-points", func(k series.Key) bool { return k.Kind == series.Setpoint }, WhyNoSetpoints},
		{"no power at all", func(k series.Key) bool { return k.Kind == series.Heating || k.Kind == series.Energy }, WhyNoHeat},
		{"power of the home alone", func(k series.Key) bool { return k.Kind == series.Heating }, WhyWholeHome},
		{"nothing", func(series.Key) bool { return true }, WhyNoOutdoor},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := full.history(d)
			h.Series = without(c.drop)
			p := Make(h, Ask{Day: d, Events: []Event{toyEvent(d, true)}})
			if p.Confidence != Low {
				t.Errorf("confidence %s", p.Confidence)
			}
			if !hasReason(p, c.why) {
				t.Errorf("reasons %v lack %s", p.Reasons, c.why)
			}
			if c.why == WhyNoOutdoor && (p.EnergyKWh.Known() || p.Zones[0].Slots[0].IndoorC.Known()) {
				t.Error("a forecast without weather")
			}
			if n := len(p.Zones[0].Slots); n != 96 {
				t.Errorf("%d slots", n)
			}
		})
	}
}

func hasReason(p Plan, code string) bool {
	for _, r := range p.Reasons {
		if r.Code == code {
			return true
		}
	}
	return false
}

func TestPosterior(t *testing.T) {
	var rows []row
	for i := range 40 {
		x := float64(i)
		y := 0.2*x + 3
		if i%13 == 5 {
			y += 50 // an outlier
		}
		rows = append(rows, row{[3]float64{x, 1, 0}, y})
	}
	c := posterior(rows, [3]float64{0, 0, 7}, [3]float64{1, 10, 1})
	if math.Abs(c[0]-0.2) > 0.01 || math.Abs(c[1]-3) > 0.3 {
		t.Errorf("slope %.3f and offset %.3f, drawn with 0.2 and 3", c[0], c[1])
	}
	if c[2] != 7 {
		t.Errorf("what no row speaks of moved from its prior to %.3f", c[2])
	}
	if got := posterior(nil, [3]float64{1, 2, 3}, [3]float64{1, 1, 1}); got != [3]float64{1, 2, 3} {
		t.Errorf("without rows %v", got)
	}
}

func TestWeatherSource(t *testing.T) {
	at := december.At(12, 0, time.UTC)
	measured := series.Series{Kind: series.Outdoor, Start: at.Add(-48 * time.Hour), Step: time.Hour}
	for i := range 48 {
		measured.Values = append(measured.Values, float64(i))
	}
	measured.Values[30] = math.NaN()
	set := series.Set{{Kind: series.Outdoor}: measured, {Kind: series.Outdoor, Forecast: true}: {
		Kind: series.Outdoor, Start: at, Step: time.Hour, Values: []float64{-5, -6},
	}}
	s := newSource(set, at)
	out, sun, sure := s.grid(at.Add(-48*time.Hour), 4*76)
	for _, c := range []struct {
		name string
		hour int
		want float64
		sure bool
	}{
		{"measured", 10, 10, true},
		{"a gap takes the day before", 30, 6, false},
		{"the forecast", 49, -6, true},
		{"beyond it the last day again", 50, 26, false},
		{"and again", 74, 26, false},
	} {
		if got := out[4*c.hour]; got != c.want || sure[4*c.hour] != c.sure {
			t.Errorf("%s: %.0f °C, sure %v; want %.0f, %v", c.name, got, sure[4*c.hour], c.want, c.sure)
		}
	}
	if sun[0] != 0 {
		t.Errorf("sun %.3f without any measure", sun[0])
	}
	if out, _, _ := newSource(nil, at).grid(at, 4); !math.IsNaN(out[0]) {
		t.Error("weather out of nothing")
	}
}

func TestFloorAndCeiling(t *testing.T) {
	set := func(c float64) home.Known[float64] { return home.Known[float64]{Value: c, Origin: home.Declared} }
	kind := func(k home.ZoneKind) home.Zone { return home.Zone{Kind: home.Known[home.ZoneKind]{Value: k}} }
	bedroom, basement, living := kind(home.Bedroom), kind(home.Basement), kind(home.Living)
	own, sensitive, piped := living, living, living
	own.FloorC = set(19)
	sensitive.Sensitive.Value = true
	piped.Plumbing.Value = true
	s := DefaultSafety()
	for _, c := range []struct {
		name        string
		home        home.Home
		zone        home.Zone
		hour        int
		usual, want float64
		code        string
	}{
		{"any room", home.Home{}, living, 12, 21, 16, limitFloor},
		{"a basement", home.Home{}, basement, 12, 21, 15, limitBasement},
		{"pipes do not lower a room's floor", home.Home{}, piped, 12, 21, 16, limitFloor},
		{"a bedroom by day", home.Home{}, bedroom, 12, 21, 16, limitFloor},
		{"a bedroom at 22 h", home.Home{}, bedroom, 22, 21, 18, limitBedroom},
		{"a bedroom at 5 h", home.Home{}, bedroom, 5, 21, 18, limitBedroom},
		{"a bedroom at 6 h", home.Home{}, bedroom, 6, 21, 16, limitFloor},
		{"sensitive to cold", home.Home{}, sensitive, 12, 21, 20, limitSensitive},
		{"the owner's own", home.Home{}, own, 12, 21, 19, limitOwnLow},
		{"the owner's own, lower: no effect", home.Home{LowC: set(14)}, living, 12, 21, 16, limitFloor},
		{"the home's own", home.Home{LowC: set(17.5)}, basement, 12, 21, 17.5, limitOwnLow},
		{"a cooler habit is the floor", home.Home{}, bedroom, 23, 17, 17, limitUsual},
	} {
		if got := s.floor(c.home, c.zone, c.hour, c.usual); got != (limit{c.want, c.code}) {
			t.Errorf("%s: %+v, want %.1f %s", c.name, got, c.want, c.code)
		}
	}
	for _, c := range []struct {
		name        string
		home        home.Home
		usual, want float64
		code        string
	}{
		{"any room", home.Home{}, 21, 23, limitCeiling},
		{"the owner's own", home.Home{HighC: set(22)}, 21, 22, limitOwnHigh},
		{"the owner's own, higher: no effect", home.Home{HighC: set(26)}, 21, 23, limitCeiling},
		{"a warmer habit is the ceiling", home.Home{HighC: set(22)}, 24, 24, limitUsual},
	} {
		if got := s.ceiling(c.home, c.usual); got != (limit{c.want, c.code}) {
			t.Errorf("ceiling, %s: %+v, want %.1f %s", c.name, got, c.want, c.code)
		}
	}
}

func TestHouseTellsWhatItLearned(t *testing.T) {
	toy := makeToy(toySpec{seed: 13, zones: []string{"living"}, from: december, days: 20, outdoor: -8})
	h := Learn(toy.history(december.Add(20)))
	if l := h.Loss("living"); math.Abs(float64(l)/toy.loss["living"]-1) > 0.1 {
		t.Errorf("loss %.4f kW/K of %.4f", l, toy.loss["living"])
	}
	noon, night := december.Add(20).At(12, 0, series.Toronto()), december.Add(20).At(2, 0, series.Toronto())
	for at, want := range map[time.Time]series.Maybe{noon: 21, night: 19} {
		if c, measured := h.Usual("living", at); c != want || !measured {
			t.Errorf("usually %.1f °C at %s, measured %v", c, at.Format("15:04"), measured)
		}
	}
	if c, measured := h.Usual("attic", noon); c.Known() || measured || h.Loss("attic").Known() {
		t.Error("something is known of a room that is not there")
	}
}

func TestEmptyHours(t *testing.T) {
	for _, c := range []struct {
		unused string
		hour   int
		want   bool
	}{
		{"", 12, false}, {"always", 3, true}, {"08:00-16:00", 8, true}, {"08:00-16:00", 16, false},
		{"22:00-06:00", 23, true}, {"22:00-06:00", 5, true}, {"22:00-06:00", 12, false}, {"8-16", 12, false}, {"08:xx-16:00", 12, false},
	} {
		if got := emptyAt(c.unused, 4*c.hour); got != c.want {
			t.Errorf("unused %q at %d h: %v", c.unused, c.hour, got)
		}
	}
}
