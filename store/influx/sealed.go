package influx

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"sync/atomic"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/seal"
)

// The schema of a sealed bucket: one measurement, three tags and three text fields, base64
// throughout.
//
//	sealed,h=TAG,w=TAG,s=TAG c="…" WEEK      a chunk of store/seal, stamped with its number as seconds
//	sealed,h=TAG,w=TAG,s=TAG k="…" 0         the list of a series: its name, and which chunks stand
//	sealed,h=TAG,w=TAG,s=home p="…" 0        the home: what was declared, and which lists stand
//
// A TAG is a keyed hash of the home's name, the writer's or the series': sixteen letters and
// digits that nobody without the home's key can turn back, or find again in another bucket.
//
// The stamp is the number of the week since 1970 and not its date, so that all chunks lie in one
// shard: a server opens a cursor a series and shard, and a shard is a week.
//
// Each writer has points of its own: two that write the same week of the same home at
// the same moment cannot undo one another. A reader lays the chunks of all of them over each other,
// in the order of their generations (Lamport's clock: one more than any that the
// writer had seen).
//
// What a home's record lists must be there, and what a list lists must be there as it was sealed:
// a chunk or list that was left out, or put back to an older state, shows. A write first lists the
// new chunks beside the old ones, then writes them, then takes the old ones off the list: whenever it is cut
// short, what is there can be read.
const (
	sealedName = "sealed"
	tagSealed  = "h"
	tagWriter  = "w"
	tagSeries  = "s"
	fieldChunk = "c"
	fieldList  = "k"
	fieldHome  = "p"
	ofHomes    = "home"

	labelList = "courant/bucket/list"
	labelHome = "courant/bucket/home"
)

// The sentences of a sealed bucket's errors; see tui/text.
const (
	msgSealedBad     fault.ID = "influx.sealed-bad"     // bucket, home, series, week: it does not open
	msgSealedOld     fault.ID = "influx.sealed-old"     // bucket, home, series, week: it opens, and is not the one that is listed
	msgSealedMissing fault.ID = "influx.sealed-missing" // bucket, home, series, week
	msgSealedBack    fault.ID = "influx.sealed-back"    // bucket, home: all of a home is older than what was seen before
	msgSealedKey     fault.ID = "influx.sealed-key"     // home
	msgSealedBig     fault.ID = "influx.sealed-big"     // home, series, week
	msgSealedNoKeys  fault.ID = "influx.sealed-no-keys" // bucket, count: the vault has no key at all
	msgSealedWrong   fault.ID = "influx.sealed-wrong"   // bucket, count, keys: none of the vault's keys fits
	msgNotSealed     fault.ID = "influx.not-sealed"     // bucket: it is a plain one
	msgIsSealed      fault.ID = "influx.is-sealed"      // bucket
)

// Keys are the keys of the homes that may be read and written, from the vault.
type Keys map[home.ID]seal.Key

// Generations are the newest states of homes that were seen of each writer, by its tag. They only
// grow: a state that is older was put back by the host.
type Generations map[home.ID]map[string]uint64

// A SealedConfig says who looks at a sealed bucket.
type SealedConfig struct {
	Keys Keys

	// Writer tells this copy of the program from all others that write to the bucket. Two that share a name
	// can undo one another; on one computer they hold the ledger that has the name.
	Writer string

	// Seen is what was seen before, nil for nothing: states of homes that are older are refused.
	Seen Generations
}

// A Sealed is a bucket whose host cannot read it: the chunks of the embedded store, as opaque
// points. It keeps the promises of store.Store for series, forecasts and profiles, but for
// transactions. It may be used concurrently.
//
// The host still sees how many homes, writers and series there are, how much of each, and when they
// change. It can put back all that a writer wrote of a home to what it was earlier: that shows only to
// who has seen the later state (SealedConfig.Seen).
type Sealed struct {
	c     *Client
	cfg   SealedConfig
	homes map[home.ID]*lockbox
	byTag map[string]*lockbox

	strangers atomic.Int64
}

// A lockbox is one home's key, and what is derived from it.
type lockbox struct {
	id     home.ID
	tag    string
	writer string // the tag of the points that are written here
	names  []byte // the key of the tags
	sealer *seal.Sealer
}

// Sealed looks at the client's bucket as a sealed one. Homes without a key are as if they
// were not there.
func (c *Client) Sealed(cfg SealedConfig) (*Sealed, error) {
	s := &Sealed{c: c, cfg: cfg, homes: map[home.ID]*lockbox{}, byTag: map[string]*lockbox{}}
	for id, key := range cfg.Keys {
		if _, err := home.ParseID(string(id)); err != nil {
			return nil, err
		}
		names, err := hkdf.Key(sha256.New, key[:], nil, "courant/bucket/tags/v1", sha256.Size)
		if err != nil {
			return nil, err
		}
		b := &lockbox{id: id, names: names, sealer: seal.NewSealer(key)}
		b.tag = b.name("home", string(id))
		b.writer = b.name("writer", cfg.Writer)
		s.homes[id], s.byTag[b.tag] = b, b
	}
	return s, nil
}

// Close closes the client.
func (s *Sealed) Close() error { return s.c.Close() }

// name is the tag of something of the home.
func (b *lockbox) name(what, text string) string {
	mac := hmac.New(sha256.New, b.names)
	mac.Write([]byte(what + "\x00" + text))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)[:10]))
}

// place is where a record belongs.
func (b *lockbox) place(writer, series string) string {
	return string(b.id) + "\x00" + writer + "\x00" + series
}
