package influx

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/internal/files"
	"courant/store/seal"
)

// A JournalConfig says where a journal lies and what seals it.
type JournalConfig struct {
	Dir  string                         // a folder of its own; made when something is first kept
	Root seal.Key                       // seals what an entry is about: the store's key
	Keys func(home.ID) (seal.Key, bool) // seal its points: each home's own. A home without one is forgotten
	Most int64                          // bytes of all entries; default 64 MiB
}

// A Journal keeps on disk what is to be written to a bucket until it was read back from there: one sealed file
// a home and bucket. Whichever side is killed, the next write, or Replay, sends what is still there; the
// same points again change nothing. Two programs with one journal wait for each other, so that no old
// value comes after a newer one.
//
// A file's name is a keyed hash. It is replaced as a whole, so a program that is killed leaves the old one or
// the new one; what a disk damages is found by the seals, and the longest good beginning is still sent.
type Journal struct {
	cfg  JournalConfig
	root *seal.Sealer
}

const (
	msgJournalFull fault.ID = "influx.journal-full" // path, size, most
	msgJournalDisk fault.ID = "influx.journal-disk" // path, problem
	msgJournalHeld fault.ID = "influx.journal-held" // path
)

// What journal files end in: those that wait, and those that were found damaged.
const (
	journalEnding = ".wait"
	damagedEnding = ".damaged"
	mostJournal   = 64 << 20
	// journalWait is how long another program's write is waited for.
	journalWait = 10 * time.Second
)

// NewJournal makes a journal; nothing is touched yet.
func NewJournal(cfg JournalConfig) *Journal {
	if cfg.Most <= 0 {
		cfg.Most = mostJournal
	}
	return &Journal{cfg, seal.NewSealer(cfg.Root)}
}

// An Entry is what a journal holds for one home and bucket.
type Entry struct {
	Home  home.ID
	City  string // the tag that its points were to bear
	Count int    // points that were kept
	Lost  int    // of them, those that a damaged file does not give back

	target  string
	updates []update // sorted, those that could be read
	path    string
	damaged bool // also where all points were read
}

// path is the file of a home and bucket.
func (j *Journal) path(target string, id home.ID) string {
	mac := hmac.New(sha256.New, j.cfg.Root[:])
	mac.Write([]byte("courant/journal\x00" + target + "\x00" + string(id)))
	return filepath.Join(j.cfg.Dir, hex.EncodeToString(mac.Sum(nil)[:16])+journalEnding)
}

// hold keeps other programs away from the journal until release.
func (j *Journal) hold(ctx context.Context) (release func(), err error) {
	if err := os.MkdirAll(j.cfg.Dir, 0o700); err != nil {
		return nil, j.disk(err)
	}
	f, err := files.Lock(ctx, filepath.Join(j.cfg.Dir, "lock"), journalWait)
	switch {
	case errors.Is(err, files.ErrHeld):
		return nil, fault.New(fault.Locked, msgJournalHeld, "path", j.cfg.Dir)
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, j.disk(err)
	}
	return func() { f.Close() }, nil
}

func (j *Journal) disk(err error) error {
	return fault.New(fault.Denied, msgJournalDisk, "path", j.cfg.Dir, "problem", innermost(err))
}

// keep adds points of a home to what waits for a bucket; newer values stand. It is on disk when it
// returns. A full journal or disk keeps what it had.
func (j *Journal) keep(target string, id home.ID, city string, updates []update) error {
	key, ok := j.cfg.Keys(id)
	if !ok {
		return fault.New(fault.NotFound, msgSealedKey, "home", id)
	}
	path := j.path(target, id)
	old, err := j.read(path)
	switch {
	case errors.Is(err, errJournal): // kept for whoever wants to know
		if err := os.Rename(path, strings.TrimSuffix(path, journalEnding)+damagedEnding); err != nil {
			return j.disk(err)
		}
	case errors.Is(err, errForgotten):
		old = Entry{}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return j.disk(err)
	}
	e := Entry{Home: id, City: city, target: target, updates: lay(old.updates, updates), path: path}
	content := j.encode(e, seal.NewSealer(key))
	size, err := j.size(path)
	switch {
	case err != nil:
		return j.disk(err)
	case size+int64(len(content)) > j.cfg.Most:
		return fault.New(fault.Denied, msgJournalFull, "path", j.cfg.Dir, "size", (size+int64(len(content)))>>20, "most", j.cfg.Most>>20)
	}
	if err := files.Replace(path, content); err != nil {
		return j.disk(err)
	}
	return nil
}

// lay lays updates over others: of one key and time the newer stands.
func lay(old, now []update) []update {
	all := slices.Concat(now, old)
	slices.SortStableFunc(all, update.byKey)
	return slices.CompactFunc(all, func(a, b update) bool { return a.key == b.key && a.sec == b.sec })
}

// size is that of all files but one.
func (j *Journal) size(but string) (size int64, err error) {
	all, err := os.ReadDir(j.cfg.Dir)
	for _, f := range all {
		if info, err := f.Info(); err == nil && f.Name() != filepath.Base(but) {
			size += info.Size()
		}
	}
	return size, err
}

// done forgets what was confirmed.
func (j *Journal) done(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return j.disk(err)
	}
	return nil
}

// Waiting lists what waits to be confirmed, by whichever bucket, sorted by home, damaged entries among it. Homes
// that were forgotten are left out.
func (j *Journal) Waiting() ([]Entry, error) {
	all, err := os.ReadDir(j.cfg.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, j.disk(err)
	}
	var out []Entry
	for _, f := range all {
		if !strings.HasSuffix(f.Name(), journalEnding) {
			continue
		}
		e, err := j.read(filepath.Join(j.cfg.Dir, f.Name()))
		switch {
		case errors.Is(err, errForgotten), errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil && !errors.Is(err, errJournal):
			return nil, j.disk(err)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Entry) int { return strings.Compare(string(a.Home)+a.path, string(b.Home)+b.path) })
	return out, nil
}

// Damaged lists files that were set aside: the folder can be looked at, and they be deleted.
func (j *Journal) Damaged() []string {
	all, _ := filepath.Glob(filepath.Join(j.cfg.Dir, "*"+damagedEnding))
	return all
}

// sweep removes entries of homes that were forgotten, and files whose writer was killed over them: it had
// sent nothing of them yet. The journal is held.
func (j *Journal) sweep() {
	all, _ := os.ReadDir(j.cfg.Dir)
	for _, f := range all {
		path := filepath.Join(j.cfg.Dir, f.Name())
		if strings.HasSuffix(path, journalEnding+".new") {
			_ = os.Remove(path)
		}
		if strings.HasSuffix(path, journalEnding) {
			if _, err := j.read(path); errors.Is(err, errForgotten) {
				_ = os.Remove(path)
			}
		}
	}
}

// A Replayed says what a replay brought.
type Replayed struct {
	Homes, Points int     // confirmed now
	Damaged       []Entry // what a disk damaged: their files were set aside, what was good of them is sent
}

// target names the bucket for the journal: points wait for the one they were meant for.
func (c *Client) target() string { return c.cfg.URL + "\x00" + c.cfg.Org + "\x00" + c.cfg.Bucket }

// UseJournal lets writes go through a journal. It must come before the first one.
func (c *Client) UseJournal(j *Journal) { c.journal = j }

// Replay sends what waits in the journal for this bucket, and reads it back. The errors are those of Write; what
// was not confirmed still waits.
func (c *Client) Replay(ctx context.Context) (done Replayed, err error) {
	if c.journal == nil || c.mapped != nil {
		return done, nil
	}
	if _, err := os.Stat(c.journal.cfg.Dir); errors.Is(err, fs.ErrNotExist) {
		return done, nil
	}
	release, err := c.journal.hold(ctx)
	if err != nil {
		return done, err
	}
	defer release()
	return c.replay(ctx, true)
}

// replay sends what waits; the journal is held. With tell, damaged files are set aside.
func (c *Client) replay(ctx context.Context, tell bool) (done Replayed, err error) {
	c.journal.sweep()
	waiting, err := c.journal.Waiting()
	if err != nil {
		return done, err
	}
	for _, e := range waiting {
		if e.target != c.target() && e.target != "" {
			continue
		}
		if len(e.updates) > 0 {
			if err := c.resend(ctx, e); err != nil {
				return done, err
			}
			done.Homes++
			done.Points += len(e.updates)
		}
		switch {
		case !e.damaged:
			err = c.journal.done(e.path)
		case tell:
			done.Damaged = append(done.Damaged, e)
			err = os.Rename(e.path, strings.TrimSuffix(e.path, journalEnding)+damagedEnding)
		}
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// resend writes an entry's points that are not in the bucket, and reads them back. Points that the
// server refuses for good wait no longer.
func (c *Client) resend(ctx context.Context, e Entry) error {
	from, to, kinds := spanOf(e.updates)
	held, err := c.hold(ctx, e.Home, from, to, kinds)
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(slices.Clone(e.updates), held.has)
	if len(missing) == 0 {
		return nil
	}
	city, err := c.tagOf(ctx, e.Home, home.City(e.City), held)
	if err != nil {
		return err
	}
	refused, err := c.send(ctx, lines(e.Home, city, missing))
	if err != nil {
		return err
	}
	err = c.confirm(ctx, e.Home, from, to, kinds, missing, refused)
	if refused != nil && errors.Is(err, fault.Invalid) {
		return errors.Join(err, c.journal.done(e.path))
	}
	return err
}

// spanOf is the span of whole weeks of updates, and their kinds.
func spanOf(updates []update) (from, to time.Time, kinds []series.Kind) {
	for i, u := range updates {
		at := time.Unix(u.sec, 0)
		lo, hi := seal.WeekStart(seal.WeekOf(at)), seal.WeekStart(seal.WeekOf(at)+1)
		if i == 0 || lo.Before(from) {
			from = lo
		}
		if i == 0 || hi.After(to) {
			to = hi
		}
		kinds = append(kinds, u.key.Kind)
	}
	slices.Sort(kinds)
	return from, to, slices.Compact(kinds)
}
