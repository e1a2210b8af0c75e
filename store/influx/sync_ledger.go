package influx

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"math"
	"os"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/internal/files"
	"courant/store/seal"
)

// A Ledger is what a local store remembers of the buckets it was filled from: what their months added up to when they
// were read last, and what the local months did then. It is a sealed file beside the store. Losing it loses no data:
// all months are compared value by value once more.
type Ledger struct {
	path   string
	sealer *seal.Sealer
	file   ledgerFile
}

type ledgerFile struct {
	Writer  string // tells this copy of the store from others, in sealed buckets
	Buckets []*Book
}

// A Book is the ledger's part about one bucket.
type Book struct {
	Address string
	Homes   []*homeBook // sorted by id
	Seen    []seenState
}

type seenState struct {
	Home       home.ID
	Writer     string
	Generation uint64
}

// homeBook is what was read of one home.
type homeBook struct {
	ID      home.ID
	Version uint64 // of the local home, as of which its entries are right; 0 when they must be looked at
	State   string // of a sealed home's records, as of which its entries are right
	Entries []entryBook
}

// entryBook is one month of one series.
type entryBook struct {
	Zone      string
	Kind      series.Kind
	Month     int64 // where it begins, in seconds since 1970
	Bucket    figure
	Local     figure
	Mixed     bool // the local month has values that are not the bucket's: nothing in it is forgotten
	Kept      bool // the local month has values from before the bucket's first one
	Unsettled bool // a sync was about to write it, and has not said that it did
}

// figure is a count and a sum.
type figure struct {
	Count int
	Sum   float64
}

func (e entryBook) key() series.Key { return series.Key{Zone: e.Zone, Kind: e.Kind} }

// total is the figure in the words of a comparison.
func (e entryBook) total(id home.ID, f figure) Total {
	return Total{Home: id, Key: e.key(), Month: time.Unix(e.Month, 0).UTC(), Count: f.Count, Sum: f.Sum}
}

const ledgerLabel = "courant/sync/v1"

// HoldLedger opens the ledger at path once no other process holds it, for at most wait; release lets go of it. Who syncs
// or writes to a sealed bucket holds it for as long. The error is fault.Locked.
func HoldLedger(ctx context.Context, path string, storeKey [seal.KeySize]byte, wait time.Duration) (l *Ledger, release func() error, err error) {
	f, err := files.Lock(ctx, path+".lock", wait)
	if errors.Is(err, files.ErrHeld) {
		return nil, nil, fault.New(fault.Locked, msgSyncing, "path", path)
	}
	if err != nil {
		return nil, nil, err
	}
	return OpenLedger(path, storeKey), f.Close, nil
}

const msgSyncing fault.ID = "influx.syncing" // path

// OpenLedger reads the ledger at path under a key derived from the store's. One that is not there, or is not of this
// store, is an empty one.
func OpenLedger(path string, storeKey [seal.KeySize]byte) *Ledger {
	key, err := hkdf.Key(sha256.New, storeKey[:], nil, ledgerLabel, seal.KeySize)
	if err != nil {
		panic(err) // a hash of a fixed size
	}
	l := &Ledger{path: path, sealer: seal.NewSealer(seal.Key(key))}
	if sealed, err := os.ReadFile(path); err == nil {
		plain, err := l.sealer.OpenRecord(new(seal.Scratch), ledgerLabel, "", sealed)
		if err != nil || gob.NewDecoder(bytes.NewReader(plain)).Decode(&l.file) != nil {
			l.file = ledgerFile{}
		}
	}
	if l.file.Writer == "" {
		var raw [16]byte
		rand.Read(raw[:])
		l.file.Writer = hex.EncodeToString(raw[:])
	}
	return l
}

// Writer is the name of this copy of the store in sealed buckets.
func (l *Ledger) Writer() string { return l.file.Writer }

// Book is the part about a bucket, an empty one if need be. The address tells buckets apart: server, bucket and how it
// is read.
func (l *Ledger) Book(address string) *Book {
	for _, b := range l.file.Buckets {
		if b.Address == address {
			return b
		}
	}
	b := &Book{Address: address}
	l.file.Buckets = append(l.file.Buckets, b)
	return b
}

// Save writes the ledger, whole or not at all.
func (l *Ledger) Save() error {
	var plain bytes.Buffer
	if err := gob.NewEncoder(&plain).Encode(l.file); err != nil {
		return err
	}
	return files.Replace(l.path, l.sealer.Record(nil, ledgerLabel, "", plain.Bytes()))
}

// home is the book of a home, an empty one if need be.
func (b *Book) home(id home.ID) *homeBook {
	i, ok := slices.BinarySearchFunc(b.Homes, id, func(h *homeBook, id home.ID) int { return cmp.Compare(h.ID, id) })
	if !ok {
		b.Homes = slices.Insert(b.Homes, i, &homeBook{ID: id})
	}
	return b.Homes[i]
}

// Generations are the states of sealed homes that were seen in the bucket.
func (b *Book) Generations() Generations {
	out := Generations{}
	for _, s := range b.Seen {
		if out[s.Home] == nil {
			out[s.Home] = map[string]uint64{}
		}
		out[s.Home][s.Writer] = s.Generation
	}
	return out
}

// Saw notes states of sealed homes.
func (b *Book) Saw(now Generations) {
	all := b.Generations()
	for id, writers := range now {
		if all[id] == nil {
			all[id] = map[string]uint64{}
		}
		for w, g := range writers {
			all[id][w] = max(all[id][w], g)
		}
	}
	b.Seen = b.Seen[:0]
	for id, writers := range all {
		for w, g := range writers {
			b.Seen = append(b.Seen, seenState{id, w, g})
		}
	}
	slices.SortFunc(b.Seen, func(x, y seenState) int { return cmp.Or(cmp.Compare(x.Home, y.Home), cmp.Compare(x.Writer, y.Writer)) })
}

// entry is that of a series' month, made if need be, and whether it was there.
func (h *homeBook) entry(k series.Key, month time.Time) (*entryBook, bool) {
	i, ok := h.find(cell{k, month})
	if !ok {
		h.Entries = slices.Insert(h.Entries, i, entryBook{Zone: k.Zone, Kind: k.Kind, Month: month.Unix()})
	}
	return &h.Entries[i], ok
}

func (h *homeBook) has(c cell) bool {
	_, ok := h.find(c)
	return ok
}

func (h *homeBook) find(c cell) (int, bool) {
	return slices.BinarySearchFunc(h.Entries, c, func(e entryBook, c cell) int {
		return cmp.Or(cmp.Compare(e.Zone, c.key.Zone), cmp.Compare(e.Kind, c.key.Kind), cmp.Compare(e.Month, c.month.Unix()))
	})
}

// exactly reports whether two figures of a bucket are the same: a server may add up in another order.
func (f figure) exactly(o figure) bool {
	return f.Count == o.Count && (f.Sum == o.Sum || math.Abs(f.Sum-o.Sum) <= 1e-12*float64(max(f.Count, 1))*math.Max(math.Abs(f.Sum), 1))
}
