package pages

type header struct {
	id       uint64
	flags    uint16
	count    uint16
	overflow uint32
}

func parseHeader(b []byte) header {
	return header{order.Uint64(b), order.Uint16(b[8:]), order.Uint16(b[10:]), order.Uint32(b[12:])}
}

// A page is a branch or a leaf whose parts have been checked to lie inside it.
type page struct {
	header
	bytes []byte
}

// header reads the head of the page that should be id.
func (f *File) header(id uint64, b []byte) (header, error) {
	h := parseHeader(b)
	if h.id != id {
		return h, damaged(id, "has the wrong number")
	}
	if uint64(h.overflow) >= f.meta.pages-id {
		return h, damaged(id, "flows over the end of the file")
	}
	return h, nil
}

// size is the length of a page with what it flows over to.
func (h header) size() int { return (int(h.overflow) + 1) * Size }

// node checks that a page is a branch or a leaf and that its elements lie inside it.
func (p page) node() (leaf bool, err error) {
	switch p.flags {
	case isLeaf:
		leaf = true
	case isBranch:
	default:
		return false, damaged(p.id, "is neither branch nor leaf")
	}
	table := headerSize + int(p.count)*elementSize
	if table > len(p.bytes) {
		return false, damaged(p.id, "has more elements than room")
	}
	if !leaf && p.count == 0 {
		return false, damaged(p.id, "is a branch to nowhere")
	}
	for i := range int(p.count) {
		at, key, value := p.place(i, leaf)
		if at < uint64(table) || at+key+value > uint64(len(p.bytes)) || key == 0 {
			return false, damaged(p.id, "has an element outside itself")
		}
	}
	return leaf, nil
}

// place says where element i lies: its offset, and the lengths of key and value.
func (p page) place(i int, leaf bool) (at, key, value uint64) {
	e := headerSize + i*elementSize
	b := p.bytes[e : e+elementSize]
	if leaf {
		return uint64(e) + uint64(order.Uint32(b[4:])), uint64(order.Uint32(b[8:])), uint64(order.Uint32(b[12:]))
	}
	return uint64(e) + uint64(order.Uint32(b)), uint64(order.Uint32(b[4:])), 0
}

// key is the key of an element of a checked page.
func (p page) key(i int) []byte {
	at, n, _ := p.place(i, p.flags == isLeaf)
	return p.bytes[at : at+n : at+n]
}

// value is the value of an element of a checked leaf, and whether it is a bucket.
func (p page) value(i int) (v []byte, bucket bool, err error) {
	at, n, m := p.place(i, true)
	flags := order.Uint32(p.bytes[headerSize+i*elementSize:])
	if flags&^isBucket != 0 {
		return nil, false, damaged(p.id, "has an element of unknown kind")
	}
	return p.bytes[at+n : at+n+m : at+n+m], flags == isBucket, nil
}

// child is the page that an element of a checked branch points to.
func (p page) child(i int) uint64 { return order.Uint64(p.bytes[headerSize+i*elementSize+8:]) }
