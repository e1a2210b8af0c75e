package bolt

import (
	"context"
	"errors"
	"io/fs"
	"strconv"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/bolt/pages"
	"courant/store/internal/files"
	"courant/store/seal"
)

// More sentences of a store's errors; see tui/text.
const (
	msgIO       fault.ID = "bolt.io"        // path, cause
	msgHead     fault.ID = "bolt.head"      // path
	msgDamage   fault.ID = "bolt.damage"    // path, page
	msgVaultOld fault.ID = "bolt.vault-old" // path, vault
	msgHomes    fault.ID = "bolt.homes"     // path
	msgUnlisted fault.ID = "bolt.unlisted"  // path
)

// errStale says that a record or chunk is not the one that the record above it lists: it
// is missing, or an older state of it was put back.
var errStale = errors.New("bolt: missing or put back to an older state")

// explain makes a fault of an error of the system or of the file's structure.
func (s *Store) explain(err error) error {
	var told *fault.Error
	switch {
	case err == nil, errors.As(err, &told), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.NotConfigured, store.MsgMissing, "path", s.config.Path)
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Denied, store.MsgDenied, "path", s.config.Path)
	case errors.Is(err, files.ErrHeld):
		return fault.New(fault.Locked, store.MsgLocked, "path", s.config.Path)
	case errors.Is(err, pages.ErrForeign):
		return fault.New(fault.Foreign, store.MsgForeign, "path", s.config.Path)
	case errors.Is(err, pages.ErrTruncated):
		return fault.New(fault.Corrupt, store.MsgTruncated, "path", s.config.Path)
	case errors.Is(err, pages.ErrDamaged):
		return s.damage(err)
	}
	return fault.New(fault.Internal, msgIO, "path", s.config.Path, "cause", err)
}

// damage is a fault of the file as a whole.
func (s *Store) damage(cause error) error {
	page := ""
	if at := (*pages.DamageError)(nil); errors.As(cause, &at) {
		page = strconv.FormatUint(at.Page, 10)
	}
	f := fault.New(fault.Corrupt, msgDamage, "path", s.config.Path, "page", page)
	f.Err = cause
	return f
}

// vaultOld is the fault when the store has homes that the vault cannot have forgotten: the
// vault was put back to an older copy.
func (s *Store) vaultOld() error {
	return fault.New(fault.WrongKey, msgVaultOld, "path", s.config.Path, "vault", s.vault.Path())
}

// homesLost is the fault when the root does not vouch for the homes that are there.
func (s *Store) homesLost() error {
	f := fault.New(fault.Corrupt, msgHomes, "path", s.config.Path)
	f.Err = errStale
	return f
}

// lost is a fault of what belongs to a home: of its records when the key is zero.
func (s *Store) lost(id home.ID, key series.Key, week int, cause error) error {
	if errors.Is(cause, pages.ErrTruncated) {
		return s.explain(cause)
	}
	name, when := "", ""
	if key != (series.Key{}) {
		name, when = key.String(), seal.WeekStart(week).Format("2006-01-02")
	}
	f := fault.New(fault.Corrupt, store.MsgCorrupt, "path", s.config.Path, "home", id, "series", name, "week", when)
	f.Err = cause
	return f
}
