package sim

import (
	"math"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// Houses and people of many pilots can all be lived.
func TestHouseholdsAreSound(t *testing.T) {
	for seed := range uint64(40) {
		for i := range 25 {
			h := NewHousehold(seed, i)
			if err := h.check(); err != nil {
				t.Fatalf("seed %d, home %d: %v", seed, i, err)
			}
			gain := 0.0
			for _, r := range h.House.Rooms {
				gain += r.Gain
				if need := r.UA() * (21 - designC); r.RatedKW < 1.1*need || r.RatedKW > 8 {
					t.Errorf("seed %d, home %d: %s has %.2f kW for a loss of %.2f", seed, i, r.Name, r.RatedKW, need)
				}
				if _, slow := r.TimeConstants(); slow < 17 || slow > 72 {
					t.Errorf("seed %d, home %d: %s has a time constant of %.0f h", seed, i, r.Name, slow)
				}
			}
			near(t, "shares of gains", gain, 1, 1e-9)
		}
	}
}

func simple(t *testing.T) (*World, Household) {
	t.Helper()
	w := world(t, Config{Seed: 7, From: winter.From, To: winter.From.AddDate(0, 0, 60)})
	return w, NewHousehold(7, 2)
}

// A household may be changed before it is lived; what was not changed stays.
func TestHouseholdsCompose(t *testing.T) {
	w, h := simple(t)
	h.People.Car = nil
	plain, err := h.Live(w, false)
	if err != nil {
		t.Fatal(err)
	}
	h.People.Car = &Car{KW: 7.2, KWh: 10, Share: 1, StartH: 22}
	car, err := h.Live(w, false)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "charging", car.Truth.CarKWh, 10*60, 60)
	near(t, "without the car", car.Truth.TotalKWh-car.Truth.CarKWh, plain.Truth.TotalKWh, 1e-6)
	leaky := h
	leaky.Changes = []Change{Drift(w.time(96*30), 0.2)}
	drafty, err := leaky.Live(w, false)
	if err != nil {
		t.Fatal(err)
	}
	if r := sum(drafty.Truth.Heating.Values[96*32:]) / sum(car.Truth.Heating.Values[96*32:]); r < 1.15 || r > 1.5 {
		t.Errorf("a fifth more loss takes %.2f times the heat", r)
	}
	h.People.Stove = &Stove{Room: 99}
	if _, err := h.Live(w, false); err == nil {
		t.Error("a stove in no room")
	}
	h.People.Stove, h.House = nil, House{}
	if _, err := h.Live(w, false); err == nil {
		t.Error("a household without a house")
	}
}

// Without answers the counterfactual is what was metered.
func TestCounterfactualWithoutAnswers(t *testing.T) {
	w, h := simple(t)
	h.People.FollowShare = 0
	out, err := h.Live(w, true)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range out.Set.Get("", series.Energy).Values {
		if math.Abs(v-out.Truth.Without.Values[k]) > 0.00051 {
			t.Fatalf("slot %d: %v and %v", k, v, out.Truth.Without.Values[k])
		}
	}
	h.People.FollowShare, h.People.OverrideShare = 1, 1
	out, err = h.Live(w, true)
	if err != nil {
		t.Fatal(err)
	}
	saved := 0.0
	for i, a := range out.Truth.Answers {
		if w.Events[i].Programme != h.People.Programme {
			continue
		}
		if a.Response != Overrode || !a.Until.After(a.Start) || !a.Until.Before(a.End) {
			t.Errorf("everyone overrides, but: %+v", a)
		}
		e, _ := out.Set.Get("", series.Energy).Sum(a.Start, a.Until)
		c, _ := out.Truth.Without.Sum(a.Start, a.Until)
		saved += c - e
	}
	if saved <= 0 {
		t.Errorf("nothing is saved until the override: %.1f kWh", saved)
	}
}

// Offsets are the programme's, in half degrees: up over the preheat, down at once, back over
// the recovery; bedrooms are not preheated in the morning, floors are left alone.
func TestBend(t *testing.T) {
	w := world(t, winter)
	h := NewHousehold(1, 0)
	h.People.FollowShare, h.People.OverrideShare, h.People.LeaveOutShare, h.People.PreheatBedrooms = 1, 0, 0, false
	h.People.Mode, h.People.Manual = home.Moderate, false
	answers := h.answers(w)
	for _, a := range answers {
		if a.Response == NotCalled || a.times.Slot != "am" {
			continue
		}
		if a.Offsets.PreheatC != 1.5 || a.Offsets.ReductionC != -3 {
			t.Fatalf("moderate is %+v", a.Offsets)
		}
		bent := func(room int, usual float64) []float64 {
			set := filled(w.n, usual)
			h.bend(w, answers, room, set)
			return set[w.slot(a.Start.Add(-3*time.Hour)) : w.slot(a.Start)+7*4]
		}
		for i, r := range h.House.Rooms {
			set := bent(i, 21)
			before, last, reduced, back := set[3], set[11], set[12], set[12+5*4]
			wantPre := 22.5
			if r.Kind == home.Bedroom {
				wantPre = 21
			}
			if before != 21 || last != wantPre || reduced != 18 || set[12+15] != 18 || back != 21 {
				t.Fatalf("%s: %v", r.Name, set)
			}
			for k := 1; k < 12; k++ {
				if set[k] < set[k-1] || set[k]-set[k-1] > 0.5 {
					t.Fatalf("%s preheats as %v", r.Name, set[:12])
				}
			}
			if cold := bent(i, 17)[12]; cold < floorC(r.Kind) {
				t.Fatalf("%s is turned down to %v", r.Name, cold)
			}
			if own := bent(i, 14)[12]; own != 14 {
				t.Fatalf("%s is turned up in the event, from 14 to %v", r.Name, own)
			}
		}
		h.House.Rooms[0].Slab = 0.8
		if bent(0, 21)[12] != 21 {
			t.Fatal("a heated floor is turned down")
		}
		return
	}
	t.Fatal("no morning event in a winter")
}

// Thermostats with a programme keep the wall clock through its change.
func TestProgrammesKeepTheWallClock(t *testing.T) {
	w := world(t, Config{Seed: 7, From: time.Date(2027, 3, 1, 0, 0, 0, 0, toronto), To: time.Date(2027, 3, 28, 0, 0, 0, 0, toronto)})
	h := NewHousehold(7, 0)
	h.People.VacationShare, h.People.DialsPerDay, h.People.NightDropC, h.People.FollowShare = 0, 0, 2, 0
	out, err := h.Live(w, false)
	if err != nil {
		t.Fatal(err)
	}
	set := out.Set.Get("salon", series.Setpoint)
	var wakes []string
	for k := 1; k < set.Len(); k++ {
		at := set.Time(k).In(toronto)
		if d := series.DateOf(at, toronto); !d.Weekend() && at.Hour() < 9 && set.Values[k] > set.Values[k-1] {
			wakes = append(wakes, at.Format("15:04"))
		}
	}
	if len(wakes) != 20 {
		t.Fatalf("%d weekday mornings: %v", len(wakes), wakes)
	}
	for _, c := range wakes {
		if c != wakes[0] {
			t.Fatalf("the morning begins at %v", wakes)
		}
	}
}

// Nobody home uses no hot water and cooks nothing; people are irregular.
func TestPeople(t *testing.T) {
	w := world(t, winter)
	empty := 0
	for i := range 30 {
		h := NewHousehold(1, i)
		h.People.VacationShare = 1
		d := h.keep(w)
		l := h.burden(w, d, nil)
		for _, v := range d.vacations {
			empty++
			from, to := w.slot(v.From.Add(24*time.Hour)), w.slot(v.To.Add(-time.Hour))
			for k := from; k < to; k++ {
				if d.presence[k] != Away || d.draws[k] != 0 {
					t.Fatalf("home %d: somebody is there on vacation, at %s", i, w.time(k))
				}
			}
			if to > from && sum(l.Base[from:to])/float64(to-from) > 0.9*sum(l.Base)/float64(w.n) {
				t.Errorf("home %d burns as much when nobody is there", i)
			}
		}
	}
	if empty < 25 {
		t.Errorf("%d vacations of 30 homes", empty)
	}
	wakes := map[int]bool{}
	h := NewHousehold(1, 0)
	d := h.keep(w)
	for k := 1; k < w.n; k++ {
		if d.presence[k] == Awake && d.presence[k-1] == Asleep {
			at := w.time(k).In(toronto)
			wakes[at.Hour()*4+at.Minute()/15] = true
		}
	}
	if len(wakes) < 6 {
		t.Errorf("they get up at %d different quarter hours in a winter", len(wakes))
	}
}

// The tank heats in whole draws of its element and gives back what was taken.
func TestWaterHeater(t *testing.T) {
	w, h := simple(t)
	d := h.keep(w)
	water := h.heatWater(w, d)
	taken := sum(d.draws) + h.People.TankLossKW*float64(w.n)/4
	near(t, "heated against taken", sum(water), taken, 1)
	full := 0
	for _, v := range water {
		if v < 0 || v > h.People.TankKW/4+1e-12 {
			t.Fatalf("%.3f kWh in a quarter hour with %.1f kW", v, h.People.TankKW)
		}
		if v == h.People.TankKW/4 {
			full++
		}
	}
	if full < 60 {
		t.Errorf("the element is on for a whole quarter hour %d times in 60 days", full)
	}
}
