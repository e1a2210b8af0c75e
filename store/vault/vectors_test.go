package vault

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var makeVectors = flag.Bool("make-vectors", false, "write testdata/format/vaults.json anew: for a new version of the format only")

const vectorFile = "../../testdata/format/vaults.json"

// A vector is a vault with what opens it and what it holds, for other programs too.
type vector struct {
	What       string        `json:"what"`
	KeyFile    string        `json:"key_file,omitempty"` // its whole text
	Passphrase string        `json:"passphrase,omitempty"`
	LockKey    string        `json:"lock_key_hex"`
	VaultKey   string        `json:"vault_key_hex"`
	ID         string        `json:"vault_id_hex"`
	StoreKey   string        `json:"store_key_hex"`
	Next       uint32        `json:"next_number"`
	Entries    []entryVector `json:"entries"`
	Plain      string        `json:"plain_hex"`
	File       string        `json:"file_hex"`
}

type entryVector struct {
	Pseudonym string   `json:"pseudonym"`
	Number    uint32   `json:"number"`
	Key       string   `json:"key_hex"`
	Identity  Identity `json:"identity"`
}

// Ensure what version 1 of the format wrote is read for ever.
func TestVectors(t *testing.T) {
	if *makeVectors {
		writeVectors(t)
	}
	b, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d vectors", len(all))
	}
	for _, want := range all {
		dir := t.TempDir()
		s := Secret{KeyPath: filepath.Join(dir, "key"), Passphrase: func() ([]byte, error) { return []byte(want.Passphrase), nil }}
		file, err := hex.DecodeString(want.File)
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string][]byte{"key": []byte(want.KeyFile), "vault": file} {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		v, err := Open(filepath.Join(dir, "vault"), s)
		if err != nil {
			t.Errorf("%s: %v", want.What, err)
			continue
		}
		got := describe(v)
		got.What, got.KeyFile, got.Passphrase, got.LockKey, got.File = want.What, want.KeyFile, want.Passphrase, want.LockKey, want.File
		g, _ := json.Marshal(got)
		w, _ := json.Marshal(want)
		if !bytes.Equal(g, w) {
			t.Errorf("%s: got\n%s, want\n%s", want.What, g, w)
		}
		h, _, err := parseHead(file)
		if err != nil {
			t.Fatal(err)
		}
		if lockKey, err := h.lockKey("", s); err != nil || hex.EncodeToString(lockKey[:]) != want.LockKey {
			t.Errorf("%s: lock key %x, %v", want.What, lockKey, err)
		}
	}
}

func describe(v *Vault) vector {
	id, storeKey := v.ID(), v.StoreKey()
	out := vector{
		VaultKey: hex.EncodeToString(v.vaultKey[:]), ID: hex.EncodeToString(id[:]), StoreKey: hex.EncodeToString(storeKey[:]),
		Next: v.Next(), Plain: hex.EncodeToString(v.table.append(nil)),
	}
	for _, e := range v.Homes() {
		out.Entries = append(out.Entries, entryVector{e.ID, e.Number, hex.EncodeToString(e.Key[:]), e.Identity})
	}
	return out
}

func writeVectors(t *testing.T) {
	v, s := fresh(t)
	add(t, v, "maison-1", "maison-2", "maison-3")
	if err := v.Shred(ctx, "maison-2"); err != nil {
		t.Fatal(err)
	}
	if err := v.Identify(ctx, "maison-3", Identity{Name: "Léa Exemple", Address: "1, rue de l'Essai", Meter: "0000"}); err != nil {
		t.Fatal(err)
	}
	snapshot := func(what, phrase string) vector {
		file, err := os.ReadFile(v.Path())
		if err != nil {
			t.Fatal(err)
		}
		out := describe(v)
		out.What, out.Passphrase, out.File = what, phrase, hex.EncodeToString(file)
		h, _, err := parseHead(file)
		if err != nil {
			t.Fatal(err)
		}
		key, err := h.lockKey("", Secret{KeyPath: s.KeyPath, Passphrase: func() ([]byte, error) { return []byte(phrase), nil }})
		if err != nil {
			t.Fatal(err)
		}
		out.LockKey = hex.EncodeToString(key[:])
		return out
	}
	all := []vector{snapshot("locked with a key file; one home was shredded", "")}
	text, err := os.ReadFile(s.KeyPath)
	if err != nil {
		t.Fatal(err)
	}
	all[0].KeyFile = string(text)
	const phrase = "érable à sucre"
	if _, err := v.Rekey(ctx, Secret{Passphrase: func() ([]byte, error) { return []byte(phrase), nil }}, Passphrase); err != nil {
		t.Fatal(err)
	}
	all = append(all, snapshot("the same, locked with a passphrase (UTF-8)", phrase))
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(vectorFile, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
