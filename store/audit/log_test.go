package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"courant/coach/fault"
)

var (
	ctx = context.Background()
	key = [32]byte{1, 2, 3}
	at  = time.Date(2027, 1, 15, 11, 0, 0, 0, time.UTC)
)

// filled is a log with n records.
func filled(t *testing.T, n int) *Log {
	t.Helper()
	l := Open(filepath.Join(t.TempDir(), "courant.audit"), key)
	for i := range n {
		if err := l.Add(ctx, Record{At: at.Add(time.Duration(i) * time.Minute), Who: "marie", Action: "report", Mark: l.Mark("maison-1")}); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func verify(t *testing.T, l *Log) ([]Record, []error) {
	t.Helper()
	records, problems, err := l.Verify(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return records, problems
}

func TestAddAndVerify(t *testing.T) {
	l := filled(t, 3)
	records, problems := verify(t, l)
	if len(records) != 3 || len(problems) != 0 || !records[2].At.Equal(at.Add(2*time.Minute)) || records[0].Who != "marie" {
		t.Fatalf("%+v, %v", records, problems)
	}
	raw, err := os.ReadFile(l.Path())
	if err != nil || bytes.Contains(raw, []byte("maison-1")) {
		t.Errorf("the log names a home, or %v", err)
	}
	if l.Mark("maison-1") == l.Mark("maison-2") || Open("", [32]byte{9}).Mark("maison-1") == l.Mark("maison-1") {
		t.Error("marks do not depend on home and key")
	}
	if records, problems := verify(t, Open(filepath.Join(t.TempDir(), "none"), key)); len(records)+len(problems) != 0 {
		t.Errorf("no log: %v, %v", records, problems)
	}
}

// Ensure every byte that is changed and every line that is taken out shows.
func TestTamper(t *testing.T) {
	l := filled(t, 4)
	raw, err := os.ReadFile(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	put := func(b []byte) []error {
		if err := os.WriteFile(l.Path(), b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, problems := verify(t, l)
		return problems
	}
	for i := range raw {
		b := bytes.Clone(raw)
		b[i] ^= 1
		if len(put(b)) == 0 {
			t.Errorf("byte %d changed, and nothing is told", i)
		}
	}
	for i := 1; i < len(raw); i++ {
		if len(put(raw[:i])) == 0 && i != len(raw)-1 { // the last line end alone is no loss
			t.Errorf("cut at %d, and nothing is told", i)
		}
	}
	lines := bytes.SplitAfter(raw, []byte("\n"))
	for i := range lines[:4] {
		b := bytes.Join(append(append([][]byte{}, lines[:i]...), lines[i+1:]...), nil)
		if len(put(b)) == 0 {
			t.Errorf("line %d taken out, and nothing is told", i+1)
		}
	}
	if len(put(bytes.Join([][]byte{lines[1], lines[0], lines[2], lines[3]}, nil))) == 0 {
		t.Error("two lines changed places, and nothing is told")
	}
	if p := put(raw); len(p) != 0 {
		t.Errorf("as it was: %v", p)
	}
	if _, problems := verify(t, Open(l.Path(), [32]byte{7})); len(problems) != 4 {
		t.Errorf("another key: %v", problems)
	}
}

// Ensure a line that a crash cut short is told, and the log goes on after it.
func TestAfterCrash(t *testing.T) {
	l := filled(t, 2)
	f, err := os.OpenFile(l.Path(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, `{"at":"2027-01-15T11:0`)
	f.Close()
	if err := l.Add(ctx, Record{At: at, Who: "marie", Action: "plan"}); err != nil {
		t.Fatal(err)
	}
	records, problems := verify(t, l)
	if len(records) != 3 || records[2].Action != "plan" || len(problems) != 1 || !strings.Contains(problems[0].Error(), `line="3"`) {
		t.Errorf("%+v, %v", records, problems)
	}
}

func TestManyWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "courant.audit")
	var all sync.WaitGroup
	for w := range 4 {
		all.Go(func() {
			l := Open(path, key)
			for range 10 {
				if err := l.Add(ctx, Record{At: at, Who: fmt.Sprint(w), Action: "report"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if records, problems := verify(t, Open(path, key)); len(records) != 40 || len(problems) != 0 {
		t.Errorf("%d records, %v", len(records), problems)
	}
}

// Ensure an access that cannot be written down is refused.
func TestRefused(t *testing.T) {
	l := Open(filepath.Join(t.TempDir(), "no", "such", "folder", "log"), key)
	if err := l.Add(ctx, Record{At: at}); !errors.Is(err, fault.Denied) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkAdd(b *testing.B) {
	l := Open(filepath.Join(b.TempDir(), "courant.audit"), key)
	for b.Loop() {
		if err := l.Add(ctx, Record{At: at, Who: "marie", Action: "report", Mark: "AAAAAAAAAAAAAAAA"}); err != nil {
			b.Fatal(err)
		}
	}
}
