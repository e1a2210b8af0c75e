package pages

// aheadPages is how many pages are read at once when they are asked for in a row: a home's
// year of one series. A call of the system costs as much as copying several pages.
const aheadPages = 16

// ahead holds pages that follow the one read last.
type ahead struct {
	id    uint64 // of the first page in bytes
	bytes []byte
	next  uint64 // the page that would be next in a row
}

// read is File.read, for one who may ask for the next page soon.
func (a *ahead) read(f *File, id uint64, buf []byte) (page, error) {
	inRow := id == a.next && f.meta.inside(id)
	if inRow && !a.has(id, 1) {
		n := min(aheadPages, f.meta.pages-id)
		a.bytes = sized(a.bytes, int(n)*Size)
		a.id = id
		if err := f.readAt(a.bytes, id); err != nil {
			a.id = 0
			return page{}, err
		}
	}
	p, err := a.take(f, id, buf)
	if err != nil {
		return page{}, err
	}
	a.next = id + uint64(p.overflow) + 1
	return p, nil
}

// take gives a page that is held, or reads it.
func (a *ahead) take(f *File, id uint64, buf []byte) (page, error) {
	if !a.has(id, 1) {
		return f.read(id, buf)
	}
	b := a.bytes[(id-a.id)*Size:]
	h, err := f.header(id, b)
	if err != nil {
		return page{}, err
	}
	if len(b) < h.size() {
		return f.read(id, buf)
	}
	buf = sized(buf, h.size())
	copy(buf, b)
	return page{h, buf}, nil
}

// has reports whether n pages from id are held.
func (a *ahead) has(id, n uint64) bool {
	return a.id > 0 && id >= a.id && id+n <= a.id+uint64(len(a.bytes)/Size)
}
