package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// Version is the format that this package writes.
const Version = 1

// KeySize is the size of all keys, in bytes.
const KeySize = 32

const (
	magic     = "courantV"
	headSize  = 36
	lengthAt  = headSize + 12 + KeySize + 16
	sealedAt  = lengthAt + 4
	sealedMin = 12 + 16
	sumSize   = sha256.Size
)

// A Lock is what wraps the vault key.
type Lock byte

// The locks. The numbers are part of the format.
const (
	KeyFile    Lock = 1
	Passphrase Lock = 2
)

// head is the first part of the file, in plain.
type head struct {
	lock  Lock
	argon argon
}

func (h head) append(dst []byte) []byte {
	dst = append(dst, magic...)
	dst = binary.BigEndian.AppendUint16(dst, Version)
	dst = append(dst, byte(h.lock), h.argon.threads)
	dst = binary.BigEndian.AppendUint32(dst, h.argon.passes)
	dst = binary.BigEndian.AppendUint32(dst, h.argon.memoryKiB)
	return append(dst, h.argon.salt[:]...)
}

// What a file may be, other than a vault of this version.
var (
	errForeign   = errors.New("vault: not a vault")
	errNewer     = errors.New("vault: of a newer version")
	errTruncated = errors.New("vault: cut short")
	errDamaged   = errors.New("vault: damaged")
	errWrongKey  = errors.New("vault: wrong key")
)

// parseHead reads the head of a file and checks all of it that needs no key.
func parseHead(file []byte) (h head, version uint16, err error) {
	if len(file) < len(magic)+2 {
		if bytes.HasPrefix([]byte(magic), file[:min(len(file), len(magic))]) {
			return h, 0, errTruncated
		}
		return h, 0, errForeign
	}
	if string(file[:len(magic)]) != magic {
		return h, 0, errForeign
	}
	if version = binary.BigEndian.Uint16(file[8:]); version > Version {
		return h, version, errNewer
	}
	if len(file) < sealedAt+sealedMin+sumSize {
		return h, version, errTruncated
	}
	h = head{lock: Lock(file[10]), argon: argon{
		threads: file[11], passes: binary.BigEndian.Uint32(file[12:]),
		memoryKiB: binary.BigEndian.Uint32(file[16:]), salt: [16]byte(file[20:headSize]),
	}}
	size := sealedAt + uint64(binary.BigEndian.Uint32(file[lengthAt:])) + sumSize
	if uint64(len(file)) < size {
		return h, version, errTruncated
	}
	body, sum := file[:len(file)-sumSize], file[len(file)-sumSize:]
	if sha256.Sum256(body) != [sumSize]byte(sum) || uint64(len(file)) != size ||
		version != Version || h.lock != KeyFile && h.lock != Passphrase {
		return h, version, errDamaged
	}
	return h, version, nil
}

// wrapKey makes the first bytes of a file, up to the length: the head and the vault key
// under the lock's key.
func wrapKey(h head, lockKey, vaultKey [KeySize]byte) []byte {
	b := h.append(make([]byte, 0, lengthAt))
	return aead(lockKey).Seal(b, nil, vaultKey[:], b[:headSize:headSize])
}

// encode writes a file behind what wrapKey made.
func encode(wrapped []byte, vaultKey [KeySize]byte, t *table) []byte {
	plain := t.append(nil)
	file := append(make([]byte, 0, sealedAt+len(plain)+sealedMin+sumSize), wrapped...)
	file = binary.BigEndian.AppendUint32(file, uint32(len(plain)+sealedMin))
	file = aead(vaultKey).Seal(file, nil, plain, file[:sealedAt:sealedAt])
	sum := sha256.Sum256(file)
	return append(file, sum[:]...)
}

// unwrap gives the vault key of a file whose head is good.
func unwrap(file []byte, lockKey [KeySize]byte) ([KeySize]byte, error) {
	plain, err := aead(lockKey).Open(nil, nil, file[headSize:lengthAt], file[:headSize])
	if err != nil {
		return [KeySize]byte{}, errWrongKey
	}
	return [KeySize]byte(plain), nil
}

// decode gives the entries of a file whose head is good.
func decode(file []byte, vaultKey [KeySize]byte) (*table, error) {
	plain, err := aead(vaultKey).Open(nil, nil, file[sealedAt:len(file)-sumSize], file[:sealedAt])
	if err != nil {
		return nil, errDamaged
	}
	return parseTable(plain)
}

func aead(key [KeySize]byte) cipher.AEAD {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // the key has the right size
	}
	a, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // the block is AES
	}
	return a
}
