package pages

import (
	"bytes"
	"fmt"
)

// Check looks at the whole structure of a file and reports all that is wrong with it: both
// meta pages, each page of the tree, the order of the keys, and that every page is either
// in the tree once or in the list of free pages once. It reads every page of the tree.
// Without a report bbolt may safely write to the file.
func (f *File) Check(report func(error)) {
	c := &checker{f: f, report: report, used: make([]bool, f.meta.pages)}
	if f.bad != nil {
		report(f.bad)
	}
	c.used[0], c.used[1] = true, true
	free := c.freelist()
	c.bucket(Tree{f: f, root: f.meta.root}, true)
	for _, id := range free {
		switch {
		case !f.meta.inside(id):
			report(damaged(id, "is free but outside the file"))
		case c.used[id]:
			report(damaged(id, "is free and in use"))
		default:
			c.used[id] = true
		}
	}
	for id, used := range c.used {
		if !used {
			report(damaged(uint64(id), "is neither free nor in use"))
		}
	}
}

type checker struct {
	f      *File
	report func(error)
	used   []bool           // by page
	levels [maxDepth][]byte // memory for the pages from the root down
	ahead  ahead
}

// take marks a page and what it flows over to as used; false when it was already.
func (c *checker) take(h header) bool {
	for i := range uint64(h.overflow) + 1 {
		if c.used[h.id+i] {
			c.report(damaged(h.id+i, "is in two places"))
			return false
		}
		c.used[h.id+i] = true
	}
	return true
}

// freelist reads the list of free pages.
func (c *checker) freelist() []uint64 {
	p, err := c.f.read(c.f.meta.freelist, nil)
	if err != nil {
		c.report(err)
		return nil
	}
	if p.flags != isFreelist || !c.take(p.header) {
		c.report(damaged(p.id, "is not the list of free pages"))
		return nil
	}
	list, n := p.bytes[headerSize:], uint64(p.count)
	if n == 0xFFFF { // then the first entry is the number
		n, list = order.Uint64(list), list[8:]
	}
	if n > uint64(len(list)/8) {
		c.report(damaged(p.id, "lists more free pages than it has room for"))
		return nil
	}
	free := make([]uint64, n)
	for i := range free {
		free[i] = order.Uint64(list[i*8:])
	}
	return free
}

// bucket checks a tree. Only at the top of the file are the values buckets.
func (c *checker) bucket(t Tree, top bool) {
	if t.inline != nil {
		c.node(page{parseHeader(t.inline), t.inline}, nil, nil, top)
		return
	}
	c.tree(t.root, nil, nil, 0, top)
}

// tree checks the pages below id, whose keys must lie in [low, high); nil is no bound.
func (c *checker) tree(id uint64, low, high []byte, depth int, top bool) {
	if depth == maxDepth {
		c.report(damaged(id, "lies too deep"))
		return
	}
	var buf []byte
	if !top { // whose pages must last while the buckets in them are checked
		buf = c.levels[depth]
	}
	p, err := c.ahead.read(c.f, id, buf)
	if err != nil {
		c.report(err)
		return
	}
	if !top {
		c.levels[depth] = p.bytes
	}
	if !c.take(p.header) {
		return
	}
	if depth > 0 && p.count == 0 {
		c.report(damaged(id, "is empty"))
		return
	}
	if !c.node(p, low, high, top) || p.flags == isLeaf {
		return
	}
	for i := range int(p.count) {
		next := high
		if i+1 < int(p.count) {
			next = p.key(i + 1)
		}
		c.tree(p.child(i), p.key(i), next, depth+1, top)
	}
}

// node checks one page, and the buckets in it.
func (c *checker) node(p page, low, high []byte, top bool) bool {
	leaf, err := p.node()
	if err != nil {
		c.report(err)
		return false
	}
	for i := range int(p.count) {
		key := p.key(i)
		switch {
		case i == 0 && low != nil && bytes.Compare(key, low) < 0,
			i > 0 && bytes.Compare(key, p.key(i-1)) <= 0,
			high != nil && bytes.Compare(key, high) >= 0:
			c.report(damaged(p.id, "is out of order"))
			return false
		}
		if !leaf {
			continue
		}
		v, bucket, err := p.value(i)
		if err == nil && bucket != top {
			err = damaged(p.id, "has an element of the wrong kind")
		}
		if err != nil {
			c.report(err)
			return false
		}
		if !bucket {
			continue
		}
		t, err := c.f.tree(v)
		if err != nil {
			c.report(fmt.Errorf("bucket %q: %w", key, err))
			continue
		}
		c.bucket(t, false)
	}
	return true
}
