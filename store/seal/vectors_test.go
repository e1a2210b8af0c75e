package seal

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"courant/coach/series"
)

var makeVectors = flag.Bool("make-vectors", false, "write testdata/format/chunks.json anew: for a new version of the format only")

const vectorFile = "../../testdata/format/chunks.json"

// A vector is one chunk in all of its forms, for other programs too.
type vector struct {
	What           string         `json:"what"`
	Key            string         `json:"key_hex"`
	Home           string         `json:"home"`
	Zone           string         `json:"zone"`
	Kind           string         `json:"kind"`
	KindNumber     uint8          `json:"kind_number"`
	PerUnit        float64        `json:"storage_steps_per_unit"`
	Forecast       bool           `json:"forecast"`
	Week           int            `json:"week"`
	WeekStart      time.Time      `json:"week_start"`
	StepSeconds    int            `json:"step_s"`
	FirstSlot      int            `json:"first_slot"`
	Values         []series.Maybe `json:"values"`
	Plain          string         `json:"plain_hex"`
	AdditionalData string         `json:"additional_data_hex"`
	Sealed         string         `json:"sealed_hex"`
}

func (v vector) place() Place {
	kind, _ := series.ParseKind(v.Kind)
	return Place{Home: v.Home, Key: series.Key{Zone: v.Zone, Kind: kind, Forecast: v.Forecast}, Week: v.Week}
}

// Ensure what version 1 of the format wrote is read for ever.
func TestVectors(t *testing.T) {
	if *makeVectors {
		writeVectors(t)
	}
	b, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 5 {
		t.Fatalf("%d vectors", len(all))
	}
	for _, v := range all {
		key := Key(unhex(t, v.Key))
		kind, ok := series.ParseKind(v.Kind)
		if !ok || uint8(kind) != v.KindNumber || kind.PerUnit() != v.PerUnit {
			t.Errorf("%s: kind %s", v.What, v.Kind)
		}
		var scratch Scratch
		c, err := NewSealer(key).OpenChunk(&scratch, v.place(), unhex(t, v.Sealed))
		if err != nil {
			t.Errorf("%s: %v", v.What, err)
			continue
		}
		if c.Week != v.Week || c.Step != time.Duration(v.StepSeconds)*time.Second || c.First != v.FirstSlot || !WeekStart(c.Week).Equal(v.WeekStart) {
			t.Errorf("%s: %+v", v.What, c)
		}
		s := Join(nil, kind, []Chunk{c}, time.Time{}, time.Time{})
		if len(s.Values) != len(v.Values) {
			t.Fatalf("%s: %d values, want %d", v.What, len(s.Values), len(v.Values))
		}
		for i, x := range v.Values {
			if got := s.Values[i]; x.Known() != (got == got) || x.Known() && got != float64(x) {
				t.Errorf("%s: value %d is %v, want %v", v.What, i, got, x)
			}
		}
		if !bytes.Equal(Append(nil, c), unhex(t, v.Plain)) || !bytes.Equal(v.place().append(nil), unhex(t, v.AdditionalData)) {
			t.Errorf("%s: other plain bytes, or another place", v.What)
		}
	}
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeVectors(t *testing.T) {
	var all []vector
	for _, v := range []struct {
		what     string
		zone     string
		forecast bool
		in       series.Series
	}{
		{"energies, every quarter hour, no gap", "", false, of(series.Energy, at(14, 6, 0), quarter, 0.3, 0.3125, 0.2988, 1.5, 0)},
		{"a temperature in a zone, with gaps and below zero", "sous-sol", false, of(series.Indoor, at(15, 0, 0), time.Hour, 20.25, nan, nan, -1.5, 20.24, nan, 20, 20, 20, 21)},
		{"a forecast of the sun over the end of a week", "", true, of(series.Solar, at(20, 22, 0), time.Hour, 812.3, 640)},
		{"one value a week", "", false, of(series.Duty, at(14, 0, 0), Week, 0.3333)},
		{"the largest and the smallest value", "", false, of(series.Heating, at(14, 0, 0), 24*time.Hour, -107374.1824, 107374.1823)},
		{"hours of minutes over the end of a week, one missing: the first chunk", "", false, minutes()},
	} {
		chunks, _ := Split(v.in)
		c, key := chunks[0], NewKey()
		out := vector{
			What: v.what, Key: hex.EncodeToString(key[:]), Home: "maison-12", Zone: v.zone, Kind: v.in.Kind.String(), KindNumber: uint8(v.in.Kind),
			PerUnit: v.in.Kind.PerUnit(), Forecast: v.forecast, Week: c.Week, WeekStart: WeekStart(c.Week), StepSeconds: int(c.Step / time.Second),
			FirstSlot: c.First, Plain: hex.EncodeToString(Append(nil, c)),
		}
		for _, x := range Join(nil, v.in.Kind, chunks[:1], time.Time{}, time.Time{}).Values {
			out.Values = append(out.Values, series.Maybe(x))
		}
		out.AdditionalData = hex.EncodeToString(out.place().append(nil))
		out.Sealed = hex.EncodeToString(NewSealer(key).Chunk(nil, out.place(), c))
		all = append(all, out)
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	b = regroup(b)
	if err := os.WriteFile(vectorFile, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func minutes() series.Series {
	s := series.New(series.Outdoor, at(20, 20, 0), time.Minute, 300)
	for i := range s.Values {
		if i < 60 || i >= 120 {
			s.Values[i] = -15 + float64(i%17)/100
		}
	}
	return s
}

// regroup puts the numbers of a list on one line.
func regroup(b []byte) []byte {
	var out []byte
	depth := 0
	for i, c := range b {
		switch {
		case c == '[' && i > 0:
			depth++
		case c == ']' && depth > 0:
			depth--
		case depth > 0 && (c == '\n' || c == ' '):
			continue
		}
		out = append(out, c)
	}
	return append(out, '\n')
}
