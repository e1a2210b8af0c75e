package seal

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"courant/coach/series"
)

var (
	testChunk = Chunk{Week: 2974, Step: 15 * time.Minute, First: 4, Values: []int32{3000, Gap, 3100, 2950}}
	testPlace = Place{Home: "maison-12", Key: series.Key{Zone: "salon", Kind: series.Outdoor}, Week: 2974}
)

func TestChunkOpensInItsPlaceAlone(t *testing.T) {
	s := NewSealer(NewKey())
	sealed := s.Chunk(nil, testPlace, testChunk)
	var scratch Scratch
	if got, err := s.OpenChunk(&scratch, testPlace, sealed); err != nil || !got.Equal(testChunk) {
		t.Fatalf("got %+v, %v", got, err)
	}
	for what, move := range map[string]func(p *Place){
		"another home":       func(p *Place) { p.Home = "maison-13" },
		"another zone":       func(p *Place) { p.Key.Zone = "cuisine" },
		"another kind":       func(p *Place) { p.Key.Kind = series.Solar },
		"the forecast":       func(p *Place) { p.Key.Forecast = true },
		"another week":       func(p *Place) { p.Week++ },
		"home and zone slid": func(p *Place) { p.Home, p.Key.Zone = "maison-12\x05salo", "n" },
	} {
		p := testPlace
		move(&p)
		if _, err := s.OpenChunk(&scratch, p, sealed); !errors.Is(err, ErrSealed) {
			t.Errorf("opened as %s: %v", what, err)
		}
	}
	if _, err := NewSealer(NewKey()).OpenChunk(&scratch, testPlace, sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("opened under another key: %v", err)
	}
	if _, err := s.OpenRecord(&scratch, chunkLabel+"x", "", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("opened as a record: %v", err)
	}
}

// Ensure no flipped bit and no cut goes unnoticed.
func TestEveryByteIsSealed(t *testing.T) {
	s := NewSealer(NewKey())
	sealed := s.Chunk(nil, testPlace, testChunk)
	var scratch Scratch
	for i := range sealed {
		for bit := range 8 {
			bad := bytes.Clone(sealed)
			bad[i] ^= 1 << bit
			if _, err := s.OpenChunk(&scratch, testPlace, bad); err == nil {
				t.Fatalf("bit %d of byte %d flipped: opened", bit, i)
			}
		}
		if _, err := s.OpenChunk(&scratch, testPlace, sealed[:i]); err == nil {
			t.Fatalf("cut to %d bytes: opened", i)
		}
	}
	newer := bytes.Clone(sealed)
	newer[0] = Version + 1
	if _, err := s.OpenChunk(&scratch, testPlace, newer); !errors.Is(err, ErrVersion) {
		t.Errorf("a newer version: %v", err)
	}
}

func TestSealingTwiceGivesTwoTags(t *testing.T) {
	s := NewSealer(NewKey())
	a, b := s.Chunk(nil, testPlace, testChunk), s.Chunk([]byte("before"), testPlace, testChunk)
	if !bytes.HasPrefix(b, []byte("before")) {
		t.Error("not appended")
	}
	if TagOf(a) == TagOf(b) {
		t.Error("two acts of sealing have one tag")
	}
}

func TestRecordOpensUnderItsLabelAndPlace(t *testing.T) {
	s := NewSealer(NewKey())
	sealed := s.Record(nil, "label", "place", []byte("plain"))
	var scratch Scratch
	if got, err := s.OpenRecord(&scratch, "label", "place", sealed); err != nil || string(got) != "plain" {
		t.Fatalf("got %q, %v", got, err)
	}
	if _, err := s.OpenRecord(&scratch, "label", "other", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("another place: %v", err)
	}
	if _, err := s.OpenRecord(&scratch, "other", "place", sealed); !errors.Is(err, ErrSealed) {
		t.Errorf("another label: %v", err)
	}
}

// Ensure a fleet's scan does not allocate for each chunk.
func TestOpenChunkReusesItsMemory(t *testing.T) {
	s := NewSealer(NewKey())
	sealed := s.Chunk(nil, testPlace, testChunk)
	var scratch Scratch
	allocs := testing.AllocsPerRun(100, func() {
		scratch.Reset()
		if _, err := s.OpenChunk(&scratch, testPlace, sealed); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 0 {
		t.Errorf("%v allocations a chunk", allocs)
	}
}
