package influx

import (
	"cmp"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store/seal"
)

// A journal file is a magic and records, each its length (four bytes, big endian) and that many sealed
// bytes. The first, under the root key, says what the entry is about; the others, under the home's key,
// hold batchLines points each. A record opens at its own place in its own file alone.
const (
	journalMagic = "courant journal\x01"
	labelEntry   = "courant/journal/entry"
	labelPoints  = "courant/journal/points"
	mostRecord   = 1 << 20
)

var (
	errJournal   = errors.New("journal entry is damaged")
	errForgotten = errors.New("journal entry of a home without a key")
)

// byKey orders updates as the journal has them.
func (u update) byKey(o update) int { return cmp.Or(u.key.Compare(o.key), cmp.Compare(u.sec, o.sec)) }

// encode writes an entry. Its updates are sorted by key.
func (j *Journal) encode(e Entry, points *seal.Sealer) []byte {
	name := filepath.Base(e.path)
	head := appendText(nil, e.target)
	head = appendText(head, string(e.Home))
	head = appendText(head, e.City)
	head = binary.AppendUvarint(head, uint64(len(e.updates)))
	out := appendRecord([]byte(journalMagic), j.root.Record(nil, labelEntry, name, head))
	n := 0
	for batch := range slices.Chunk(e.updates, batchLines) {
		out = appendRecord(out, points.Record(nil, labelPoints, name+"\x00"+strconv.Itoa(n), appendUpdates(nil, batch)))
		n++
	}
	return out
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendRecord(b, sealed []byte) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(sealed))), sealed...)
}

// appendUpdates writes updates, those of a key together, times and values as differences.
func appendUpdates(b []byte, all []update) []byte {
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].key == all[0].key {
			n++
		}
		k := all[0].key
		b = appendText(b, k.Zone)
		forecast := byte(0)
		if k.Forecast {
			forecast = 1
		}
		b = append(b, byte(k.Kind), forecast)
		b = binary.AppendUvarint(b, uint64(n))
		var sec, q int64
		for _, u := range all[:n] {
			b = binary.AppendVarint(b, u.sec-sec)
			b = binary.AppendVarint(b, int64(u.q)-q)
			sec, q = u.sec, int64(u.q)
		}
		all = all[n:]
	}
	return b
}

// A cursor reads what the functions above wrote; bad says that it could not.
type cursor struct {
	b   []byte
	bad bool
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.bad, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *cursor) varint() int64 {
	v, n := binary.Varint(c.b)
	if n <= 0 {
		c.bad, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

func (c *cursor) text() string { return string(c.bytes(c.uvarint())) }

func (c *cursor) bytes(n uint64) []byte {
	if n > uint64(len(c.b)) {
		c.bad, c.b = true, nil
		return nil
	}
	out := c.b[:n]
	c.b = c.b[n:]
	return out
}

// record takes the next record's sealed bytes.
func (c *cursor) record() []byte {
	n := c.bytes(4)
	if len(n) < 4 {
		return nil
	}
	size := binary.BigEndian.Uint32(n)
	if size > mostRecord {
		c.bad = true
		return nil
	}
	return c.bytes(uint64(size))
}

// updates reads what appendUpdates wrote.
func (c *cursor) updates() (out []update) {
	for len(c.b) > 0 && !c.bad {
		key := series.Key{Zone: c.text()}
		head := c.bytes(2)
		if len(head) < 2 {
			return nil
		}
		key.Kind, key.Forecast = series.Kind(head[0]), head[1] == 1
		n := c.uvarint()
		var sec, q int64
		for ; n > 0 && !c.bad; n-- {
			sec += c.varint()
			q += c.varint()
			out = append(out, update{key, sec, int32(q)})
		}
		c.bad = c.bad || !key.Kind.Valid()
	}
	if c.bad {
		return nil
	}
	return out
}

// read reads an entry. A file that is damaged, whatever byte of it, gives errJournal and the longest good
// beginning; a home without a key errForgotten.
func (j *Journal) read(path string) (Entry, error) {
	e := Entry{path: path, damaged: true}
	raw, err := os.ReadFile(path)
	if err != nil {
		return e, err
	}
	c := &cursor{b: raw}
	if string(c.bytes(uint64(len(journalMagic)))) != journalMagic {
		return e, errJournal
	}
	name := filepath.Base(path)
	var scratch seal.Scratch
	plain, err := j.root.OpenRecord(&scratch, labelEntry, name, c.record())
	if err != nil {
		return e, errJournal
	}
	head := &cursor{b: plain}
	target, id, city, count := head.text(), home.ID(head.text()), head.text(), head.uvarint()
	if head.bad || !home.ValidID(string(id)) || count > uint64(len(raw)) {
		return e, errJournal
	}
	e.target, e.Home, e.City, e.Count, e.damaged = target, id, city, int(count), false
	key, ok := j.cfg.Keys(id)
	if !ok {
		return e, errForgotten
	}
	points := seal.NewSealer(key)
	for n := 0; len(c.b) > 0; n++ {
		plain, err := points.OpenRecord(&scratch, labelPoints, name+"\x00"+strconv.Itoa(n), c.record())
		if err != nil {
			e.damaged = true
			break
		}
		part := &cursor{b: plain}
		e.updates = append(e.updates, part.updates()...)
	}
	if e.Lost = e.Count - len(e.updates); e.Lost != 0 || e.damaged {
		e.damaged = true
		return e, errJournal
	}
	return e, nil
}
