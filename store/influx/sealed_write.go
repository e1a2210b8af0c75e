package influx

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

// maxText is how long a text field may be; both servers refuse more than 64 KiB. A chunk
// of a ten-second step may be.
const maxText = 64<<10 - 1

// Write lays batches over what the bucket holds, week by week, and reads back what it wrote:
// until laying them again changes nothing. Homes need a key (fault.NotFound). All is checked before
// anything is sent; after an error some of it may have been written, and the same call again writes the rest.
//
// What another writer writes at the same moment stays: its points lie beside these. Points of this
// writer that were damaged or put back are written anew.
func (s *Sealed) Write(ctx context.Context, batches ...store.Batch) (store.Tally, error) {
	for _, b := range batches {
		if err := s.c.checkBatch(b); err != nil {
			return store.Tally{}, err
		}
		if s.homes[b.Home] == nil {
			return store.Tally{}, noKey(b.Home)
		}
	}
	s.c.sealing.Lock()
	defer s.c.sealing.Unlock()
	var total store.Tally
	for _, b := range batches {
		tally, err := s.writeHome(ctx, b, nil)
		total = total.Add(tally)
		if err != nil {
			return total, err
		}
	}
	return total, ctx.Err()
}

func noKey(id home.ID) error { return fault.New(fault.NotFound, msgSealedKey, "home", id) }

// A sealedWeek is a chunk to be written.
type sealedWeek struct {
	key series.Key
	seal.Chunk
}

// writeHome lays a batch over one home, and a profile if there is one.
func (s *Sealed) writeHome(ctx context.Context, b store.Batch, declared *home.Profile) (store.Tally, error) {
	first, last := 0, 0
	if from, to, ok := weeksOf(b.Set); ok {
		first, last = weeksIn(from, to)
	}
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return store.Tally{}, err
	}
	var tally store.Tally
	for look := 0; ; look++ {
		held, err := s.held(ctx, d, b.Home, first, last, nil, true)
		if err != nil {
			return tally, err
		}
		changed, counted, err := held.lay(b)
		if err != nil {
			return tally, err
		}
		if look == 0 {
			tally = counted
		}
		steps, err := s.steps(b, held, changed, declared)
		switch {
		case err != nil || steps == nil: // nothing to write, or all that was written is there
			return tally, err
		case look == looks:
			name, at := ofHomes, store.First
			if len(changed) > 0 {
				name, at = changed[0].key.String(), changed[0].Start()
			}
			return tally, fault.New(fault.Incomplete, msgUnconfirmed, "bucket", s.c.cfg.Bucket, "home", b.Home, "series", name,
				"count", len(changed), "time", at.Format(time.RFC3339))
		case look > 0: // the server is slow to show it
			if err := s.c.pause(ctx, look, 0); err != nil {
				return tally, err
			}
		}
		for _, all := range steps {
			refused, err := s.c.send(ctx, all)
			if err == nil && refused != nil {
				err = refused
			}
			if err != nil {
				return tally, err
			}
		}
	}
}

// week is what is held of one week of a series.
func (h *sealedHome) week(k series.Key, week int) seal.Chunk {
	i := slices.IndexFunc(h.weeks[k], func(c seal.Chunk) bool { return c.Week == week })
	if i < 0 {
		return seal.Chunk{}
	}
	return h.weeks[k][i]
}

// lay lays a batch over what is held and lists the weeks that change.
func (h *sealedHome) lay(b store.Batch) (changed []sealedWeek, tally store.Tally, err error) {
	for _, k := range b.Set.Keys() {
		v := b.Set[k].Trim()
		if v.Len() == 0 {
			continue
		}
		chunks, rounded := seal.Split(v)
		tally.Rounded += rounded
		for _, top := range chunks {
			base := h.week(k, top.Week)
			if len(base.Values) > 0 && !seal.Nest(base.Step, top.Step) {
				return nil, store.Tally{}, fault.New(fault.Invalid, store.MsgMixedGrid, "home", b.Home, "series", k)
			}
			merged, ch := seal.Merge(base, top, k.Kind.Sums())
			tally = tally.Add(store.Tally{New: ch.New, Same: ch.Same, Replaced: ch.Replaced})
			if ch.Changed() {
				changed = append(changed, sealedWeek{k, merged})
			}
		}
	}
	return changed, tally, nil
}

// steps seals what changes, in the order in which it must be written; nil when nothing does.
func (s *Sealed) steps(b store.Batch, held *sealedHome, changed []sealedWeek, declared *home.Profile) ([][]line, error) {
	box := held.box
	own := held.records[box.writer]
	next := held.generation()
	for _, seen := range s.cfg.Seen[b.Home] {
		next = max(next, seen)
	}
	next++
	profile, redeclared := declaredOf(held, b, declared)
	lists := map[string]*list{} // that change
	touch := func(tag string, k series.Key) *list {
		if lists[tag] == nil {
			l := &list{key: k}
			if have := held.lists[box.writer][tag]; have != nil {
				l.chunks = slices.Clone(have.chunks)
			}
			l.generation = next
			lists[tag] = l
		}
		return lists[tag]
	}
	for tag, l := range held.lists[box.writer] { // what an earlier write left unfinished
		if l.unsettled(held) {
			touch(tag, l.key)
		}
	}
	intact := own.Generation > 0 || len(held.lists[box.writer]) == 0 && len(held.records) > 0
	if len(lists) == 0 && len(changed) == 0 && !redeclared && intact && own.Generation >= s.cfg.Seen[b.Home][box.writer] {
		return nil, nil
	}
	point := func(tag, field, text string, stamp int) line {
		return line{text: fmt.Sprintf(`%s,%s=%s,%s=%s,%s=%s %s="%s" %d`, sealedName, tagSealed, box.tag, tagWriter, box.writer, tagSeries, tag, field, text, stamp)}
	}
	var chunks []line
	for _, w := range changed {
		tag := box.seriesTag(w.key)
		text, sealed := box.sealChunk(w.key, w.Chunk)
		if len(text) > maxText {
			return nil, fault.New(fault.Invalid, msgSealedBig, "home", b.Home, "series", w.key, "week", seal.WeekStart(w.Week).Format(time.DateOnly))
		}
		l := touch(tag, w.key)
		old := seal.Tag{}
		if have := l.find(w.Week); have != nil {
			old = have.got
		}
		l.put(listing{week: w.Week, generation: next, tags: []seal.Tag{old, sealed}, got: sealed})
		chunks = append(chunks, point(tag, fieldChunk, text, w.Week))
	}
	var before, after []line
	rec := homeRecord{Generation: next, Declared: own.Declared, Profile: own.Profile, Lists: map[string]uint64{}}
	maps.Copy(rec.Lists, own.Lists) // those that were lost are not forgotten: a reader must find out
	for tag, l := range held.lists[box.writer] {
		rec.Lists[tag] = l.generation
	}
	for _, tag := range slices.Sorted(maps.Keys(lists)) {
		l := lists[tag]
		rec.Lists[tag] = next
		if len(changed) > 0 {
			before = append(before, point(tag, fieldList, box.sealList(l), 0))
		}
		l.settle(held)
		after = append(after, point(tag, fieldList, box.sealList(l), 0))
	}
	if redeclared {
		rec.Profile, rec.Declared = &profile, next
	}
	text, err := box.sealHome(rec)
	if err != nil {
		return nil, err
	}
	return [][]line{before, chunks, after, {point(ofHomes, fieldHome, text, 0)}}, nil
}

// declaredOf is what is declared of a home from now on, and whether that is new.
func declaredOf(held *sealedHome, b store.Batch, declared *home.Profile) (p home.Profile, changed bool) {
	p = home.Profile{ID: b.Home}
	have := held.profile()
	if have != nil {
		p = *have
	}
	if declared != nil {
		return *declared, have == nil || !sameProfile(*have, *declared)
	}
	if b.City != "" && (p.City == nil || *p.City != b.City) {
		p.City = &b.City
		changed = true
	}
	return p, changed
}

func sameProfile(a, b home.Profile) bool {
	x, xerr := json.Marshal(a)
	y, yerr := json.Marshal(b)
	return xerr == nil && yerr == nil && bytes.Equal(x, y)
}

// unsettled reports whether there are chunks, among those that were looked at, that an earlier write was to
// replace: it may have come to that or not.
func (l *list) unsettled(h *sealedHome) bool {
	return slices.ContainsFunc(l.chunks, func(c listing) bool { return h.looked(c.week) && len(c.tags) > 1 })
}

// settle leaves of those the tag of the one that is there.
func (l *list) settle(h *sealedHome) {
	l.chunks = slices.DeleteFunc(l.chunks, func(c listing) bool { return h.looked(c.week) && c.got == seal.Tag{} && c.may(seal.Tag{}) })
	for i, c := range l.chunks {
		if h.looked(c.week) && c.got != (seal.Tag{}) {
			l.chunks[i].tags = []seal.Tag{c.got}
		}
	}
}

// SetProfile keeps what was declared of homes that there is a key for.
func (s *Sealed) SetProfile(ctx context.Context, profiles ...home.Profile) error {
	for _, p := range profiles {
		if _, err := home.ParseID(string(p.ID)); err != nil {
			return err
		}
		if s.homes[p.ID] == nil {
			return noKey(p.ID)
		}
	}
	s.c.sealing.Lock()
	defer s.c.sealing.Unlock()
	for _, p := range profiles {
		if _, err := s.writeHome(ctx, store.Batch{Home: p.ID}, &p); err != nil {
			return err
		}
	}
	return nil
}

// Purge deletes all of a home; fault.NotFound without it. Copies that the host made of its disk still have the
// sealed bytes: to take the key out of the vault is what makes them worthless.
func (s *Sealed) Purge(ctx context.Context, id home.ID) error {
	x, err := s.home(ctx, id)
	if err != nil {
		return err
	}
	s.c.sealing.Lock()
	defer s.c.sealing.Unlock()
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return err
	}
	if !d.V2 {
		_, err := s.c.ql(ctx, "DELETE FROM "+qlName(sealedName)+" WHERE "+qlName(tagSealed)+" = $h", map[string]string{"h": x.box.tag})
		return err
	}
	return s.c.ask(ctx, writing, request{
		method: "POST", path: "api/v2/delete", query: url.Values{"org": {s.c.cfg.Org}, "bucket": {s.c.cfg.Bucket}}, contentType: asJSON,
		body: fmt.Sprintf(`{"start":%q,"stop":%q,"predicate":"_measurement=\"%s\" AND %s=\"%s\""}`,
			fluxTime(earliest), fluxTime(latest), sealedName, tagSealed, x.box.tag),
	}, discard)
}
