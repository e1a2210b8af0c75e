package influx

import (
	"cmp"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store/seal"
)

// A homeRecord is what one writer says of a home.
type homeRecord struct {
	Generation uint64            `json:"generation"`
	Declared   uint64            `json:"declared,omitempty"` // the generation in which the profile was
	Profile    *home.Profile     `json:"profile,omitempty"`
	Lists      map[string]uint64 `json:"lists,omitempty"` // the generation of each series' list, by its tag
}

// A list is what one writer has of one series. Plain it is: a byte of kind, a byte, 1 for a forecast, a
// byte of length and the zone, then all as uvarint: the generation, how many chunks; for each chunk,
// by week: weeks since the one before (the first since week 0), its generation, how many tags, and the tags.
type list struct {
	key        series.Key
	generation uint64
	chunks     []listing
}

// listing is a chunk of a list. It has two tags while it is being replaced; a zero one stands
// for no chunk at all.
type listing struct {
	week       int
	generation uint64
	tags       []seal.Tag
	got        seal.Tag // of what the bucket has: zero until it came
}

// may reports whether a chunk with that tag is one that is listed.
func (l *listing) may(tag seal.Tag) bool { return slices.Contains(l.tags, tag) }

// find is the entry of a week, nil without.
func (l *list) find(week int) *listing {
	i, ok := slices.BinarySearchFunc(l.chunks, week, func(c listing, w int) int { return cmp.Compare(c.week, w) })
	if !ok {
		return nil
	}
	return &l.chunks[i]
}

// put replaces the entry of a week, or adds one.
func (l *list) put(c listing) {
	i, ok := slices.BinarySearchFunc(l.chunks, c.week, func(c listing, w int) int { return cmp.Compare(c.week, w) })
	if ok {
		l.chunks[i] = c
		return
	}
	l.chunks = slices.Insert(l.chunks, i, c)
}

func (l *list) encode() []byte {
	forecast := byte(0)
	if l.key.Forecast {
		forecast = 1
	}
	b := append([]byte{byte(l.key.Kind), forecast, byte(len(l.key.Zone))}, l.key.Zone...)
	b = binary.AppendUvarint(b, l.generation)
	b = binary.AppendUvarint(b, uint64(len(l.chunks)))
	last := 0
	for _, c := range l.chunks {
		b = binary.AppendUvarint(b, uint64(c.week-last))
		b = binary.AppendUvarint(b, c.generation)
		b = binary.AppendUvarint(b, uint64(len(c.tags)))
		for _, tag := range c.tags {
			b = append(b, tag[:]...)
		}
		last = c.week
	}
	return b
}

// parseList reads what encode wrote.
func parseList(b []byte) (*list, error) {
	bad := false
	take := func(n int) []byte {
		if n > len(b) {
			bad, b = true, nil
			return make([]byte, n)
		}
		part := b[:n]
		b = b[n:]
		return part
	}
	number := func(most uint64) uint64 {
		v, n := binary.Uvarint(b)
		if n <= 0 || v > most {
			bad, b = true, nil
			return 0
		}
		b = b[n:]
		return v
	}
	head := take(3)
	l := &list{key: series.Key{Kind: series.Kind(head[0]), Forecast: head[1] == 1}}
	l.key.Zone = string(take(int(head[2])))
	l.generation = number(1 << 62)
	count := number(seal.MaxWeek + 1)
	week := uint64(0)
	for range count {
		week += number(seal.MaxWeek)
		c := listing{week: int(week), generation: number(1 << 62)}
		for range number(2) {
			c.tags = append(c.tags, seal.Tag(take(len(seal.Tag{}))))
		}
		if bad || week > seal.MaxWeek || len(c.tags) == 0 || len(l.chunks) > 0 && l.chunks[len(l.chunks)-1].week >= c.week {
			return nil, seal.ErrFormat
		}
		l.chunks = append(l.chunks, c)
	}
	if bad || len(b) > 0 || !l.key.Kind.Valid() {
		return nil, seal.ErrFormat
	}
	return l, nil
}

// seriesTag is the tag of a series.
func (b *lockbox) seriesTag(k series.Key) string {
	plain := (&list{key: k}).encode()
	return b.name("series", string(plain))
}

// sealList seals a list for its place.
func (b *lockbox) sealList(l *list) string {
	return base64.StdEncoding.EncodeToString(b.sealer.Record(nil, labelList, b.place(b.writer, b.seriesTag(l.key)), l.encode()))
}

func (b *lockbox) openList(writer, tag string, text []byte) (*list, error) {
	plain, err := b.openRecord(labelList, b.place(writer, tag), text)
	if err != nil {
		return nil, err
	}
	return parseList(plain)
}

func (b *lockbox) sealHome(r homeRecord) (string, error) {
	plain, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.sealer.Record(nil, labelHome, b.place(b.writer, ofHomes), plain)), nil
}

func (b *lockbox) openHome(writer string, text []byte) (r homeRecord, err error) {
	plain, err := b.openRecord(labelHome, b.place(writer, ofHomes), text)
	if err == nil {
		err = json.Unmarshal(plain, &r)
	}
	if err == nil && r.Profile != nil && r.Profile.ID != b.id {
		err = seal.ErrSealed
	}
	return r, err
}

func (b *lockbox) openRecord(label, place string, text []byte) ([]byte, error) {
	raw, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil {
		return nil, errors.Join(seal.ErrFormat, err)
	}
	return b.sealer.OpenRecord(new(seal.Scratch), label, place, raw)
}

// sealChunk seals a chunk for its place.
func (b *lockbox) sealChunk(k series.Key, c seal.Chunk) (text string, tag seal.Tag) {
	raw := b.sealer.Chunk(nil, seal.Place{Home: string(b.id), Key: k, Week: c.Week}, c)
	return base64.StdEncoding.EncodeToString(raw), seal.TagOf(raw)
}
