package vault

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"

	"courant/coach/fault"
	"courant/store/internal/files"
)

// A Secret is what can open a vault. Which of the two is needed, the vault says.
type Secret struct {
	KeyPath    string                 // the key file
	Passphrase func() ([]byte, error) // asks for the passphrase; nil when nobody can be asked
}

// argon are the parameters of Argon2id.
type argon struct {
	threads   uint8
	passes    uint32
	memoryKiB uint32
	salt      [16]byte
}

// newArgon has what new vaults use: RFC 9106's second recommendation with half of its
// threads, about 170 ms on two cores.
func newArgon() argon {
	a := argon{threads: 2, passes: 3, memoryKiB: 64 << 10}
	rand.Read(a.salt[:])
	return a
}

// key is the lock's key of a passphrase. Parameters that would hold the machine up are
// refused: they were not written by this program.
func (a argon) key(passphrase []byte) ([KeySize]byte, error) {
	if a.threads == 0 || a.passes == 0 || a.passes > 64 || a.memoryKiB > 1<<20 {
		return [KeySize]byte{}, errDamaged
	}
	return [KeySize]byte(argon2.IDKey(passphrase, a.salt[:], a.passes, a.memoryKiB, a.threads, KeySize)), nil
}

// lockKey is the key that a head asks for.
func (h head) lockKey(path string, s Secret) ([KeySize]byte, error) {
	if h.lock == KeyFile {
		return ReadKey(s.KeyPath)
	}
	if s.Passphrase == nil {
		return [KeySize]byte{}, fault.New(fault.Denied, msgCannotAsk, "path", path)
	}
	p, err := s.Passphrase()
	if err != nil {
		return [KeySize]byte{}, err
	}
	return h.argon.key(p)
}

// newLock makes the head and the key of a new lock. A key file that is there is used; one
// that is not is made, and made says so.
func newLock(path string, s Secret, lock Lock) (h head, key [KeySize]byte, made bool, err error) {
	h.lock = lock
	if lock == KeyFile {
		key, made, err = ensureKey(s.KeyPath)
		return h, key, made, err
	}
	if s.Passphrase == nil {
		return h, key, false, fault.New(fault.Denied, msgCannotAsk, "path", path)
	}
	p, err := s.Passphrase()
	if err != nil {
		return h, key, false, err
	}
	if len(p) == 0 {
		return h, key, false, fault.New(fault.Invalid, msgNoPassphrase)
	}
	h.argon = newArgon()
	key, err = h.argon.key(p)
	return h, key, false, err
}

const keyPrefix = "courant-key-1:"

// ReadKey reads a key file. On Unix it refuses one that others than its owner can read.
func ReadKey(path string) (key [KeySize]byte, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return key, fault.New(fault.NotFound, msgKeyMissing, "path", path)
	}
	if err != nil {
		return key, wrap(path, err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return key, fault.New(fault.Denied, msgKeyOpen, "path", path)
	}
	text, err := read(path, 4096)
	if err != nil {
		return key, wrap(path, err)
	}
	if !strings.HasPrefix(string(text), keyPrefix) {
		return key, fault.New(fault.Foreign, msgKeyForeign, "path", path)
	}
	raw, err := hex.DecodeString(string(text[len(keyPrefix):min(len(text), len(keyPrefix)+2*KeySize)]))
	if err != nil || len(raw) != KeySize || string(text) != keyText([KeySize]byte(raw)) {
		return key, fault.New(fault.Corrupt, msgKeyDamaged, "path", path)
	}
	return [KeySize]byte(raw), nil
}

// keyText is the content of a key file.
func keyText(key [KeySize]byte) string {
	sum := sha256.Sum256(key[:])
	return keyPrefix + hex.EncodeToString(key[:]) + ":" + hex.EncodeToString(sum[:4]) + "\n"
}

// ensureKey reads the key file, or makes it.
func ensureKey(path string) (key [KeySize]byte, made bool, err error) {
	key, err = ReadKey(path)
	if !errors.Is(err, fault.NotFound) {
		return key, false, err
	}
	rand.Read(key[:])
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return key, false, wrap(path, err)
	}
	return key, true, wrap(path, files.Replace(path, []byte(keyText(key))))
}
