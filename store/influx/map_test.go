package influx

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/store"
	"courant/store/influx/influxtest"
)

// simulated is one home of the project's own simulator at the poll of Hilo, with rooms.
func simulated(t *testing.T, days int) series.Set {
	t.Helper()
	from := time.Date(2026, 1, 28, 5, 0, 0, 0, time.UTC)
	pilot, err := sim.NewPilot(sim.Config{Homes: 12, Seed: 5, From: from, To: from.AddDate(0, 0, days), Step: 5 * time.Minute, At: from})
	if err != nil {
		t.Fatal(err)
	}
	for h, err := range pilot.Homes() {
		if err != nil {
			t.Fatal(err)
		}
		zones := h.Set.Zones()
		if len(zones) >= 3 && h.Set.Get(zones[0], series.Heating).Len() > 0 {
			return h.Set
		}
	}
	t.Fatal("no home with rooms and their energies")
	return nil
}

// asHomeAssistant is the truth of simulated as a Home Assistant would have kept it: everything was
// away for five hours, one room for three, one shows °F, one was added a second time.
func asHomeAssistant(set series.Set) influxtest.HomeAssistant {
	zones := set.Zones()
	start := set.Get("", series.Energy).Start
	return influxtest.HomeAssistant{
		Set: set, Loc: series.Toronto(), FahrenheitZone: zones[1], DoubledZone: zones[2],
		Away: []influxtest.Away{
			{From: start.Add(50 * time.Hour), To: start.Add(55 * time.Hour)},
			{Entity: influxtest.HAZone(zones[0]), From: start.Add(80 * time.Hour), To: start.Add(83 * time.Hour)},
		},
	}
}

func mappedClient(t *testing.T, b influxtest.Bucket, m Map) *Client {
	t.Helper()
	cfg := configOf(b)
	cfg.Map = m
	c, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// Ensure that a bucket of Home Assistant, in both query languages and on every server, gives the home that was
// simulated: within a watt a quarter hour for energies told by power, a hundredth of a degree and
// the sensors' own rounding for temperatures.
func TestHomeAssistantIsTheTruth(t *testing.T) {
	set := simulated(t, 6)
	ha := asHomeAssistant(set)
	lines := ha.Lines()
	onEvery(t, func(t *testing.T, b influxtest.Bucket, plain *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own is not filled with another program's points")
		}
		mustWrite(t, b, lines...)
		c := mappedClient(t, b, Map{Schema: SchemaHomeAssistant, Home: "h-1", City: "montreal"})
		c.known = plain.known
		all, skipped := pullAll(t, c, Query{})
		p := all["h-1"]
		if len(all) != 1 || p.City != home.Montreal || skipped.Values != 0 {
			t.Fatalf("%d homes, city %q, skipped %v; want h-1 of montreal alone", len(all), p.City, skipped)
		}
		compareWithTruth(t, set, p.Set, ha)
		if len(p.Set) != 2+3*len(set.Zones()) {
			t.Errorf("series %v; want the home's energy and outdoor, and three of each room: no stranger", p.Set.Keys())
		}
		if n := counts(p.Issues)[quality.Reset]; n != 6 {
			t.Errorf("issues %v; want the six midnights of the daily counter", counts(p.Issues))
		}
		// The same in spans: nothing depends on where a read begins.
		whole := p.Set
		from := set.Get("", series.Energy).Start.Add(37 * time.Hour)
		part, err := c.ReadHome(context.Background(), "h-1", from, from.Add(30*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		for k, s := range whole {
			got := part.Set[k].Window(from, from.Add(30*time.Hour))
			for i, want := range s.Window(from, from.Add(30*time.Hour)).Values {
				if math.IsNaN(want) != math.IsNaN(got.Values[i]) || math.Abs(want-got.Values[i]) > 1e-9 {
					t.Fatalf("%s at %s: %g in a part, %g in the whole", k, got.Time(i), got.Values[i], want)
				}
			}
		}
		sums, _, err := c.Homes(context.Background())
		if err != nil || len(sums) != 1 || sums[0].Home != "h-1" || len(sums[0].Zones) != len(set.Zones()) || !sums[0].From.Equal(set.Get("", series.Energy).Start) {
			t.Errorf("homes %+v, %v", sums, err)
		}
		totals, err := c.Totals(context.Background(), Query{})
		months := map[cell]bool{}
		for _, total := range TotalsOf("h-1", whole) {
			months[cell{total.Key, total.Month}] = true
		}
		for _, total := range totals {
			delete(months, cell{total.Key, total.Month})
		}
		if err != nil || len(months) > 0 {
			t.Errorf("totals %v, %v; none of %v", totals, err, months)
		}
		mustWrite(t, b, fmt.Sprintf("W,domain=sensor,entity_id=smartenergymeter_power value=1 %d", set.Get("", series.Energy).Start.Unix()+7))
		if again, err := c.Totals(context.Background(), Query{}); err != nil || fmt.Sprint(again) == fmt.Sprint(totals) {
			t.Errorf("one point more: totals %v, %v; want others than before", again, err)
		}
		if _, err := c.Write(context.Background(), store.Batch{Home: "h-1", Set: whole}); !isFault(err, msgMapWrite) {
			t.Errorf("write: %v, want %s: another program's bucket is not written to", err, msgMapWrite)
		}
	})
}

// compareWithTruth compares what was read with what was simulated. Nothing may be known where
// everything was away, but for the quarter hours at its ends.
func compareWithTruth(t *testing.T, truth, got series.Set, ha influxtest.HomeAssistant) {
	t.Helper()
	away := ha.Away[0]
	for key, s := range truth {
		if key.Forecast || key.Kind == series.Solar || key.Kind == series.Duty {
			continue
		}
		tolerance := 0.06 // °C: a tenth is what a thermostat shows
		switch {
		case key.Kind == series.Energy:
			tolerance = 0.002 // kWh: the counter's thousandths at both ends
		case key.Kind.Sums():
			tolerance = 0.0002 // kWh: half a watt, and the storage step
		}
		want := s.Resample(mapStep)
		have := got[series.Key{Zone: influxtest.HAZone(key.Zone), Kind: key.Kind}]
		missing, worst, where := 0, 0.0, time.Time{}
		for i, w := range want.Values {
			at := want.Time(i)
			g := have.At(at)
			if math.IsNaN(g) {
				missing++
				continue
			}
			if at.After(away.From.Add(mapStep)) && at.Before(away.To.Add(-mapStep)) {
				t.Errorf("%s: %g at %s, when all was away", key, g, at)
				break
			}
			if i == 0 || near(at, ha.Away) {
				continue // a counter's first reading is five minutes late
			}
			if off := math.Abs(g - w); off > worst {
				worst, where = off, at
			}
		}
		if worst > tolerance {
			t.Errorf("%s: off by %g at %s, want %g at most", key, worst, where, tolerance)
		}
		// Five hours away, three in one room, and the half hours around them.
		if most := int((10 * time.Hour) / mapStep); missing > most {
			t.Errorf("%s: %d quarter hours missing of %d, want %d at most", key, missing, want.Len(), most)
		}
	}
}

// near reports whether a quarter hour touches a span when something was away: values there are held.
func near(at time.Time, all []influxtest.Away) bool {
	for _, a := range all {
		if at.After(a.From.Add(-2*mapStep)) && at.Before(a.To.Add(2*mapStep)) {
			return true
		}
	}
	return false
}

// Ensure that counters are read by Home Assistant's own rule, and that no fall makes energy.
func TestCounters(t *testing.T) {
	const m = 5 * 60
	for _, c := range []struct {
		desc    string
		sec     []int64
		v       []float64
		want    []float64 // from the first quarter hour on
		issues  map[quality.Code]int
		heating bool
	}{
		{"a steady meter", []int64{0, 900, 1800}, []float64{10, 10.5, 11.5}, []float64{0.5, 1}, nil, false},
		{"readings between the quarters", []int64{0, 600, 1200, 1800}, []float64{0, 0.6, 1.2, 1.8}, []float64{0.9, 0.9}, nil, false},
		{"a reset to zero", []int64{0, 900, 1800, 2700}, []float64{40, 41, 0.5, 1}, []float64{1, 0.5, 0.5}, map[quality.Code]int{quality.Reset: 1}, false},
		{"a meter replaced by one that reads more", []int64{0, 900, 1800, 2700}, []float64{1, 2, 40_000, 40_001}, []float64{1, math.NaN(), 1}, map[quality.Code]int{BadReading: 1}, false},
		{"jitter downwards", []int64{0, 900, 1800, 2700}, []float64{10, 11, 10.9, 12}, []float64{1, 0.5, 0.5}, map[quality.Code]int{BadReading: 1}, false},
		{"jitter that stays", []int64{0, 900, 1800, 7200}, []float64{10, 11, 10.9, 11.6}, []float64{1, 0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, map[quality.Code]int{BadReading: 1}, true},
		{"a zero in between", []int64{0, 900, 900 + m, 1800, 2700}, []float64{10, 11, 0, 12, 13}, []float64{1, 1, 1}, map[quality.Code]int{BadReading: 1}, false},
		{"a pause within the hold", []int64{0, 900, 3600}, []float64{10, 11, 14}, []float64{1, 1, 1, 1}, nil, false},
		{"a pause beyond it", []int64{0, 900, 900 * 9, 900 * 10}, []float64{10, 11, 19, 20}, []float64{1, nan, nan, nan, nan, nan, nan, nan, nan, 1}, map[quality.Code]int{LongPause: 1}, false},
		{"a heater that was off for a day", []int64{0, 900, 900 * 97}, []float64{10, 11, 11.096}, append([]float64{1}, repeat(0.001, 96)...), nil, true},
		{"not a number", []int64{0, 900, 1800}, []float64{10, nan, 12}, []float64{1, 1}, map[quality.Code]int{NotFinite: 1}, false},
	} {
		kind := series.Energy
		if c.heating {
			kind = series.Heating
		}
		r := reader{source: source{key: series.Key{Kind: kind}, read: readCounter, factor: 1, hold: holdOf(kind)}, until: t0 + 1e6, signs: map[int64]bool{}}
		p := &points{}
		for i, s := range c.sec {
			p.add(t0-t0%900+s, c.v[i], true)
		}
		got := r.series(p)
		if len(got.Values) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.desc, got.Values, c.want)
			continue
		}
		for i, w := range c.want {
			if g := got.Values[i]; math.IsNaN(g) != math.IsNaN(w) || math.Abs(g-w) > 1e-9 {
				t.Errorf("%s: quarter %d is %g, want %g", c.desc, i, g, w)
			}
		}
		if got := counts(r.grid.issues); fmt.Sprint(got) != fmt.Sprint(c.issues) && len(got)+len(c.issues) > 0 {
			t.Errorf("%s: issues %v, want %v", c.desc, got, c.issues)
		}
	}
}

var nan = math.NaN()

func repeat(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}

// Ensure a level is a mean over time, that it stands for its hold and not longer, and never beyond now.
func TestLevels(t *testing.T) {
	base := t0 - t0%900
	for _, c := range []struct {
		desc  string
		sec   []int64
		v     []float64
		until int64
		want  []float64
	}{
		{"two thirds low, a third high", []int64{0, 600, 900}, []float64{10, 40, 10}, 1800, []float64{20, 10}},
		{"one value stands until now", []int64{0}, []float64{21}, 2700, []float64{21, 21, 21}},
		{"the quarter at hand is not over", []int64{0}, []float64{21}, 2600, []float64{21, 21}},
		{"an hour's hold", []int64{0, 9000}, []float64{21, 22}, 9900, []float64{21, 21, 21, 21, nan, nan, nan, nan, nan, nan, 22}},
		{"less than half of a quarter is no value", []int64{600, 900}, []float64{21, 22}, 1800, []float64{22}},
		{"half of one is", []int64{450, 900}, []float64{21, 22}, 1800, []float64{21, 22}},
		{"out of order", []int64{900, 0}, []float64{22, 21}, 1800, []float64{21, 22}},
	} {
		r := reader{source: source{key: series.Key{Kind: series.Indoor}, read: readLevel, factor: 1, hold: time.Hour}, until: base + c.until, signs: map[int64]bool{}}
		p := &points{}
		for i, s := range c.sec {
			p.add(base+s, c.v[i], true)
		}
		got := r.series(p)
		if len(got.Values) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.desc, got.Values, c.want)
			continue
		}
		for i, w := range c.want {
			if g := got.Values[i]; math.IsNaN(g) != math.IsNaN(w) || math.Abs(g-w) > 1e-9 {
				t.Errorf("%s: %v, want %v", c.desc, got.Values, c.want)
				break
			}
		}
	}
}

// Ensure any other bucket is read by what a person says of it: homes and rooms by tags, other units, ends
// of intervals, hostile tag values left out.
func TestBucketByMapping(t *testing.T) {
	m := Map{Schema: SchemaOther, HomeTag: "dwelling", Series: []Source{
		{Measurement: "meter", Field: "wh", Kind: "energy", Unit: "Wh", Label: "end"},
		{Measurement: "climate", Field: "t", Kind: "indoor", ZoneTag: "room", Unit: "°F", Tags: map[string]string{"where": "in \"side\"'s"}},
	}}
	onEvery(t, func(t *testing.T, b influxtest.Bucket, plain *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own is not filled with another program's points")
		}
		var lines []string
		for i := range int64(48) {
			at := day0.Unix() + i*3600
			for _, d := range []string{"d-1", "d-2", `12\ rue\ des\ Érables`, "a\x1b[31m"} {
				lines = append(lines, fmt.Sprintf("meter,dwelling=%s wh=%d %d", d, 1500, at+3600))
				lines = append(lines, fmt.Sprintf(`climate,dwelling=%s,room=salon,where=in\ "side"'s t=68 %d`, d, at))
				lines = append(lines, fmt.Sprintf(`climate,dwelling=%s,room=cave,where=in\ "side"'s t=50 %d`, d, at))
				lines = append(lines, fmt.Sprintf(`climate,dwelling=%s,room=cave,where=out t=0 %d`, d, at))
			}
		}
		mustWrite(t, b, lines...)
		c := mappedClient(t, b, m)
		c.known = plain.known
		all, skipped := pullAll(t, c, Query{})
		if len(all) != 2 || len(skipped.Names) != 6 || skipped.Values != 6*48 {
			t.Fatalf("homes %v, skipped %v; want d-1 and d-2, the address and the escape left out", all, skipped)
		}
		for _, id := range []home.ID{"d-1", "d-2"} {
			set := all[id].Set
			e := set.Get("", series.Energy)
			if sum, gap := e.Sum(day0, day0.AddDate(0, 0, 2)); math.Abs(sum-72) > 1e-9 || gap != 0 || e.Step != time.Hour {
				t.Errorf("%s: %g kWh, %s missing, step %s; want 72 in hours", id, sum, gap, e.Step)
			}
			for zone, want := range map[string]float64{"salon": 20, "cave": 10} {
				if got := set.Get(zone, series.Indoor).Mean(day0, day0.AddDate(0, 0, 2)); math.Abs(got-want) > 1e-9 {
					t.Errorf("%s, %s: %g °C, want %g", id, zone, got, want)
				}
			}
		}
		if _, err := c.ReadHome(context.Background(), "d-3", time.Time{}, time.Time{}); !isFault(err, store.MsgNoHome) {
			t.Errorf("a home that is not there: %v", err)
		}
		if part, err := c.ReadHome(context.Background(), "d-2", day0, day0.Add(3*time.Hour)); err != nil || part.Set.Get("", series.Energy).Len() != 3 {
			t.Errorf("three hours of d-2: %v, %v", part.Set, err)
		}
		wrong := m
		wrong.Series = []Source{{Measurement: "nothing", Field: "t", Kind: "indoor"}}
		if _, err := mappedClient(t, b, wrong).Pull(context.Background(), Query{}, func(Pulled) error { return nil }); !isFault(err, msgMapNone) {
			t.Errorf("a mapping that finds nothing: %v, want %s", err, msgMapNone)
		}
	})
}

// Ensure that what cannot be mapped is refused before anything is sent.
func TestMapsThatCannotBe(t *testing.T) {
	good := Source{Measurement: "W", Kind: "energy"}
	with := func(edit func(*Source)) Map {
		s := good
		edit(&s)
		return Map{Home: "h-1", Series: []Source{s}}
	}
	for _, c := range []struct {
		desc string
		m    Map
		id   fault.ID
	}{
		{"no schema of ours", Map{Schema: "openhab", Home: "h-1"}, msgMap},
		{"a home without a schema", Map{Home: "h-1"}, msgMap},
		{"neither home nor tag", Map{Schema: SchemaHomeAssistant}, msgMapHome},
		{"both", Map{Schema: SchemaHomeAssistant, Home: "h-1", HomeTag: "x"}, msgMapHome},
		{"an address for a home", Map{Schema: SchemaHomeAssistant, Home: "12 rue des Érables"}, msgMap},
		{"a city of elsewhere", Map{Schema: SchemaHomeAssistant, Home: "h-1", City: "paris"}, msgMap},
		{"other without series", Map{Schema: SchemaOther, Home: "h-1"}, msgMap},
		{"no measurement", with(func(s *Source) { s.Measurement = "" }), msgMap},
		{"no kind", with(func(s *Source) { s.Kind = "" }), msgMap},
		{"a zone with a blank", with(func(s *Source) { s.Zone = "le salon" }), msgMap},
		{"an unknown unit", with(func(s *Source) { s.Unit = "BTU" }), msgMap},
		{"a unit of something else", with(func(s *Source) { s.Unit = "°C" }), msgMapUnit},
		{"a power that is a counter", with(func(s *Source) { s.Read = "counter" }), msgMap},
		{"an energy that stands", with(func(s *Source) { s.Unit, s.Read = "kWh", "level" }), msgMap},
		{"a label", with(func(s *Source) { s.Label = "middle" }), msgMap},
		{"a hold of a year", with(func(s *Source) { s.Hold = "8760h" }), msgMap},
	} {
		if err := c.m.Check(); !isFault(err, c.id) {
			t.Errorf("%s: %v, want %s", c.desc, err, c.id)
		}
	}
	if err := with(func(s *Source) { s.Hold, s.Zone = "2h", "salon" }).Check(); err != nil {
		t.Error(err)
	}
}

// Ensure the names of Home Assistant's entities are told apart.
func TestHomeAssistantNames(t *testing.T) {
	number := map[string]Sample{"value": {"1", true}}
	entity := func(unit, id string) Found {
		return Found{unit, map[string]string{"domain": "sensor", "entity_id": id}, number}
	}
	found := []Found{
		entity("W", "smartenergymeter_power"), entity("W", "meter00_power"), entity("kWh", "meter00_hilo_energy"), entity("kWh", "hilo_energy_total"),
		entity("°C", "thermostat_chambre_2_temperature"), entity("°C", "thermostat_chambre_2_target_temperature"), entity("W", "thermostat_chambre_2_power"), entity("W", "thermostat_chambre_2_power_2"),
		entity("°C", "thermometer_temperature"), entity("W", "thermometer_power"), entity("kWh", "hilo_energy_total_medium"), entity("kWh", "hq_dpc_winter_peak_consumption"),
		entity("°C", "outdoor_weather_hilo"), entity("kWh", "borne_energy"), entity("°F", "congelateur_temperature"),
		{"climate.thermostat_chambre_2_2", map[string]string{"domain": "climate", "entity_id": "thermostat_chambre_2_2"}, map[string]Sample{"current_temperature": {"70", true}, "temperature": {"68", true}, "max_temp": {"97", true}, "state": {"heat", false}}},
		{"sensor.x_power", map[string]string{"domain": "sensor", "entity_id": "meter_power"}, map[string]Sample{"value": {"3", true}, "unit_of_measurement_str": {"kW", false}}},
	}
	var got []string
	for _, s := range homeAssistant(found).sources {
		got = append(got, fmt.Sprintf("%s/%s %s.%s %s", s.Zone, s.Kind, s.Tags["entity_id"], s.Field, s.Unit))
		if _, err := s.compile(SchemaHomeAssistant); err != nil {
			t.Error(err)
		}
	}
	want := []string{
		"/energy meter00_hilo_energy. ", "/energy hilo_energy_total. ", "/energy meter00_power. ", "/energy meter_power. kW", "/energy smartenergymeter_power. ",
		"/outdoor outdoor_weather_hilo. ",
		"chambre_2/heating thermostat_chambre_2_power. ", "chambre_2/heating thermostat_chambre_2_power_2. ",
		"chambre_2/indoor thermostat_chambre_2_temperature. ", "chambre_2/indoor thermostat_chambre_2_2.current_temperature °F",
		"chambre_2/setpoint thermostat_chambre_2_target_temperature. ", "chambre_2/setpoint thermostat_chambre_2_2.temperature °F",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Ensure what a bucket of Home Assistant may hold beside good points is left out and told: another unit of time, the
// future, texts, names that would end a query, the same entity under other tags.
func TestMappedOddPoints(t *testing.T) {
	name := `a"b'c ${1+1}, d) |> x` + "\u202e" // of a measurement, a field, a tag and its value
	line := strings.NewReplacer(" ", `\ `, ",", `\,`, "=", `\=`).Replace
	onEvery(t, func(t *testing.T, b influxtest.Bucket, plain *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own is not filled with odd points")
		}
		var lines []string
		for i := range int64(96) {
			at := day0.Unix() + i*900
			tags := "domain=sensor,entity_id=meter_power"
			if i >= 48 {
				tags += ",friendly_name=Compteur" // its name was made a tag
			}
			lines = append(lines, fmt.Sprintf("W,%s value=1000 %d", tags, at), fmt.Sprintf("W,%s value=1000 %d", tags, at+7),
				fmt.Sprintf("°C,domain=sensor,entity_id=outdoor_weather_hilo value=-5 %d", at),
				fmt.Sprintf("%s,%s=%s %s=20 %d", line(name), line(name), line(name), line(name), at))
		}
		lines = append(lines,
			"W,domain=sensor,entity_id=meter_power value=9000 1",                                // 1970
			fmt.Sprintf("W,domain=sensor,entity_id=meter_power value=9000 %d", at.Unix()+86400), // not yet
			fmt.Sprintf("W,domain=sensor,entity_id=meter_power;drop\\ x value=9000 %d", day0.Unix()),
			fmt.Sprintf("°C,domain=sensor,entity_id=outdoor_weather_hilo value=\"cold\" %d", day0.AddDate(0, 0, -14).Unix()),
		)
		mustWrite(t, b, lines...)
		c := mappedClient(t, b, Map{Schema: SchemaHomeAssistant, Home: "h-1"})
		c.known = plain.known
		all, _ := pullAll(t, c, Query{})
		p := all["h-1"]
		e := p.Set.Get("", series.Energy)
		if sum, missing := e.Sum(day0, day0.AddDate(0, 0, 1)); math.Abs(sum-24) > 1e-9 || missing != 0 {
			t.Errorf("%g kWh, %s missing; want 24", sum, missing)
		}
		if got := counts(p.Issues); got[quality.Ancient] != 1 || got[quality.Future] != 1 {
			t.Errorf("issues %v; want one of 1970 and one of the future", got)
		}
		if got := p.Set.Get("", series.Outdoor).Mean(day0, day0.AddDate(0, 0, 1)); c.canQL(t) && got != -5 {
			t.Errorf("outdoor %g beside a text, want -5", got)
		}
		odd := mappedClient(t, b, Map{Schema: SchemaOther, Home: "h-1", Series: []Source{
			{Measurement: name, Field: name, Tags: map[string]string{name: name}, Kind: "indoor", Zone: "salon"},
		}})
		odd.known = plain.known
		if all, _ := pullAll(t, odd, Query{}); all["h-1"].Set.Get("salon", series.Indoor).Known() < 96 {
			t.Errorf("names of odd characters: %v; want a day in the salon", all)
		}
		survey, err := c.Survey(context.Background())
		if err != nil || len(survey.Found) < 5 {
			t.Fatalf("survey %+v, %v", survey, err)
		}
		toml := Map{Schema: SchemaOther, Home: "h-1", Series: []Source{{Measurement: name, Field: name, Tags: map[string]string{name: name}, Kind: "indoor"}}}.TOML()
		if strings.ContainsAny(toml, "\u202e\x1b") {
			t.Errorf("a proposal holds what a terminal could obey: %q", toml)
		}
	})
}

// Ensure a bucket of neither kind gets a proposal that can be pasted and read.
func TestProposeOther(t *testing.T) {
	number := func(names ...string) map[string]Sample {
		out := map[string]Sample{}
		for _, n := range names {
			out[n] = Sample{"1", true}
		}
		return out
	}
	p := Propose(Survey{Found: []Found{
		{"elec", map[string]string{"house": "a"}, number("power_w", "voltage")},
		{"elec", map[string]string{"house": "b"}, number("power_w", "voltage")},
		{"temp", map[string]string{"house": "a", "room": "salon"}, number("value_c", "battery")},
		{"outdoor", map[string]string{}, number("temp_f")},
		{"cpu", map[string]string{"host": "x"}, number("usage_idle")},
	}}, "h-1")
	var got []string
	for _, s := range p.Map.Series {
		got = append(got, fmt.Sprintf("%s.%s %s %s %s", s.Measurement, s.Field, s.Kind, s.Unit, s.ZoneTag))
	}
	want := "elec.power_w energy W |temp.value_c indoor °C room|outdoor.temp_f outdoor °F "
	if p.Schema != SchemaOther || p.Map.HomeTag != "house" || strings.Join(got, "|") != want || len(p.Other) != 1 {
		t.Errorf("%s by %s: %s, others %v; want %s", p.Schema, p.Map.HomeTag, strings.Join(got, "|"), p.Other, want)
	}
	if err := p.Map.Check(); err != nil {
		t.Error(err)
	}
	if !strings.Contains(p.Map.TOML(), "[[influx.map.series]]\nkind = \"energy\"\nmeasurement = \"elec\"\nfield = \"power_w\"\nunit = \"W\"\n") {
		t.Error(p.Map.TOML())
	}
}

// Ensure that nothing is held over two hours of silence of a whole home, nor since its last sign of life.
func TestDarken(t *testing.T) {
	first := t0 / mapSeconds
	for _, c := range []struct {
		desc  string
		signs []int64
		n     int
		want  []int // the quarter hours that stay
	}{
		{"signs throughout", []int64{0, 1, 2, 3}, 4, []int{0, 1, 2, 3}},
		{"a short silence", []int64{0, 5}, 6, []int{0, 1, 2, 3, 4, 5}},
		{"two hours of it", []int64{0, 9}, 10, []int{0, 9}},
		{"silence since", []int64{0, 1}, 4, []int{0, 1}},
	} {
		signs := map[int64]bool{}
		for _, at := range c.signs {
			signs[first+at] = true
		}
		s := series.New(series.Indoor, time.Unix(first*mapSeconds, 0), mapStep, c.n)
		for i := range s.Values {
			s.Values[i] = 20
		}
		darken(s, signs)
		var got []int
		for i, v := range s.Values {
			if !math.IsNaN(v) {
				got = append(got, i)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v stay, want %v", c.desc, got, c.want)
		}
	}
}
