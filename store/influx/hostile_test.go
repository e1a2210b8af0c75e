package influx

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
)

// pullAll reads every home of a bucket.
func pullAll(t *testing.T, c *Client, q Query) (map[home.ID]Pulled, Skipped) {
	t.Helper()
	all := map[home.ID]Pulled{}
	var before home.ID
	skipped, err := c.Pull(context.Background(), q, func(p Pulled) error {
		if p.Home <= before {
			t.Errorf("%s comes after %s", p.Home, before)
		}
		before = p.Home
		all[p.Home] = p
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, skipped
}

// mustWrite writes lines past courant's checks.
func mustWrite(t *testing.T, b influxtest.Bucket, lines ...string) {
	t.Helper()
	if err := b.Lines(lines...); err != nil {
		t.Fatal(err)
	}
}

// shared reports whether others may write to the bucket too: on a person's own server.
func shared(b influxtest.Bucket) bool {
	return b.Name == os.Getenv("COURANT_TEST_INFLUX2_BUCKET") && b.URL == os.Getenv("COURANT_TEST_INFLUX2_URL")
}

// Ensure that what a tag may hold neither ends a query, nor is asked for, nor hides the others.
func TestHostileNames(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own is not filled with hostile names")
		}
		hostile := []string{
			`h1"\ or\ true`, `h1"\ or\ r.household\ \=~\ /.*/\ or\ r.household\=\="x`, `${1+1}`, `h\,1`, `h'1`, "h\x1b[31mred\x07", "h\u202egniht", `h\\x`, `h;DROP\ DATABASE`, strings.Repeat("x", 65), `../../etc`,
		}
		mustWrite(t, b, "consumption,household=h1 energy_kwh=1 1764565200", "consumption,household=h1 energy_kwh=2 1764568800")
		for i, name := range hostile {
			mustWrite(t, b, fmt.Sprintf("consumption,household=%s energy_kwh=%d 1764565200", name, i))
		}
		mustWrite(t, b, `consumption,household=h1,zone=a"b energy_kwh=7 1764565200`, `consumption,household=h1,city=${x} energy_kwh=3 1764572400`)
		all, skipped := pullAll(t, c, Query{})
		if len(all) != 1 || all["h1"].Values() != 3 || all["h1"].City != "" {
			t.Errorf("read %v; want h1 alone, with three values and no city", all)
		}
		if skipped.Values != len(hostile)+1 || len(skipped.Names) != len(hostile)+1 {
			t.Errorf("skipped %d values of %q; want %d", skipped.Values, skipped.Names, len(hostile)+1)
		}
		for _, name := range skipped.Names {
			for _, r := range name {
				if (r < ' ' || r > '~') && r != '…' {
					t.Errorf("the name %q may not be shown", name)
				}
			}
		}
		if index, odd, err := c.List(context.Background()); err != nil || len(index) != 1 || index[0].Home != "h1" || c.canQL(t) && odd.Values != len(hostile)+1 {
			t.Errorf("listed %v, skipped %v, %v; want h1 alone", index, odd, err)
		}
		for _, id := range []home.ID{`h1" or r.household =~ /.*/ or r.household=="x`, "h1' OR 1=1 --", "", "h\n1"} {
			if _, err := c.Read(context.Background(), id, time.Time{}, time.Time{}); !errors.Is(err, fault.Invalid) {
				t.Errorf("the id %q was not refused: %v", id, err)
			}
		}
	})
}

// Ensure what does not belong to a series is left out, and told.
func TestOddPoints(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own is not filled with odd points")
		}
		s := day0.Unix()
		var lines []string
		for i := range int64(48) {
			lines = append(lines, fmt.Sprintf("consumption,household=h1 energy_kwh=1,outdoor_c=-5,watts=900 %d", s+i*3600))
		}
		lines = append(lines,
			"consumption,household=h1 energy_kwh=9 1",                                             // 1970: seconds taken for nanoseconds
			fmt.Sprintf("consumption,household=h1 energy_kwh=9 %d", at.Unix()+86400),              // not yet
			fmt.Sprintf("consumption,household=h1 outdoor_c=9 %d", at.Unix()+3600-at.Unix()%3600), // a forecast
			fmt.Sprintf("consumption,household=h1 energy_kwh=9 %d", s+5*3600+1234),                // between the hours
			fmt.Sprintf("consumption,household=h1 energy_kwh=2 %d", s+48*3600-2),                  // a clock two seconds slow
			fmt.Sprintf("consumption,household=h1,city=quebec energy_kwh=1 %d", s+3600),           // again, with a city
			fmt.Sprintf("other,household=h2 energy_kwh=1 %d", s),                                  // not ours
		)
		mustWrite(t, b, lines...)
		all, _ := pullAll(t, c, Query{})
		p := all["h1"]
		want := map[quality.Code]int{quality.Ancient: 1, quality.Future: 1, BetweenGrid: 1, Snapped: 1, DuplicateEqual: 1, CityConflict: 1}
		if got := counts(p.Issues); fmt.Sprint(got) != fmt.Sprint(want) || len(all) != 1 {
			t.Errorf("%d homes, issues %v; want one, %v", len(all), got, want)
		}
		e := p.Set.Get("", series.Energy)
		if sum, missing := e.Sum(day0, day0.Add(49*time.Hour)); sum != 50 || missing != 0 || e.Len() != 49 || !e.Start.Equal(day0) {
			t.Errorf("energy: %d intervals from %s, sum %g, %s missing; want 49, 50 kWh", e.Len(), e.Start, sum, missing)
		}
		if o := p.Set.Get("", series.Outdoor); o.Known() != 49 {
			t.Errorf("%d outdoor temperatures, want 49: the one to come is the forecast", o.Known())
		}
	})
}

// Ensure a field that is a text in one week and a number in the others loses no number: Flux
// gives nothing behind the first change.
func TestFieldThatChangesItsType(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own keeps its types")
		}
		week := int64(7 * 86400)
		s := day0.Unix()
		for i := range int64(5) {
			mustWrite(t, b, fmt.Sprintf("consumption,household=h1 energy_kwh=1.5 %d", s+i*3600))
			mustWrite(t, b, fmt.Sprintf("consumption,household=h1 energy_kwh=\"one and a half\" %d", s+week+i*3600))
			mustWrite(t, b, fmt.Sprintf("consumption,household=h1 energy_kwh=2i %d", s+2*week+i*3600))
			mustWrite(t, b, fmt.Sprintf("consumption,household=h1 energy_kwh=2.5 %d", s+3*week+i*3600))
			mustWrite(t, b, fmt.Sprintf("consumption,household=h2 indoor_c=\"warm\" %d", s+i*3600))
		}
		if !c.canQL(t) {
			t.Skip("a server without InfluxQL cannot tell the types of a field")
		}
		all, _ := pullAll(t, c, Query{})
		e := all["h1"].Set.Get("", series.Energy)
		if sum, _ := e.Sum(e.Start, e.End()); e.Known() != 15 || math.Abs(sum-30) > 1e-9 {
			t.Errorf("%d values that add up to %g, want 15 and 30", e.Known(), sum)
		}
		if got := counts(all["h1"].Issues); got[WrongType] != 5 {
			t.Errorf("issues %v, want five texts", got)
		}
		if got := counts(all["h2"].Issues); got[WrongType] != 5 || len(all["h2"].Set) != 0 {
			t.Errorf("h2: set %v, issues %v; want nothing and five texts", all["h2"].Set, got)
		}
		// Numbers cannot be written into the week of the texts; the others are.
		set := series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 24*14, 3)}
		_, err := c.Write(context.Background(), store.Batch{Home: "h1", Set: set})
		var f *fault.Error
		if !errors.As(err, &f) || f.ID != msgRejected || f.Code != fault.Invalid {
			t.Fatalf("writing numbers into a week of texts: %v, want %s", err, msgRejected)
		}
		refused := 0
		for _, a := range f.Args {
			if a.Name == "count" {
				fmt.Sscan(a.Value, &refused)
			}
		}
		all, _ = pullAll(t, c, Query{To: day0.Add(14 * 24 * time.Hour)})
		if got := all["h1"].Set.Get("", series.Energy).Known(); got+refused != 24*14 || refused == 0 || got == 0 {
			t.Errorf("%d values are there and %d were refused, want %d in all", got, refused, 24*14)
		}
	})
}

// canQL reports whether a client may ask InfluxQL.
func (c *Client) canQL(t *testing.T) bool {
	t.Helper()
	d, err := c.Dialect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return d.InfluxQL
}

func TestBucketOfAnotherProgram(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own may hold anything")
		}
		mustWrite(t, b, "kWh,entity_id=hilo_energy_total value=1 1764565200", "°C,entity_id=salon value=20 1764565200")
		_, err := c.Pull(context.Background(), Query{}, func(Pulled) error { return nil })
		var f *fault.Error
		if !errors.As(err, &f) || f.ID != msgForeign || !errors.Is(err, fault.Foreign) || !strings.Contains(err.Error(), "kWh") {
			t.Errorf("pull: %v, want %s that names kWh", err, msgForeign)
		}
		if _, _, err := c.Homes(context.Background()); !errors.Is(err, fault.Foreign) {
			t.Errorf("homes: %v, want foreign", err)
		}
	})
}

func TestHomeThatIsNotThere(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		ids := names(t, 1)
		if _, err := c.Write(context.Background(), store.Batch{Home: ids[0], Set: series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 3, 1)}}); err != nil {
			t.Fatal(err)
		}
		_, err := c.Read(context.Background(), ids[0]+"x", time.Time{}, time.Time{})
		var f *fault.Error
		if !errors.As(err, &f) || f.ID != store.MsgNoHome || !strings.Contains(err.Error(), string(ids[0])) {
			t.Errorf("%v, want %s and the nearest name", err, store.MsgNoHome)
		}
	})
}
