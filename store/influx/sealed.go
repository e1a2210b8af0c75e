package influx

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/seal"
)

// The schema of a sealed bucket: one measurement, two tags and three text fields, base64
// throughout.
//
//	sealed,h=TAG,s=TAG c="…" WEEK      a chunk of store/seal, stamped with the start of its week
//	sealed,h=TAG,s=TAG k="…" 0         which series s is, under the home's key
//	sealed,h=TAG,s=profile p="…" 0     what was declared of the home, under the home's key
//
// A TAG is a keyed hash of the home's name, or the series': sixteen letters and digits that nobody
// without the home's key can turn back, or find again in another bucket.
const (
	sealedName = "sealed"
	tagSealed  = "h"
	tagSeries  = "s"
	fieldChunk = "c"
	fieldName  = "k"
	fieldHome  = "p"
	ofProfile  = "profile"

	labelName = "courant/bucket/series"
	labelHome = "courant/bucket/profile"
)

// The sentences of a sealed bucket's errors; see tui/text.
const (
	msgSealedBad fault.ID = "influx.sealed-bad" // bucket, home, series, week
	msgSealedKey fault.ID = "influx.sealed-key" // home
	msgSealedBig fault.ID = "influx.sealed-big" // home, series, week
)

// Keys are the keys of the homes that may be read and written, from the vault.
type Keys map[home.ID]seal.Key

// A Sealed is a bucket whose host cannot read it: the chunks of the embedded store, as opaque
// points. It keeps the promises of store.Store for series, forecasts and profiles, but for
// transactions. It may be used concurrently.
//
// The host still sees how many homes and series there are, how much of each, and when they
// change; and it can leave points out, or put older ones back. What it serves is as complete and as new
// as it likes, but never other than what was once written to that place.
type Sealed struct {
	c     *Client
	homes map[home.ID]*lockbox
	byTag map[string]*lockbox
}

// A lockbox is one home's key, and what is derived from it.
type lockbox struct {
	id     home.ID
	tag    string
	names  []byte // the key of the tags
	sealer *seal.Sealer
}

// Sealed looks at the client's bucket as a sealed one. Homes without a key are as if they
// were not there.
func (c *Client) Sealed(keys Keys) (*Sealed, error) {
	s := &Sealed{c: c, homes: map[home.ID]*lockbox{}, byTag: map[string]*lockbox{}}
	for id, key := range keys {
		if _, err := home.ParseID(string(id)); err != nil {
			return nil, err
		}
		names, err := hkdf.Key(sha256.New, key[:], nil, "courant/bucket/tags/v1", sha256.Size)
		if err != nil {
			return nil, err
		}
		b := &lockbox{id: id, names: names, sealer: seal.NewSealer(key)}
		b.tag = b.name("home", string(id))
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

// A sealedKey names a series within its home.
type sealedKey struct {
	Kind     string `json:"kind"`
	Zone     string `json:"zone,omitempty"`
	Forecast bool   `json:"forecast,omitempty"`
}

// sealName seals which series a tag is of, and gives the tag too.
func (b *lockbox) sealName(k series.Key) (tag, text string) {
	plain, _ := json.Marshal(sealedKey{k.Kind.String(), k.Zone, k.Forecast}) // texts and a bool: cannot fail
	tag = b.name("series", string(plain))
	return tag, base64.StdEncoding.EncodeToString(b.sealer.Record(nil, labelName, string(b.id)+"\x00"+tag, plain))
}

// openName reads which series a tag is of.
func (b *lockbox) openName(tag string, text []byte) (series.Key, error) {
	var k sealedKey
	if err := b.openRecord(labelName, string(b.id)+"\x00"+tag, text, &k); err != nil {
		return series.Key{}, err
	}
	kind, ok := series.ParseKind(k.Kind)
	if !ok {
		return series.Key{}, seal.ErrFormat
	}
	return series.Key{Zone: k.Zone, Kind: kind, Forecast: k.Forecast}, nil
}

func (b *lockbox) sealProfile(p home.Profile) (string, error) {
	plain, err := json.Marshal(p)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.sealer.Record(nil, labelHome, string(b.id), plain)), nil
}

func (b *lockbox) openProfile(text []byte) (p home.Profile, err error) {
	err = b.openRecord(labelHome, string(b.id), text, &p)
	if err == nil && p.ID != b.id {
		err = seal.ErrSealed
	}
	return p, err
}

func (b *lockbox) openRecord(label, place string, text []byte, into any) error {
	raw, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil {
		return errors.Join(seal.ErrFormat, err)
	}
	plain, err := b.sealer.OpenRecord(new(seal.Scratch), label, place, raw)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, into)
}

// chunkText seals a chunk for its place.
func (b *lockbox) chunkText(k series.Key, c seal.Chunk) string {
	return base64.StdEncoding.EncodeToString(b.sealer.Chunk(nil, seal.Place{Home: string(b.id), Key: k, Week: c.Week}, c))
}
