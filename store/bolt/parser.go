package bolt

import (
	"encoding/binary"
	"time"

	"courant/store/seal"
)

// A parser reads the parts of a plain record. After the first part that is not there it
// gives zeros, and err says so.
type parser struct {
	rest []byte
	bad  bool
}

func (p *parser) err() error {
	if p.bad {
		return errRecord
	}
	return nil
}

func (p *parser) uvarint() uint64 {
	v, n := binary.Uvarint(p.rest)
	if n <= 0 || v > 1<<40 {
		p.bad, p.rest = true, nil
		return 0
	}
	p.rest = p.rest[n:]
	return v
}

// count reads how many parts of at least size bytes follow.
func (p *parser) count(size int) int {
	n := p.uvarint()
	if n > uint64(len(p.rest)/size) {
		p.bad, p.rest = true, nil
		return 0
	}
	return int(n)
}

func (p *parser) take(n int) []byte {
	if n > len(p.rest) {
		p.bad, p.rest = true, nil
		return make([]byte, n)
	}
	b := p.rest[:n]
	p.rest = p.rest[n:]
	return b
}

func (p *parser) byte() byte { return p.take(1)[0] }

func (p *parser) bit() bool { return p.byte() == 1 }

func (p *parser) text() string { return string(p.take(int(p.byte()))) }

func (p *parser) tag() seal.Tag { return seal.Tag(p.take(len(seal.Tag{}))) }

func (p *parser) seconds() time.Duration { return time.Duration(p.uvarint()) * time.Second }

func (p *parser) time() time.Time { return time.Unix(int64(p.uvarint()), 0).UTC() }

func appendText(b []byte, s string) []byte { return append(append(b, byte(len(s))), s...) }

func bit(v bool) byte {
	if v {
		return 1
	}
	return 0
}
