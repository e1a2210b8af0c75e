package vault

import (
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"

	"courant/coach/fault"
)

// An Entry is one home of the vault.
type Entry struct {
	ID       string // pseudonym
	Number   uint32 // its opaque number in the store; never given to another home
	Key      [KeySize]byte
	Identity Identity
}

// An Identity is who a home is, for those who may know. It is nowhere but in the vault.
type Identity struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address,omitempty"`
	Meter   string `json:"meter,omitempty"`
	Note    string `json:"note,omitempty"`
}

// table is what the vault holds. It is not changed once made: a change makes another.
type table struct {
	id       [16]byte
	storeKey [KeySize]byte
	next     uint32
	entries  []Entry // sorted by number
	byID     map[string]int
}

func newTable(id [16]byte, storeKey [KeySize]byte, next uint32, entries []Entry) *table {
	t := &table{id: id, storeKey: storeKey, next: next, entries: entries, byID: make(map[string]int, len(entries))}
	for i, e := range entries {
		t.byID[e.ID] = i
	}
	return t
}

// with is a copy with new homes, each under a key of its own; t itself when it has all.
func (t *table) with(ids []string) *table {
	entries, next := slices.Clone(t.entries), t.next
	added := map[string]bool{}
	for _, id := range ids {
		if _, ok := t.byID[id]; ok || added[id] {
			continue
		}
		added[id] = true
		entries = append(entries, Entry{ID: id, Number: next, Key: newKey()})
		next++
	}
	if next == t.next {
		return t
	}
	return newTable(t.id, t.storeKey, next, entries)
}

// without is a copy that lacks a home.
func (t *table) without(id string) *table {
	entries := slices.DeleteFunc(slices.Clone(t.entries), func(e Entry) bool { return e.ID == id })
	return newTable(t.id, t.storeKey, t.next, entries)
}

// naming is a copy that knows who a home is.
func (t *table) naming(id string, who Identity) *table {
	entries := slices.Clone(t.entries)
	entries[t.byID[id]].Identity = who
	return newTable(t.id, t.storeKey, t.next, entries)
}

// maxName and maxIdentity are what the lengths of the format can say.
const (
	maxName     = 1<<8 - 1
	maxIdentity = 1<<16 - 1
)

func (t *table) noHome(id string) error {
	near := fault.Nearest(id, slices.Sorted(maps.Keys(t.byID)))
	return fault.New(fault.NotFound, msgNoHome, "home", id, "nearest", near)
}

func (t *table) append(dst []byte) []byte {
	dst = append(dst, t.id[:]...)
	dst = append(dst, t.storeKey[:]...)
	dst = binary.BigEndian.AppendUint32(dst, t.next)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(t.entries)))
	for _, e := range t.entries {
		dst = binary.BigEndian.AppendUint32(dst, e.Number)
		dst = append(dst, e.Key[:]...)
		dst = append(dst, byte(len(e.ID)))
		dst = append(dst, e.ID...)
		who := e.Identity.encode()
		dst = binary.BigEndian.AppendUint16(dst, uint16(len(who)))
		dst = append(dst, who...)
	}
	return dst
}

// encode is JSON, nothing for nobody.
func (w Identity) encode() []byte {
	if w == (Identity{}) {
		return nil
	}
	b, err := json.Marshal(w)
	if err != nil {
		panic(err) // texts always marshal
	}
	return b
}

// parseTable reads what append wrote.
func parseTable(b []byte) (*table, error) {
	bad := false
	take := func(n int) []byte {
		if n > len(b) {
			bad = true
			return make([]byte, n)
		}
		part := b[:n]
		b = b[n:]
		return part
	}
	id, storeKey := [16]byte(take(16)), [KeySize]byte(take(KeySize))
	next, n := binary.BigEndian.Uint32(take(4)), binary.BigEndian.Uint32(take(4))
	if bad || uint64(n) > uint64(len(b)) {
		return nil, errDamaged
	}
	entries := make([]Entry, n)
	for i := range entries {
		e := &entries[i]
		e.Number = binary.BigEndian.Uint32(take(4))
		e.Key = [KeySize]byte(take(KeySize))
		e.ID = string(take(int(take(1)[0])))
		who := take(int(binary.BigEndian.Uint16(take(2))))
		if bad || e.Number >= next || i > 0 && e.Number <= entries[i-1].Number {
			return nil, errDamaged
		}
		if len(who) > 0 && json.Unmarshal(who, &e.Identity) != nil {
			return nil, errDamaged
		}
	}
	t := newTable(id, storeKey, next, entries)
	if len(b) > 0 || len(t.byID) != len(entries) {
		return nil, errDamaged
	}
	return t, nil
}
