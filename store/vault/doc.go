// Package vault keeps what the series store must not hold: which pseudonym is which home's
// number, each home's key, and who is who. It is a file of its own, sealed as a whole.
// Without it the store's bytes mean nothing; with a home's entry taken out, that home's
// bytes mean nothing.
//
// Words:
//
//   - A vault is the file. It has an id at random; a store remembers the id of its vault.
//   - An Entry is one home: pseudonym, number, key and perhaps an Identity. A number is
//     never given twice.
//   - The vault key seals the entries. It is made once and stays.
//   - A Lock is what wraps the vault key: a key file or a passphrase. Changing the lock
//     rewraps the vault key; no home's data are sealed anew.
//   - To shred a home is to remove its entry.
//
// # Format, version 1
//
// Numbers are big endian.
//
//	 0   8  "courantV"
//	 8   2  version
//	10   1  lock: 1 key file, 2 passphrase
//	11   1  Argon2id threads        }
//	12   4  Argon2id passes         } zero with a key file
//	16   4  Argon2id memory in KiB  }
//	20  16  Argon2id salt           }
//	36  60  wrapped vault key: nonce 12, ciphertext 32, tag 16; bytes 0–35 are
//	        additional data
//	96   4  n, length of the sealed entries
//	100  n  sealed entries: nonce 12, ciphertext, tag 16; bytes 0–99 are additional data
//	    32  SHA-256 of all bytes before
//
// Both are AES-256-GCM, the first under the lock's key, the second under the vault key.
// The sum at the end needs no key: it tells a damaged file from a wrong key.
//
// The entries, plain:
//
//	16  vault id
//	32  store key, for what belongs to no home
//	 4  next number
//	 4  how many entries; each:
//	 4  number
//	32  key
//	 1  length, then the pseudonym
//	 2  length, then the identity as JSON (0 without)
//
// A key file is one line of text: "courant-key-1:", the key as 64 hexadecimal digits, ":",
// the first 8 hexadecimal digits of the key's SHA-256, and a line feed.
//
// # What it does not do
//
// An old copy of the vault still opens with its old lock and still has the keys of homes
// that were shredded since: whoever keeps copies must delete those. The keys lie in the
// memory of a running process. The disk may hold the bytes of a replaced file for a while.
package vault
