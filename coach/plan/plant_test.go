package plan

import (
	"compress/gzip"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// plant reads the house of five zones that EnergyPlus simulated, beside the repository;
// without it the test is skipped.
func plant(t testing.TB) (series.Set, []Event) {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", "plant-average-house")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("needs ../shared/data/plant-average-house beside the repository")
	}
	set := series.Set{}
	for _, file := range []string{"home.csv.gz", "zones.csv.gz"} {
		rows := readCSV(t, filepath.Join(dir, file))
		for _, row := range rows[1:] {
			at := parse(t, row[0])
			zone := ""
			for c, name := range rows[0][1:] {
				if name == "zone" {
					zone = row[c+1]
					continue
				}
				kind, ok := series.ParseKind(name)
				if !ok {
					t.Fatalf("column %q", name)
				}
				key := series.Key{Zone: zone, Kind: kind}
				s, ok := set[key]
				if !ok {
					s = series.Series{Kind: kind, Start: at.UTC(), Step: Step}
				}
				v, err := strconv.ParseFloat(row[c+1], 64)
				if err != nil {
					v = math.NaN()
				}
				s.Values = append(s.Values, v)
				set[key] = s
			}
		}
	}
	var events []Event
	for _, row := range readCSV(t, filepath.Join(dir, "events.csv"))[1:] {
		w := Window{Event: row[0], Start: parse(t, row[0]), End: parse(t, row[1]), PreheatStart: parse(t, row[3]), RecoveryEnd: parse(t, row[4])}
		events = append(events, Event{Window: w, PreheatC: 1.5, ReductionC: -3, Reward: 0.5849, MinKWh: 2})
	}
	return set, events
}

func readCSV(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	if filepath.Ext(name) == ".gz" {
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		r = csv.NewReader(z)
	}
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func parse(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func plantHome() home.Home {
	return home.Resolve(home.Profile{ID: "average"}, []string{"basement", "bed_main", "bed_small", "kitchen", "living"})
}

// Explore
func TestPlantExplore(t *testing.T) {
	set, events := plant(t)
	loc := series.Toronto()
	for n, e := range events {
		day := series.DateOf(e.Start, loc)
		at := day.Start(loc).Add(-7 * time.Hour)
		h := Learn(History{Home: plantHome(), Series: set, Past: events[:n], At: at, Loc: loc})
		if n == len(events)-1 {
			for _, m := range h.record.rooms {
				t.Logf("%-10s loss %.4f gain %.1f..%.1f ap %.1f most %.2f body %+v spread %.2f excited %v days %d", m.name, m.loss, minOf(m.gain[:]), maxOf(m.gain[:]), m.aperture, m.most, m.body, m.spread, m.excited, m.habit.days)
			}
		}
		p := h.Plan(Ask{Day: day, Events: []Event{e}, Mode: home.Moderate})
		actual := 0.0
		for _, m := range h.record.rooms {
			s, _ := set.Get(m.name, series.Heating).Sum(e.Start, e.End)
			actual += s
		}
		t.Logf("%s answer %.2f n=%d  event %.1f actual %.1f  without %.1f  low %.1f high %.1f conf %s cold %.1f anchor %.2f gave %d", e.Start.Format("01-02T15"), h.answer, h.events, p.EventEnergyKWh, actual, p.WithoutEventEnergyKWh, p.EventLowKWh, p.EventHighKWh, p.Confidence, p.ColdDegreeHours, p.AnchorExtraKWh, len(p.GaveWay))
		for _, v := range p.GaveWay {
			t.Logf("   gave %+v", v)
		}
		if n == 3 {
			for _, z := range p.Zones {
				line := ""
				for _, s := range z.Slots[12:52] {
					line += strconv.FormatFloat(float64(s.SetpointC), 'f', 1, 64) + "/" + strconv.FormatFloat(float64(s.UsualC), 'f', 1, 64) + " "
				}
				t.Log(z.Zone, line)
			}
			t.Log("outdoor", p.OutdoorLowC, p.OutdoorHighC)
		}
		for _, z := range p.Zones {
			s := set.Get(z.Zone, series.Indoor)
			var sum, cnt, in float64
			for _, slot := range z.Slots {
				if a := s.At(slot.Start); slot.Phase != "normal" && known(a) {
					d := a - float64(slot.IndoorC)
					sum += d * d
					cnt++
					if a >= float64(slot.LowC) && a <= float64(slot.HighC) {
						in++
					}
				}
			}
			t.Logf("   %-10s rmse in event %.2f  inside band %.2f worst %.1f at %s floor %.1f %s", z.Zone, math.Sqrt(sum/cnt), in/cnt, z.WorstDropC, z.WorstAt.Format("15:04"), z.FloorC, z.FloorBy)
		}
	}
}

func minOf(x []float64) float64 {
	m := math.Inf(1)
	for _, v := range x {
		m = min(m, v)
	}
	return m
}
func maxOf(x []float64) float64 {
	m := math.Inf(-1)
	for _, v := range x {
		m = max(m, v)
	}
	return m
}
