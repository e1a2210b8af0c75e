package pages

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
)

// ErrNoBucket says that a file has no bucket of a name.
var ErrNoBucket = errors.New("pages: no such bucket")

// maxDepth is more than any tree has: a page has room for two children at least, most
// have a hundred.
const maxDepth = 32

// A Tree is one bucket.
type Tree struct {
	f      *File
	root   uint64
	inline []byte // the only page of a bucket that is small enough to lie in its entry
}

// Bucket finds a bucket at the top of the file.
func (f *File) Bucket(name string) (Tree, error) {
	c := Tree{f: f, root: f.meta.root}.Cursor()
	c.buckets = true
	key, value, err := c.Seek([]byte(name))
	if err != nil {
		return Tree{}, err
	}
	if string(key) != name {
		return Tree{}, fmt.Errorf("%w: %q", ErrNoBucket, name)
	}
	return f.tree(value)
}

// tree reads the value of a bucket's entry: the page of its root, a counter, and where
// the page is 0 the root itself.
func (f *File) tree(value []byte) (Tree, error) {
	if len(value) < headerSize {
		return Tree{}, fmt.Errorf("%w: a bucket's entry is too short", ErrDamaged)
	}
	t := Tree{f: f, root: order.Uint64(value)}
	if t.root == 0 {
		t.inline = slices.Clone(value[headerSize:])
		if len(t.inline) < headerSize {
			return Tree{}, fmt.Errorf("%w: a bucket's entry is too short", ErrDamaged)
		}
	}
	return t, nil
}

// Get is the value of a key, nil without it.
func (t Tree) Get(key []byte) ([]byte, error) {
	k, v, err := t.Cursor().Seek(key)
	if err != nil || !bytes.Equal(k, key) {
		return nil, err
	}
	return v, nil
}

// Cursor is a new cursor, nowhere yet.
func (t Tree) Cursor() *Cursor { return &Cursor{t: t} }

// A Cursor moves over a tree in the order of its keys. What it returns is good until it
// moves again. It must not be used concurrently.
type Cursor struct {
	t       Tree
	stack   [maxDepth]level
	depth   int    // levels in use, the last one is the leaf
	last    []byte // the key returned last
	buckets bool   // over the top of the file, whose values are buckets
	ahead   ahead
}

// A level keeps its page when the cursor leaves it: seeking nearby reads only what differs.
type level struct {
	page page
	i    int
}

// Seek moves to the first key at or after a key; the key it returns is nil at the end.
func (c *Cursor) Seek(key []byte) (k, v []byte, err error) {
	c.depth, c.last = 0, c.last[:0]
	for id := c.t.root; ; {
		l, leaf, err := c.enter(id)
		if err != nil {
			return nil, nil, err
		}
		n := int(l.page.count)
		if leaf {
			l.i = sort.Search(n, func(i int) bool { return bytes.Compare(l.page.key(i), key) >= 0 })
			return c.here()
		}
		l.i = max(sort.Search(n, func(i int) bool { return bytes.Compare(l.page.key(i), key) > 0 })-1, 0)
		id = l.page.child(l.i)
	}
}

// Next moves to the next key, nil at the end.
func (c *Cursor) Next() (k, v []byte, err error) {
	c.stack[c.depth-1].i++
	return c.here()
}

// enter reads a page as the next level down, unless it is there already.
func (c *Cursor) enter(id uint64) (l *level, leaf bool, err error) {
	if c.depth == maxDepth {
		return nil, false, damaged(id, "lies too deep")
	}
	l = &c.stack[c.depth]
	c.depth++
	l.i = 0
	if c.depth == 1 && c.t.inline != nil {
		l.page = page{parseHeader(c.t.inline), c.t.inline}
	} else if l.page.id != id || id == 0 {
		p, err := c.ahead.read(c.t.f, id, l.page.bytes)
		if err != nil {
			l.page.id = 0
			return nil, false, err
		}
		l.page = p
	} else {
		return l, l.page.flags == isLeaf, nil
	}
	leaf, err = l.page.node()
	if err != nil {
		l.page.id = 0
		return nil, false, err
	}
	if c.depth > 1 && l.page.count == 0 {
		return nil, false, damaged(id, "is empty")
	}
	return l, leaf, nil
}

// here is the element that the cursor stands on, or the first one of the next leaf.
func (c *Cursor) here() (k, v []byte, err error) {
	for l := &c.stack[c.depth-1]; l.i >= int(l.page.count); l = &c.stack[c.depth-1] {
		if c.depth--; c.depth == 0 {
			c.depth = 1 // stay at the end
			return nil, nil, nil
		}
		up := &c.stack[c.depth-1]
		if up.i++; up.i >= int(up.page.count) {
			continue
		}
		for id := up.page.child(up.i); ; {
			down, leaf, err := c.enter(id)
			if err != nil {
				return nil, nil, err
			}
			if leaf {
				break
			}
			id = down.page.child(0)
		}
	}
	l := &c.stack[c.depth-1]
	k = l.page.key(l.i)
	v, bucket, err := l.page.value(l.i)
	switch {
	case err != nil:
		return nil, nil, err
	case bucket != c.buckets:
		return nil, nil, damaged(l.page.id, "has an element of the wrong kind")
	case len(c.last) > 0 && bytes.Compare(c.last, k) >= 0:
		return nil, nil, damaged(l.page.id, "is out of order") // and no tree that bites its tail goes on
	}
	c.last = append(c.last[:0], k...)
	return k, v, nil
}
