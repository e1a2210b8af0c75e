package bolt

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
	"courant/store/vault"
)

// Config says where a store lies and what opens it.
type Config struct {
	// Path is the store's file.
	Path string

	// VaultPath is the vault's file. Who has it and what opens it reads all; without it the
	// store's file means nothing.
	VaultPath string

	// KeyPath is the key file, for a vault that is locked with one.
	KeyPath string

	// Passphrase asks for the passphrase of a vault that is locked with one; nil when there
	// is nobody to ask.
	Passphrase func() ([]byte, error)

	// Create makes what is missing when there is no store yet: the file, the vault, the key
	// file. A store that has lost its vault or key gets no new one.
	Create bool

	// ReadOnly refuses all writes (fault.ReadOnly), and makes nothing.
	ReadOnly bool

	// Wait is how long a lock is waited for; 0 is 5 s.
	Wait time.Duration
}

func (c Config) secret() vault.Secret {
	return vault.Secret{KeyPath: c.KeyPath, Passphrase: c.Passphrase}
}

// A Store is the embedded store. It holds no lock and no open file between calls, and may
// be used concurrently.
type Store struct {
	config  Config
	vault   *vault.Vault
	keyMade bool

	gate chan struct{} // held by the writer that waits or writes; readers pass through it

	mu      sync.Mutex
	sealers map[uint32]*seal.Sealer // by home number
	root    *seal.Sealer            // of the store key
	sound   uint64                  // transaction up to which the structure has been checked
}

var _ store.Store = (*Store)(nil)

// Open opens a store and looks at its head. Each thing that may be wrong is a fault with
// a sentence of its own: NotConfigured where there is no store, NotFound where its vault
// or key is not, Foreign (also for a newer version), Corrupt, WrongKey, Locked, Denied.
func Open(c Config) (*Store, error) {
	s := newStore(c)
	switch _, err := os.Stat(c.Path); {
	case err == nil:
		if err := s.openVault(); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, s.explain(err)
	case !c.Create || c.ReadOnly:
		return nil, fault.New(fault.NotConfigured, store.MsgMissing, "path", c.Path)
	default:
		if err := s.create(); err != nil {
			return nil, s.explain(err)
		}
	}
	return s, s.View(context.Background(), func(*Reader) error { return nil })
}

const defaultWait = 5 * time.Second

func newStore(c Config) *Store {
	c.Wait = cmp.Or(c.Wait, defaultWait)
	return &Store{config: c, gate: make(chan struct{}, 1), sealers: map[uint32]*seal.Sealer{}}
}

// openVault opens the vault of a store that is there.
func (s *Store) openVault() error {
	there, err := vault.Exists(s.config.VaultPath)
	if err != nil {
		return err
	}
	if !there {
		return fault.New(fault.NotFound, store.MsgVaultMissing, "path", s.config.VaultPath)
	}
	v, err := vault.Open(s.config.VaultPath, s.config.secret())
	if err != nil {
		return err
	}
	s.use(v)
	return nil
}

func (s *Store) use(v *vault.Vault) {
	s.vault, s.root = v, seal.NewSealer(v.StoreKey())
}

// KeyMade reports that Open has just made the key file, and where it is. The person must
// be told: who loses that file loses the data.
func (s *Store) KeyMade() (path string, made bool) { return s.config.KeyPath, s.keyMade }

// Vault is the vault that the store's keys lie in.
func (s *Store) Vault() *vault.Vault { return s.vault }

// Path is where the store lies.
func (s *Store) Path() string { return s.config.Path }

// sealer is that of a home; it is made once.
func (s *Store) sealer(e vault.Entry) *seal.Sealer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if have, ok := s.sealers[e.Number]; ok {
		return have
	}
	made := seal.NewSealer(e.Key)
	s.sealers[e.Number] = made
	return made
}

// Close forgets the keys.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.sealers)
	return nil
}

// Homes implements store.Store.
func (s *Store) Homes(ctx context.Context) (all []store.Summary, err error) {
	err = s.View(ctx, func(r *Reader) error {
		all, err = r.Homes(ctx)
		return err
	})
	return all, err
}

// Names lists the homes that are held, sorted by id, without opening their records: it
// takes a hundredth of what Homes does.
func (s *Store) Names(ctx context.Context) (all []home.ID, err error) {
	err = s.View(ctx, func(r *Reader) error {
		all, err = r.Names(ctx)
		return err
	})
	return all, err
}

// Summary is what Homes says of one home; fault.NotFound without it.
func (s *Store) Summary(ctx context.Context, id home.ID) (sum store.Summary, err error) {
	err = s.View(ctx, func(r *Reader) error {
		sum, err = r.Summary(ctx, id)
		return err
	})
	return sum, err
}

// Profile implements store.Store.
func (s *Store) Profile(ctx context.Context, id home.ID) (p home.Profile, err error) {
	err = s.View(ctx, func(r *Reader) error {
		p, err = r.Profile(ctx, id)
		return err
	})
	return p, err
}

// Read implements store.Store.
func (s *Store) Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (set series.Set, err error) {
	err = s.View(ctx, func(r *Reader) error {
		set, err = r.Read(ctx, id, from, to, keys...)
		return err
	})
	return set, err
}

// Events implements store.Store.
func (s *Store) Events(ctx context.Context) (all []event.Event, err error) {
	err = s.View(ctx, func(r *Reader) error {
		all, err = r.Events(ctx)
		return err
	})
	return all, err
}

// LogKey is what the access log of the store is kept with; see package audit.
func (s *Store) LogKey() [32]byte { return s.vault.StoreKey() }
