package influx

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"sync"
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
// A week is read, merged and written as a whole: two programs that write the same week of the same
// home at the same moment may undo one another. One writes at a time within a process.
func (s *Sealed) Write(ctx context.Context, batches ...store.Batch) (store.Tally, error) {
	for _, b := range batches {
		if err := s.c.checkBatch(b); err != nil {
			return store.Tally{}, err
		}
		if s.homes[b.Home] == nil {
			return store.Tally{}, noKey(b.Home)
		}
	}
	var total store.Tally
	for _, b := range batches {
		tally, err := s.writeHome(ctx, b)
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

func (s *Sealed) writeHome(ctx context.Context, b store.Batch) (store.Tally, error) {
	lock, _ := s.c.writers.LoadOrStore(b.Home, new(sync.Mutex))
	lock.(*sync.Mutex).Lock()
	defer lock.(*sync.Mutex).Unlock()
	from, to, ok := weeksOf(b.Set)
	if !ok {
		from, to = store.First, store.First.Add(seal.Week)
	}
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return store.Tally{}, err
	}
	var tally store.Tally
	for look := 0; ; look++ {
		held, err := s.held(ctx, d, b.Home, from, to)
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
		all, err := s.lines(b, held, changed)
		switch {
		case err != nil || len(all) == 0: // nothing to write, or all that was written is there
			return tally, err
		case look == looks:
			name, at := ofProfile, store.First
			if len(changed) > 0 {
				name, at = changed[0].key.String(), changed[0].Start()
			}
			return tally, fault.New(fault.Incomplete, msgUnconfirmed, "bucket", s.c.cfg.Bucket, "home", b.Home, "series", name,
				"count", len(all), "time", at.Format(time.RFC3339))
		case look > 0: // another program wrote meanwhile, or the server is slow to show it
			if err := s.c.pause(ctx, look, 0); err != nil {
				return tally, err
			}
		}
		refused, err := s.c.send(ctx, all)
		if err == nil && refused != nil {
			err = refused
		}
		if err != nil {
			return tally, err
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

// lines seals what changes: names of series that are new, a city that is declared, chunks.
func (s *Sealed) lines(b store.Batch, held *sealedHome, changed []sealedWeek) ([]line, error) {
	box := held.box
	var all []line
	add := func(tag, field, text string, sec int64) {
		all = append(all, line{text: fmt.Sprintf(`%s,%s=%s,%s=%s %s="%s" %d`, sealedName, tagSealed, box.tag, tagSeries, tag, field, text, sec)})
	}
	profile := home.Profile{ID: b.Home}
	if held.profile != nil {
		profile = *held.profile
	}
	if newCity := b.City != "" && (profile.City == nil || *profile.City != b.City); newCity || held.profile == nil {
		if newCity {
			profile.City = &b.City
		}
		text, err := box.sealProfile(profile)
		if err != nil {
			return nil, err
		}
		add(ofProfile, fieldHome, text, 0)
	}
	named := map[series.Key]bool{}
	for _, k := range held.series {
		named[k] = true
	}
	for _, w := range changed {
		tag, name := box.sealName(w.key)
		if !named[w.key] {
			named[w.key] = true
			add(tag, fieldName, name, 0)
		}
		text := box.chunkText(w.key, w.Chunk)
		if len(text) > maxText {
			return nil, fault.New(fault.Invalid, msgSealedBig, "home", b.Home, "series", w.key, "week", seal.WeekStart(w.Week).Format(time.DateOnly))
		}
		add(tag, fieldChunk, text, seal.WeekStart(w.Week).Unix())
	}
	return all, nil
}

// SetProfile keeps what was declared of homes that there is a key for.
func (s *Sealed) SetProfile(ctx context.Context, profiles ...home.Profile) error {
	var all []line
	for _, p := range profiles {
		if _, err := home.ParseID(string(p.ID)); err != nil {
			return err
		}
		box := s.homes[p.ID]
		if box == nil {
			return noKey(p.ID)
		}
		text, err := box.sealProfile(p)
		if err != nil {
			return err
		}
		all = append(all, line{text: fmt.Sprintf(`%s,%s=%s,%s=%s %s="%s" 0`, sealedName, tagSealed, box.tag, tagSeries, ofProfile, fieldHome, text)})
	}
	refused, err := s.c.send(ctx, all)
	if err == nil && refused != nil {
		err = refused
	}
	return err
}

// Purge deletes all of a home; fault.NotFound without it. Copies that the host made of its disk still have the
// sealed bytes: to take the key out of the vault is what makes them worthless.
func (s *Sealed) Purge(ctx context.Context, id home.ID) error {
	x, err := s.home(ctx, id)
	if err != nil {
		return err
	}
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
