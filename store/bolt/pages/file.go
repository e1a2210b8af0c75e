package pages

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
)

// Size is the size of a page. Stores are made with it on every machine, whatever the
// size of its memory pages, so that a store can be carried from one to another.
const Size = 4096

// What a file may be, other than good.
var (
	ErrForeign   = errors.New("pages: not a file of this kind")
	ErrTruncated = errors.New("pages: file cut short")
	ErrDamaged   = errors.New("pages: damaged")
)

// order is that of the machine, for bbolt maps its structures into memory as they are.
var order = binary.NativeEndian

const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	headerSize  = 16
	elementSize = 16
	metaSize    = 64
	noFreelist  = ^uint64(0)
)

// Flags of a page, and of a leaf's element.
const (
	isBranch   = 0x01
	isLeaf     = 0x02
	isMeta     = 0x04
	isFreelist = 0x10
	isBucket   = 0x01
)

// A File is one state of a bbolt file. It may be used concurrently.
type File struct {
	r    io.ReaderAt
	meta meta
	bad  error // of the other meta page, nil when that is good as well
}

type meta struct {
	root     uint64
	freelist uint64
	pages    uint64 // ids are below
	txid     uint64
}

// Open reads the meta pages of a file of the given size. It fails when none is good, or
// the file is shorter than they say. That only one is good, Bad says.
func Open(r io.ReaderAt, size int64) (*File, error) {
	var head [2 * Size]byte
	n, err := r.ReadAt(head[:], 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !looksOurs(head[:n]) {
		if n < marked && bytes.HasPrefix(beginning(), head[:n]) {
			return nil, ErrTruncated
		}
		return nil, ErrForeign
	}
	if n < len(head) {
		return nil, ErrTruncated
	}
	m0, err0 := parseMeta(head[:Size], 0)
	m1, err1 := parseMeta(head[Size:], 1)
	f := &File{r: r, meta: m0, bad: err1}
	switch {
	case err0 != nil && err1 != nil:
		return nil, err0
	case err0 != nil, err1 == nil && m1.txid > m0.txid:
		f.meta, f.bad = m1, err0
	}
	if uint64(size)/Size < f.meta.pages {
		return nil, ErrTruncated
	}
	return f, nil
}

// marked is how many bytes of a meta page it takes to know one.
const marked = headerSize + 12

// beginning is how every file starts.
func beginning() []byte {
	b := make([]byte, marked)
	order.PutUint16(b[8:], isMeta)
	order.PutUint32(b[headerSize:], metaMagic)
	order.PutUint32(b[headerSize+4:], metaVersion)
	order.PutUint32(b[headerSize+8:], Size)
	return b
}

// looksOurs reports whether one of the meta pages, as far as it is there, is marked as
// bbolt's with our size of page.
func looksOurs(head []byte) bool {
	for _, at := range []int{0, Size} {
		if len(head) < at+marked {
			continue
		}
		m := head[at+headerSize:]
		if order.Uint32(m) == metaMagic && order.Uint32(m[4:]) == metaVersion && order.Uint32(m[8:]) == Size {
			return true
		}
	}
	return false
}

func parseMeta(page []byte, id uint64) (meta, error) {
	h := parseHeader(page)
	b := page[headerSize:]
	m := meta{root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]), pages: order.Uint64(b[40:]), txid: order.Uint64(b[48:])}
	sum := fnv.New64a()
	sum.Write(b[:metaSize-8])
	ok := h == header{id: id, flags: isMeta} && order.Uint32(b) == metaMagic && order.Uint32(b[4:]) == metaVersion &&
		order.Uint32(b[8:]) == Size && sum.Sum64() == order.Uint64(b[56:]) && m.txid%2 == id && m.pages >= 4 && m.pages < 1<<40 &&
		m.inside(m.root) && m.inside(m.freelist)
	if !ok {
		return meta{}, damaged(id, "is not a good meta page")
	}
	return m, nil
}

// inside reports whether id can be that of a page with content.
func (m meta) inside(id uint64) bool { return id >= 2 && id < m.pages }

// TxID numbers the states of a file: each transaction raises it by one.
func (f *File) TxID() uint64 { return f.meta.txid }

// Bad is what is wrong with the one meta page that does not count, nil when it is good.
// The page that counts may then be the older one: the last transaction may be missing.
func (f *File) Bad() error { return f.bad }

// read reads a page with what it flows over to, into buf where it fits.
func (f *File) read(id uint64, buf []byte) (page, error) {
	if !f.meta.inside(id) {
		return page{}, damaged(id, "lies outside the file")
	}
	buf = sized(buf, Size)
	if err := f.readAt(buf, id); err != nil {
		return page{}, err
	}
	h, err := f.header(id, buf)
	if err != nil {
		return page{}, err
	}
	if h.overflow > 0 {
		whole := sized(buf, h.size())
		copy(whole, buf)
		if err := f.readAt(whole[Size:], id+1); err != nil {
			return page{}, err
		}
		buf = whole
	}
	return page{h, buf}, nil
}

func (f *File) readAt(b []byte, id uint64) error {
	switch _, err := f.r.ReadAt(b, int64(id)*Size); err {
	case nil:
		return nil
	case io.EOF, io.ErrUnexpectedEOF:
		return ErrTruncated
	default:
		return err
	}
}

func sized(b []byte, n int) []byte {
	if cap(b) < n {
		return make([]byte, n)
	}
	return b[:n]
}

// A DamageError is an ErrDamaged that knows its page.
type DamageError struct {
	Page uint64
	What string // what is wrong with it, for developers
}

func (e *DamageError) Error() string { return fmt.Sprintf("pages: page %d %s", e.Page, e.What) }

// Unwrap gives ErrDamaged.
func (e *DamageError) Unwrap() error { return ErrDamaged }

func damaged(id uint64, what string) error { return &DamageError{id, what} }
