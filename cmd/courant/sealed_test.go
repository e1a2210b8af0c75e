//go:build unix

package main

import (
	"os"
	"strings"
	"testing"

	"courant/store/influx/influxtest"
)

// Ensure that a sealed bucket can be a person's only remote: a plain bucket is moved into it and back on another machine,
// with the keys that went there under a passphrase; without them, or with others, nothing is read and it is said why.
func TestASealedBucketIsTheOnlyRemote(t *testing.T) {
	longWay(t)
	for _, v := range []influxtest.Version{influxtest.V2, influxtest.V1FluxAuth, influxtest.V1} {
		t.Run(string(v), func(t *testing.T) {
			server := influxtest.Start(t, v)
			plain, sealed, back := server.Bucket(t), server.Bucket(t), server.Bucket(t)
			sealedWith := func(p *person, b influxtest.Bucket) {
				p.with(b, b.Token)
				p.vars = append(p.vars, "COURANT_INFLUX_SEALED=true")
			}
			origin := imported(t)
			origin.must(exitDone, "home", "h-1", "set", "programme=winter-credit", "rate=winter-credit")
			origin.with(plain, plain.Token)
			origin.must(exitDone, "push")

			mover := newPerson(t) // knows the plain bucket alone
			mover.with(plain, plain.Token)
			mover.must(exitDone, "sync")
			sealedWith(mover, sealed)
			for _, lang := range []string{"en", "fr"} {
				want := map[string]string{"en": "read back and counted: its host sees but ciphertext", "fr": "relues et comptées : l'hôte n'en voit que des blocs chiffrés"}[lang]
				if code, _, errOut := mover.run("push", "--lang", lang); code != exitDone || !strings.Contains(errOut, want) {
					t.Errorf("push, sealed: exit %d, %q", code, errOut)
				}
			}
			if code, _, errOut := mover.run("sync", "--lang", "fr"); code != exitDone || !strings.Contains(errOut, "mois clos") && !strings.Contains(errOut, "Rien de nouveau") {
				t.Errorf("sync of what was pushed: exit %d, %q", code, errOut)
			}
			mover.run("sync")
			if code, _, errOut := mover.run("sync", "--lang", "fr"); code != exitDone || !strings.Contains(errOut, "Rien de nouveau.") {
				t.Errorf("a sync without news: exit %d, %q", code, errOut)
			}

			if _, out, _ := mover.run("doctor"); !strings.Contains(out, "sealed bucket: the keys here open 1 home") {
				t.Errorf("doctor:\n%s", out)
			}

			reader := newPerson(t)
			sealedWith(reader, sealed)
			if code, _, errOut := reader.run("sync"); code != exitFailed || !strings.Contains(errOut, "courant vault import") {
				t.Errorf("without keys: exit %d, %q", code, errOut)
			}
			phrase, short := reader.file("phrase", "correct horse battery\n"), reader.file("short", "horse\n")
			for _, f := range []string{phrase, short} {
				if err := os.Chmod(f, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			keys := phrase + ".keys"
			if code, _, errOut := mover.run("vault", "export", keys, "--passphrase-file", short); code != exitFailed || !strings.Contains(errOut, "12") {
				t.Errorf("a short passphrase: exit %d, %q", code, errOut)
			}
			mover.must(exitDone, "vault", "export", keys, "--passphrase-file", phrase)
			wrong := reader.file("wrong", "incorrect horse\n")
			if err := os.Chmod(wrong, 0o600); err != nil {
				t.Fatal(err)
			}
			if code, _, _ := reader.run("vault", "import", keys, "--passphrase-file", wrong); code != exitFailed {
				t.Errorf("a wrong passphrase: exit %d", code)
			}
			reader.must(exitDone, "vault", "import", keys, "--passphrase-file", phrase)
			if status := object(t, reader.must(exitDone, "vault", "status", "--json")); status["homes"] != 1.0 || status["lock"] != "key_file" {
				t.Errorf("vault status: %v", status)
			}
			reader.must(exitDone, "sync")
			if mine, theirs := measurements(origin.must(exitDone, "export", "h-1")), measurements(reader.must(exitDone, "export", "h-1")); mine != theirs {
				t.Error("what came back is not what was sent")
			}
			reader.with(back, back.Token)
			reader.must(exitDone, "push")
			last := newPerson(t)
			last.with(back, back.Token)
			last.must(exitDone, "sync", "--from", "plain")
			if mine, theirs := measurements(origin.must(exitDone, "export", "h-1")), measurements(last.must(exitDone, "export", "h-1")); mine != theirs {
				t.Error("what went into the sealed bucket and out again is not what was there")
			}

			stranger := imported(t) // has a key of its own for a home of that name
			sealedWith(stranger, sealed)
			if code, _, errOut := stranger.run("sync"); code != exitFailed || !strings.Contains(errOut, "1 key, none of which opens them") {
				t.Errorf("with another key: exit %d, %q", code, errOut)
			}
			if code, _, errOut := stranger.run("vault", "import", keys, "--passphrase-file", phrase); code != exitFailed || !strings.Contains(errOut, "another key") {
				t.Errorf("keys of a home that has another one: exit %d, %q", code, errOut)
			}
			sealedWith(last, back)
			if code, _, errOut := last.run("sync"); code != exitFailed || !strings.Contains(errOut, "not sealed") {
				t.Errorf("a plain bucket read as a sealed one: exit %d, %q", code, errOut)
			}
			last.with(sealed, sealed.Token)
			if code, _, errOut := last.run("sync"); code != exitFailed || !strings.Contains(errOut, "--from sealed") {
				t.Errorf("a sealed bucket read as a plain one: exit %d, %q", code, errOut)
			}
			if code, _, _ := last.run("sync", "--from", "nowhere"); code != exitUsage {
				t.Errorf("--from nowhere: exit %d", code)
			}
		})
	}
}

// Ensure that the vault takes a passphrase and gives it up again.
func TestVaultPassphrase(t *testing.T) {
	p := imported(t)
	phrase := p.file("phrase", "correct horse battery\n")
	if err := os.Chmod(phrase, 0o600); err != nil {
		t.Fatal(err)
	}
	p.must(exitDone, "vault", "passphrase", "--passphrase-file", phrase)
	if code, _, errOut := p.run("homes"); code != exitFailed || !strings.Contains(errOut, "COURANT_PASSPHRASE") {
		t.Errorf("without the passphrase: exit %d, %q", code, errOut)
	}
	p.vars = []string{"COURANT_PASSPHRASE=correct horse battery"}
	p.must(exitDone, "homes")
	if status := object(t, p.must(exitDone, "vault", "status", "--json")); status["lock"] != "passphrase" {
		t.Errorf("status: %v", status)
	}
	p.must(exitDone, "vault", "passphrase", "--remove")
	p.vars = nil
	p.must(exitDone, "homes")
	if code, _, _ := p.run("vault", "passphrase"); code != exitFailed {
		t.Errorf("nobody to ask: exit %d", code)
	}
	if code, _, _ := p.run("vault", "export"); code != exitUsage {
		t.Errorf("no file: exit %d", code)
	}
	if code, _, _ := p.run("--read-only", "vault", "passphrase", "--remove"); code == exitDone {
		t.Error("--read-only lets the lock be changed")
	}
}
