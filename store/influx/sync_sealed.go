package influx

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"courant/coach/home"
)

// A SealedSource is a sealed bucket as a sync reads it. Its host cannot add anything up: the totals of homes whose
// records changed since the last sync are taken from their chunks, those of the others from the ledger.
type SealedSource struct {
	*Sealed
	book   *Book
	states map[home.ID]string
	now    Generations
}

// Source prepares a sync of the bucket into the store that the book is of.
func (s *Sealed) Source(book *Book) *SealedSource { return &SealedSource{Sealed: s, book: book} }

// Totals are those of Client.Totals, for the homes that there is a key for.
func (s *SealedSource) Totals(ctx context.Context, q Query) ([]Total, error) {
	var err error
	if s.now, err = s.Generations(ctx); err != nil {
		return nil, err
	}
	s.states = map[home.ID]string{}
	var changed []home.ID
	var out []Total
	for _, id := range slices.Sorted(maps.Keys(s.now)) {
		if q.Homes != nil && !slices.Contains(q.Homes, id) {
			continue
		}
		s.states[id] = stateOf(s.now[id])
		book := s.book.home(id)
		if book.State != s.states[id] {
			changed = append(changed, id)
			continue
		}
		for _, e := range book.Entries {
			if e.Bucket.Count > 0 {
				out = append(out, e.total(id, e.Bucket))
			}
		}
	}
	if len(changed) > 0 {
		err = s.Sealed.Pull(ctx, Query{Homes: changed}, func(p Pulled) error {
			out = append(out, TotalsOf(p.Home, p.Set)...)
			return nil
		})
	}
	slices.SortFunc(out, Total.compare)
	return out, err
}

// stateOf is the state of a home's records in a word.
func stateOf(generations map[string]uint64) string {
	var b strings.Builder
	for _, w := range slices.Sorted(maps.Keys(generations)) {
		fmt.Fprintf(&b, "%s %d\n", w, generations[w])
	}
	return b.String()
}

// Pull is that of the sealed bucket.
func (s *SealedSource) Pull(ctx context.Context, q Query, each func(Pulled) error) (Skipped, error) {
	return Skipped{}, s.Sealed.Pull(ctx, q, each)
}

// settle notes as of which states the ledger is right.
func (s *SealedSource) settle() {
	for id, state := range s.states {
		s.book.home(id).State = state
	}
	s.book.Saw(s.now)
}
