package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

// errRecord says that a record's plain bytes are not what this package writes.
var errRecord = errors.New("bolt: not a record")

// homeRecord is what is kept of a home apart from its chunks.
type homeRecord struct {
	version   uint64
	simulated bool
	city      home.City
	weeks     seal.Tag // of the weeks record; zero without
	series    []held   // by key
	profile   []byte   // JSON
}

// held is one series of a home.
type held struct {
	number uint16
	store.Held
}

// find is the series of a key, or where it belongs.
func (h *homeRecord) find(key series.Key) (int, bool) {
	return slices.BinarySearchFunc(h.series, key, func(s held, key series.Key) int { return s.Key.Compare(key) })
}

// summary is what is told of the home.
func (h *homeRecord) summary(id home.ID) store.Summary {
	sum := store.Summary{Home: id, City: h.city, Simulated: h.simulated, Version: h.version}
	store.Describe(&sum, h.series, func(s *held) *store.Held { return &s.Held })
	return sum
}

func (h *homeRecord) encode() []byte {
	b := binary.AppendUvarint(nil, h.version)
	b = append(b, bit(h.simulated))
	b = appendText(b, string(h.city))
	b = append(b, h.weeks[:]...)
	b = binary.AppendUvarint(b, uint64(len(h.series)))
	for _, s := range h.series {
		b = binary.AppendUvarint(b, uint64(s.number))
		b = append(b, byte(s.Key.Kind), bit(s.Key.Forecast))
		b = appendText(b, s.Key.Zone)
		b = binary.AppendUvarint(b, uint64(s.First.Unix()))
		b = binary.AppendUvarint(b, uint64(s.End.Unix()))
		b = binary.AppendUvarint(b, uint64(s.Known/time.Second))
		b = binary.AppendUvarint(b, uint64(s.Step/time.Second))
	}
	return append(b, h.profile...)
}

func parseHome(b []byte) (h homeRecord, err error) {
	p := parser{rest: b}
	h.version = p.uvarint()
	h.simulated = p.bit()
	h.city = city(p.take(int(p.byte())))
	h.weeks = p.tag()
	h.series = make([]held, p.count(12))
	for i := range h.series {
		s := &h.series[i]
		s.number = uint16(p.uvarint())
		s.Key.Kind = series.Kind(p.byte())
		s.Key.Forecast = p.bit()
		s.Key.Zone = p.text()
		s.First, s.End = p.time(), p.time()
		s.Known, s.Step = p.seconds(), p.seconds()
	}
	h.profile = p.rest
	return h, p.err()
}

// city is a city's name; the known ones take no memory.
func city(b []byte) home.City {
	for _, c := range [...]home.City{home.Montreal, home.Quebec, home.TroisRivieres, home.Gatineau} {
		if string(b) == string(c) {
			return c
		}
	}
	return home.City(b)
}

// weeksRecord lists a home's chunks: by series number, then by week.
type weeksRecord map[uint16][]chunkRef

// chunkRef is one chunk as the weeks record has it.
type chunkRef struct {
	week int
	step time.Duration
	tag  seal.Tag
}

func (w weeksRecord) encode() []byte {
	numbers := make([]uint16, 0, len(w))
	for n := range w {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	b := binary.AppendUvarint(nil, uint64(len(numbers)))
	for _, n := range numbers {
		b = binary.AppendUvarint(b, uint64(n))
		b = binary.AppendUvarint(b, uint64(len(w[n])))
		last := 0
		for _, c := range w[n] {
			b = binary.AppendUvarint(b, uint64(c.week-last))
			b = binary.AppendUvarint(b, uint64(c.step/time.Second))
			b = append(b, c.tag[:]...)
			last = c.week
		}
	}
	return b
}

func parseWeeks(b []byte) (weeksRecord, error) {
	p := parser{rest: b}
	n := p.count(2)
	w := make(weeksRecord, n)
	for range n {
		number := uint16(p.uvarint())
		refs := make([]chunkRef, p.count(10))
		last := 0
		for i := range refs {
			refs[i] = chunkRef{week: last + int(p.uvarint()), step: p.seconds(), tag: p.tag()}
			last = refs[i].week
		}
		w[number] = refs
	}
	if len(p.rest) > 0 {
		p.bad = true
	}
	return w, p.err()
}

// put adds a chunk, or replaces the one of its week.
func (w weeksRecord) put(number uint16, c chunkRef) {
	i, found := w.search(number, c.week)
	if found {
		w[number][i] = c
		return
	}
	w[number] = slices.Insert(w[number], i, c)
}

func (w weeksRecord) search(number uint16, week int) (int, bool) {
	return slices.BinarySearchFunc(w[number], week, func(c chunkRef, week int) int { return c.week - week })
}

// rootRecord vouches for all homes and for the events.
type rootRecord struct {
	next uint32 // all homes' numbers are below
	sum  [sha256.Size]byte
}

func (r rootRecord) encode() []byte {
	return append(binary.BigEndian.AppendUint32(nil, r.next), r.sum[:]...)
}

func parseRoot(b []byte) (rootRecord, error) {
	if len(b) != 4+sha256.Size {
		return rootRecord{}, errRecord
	}
	return rootRecord{binary.BigEndian.Uint32(b), [sha256.Size]byte(b[4:])}, nil
}

// A summer makes the sum of a root.
type summer struct{ b []byte }

func (s *summer) home(number []byte, sealed []byte) {
	tag := tagOf(sealed)
	s.b = append(append(s.b, number...), tag[:]...)
}

func (s *summer) sum(events []byte) [sha256.Size]byte {
	tag := tagOf(events)
	return sha256.Sum256(append(s.b, tag[:]...))
}

// tagOf is the tag of sealed bytes that nobody has opened yet, zero for none.
func tagOf(sealed []byte) (tag seal.Tag) {
	if len(sealed) >= seal.Overhead {
		tag = seal.TagOf(sealed)
	}
	return tag
}

// Keys of the buckets.
func homeKey(number uint32) []byte { return binary.BigEndian.AppendUint32(nil, number) }

func chunkKey(number uint32, series uint16, week int) []byte {
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 8), number)
	b = binary.BigEndian.AppendUint16(b, series)
	return binary.BigEndian.AppendUint16(b, uint16(week))
}
