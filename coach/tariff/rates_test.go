package tariff

import (
	"errors"
	"math"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
)

func TestPriceAndReward(t *testing.T) {
	r := Default(rules)
	for _, tc := range []struct {
		desc  string
		rate  home.Rate
		m     Moment
		price float64
	}{
		{"D, first tier", home.RateD, Moment{At: at("2026-01-12 07:00")}, 0.06905},
		{"D, second tier", home.RateD, Moment{At: at("2026-01-12 07:00"), Tier2: true}, 0.10652},
		{"D does not care for events", home.RateD, Moment{At: at("2026-01-12 07:00"), InEvent: true}, 0.06905},
		{"the winter credit is on top of D", home.RateWinterCredit, Moment{At: at("2026-01-12 07:00"), InEvent: true, Tier2: true}, 0.10652},
		{"Flex D in winter", home.RateFlexD, Moment{At: at("2026-01-12 05:00"), Tier2: true}, 0.08699},
		{"Flex D in an event", home.RateFlexD, Moment{At: at("2026-01-12 07:00"), InEvent: true, Tier2: true}, 0.45088},
		{"Flex D in summer is D", home.RateFlexD, Moment{At: at("2026-07-12 07:00"), Tier2: true}, 0.11142},
		{"the last moment of winter", home.RateFlexD, Moment{At: at("2026-03-31T23:59:59")}, 0.04774},
		{"the first of the new prices", home.RateFlexD, Moment{At: at("2026-04-01 00:00")}, 0.07065},
		{"Flex D in the winter to come", home.RateFlexD, Moment{At: at("2027-01-15 07:00"), InEvent: true}, 0.46463},
	} {
		got, err := r.Price(tc.rate, tc.m)
		if err != nil || math.Abs(got-tc.price) > 1e-12 {
			t.Errorf("%s: %v (%v), want %v", tc.desc, got, err, tc.price)
		}
	}
	for _, rate := range []home.Rate{home.RateDP, home.RateDT, "flexd"} {
		if _, err := r.Price(rate, Moment{At: at("2026-01-12 07:00")}); err == nil {
			t.Errorf("%s has a price", rate)
		}
	}
	for _, tc := range []struct {
		desc    string
		p       home.Programme
		at      string
		dollars float64
		avoided bool
		ok      bool
	}{
		{"winter credit 2025-26", home.WinterCredit, "2026-01-12 06:00", 0.56786, false, true},
		{"winter credit 2026-27", home.WinterCredit, "2027-01-12 06:00", 0.5849, false, true},
		{"winter credit 2022-23 is not known", home.WinterCredit, "2023-01-12 06:00", 0, false, false},
		{"Hilo", home.Hilo, "2025-01-12 06:00", 0.55, false, true},
		{"Hilo after its end", home.Hilo, "2026-01-12 06:00", 0, false, false},
		{"Flex D: not paid but avoided", home.FlexD, "2026-01-12 06:00", 0.45088, true, true},
		{"Flex D the day before its winter: no event price, so nothing to avoid", home.FlexD, "2026-11-30 06:00", 0, false, false},
		{"winter credit after its winter", home.WinterCredit, "2026-04-01 06:00", 0, false, false},
		{"no programme", home.NoProgramme, "2026-01-12 06:00", 0, false, false},
	} {
		got, ok := r.Reward(tc.p, at(tc.at))
		if ok != tc.ok || (ok && (math.Abs(got.Dollars-tc.dollars) > 1e-12 || got.Avoided != tc.avoided)) {
			t.Errorf("%s: %+v, %v", tc.desc, got, ok)
		}
	}
}

// The worked examples: 31.4 - 26 kWh at Hilo's 0.55 $, and the winter credit's 13 kWh.
func TestPay(t *testing.T) {
	r := Default(rules)
	if got, ok := r.Pay(home.Hilo, at("2025-01-12 06:00"), 31.4-26); !ok || got.String() != "2.97" {
		t.Errorf("5.4 kWh: %s $", got)
	}
	if got, ok := r.Pay(home.WinterCredit, at("2026-01-12 06:00"), 13); !ok || got.String() != "7.38" {
		t.Errorf("13 kWh: %s $", got)
	}
	if _, ok := r.Pay(home.WinterCredit, at("2026-01-12 06:00"), math.NaN()); ok {
		t.Error("an unknown energy is paid")
	}
}

func TestMarginal(t *testing.T) {
	r := Default(rules)
	m := Moment{At: at("2026-01-12 07:00")}
	for _, tc := range []struct {
		desc         string
		share, price float64
	}{
		{"clearly under", 0.5, 0.06905},
		{"at the lower edge", 0.9, 0.06905},
		{"at the quota", 1, (0.06905 + 0.10652) / 2},
		{"at the upper edge", 1.1, 0.10652},
		{"far over", 3, 0.10652},
		{"not known", math.NaN(), 0.10652},
	} {
		if got, err := r.Marginal(home.RateD, m, tc.share); err != nil || math.Abs(got-tc.price) > 1e-12 {
			t.Errorf("%s: %v (%v), want %v", tc.desc, got, err, tc.price)
		}
	}
}

func TestShare(t *testing.T) {
	r := Default(rules)
	e := flat(2, "2026-01-01", "2026-02-15")
	e.Values[100] = math.NaN() // filled with the mean of the last two weeks
	for _, tc := range []struct {
		desc, at string
		want     float64
	}{
		{"half way: 48 kWh a day against 40", "2026-02-01 00:00", 1.2},
		{"before the period", "2025-12-31 00:00", math.NaN()}, // nothing is known of the weeks before
		{"after it: what is known, the gap and the end filled", "2026-04-01 00:00", math.NaN()},
	} {
		got := r.Share(e, day("2026-01-01"), day("2026-03-02"), at(tc.at))
		if math.Abs(got-tc.want) > 1e-9 || math.IsNaN(got) != math.IsNaN(tc.want) {
			t.Errorf("%s: %v, want %v", tc.desc, got, tc.want)
		}
	}
	if got := r.Share(flat(2, "2026-01-01", "2026-02-15"), day("2026-01-01"), day("2026-01-31"), at("2026-02-15 00:00")); math.Abs(got-1.2) > 1e-9 {
		t.Errorf("a period that is over: %v", got)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tc := range []struct {
		desc, text string
		id         string
		line       string
	}{
		{"unknown key", "schema = 1\n[[d]]\nfrom = 2027-04-01\ntier3_cents = 9.0\n", "dated.unknown-key", "4"},
		{"no price", "schema = 1\n[[d]]\nfrom = 2027-04-01\naccess_cents_day = 46.0\ntier_kwh_day = 40.0\ntier1_cents = 7.0\nsource = 'x'\n", "dated.missing", "2"},
		{"a price below nothing", "schema = 1\n[[reward]]\nprogramme = 'hilo'\nfrom = 2027-04-01\ncents = -1.0\nsource = 'x'\n", "dated.value", "5"},
		{"a price that is finer than can be counted", "schema = 1\n[[reward]]\nprogramme = 'hilo'\nfrom = 2027-04-01\ncents = 1.00001\nsource = 'x'\n", "dated.value", "5"},
		{"a price that is no number", "schema = 1\n[[reward]]\nprogramme = 'hilo'\nfrom = 2027-04-01\ncents = nan\nsource = 'x'\n", "dated.value", "5"},
		{"a price of a thousand dollars", "schema = 1\n[[reward]]\nprogramme = 'hilo'\nfrom = 2027-04-01\ncents = 100000.0\nsource = 'x'\n", "dated.value", "5"},
		{"dollars in words", "schema = 1\n[[reward]]\nprogramme = 'hilo'\nfrom = 2027-04-01\ncents = 'fifty'\nsource = 'x'\n", "dated.syntax", "5"},
		{"a programme that pays nothing", "schema = 1\n[[reward]]\nprogramme = 'flex-d'\nfrom = 2027-04-01\ncents = 1.0\nsource = 'x'\n", "dated.value", "3"},
		{"a tax that is not known", "schema = 1\n[[tax]]\ntax = 'hst'\nfrom = 2027-04-01\npercent = 13.0\nsource = 'x'\n", "dated.value", "3"},
		{"two prices from one day", "schema = 1\n[[tax]]\ntax = 'gst'\nfrom = 2027-04-01\npercent = 5.0\nsource = 'x'\n[[tax]]\ntax = 'gst'\nfrom = 2027-04-01\npercent = 6.0\nsource = 'x'\n", "dated.overlap", "7"},
		{"a day without a price", "schema = 1\n[[tax]]\ntax = 'gst'\nfrom = 2027-04-01\nuntil = 2027-12-31\npercent = 5.0\nsource = 'x'\n[[tax]]\ntax = 'gst'\nfrom = 2028-01-02\npercent = 6.0\nsource = 'x'\n", "dated.hole", "8"},
	} {
		_, err := Parse("own.toml", []byte(tc.text), Default(rules), rules)
		var e *fault.Error
		if !errors.As(err, &e) || string(e.ID) != tc.id || arg(e, "line") != tc.line || arg(e, "file") != "own.toml" {
			t.Errorf("%s: %v; want %s at line %s", tc.desc, err, tc.id, tc.line)
		}
	}
}

func TestOwnPriceReplaces(t *testing.T) {
	r, err := Parse("own.toml", []byte("schema = 1\n[[d]]\nfrom = 2026-04-01\naccess_cents_day = 47.1\ntier_kwh_day = 40.0\ntier1_cents = 7.065\ntier2_cents = 11.142\nsource = 'my bill'\n"), Default(rules), rules)
	if err != nil {
		t.Fatal(err)
	}
	b, err := r.Bill(home.RateD, Usage{Energy: flat(1, "2026-05-01", "2026-05-02")}, day("2026-05-01"), day("2026-05-02"), NoTaxes)
	if err != nil || b.Lines[0].Price.String() != "0.471" || b.Confidence != "" {
		t.Errorf("%v: %+v", err, b)
	}
	found := false
	for _, e := range r.List() {
		found = found || (e.File == "own.toml" && e.Line == 2 && e.Item == "access" && e.Price.String() == "0.471" && e.Source == "my bill")
	}
	if !found {
		t.Error("the list does not show the person's own price")
	}
}

func arg(e *fault.Error, name string) string {
	for _, a := range e.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Whatever a file of rates holds, Parse answers with rates or with a fault, and rates make
// bills or faults: never a panic.
func FuzzParse(f *testing.F) {
	f.Add(string(builtin))
	f.Add(ownRates)
	f.Add("schema = 1\n[[d]]\nfrom = 2026-04-01\naccess_cents_day = 1e3\ntier_kwh_day = 0.0\ntier1_cents = 0.0001\ntier2_cents = -0.0\nsource = 'x'\n")
	e := flat(1, "2026-05-01", "2026-05-02").Resample(15 * time.Minute)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse("fuzz.toml", []byte(text), nil, rules)
		if err != nil {
			if !errors.Is(err, fault.Invalid) {
				t.Fatalf("not a fault: %v", err)
			}
			return
		}
		r.List()
		if _, err := r.Compare(Usage{Energy: e, Outdoor: e}, day("2026-05-01"), day("2026-05-02"), Quebec); err != nil {
			t.Fatal(err)
		}
	})
}
