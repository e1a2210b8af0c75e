package bolt

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// The test binary starts itself as other processes: COURANT_TEST_ROLE says what they do.
const roleVar = "COURANT_TEST_ROLE"

// roles run in processes of their own. What they print is what the test reads.
var roles = map[string]func(c Config, out io.Writer) error{
	"writer": writeForever,
	"import": importHomes,
	"report": reportOften,
	"event":  addEvents,
	"change": changeOften,
}

func TestMain(m *testing.M) {
	if role, ok := roles[os.Getenv(roleVar)]; ok {
		c := Config{Path: os.Args[1], VaultPath: os.Args[2], KeyPath: os.Args[3], Create: true}
		if err := role(c, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if big.dir != "" {
		os.RemoveAll(big.dir)
	}
	os.Exit(code)
}

// process starts the test binary in a role.
func process(t testing.TB, role string, c Config) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, c.Path, c.VaultPath, c.KeyPath)
	cmd.Env = append(os.Environ(), roleVar+"="+role)
	cmd.Stderr = os.Stderr
	return cmd
}

// writeForever writes numbers 1, 2, 3… and tells each one when it is kept: each as all
// values of two homes, and every tenth number in a home of its own.
func writeForever(c Config, out io.Writer) error {
	s, err := Open(c)
	if err != nil {
		return err
	}
	n, err := lastNumber(s)
	if err != nil {
		return err
	}
	for {
		n++
		batches := []store.Batch{{Home: "a", Set: numbered(n)}, {Home: "b", Set: numbered(n)}}
		if n%10 == 0 {
			batches = append(batches, store.Batch{Home: home.ID(fmt.Sprint("own-", n)), Set: numbered(n)})
		}
		if _, err := s.Write(ctx, batches...); err != nil {
			return err
		}
		fmt.Fprintln(out, n)
	}
}

// numbered is a series over a border of weeks with one number everywhere.
func numbered(n int) series.Set {
	values := make([]float64, 200)
	for i := range values {
		values[i] = float64(n)
	}
	return of(series.Energy, at(20, 0), values...)
}

// lastNumber is the number in both homes, 0 without them.
func lastNumber(s *Store) (n int, err error) {
	err = s.View(ctx, func(r *Reader) error {
		for _, id := range []home.ID{"a", "b"} {
			set, err := r.Read(ctx, id, time.Time{}, time.Time{})
			if errors.Is(err, fault.NotFound) {
				return nil
			}
			if err != nil {
				return err
			}
			v := set.Get("", series.Energy)
			for _, x := range v.Values {
				if x != v.Values[0] || v.Len() != 200 || id == "b" && x != float64(n) {
					return fmt.Errorf("half of a write: %v after %d", v.Values, n)
				}
			}
			n = int(v.Values[0])
		}
		return nil
	})
	return n, err
}

// Ensure a writer that is killed at any moment loses nothing that it had told was kept, and
// leaves a sound store. (The end of a process, not of the power.)
func TestKill9(t *testing.T) {
	c := newConfig(t)
	r := rand.New(rand.NewPCG(7, 8))
	told := 0
	for round := range 12 {
		cmd := process(t, "writer", c)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range r.IntN(8) {
			if lines.Scan() {
				told, _ = strconv.Atoi(lines.Text())
			}
		}
		time.Sleep(time.Duration(r.IntN(20_000)) * time.Microsecond)
		cmd.Process.Kill()
		for lines.Scan() { // what it told before it died
			told, _ = strconv.Atoi(lines.Text())
		}
		cmd.Wait()
		if _, err := os.Stat(c.Path); err != nil {
			continue // killed before there was a store
		}
		n, err := lastNumber(open(t, c))
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if n < told {
			t.Fatalf("round %d: %d is lost, %d is there", round, told, n)
		}
		wantSound(t, c)
	}
	if told < 5 {
		t.Errorf("%d writes in all: was it killed too early?", told)
	}
}

// changeOften changes one value of a home of the benchmarks' store again and again.
func changeOften(c Config, out io.Writer) error {
	s, err := Open(c)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		if _, err := s.Write(ctx, store.Batch{Home: bigID(0), Set: of(series.Energy, bigStart, float64(n))}); err != nil {
			return err
		}
		fmt.Fprintln(out, n)
	}
}

func importHomes(c Config, _ io.Writer) error {
	for i := range 5 {
		s, err := Open(c)
		if err != nil {
			return err
		}
		id := home.ID(fmt.Sprint("imported-", i))
		if _, err := s.Write(ctx, store.Batch{Home: id, Set: yearOf(uint64(i))}); err != nil {
			return err
		}
		s.Close()
	}
	return nil
}

func reportOften(c Config, _ io.Writer) error {
	c.Create = false
	for range 15 {
		s, err := Open(c)
		if err != nil {
			return err
		}
		if _, err := everything(s); err != nil {
			return err
		}
		s.Close()
	}
	return nil
}

func addEvents(c Config, _ io.Writer) error {
	for i := range 10 {
		s, err := Open(c)
		if err != nil {
			return err
		}
		if err := s.PutEvents(ctx, peak(at(1+i, 11))); err != nil {
			return err
		}
		s.Close()
	}
	return nil
}

// Ensure a dashboard that is open does not keep `report`, `import` and `event add` from
// their work, nor they it: five processes on one store.
func TestDashboardWhileOthersWork(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s := open(t, c) // the dashboard: open all the time, it looks when something changed
	var others []*exec.Cmd
	for _, role := range []string{"import", "event", "report", "report"} {
		cmd := process(t, role, c)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		others = append(others, cmd)
	}
	done := make(chan error)
	go func() {
		var all []error
		for _, cmd := range others {
			if err := cmd.Wait(); err != nil {
				all = append(all, fmt.Errorf("%s: %w", cmd.Env[len(cmd.Env)-1], err))
			}
		}
		done <- errors.Join(all...)
	}()
	seen, changes := uint64(0), 0
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			running = false
		case <-time.After(2 * time.Millisecond):
		}
		v, err := s.Version()
		if err != nil {
			t.Fatal(err)
		}
		if v == seen {
			continue
		}
		seen = v
		changes++
		if _, err := s.Homes(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Read(ctx, "maison-1", time.Time{}, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	text := mustTell(t, s)
	if !strings.Contains(text, "imported-4") || strings.Count(text, "ID:flex-d") != 12 {
		t.Errorf("not all is there:\n%.300s", text)
	}
	if changes < 5 {
		t.Errorf("the dashboard saw %d changes", changes)
	}
	wantSound(t, c)
}
