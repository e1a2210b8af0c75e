package thermal

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// A plant is a house that EnergyPlus simulated: five rooms, three people, eight events.
type plant struct {
	from   time.Time
	rooms  []string
	data   map[string]Data
	rated  map[string]float64
	events []plantEvent
}

// A plantEvent is an event as slots: preheat, window, recovery.
type plantEvent struct{ preheat, start, end, back int }

// openPlant reads the house beside the repository; without it the test is skipped.
func openPlant(t testing.TB) plant {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "data", "plant-average-house")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("needs ../shared/data/plant-average-house beside the repository")
	}
	p := plant{data: map[string]Data{}, rated: map[string]float64{}}
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	moment := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var shared Data
	for i, row := range plantRows(t, filepath.Join(dir, "home.csv.gz")) {
		if i == 0 {
			p.from = moment(row[0])
		}
		shared.OutdoorC = append(shared.OutdoorC, number(row[2]))
		shared.Sun = append(shared.Sun, number(row[3])/1000)
		shared.Hour = append(shared.Hour, uint8(i/4%24))
	}
	shared.Event = make([]bool, len(shared.Hour))
	for _, row := range plantRows(t, filepath.Join(dir, "events.csv")) {
		slot := func(s string) int { return int(moment(s).Sub(p.from) / Step) }
		e := plantEvent{slot(row[3]), slot(row[0]), slot(row[1]), slot(row[4])}
		for i := e.preheat; i < e.back; i++ {
			shared.Event[i] = true
		}
		p.events = append(p.events, e)
	}
	for _, row := range plantRows(t, filepath.Join(dir, "zones.csv.gz")) {
		d, ok := p.data[row[1]]
		if !ok {
			d = shared
			p.rooms = append(p.rooms, row[1])
		}
		d.SetpointC = append(d.SetpointC, number(row[2]))
		d.IndoorC = append(d.IndoorC, number(row[3]))
		d.HeatKW = append(d.HeatKW, number(row[4])/stepH)
		p.data[row[1]] = d
	}
	raw, err := os.ReadFile(filepath.Join(dir, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Zones map[string]struct {
			W float64 `json:"baseboard_w"`
		}
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	for name, z := range truth.Zones {
		p.rated[name] = z.W / 1000
	}
	return p
}

func plantRows(t testing.TB, name string) [][]string {
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
	return rows[1:]
}

// ahead is what acted on a room in slots [from, to), its set-points moved by by.
func (p *plant) ahead(room string, from, to int, by func(slot int) float64) Ahead {
	d := p.data[room]
	a := Ahead{OutdoorC: d.OutdoorC[from:to], Sun: d.Sun[from:to], Hour: d.Hour[from:to], SetpointC: append([]float64(nil), d.SetpointC[from:to]...)}
	for i := range a.SetpointC {
		a.SetpointC[i] += by(from + i)
	}
	return a
}

// Each past event of the EnergyPlus house is forecast at 17 h on the eve from the days
// before it, with the set-points and the weather that came: bias of the event's heat against
// the heat without it, and what the 80 % intervals hold. Nobody's network of resistances is
// inside that house.
func TestForecastsEventsOfThePlant(t *testing.T) {
	p := openPlant(t)
	var miss, usual, squares, slots, inside, held, events float64
	for n, e := range p.events {
		if n < 2 {
			continue // a history without events is not what is tested here
		}
		at := e.start/slotsADay*slotsADay - 7*4
		var all, plain []Forecast
		drawn := 0.0
		for _, room := range p.rooms {
			d := p.data[room]
			f := Fit(d.until(at), Prior{RatedKW: p.rated[room]})
			got := f.Forecast(p.ahead(room, at, e.back, func(int) float64 { return 0 }), e.start-at, e.end-at)
			all = append(all, got)
			plain = append(plain, f.Forecast(p.ahead(room, at, e.back, func(i int) float64 {
				switch {
				case i < e.preheat || i >= e.end:
					return 0
				case i < e.start:
					return -math.Round(3*(float64(i-e.preheat)+1)/8) / 2
				}
				return 3
			}), e.start-at, e.end-at))
			for i := e.preheat; i < e.back; i++ {
				c := d.IndoorC[i] - got.IndoorC[i-at]
				squares, slots = squares+c*c, slots+1
				if math.Abs(c) <= z80*got.IndoorSD[i-at] {
					inside++
				}
			}
			for i := e.start; i < e.end; i++ {
				drawn += d.HeatKW[i] * stepH
			}
		}
		kwh, sd := Together(all)
		without, _ := Together(plain)
		t.Logf("%s: %.1f ± %.1f kWh forecast, %.1f drawn, %.1f without the event", p.from.Add(time.Duration(e.start)*Step).Format("2006-01-02T15"), kwh, z80*sd, drawn, without)
		miss, usual, events = miss+kwh-drawn, usual+without, events+1
		if math.Abs(kwh-drawn) <= z80*sd+0.05 { // what cannot be told from zero
			held++
		}
	}
	bias, rmse := miss/usual, math.Sqrt(squares/slots)
	t.Logf("event heat %+.1f %% of the no-event heat; indoor miss %.2f °C; the 80 %% intervals hold %.0f %% of temperatures, %.0f of %.0f energies", 100*bias, rmse, 100*inside/slots, held, events)
	if math.Abs(bias) > 0.05 {
		t.Errorf("event heat is off by %+.1f %% of the no-event heat", 100*bias)
	}
	if rmse > 0.45 {
		t.Errorf("indoor miss %.2f °C", rmse)
	}
	if c := inside / slots; c < 0.7 || c > 0.9 {
		t.Errorf("the 80 %% band holds %.0f %% of the temperatures", 100*c)
	}
	if held < 0.6*events {
		t.Errorf("the 80 %% interval holds %.0f of %.0f energies", held, events)
	}
}
