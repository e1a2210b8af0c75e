package bolt

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

var (
	testHome = homeRecord{
		version: 300, simulated: true, city: home.Quebec, weeks: seal.Tag{1, 2, 3, 4, 5, 6, 7, 8},
		series: []held{
			{number: 1, Held: store.Held{Key: series.Key{Kind: series.Energy}, First: at(14, 0), End: at(15, 0), Known: 23 * time.Hour, Step: quarter}},
			{number: 0, Held: store.Held{Key: series.Key{Zone: "salon", Kind: series.Outdoor, Forecast: true}, First: at(14, 0), End: at(15, 0), Known: time.Hour, Step: time.Hour}},
		},
		profile: []byte(`{"home":"maison-1"}`),
	}
	testWeeks = weeksRecord{
		0:   {{week: 2976, step: quarter, tag: seal.Tag{1}}, {week: 2977, step: time.Hour, tag: seal.Tag{2}}},
		300: {{week: 0, step: seal.Week, tag: seal.Tag{3}}},
	}
)

func TestRecordsComeBack(t *testing.T) {
	if got, err := parseHome(testHome.encode()); err != nil || !reflect.DeepEqual(got, testHome) {
		t.Errorf("home: %+v, %v", got, err)
	}
	if got, err := parseWeeks(testWeeks.encode()); err != nil || !reflect.DeepEqual(got, testWeeks) {
		t.Errorf("weeks: %+v, %v", got, err)
	}
	root := rootRecord{next: 7, sum: [32]byte{1, 2, 3}}
	if got, err := parseRoot(root.encode()); err != nil || got != root {
		t.Errorf("root: %+v, %v", got, err)
	}
	for n := range testWeeks.encode() {
		if _, err := parseWeeks(testWeeks.encode()[:n]); err == nil {
			t.Errorf("weeks cut to %d bytes: read", n)
		}
	}
}

// FuzzRecords: no bytes make reading a record panic or take memory out of proportion.
func FuzzRecords(f *testing.F) {
	f.Add(testHome.encode())
	f.Add(testWeeks.encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		parseHome(b)
		parseRoot(b)
		if w, err := parseWeeks(b); err == nil {
			if again, err := parseWeeks(w.encode()); err != nil || !reflect.DeepEqual(again, w) && !bytes.Equal(w.encode(), again.encode()) {
				t.Errorf("read %v, then %v, %v", w, again, err)
			}
		}
	})
}
