package influx

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
	"courant/store/seal"
)

// journalIn is a journal in a folder, whose keys are those of h1 and h2.
func journalIn(dir string, most int64) *Journal {
	return NewJournal(JournalConfig{Dir: dir, Root: seal.Key{1}, Most: most, Keys: func(id home.ID) (seal.Key, bool) {
		return seal.Key{2, id[len(id)-1]}, id == "h1" || id == "h2"
	}})
}

func waiting(t *testing.T, j *Journal) []Entry {
	t.Helper()
	all, err := j.Waiting()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// W1 with the journal: what could not even be looked at is kept, and sent as soon as somebody is there again, by
// another process, after a restart.
func TestW1JournalKeepsAll(t *testing.T) {
	onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		dir := t.TempDir()
		c.UseJournal(journalIn(dir, 0))
		p.Set(influxtest.Fault{Refuse: true})
		for range 3 {
			if _, err := push(c); !errors.Is(err, fault.Unreachable) {
				t.Errorf("server away: %v, want unreachable", err)
			}
		}
		if all := waiting(t, c.journal); len(all) != 1 || all[0].Home != "h1" || all[0].Count != 13_500 {
			t.Fatalf("waiting %+v; want the 13,500 points of h1 once", all)
		}
		p.Set(influxtest.Fault{})
		again := client(t, b)
		again.UseJournal(journalIn(dir, 0))
		done, err := again.Replay(context.Background())
		if err != nil || done.Homes != 1 || done.Points != 13_500 || len(waiting(t, again.journal)) != 0 {
			t.Errorf("replay %+v, %v, then waiting %v; want all sent", done, err, waiting(t, again.journal))
		}
		exact(t, again, "after the replay")
		if tally, err := push(again); err != nil || tally != (store.Tally{Same: 13_500}) {
			t.Errorf("pushed again: %+v, %v; want all the same", tally, err)
		}
	})
}

// W2, W4: the line breaks for good in the middle of a write; the journal knows, another process finishes, and
// nothing comes twice, nor over what is newer.
func TestW2W4JournalFinishes(t *testing.T) {
	onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, _ *Client) {
		dir := t.TempDir()
		m, direct := newMeddler(t, b)
		c := client(t, direct)
		c.UseJournal(journalIn(dir, 0))
		var writes atomic.Int64
		m.set(func(w http.ResponseWriter, r *http.Request, asked string, _ *http.Response, _ []byte) bool {
			if !strings.HasSuffix(r.URL.Path, "/write") || asked == "" || writes.Add(1) == 1 {
				return false
			}
			panic(http.ErrAbortHandler) // applied, and the answer is lost, from the second batch on
		})
		if _, err := push(c); err == nil {
			t.Fatal("a push whose answers are lost succeeded")
		}
		if all := waiting(t, c.journal); len(all) != 1 || all[0].Lost != 0 {
			t.Fatalf("waiting %+v; want h1", all)
		}
		m.set(nil)
		again := client(t, direct)
		again.UseJournal(journalIn(dir, 0))
		// A newer value of one hour is pushed: what waits goes first.
		newer := series.Set{{Kind: series.Outdoor}: wave(series.Outdoor, day0, time.Hour, 1, 5)}
		if _, err := again.Write(context.Background(), store.Batch{Home: "h1", City: home.Quebec, Set: newer}); err != nil {
			t.Fatal(err)
		}
		got, err := again.Read(context.Background(), "h1", time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		o := got.Get("", series.Outdoor)
		if o.Known() != 1500 || o.At(day0) != 5 || got.Get("", series.Energy).Known() != 6000 || len(waiting(t, again.journal)) != 0 {
			t.Errorf("%d outdoor, first %g, %d energies, waiting %v; want 1500, the newer 5, 6000, none", o.Known(), o.At(day0), got.Get("", series.Energy).Known(), waiting(t, again.journal))
		}
	})
}

// W8: a journal cut at any byte, or with a byte changed, is found to be so: it never gives a point that was not
// kept, gives the longest good beginning, and says how many are lost.
func TestW8JournalCutAnywhere(t *testing.T) {
	dir := t.TempDir()
	j := journalIn(dir, 0)
	updates := updatesOf(pushed())
	if err := j.keep("here", "h1", "quebec", updates); err != nil {
		t.Fatal(err)
	}
	path := j.path("here", "h1")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(updates, update.byKey)
	check := func(desc string, content []byte) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		e, err := j.read(path)
		if !errors.Is(err, errJournal) {
			t.Fatalf("%s: %v, want it found", desc, err)
		}
		if n := len(e.updates); n < len(updates) && n%batchLines != 0 || !slices.Equal(e.updates, updates[:n]) {
			t.Fatalf("%s: %d points that are not the first ones", desc, n)
		} else if e.target != "" && e.Lost != len(updates)-n {
			t.Fatalf("%s: %d of %d points and %d lost", desc, n, len(updates), e.Lost)
		}
	}
	for n := 0; n < len(whole); n += 1 + n/60 { // every byte of the head, then fewer
		check(fmt.Sprintf("cut at %d of %d", n, len(whole)), whole[:n])
		changed := slices.Clone(whole)
		changed[n] ^= 0x10
		check(fmt.Sprintf("byte %d changed", n), changed)
	}
	check("longer", append(slices.Clone(whole), 0))
	if e := waiting(t, j); len(e) != 1 || e[0].Home != "h1" || e[0].Lost != 0 || len(e[0].updates) != len(updates) {
		// A whole file with a byte behind it gives all its points, and is still told.
		t.Errorf("waiting %+v", e)
	}
	if strings.Contains(string(whole), "quebec") || strings.Contains(filepath.Base(path), "h1") {
		t.Error("the journal tells what is in it")
	}
}

// W8: what a damaged journal still has is sent, the file is set aside and told; the next push brings the
// rest from the local store.
func TestW8DamagedJournalIsTold(t *testing.T) {
	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	c := client(t, b)
	c.UseJournal(journalIn(t.TempDir(), 0))
	j := c.journal
	if err := j.keep(c.target(), "h1", "quebec", updatesOf(pushed())); err != nil {
		t.Fatal(err)
	}
	path := j.path(c.target(), "h1")
	if err := os.Truncate(path, 30_000); err != nil {
		t.Fatal(err)
	}
	done, err := c.Replay(context.Background())
	if err != nil || len(done.Damaged) != 1 || done.Damaged[0].Home != "h1" || done.Points == 0 || done.Points+done.Damaged[0].Lost != 13_500 || len(j.Damaged()) != 1 {
		t.Fatalf("replay %+v, %v, damaged %v; want the good beginning sent and the rest told", done, err, j.Damaged())
	}
	if again, err := c.Replay(context.Background()); err != nil || len(again.Damaged) != 0 || again.Points != 0 {
		t.Errorf("a second replay: %+v, %v; want nothing left", again, err)
	}
	if tally, err := push(c); err != nil || tally.Same != done.Points || tally.New != 13_500-done.Points {
		t.Errorf("push: %+v, %v", tally, err)
	}
	exact(t, c, "after the push")
}

// W8: a disk or journal that is full never claims success, and sends nothing.
func TestW8JournalFull(t *testing.T) {
	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	small := client(t, b)
	small.UseJournal(journalIn(t.TempDir(), 4096))
	if tally, err := push(small); !isFault(err, msgJournalFull) || tally != (store.Tally{}) {
		t.Errorf("a journal of 4 kB: %+v, %v; want %s", tally, err, msgJournalFull)
	}
	denied := client(t, b)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	denied.UseJournal(journalIn(filepath.Join(file, "folder"), 0))
	if _, err := push(denied); !isFault(err, msgJournalDisk) {
		t.Errorf("a journal that cannot be: %v, want %s", err, msgJournalDisk)
	}
	if _, err := small.Pull(context.Background(), Query{}, func(Pulled) error { return nil }); !isFault(err, msgEmpty) {
		t.Errorf("something was written all the same: %v", err)
	}
}

// Ensure points wait for the bucket that they were meant for, and those of a home that was forgotten for none.
func TestJournalKnowsItsBucket(t *testing.T) {
	s := influxtest.Start(t, influxtest.V2)
	j := journalIn(t.TempDir(), 0)
	a, b := client(t, s.Bucket(t)), client(t, s.Bucket(t))
	a.UseJournal(j)
	b.UseJournal(j)
	if err := j.keep(a.target(), "h1", "", updatesOf(pushed())); err != nil {
		t.Fatal(err)
	}
	if done, err := b.Replay(context.Background()); err != nil || done.Points != 0 || len(waiting(t, j)) != 1 {
		t.Errorf("the other bucket's replay: %+v, %v, waiting %v; want nothing sent", done, err, waiting(t, j))
	}
	j.cfg.Keys = func(home.ID) (seal.Key, bool) { return seal.Key{}, false }
	if done, err := a.Replay(context.Background()); err != nil || done.Points != 0 {
		t.Errorf("a home that was forgotten: %+v, %v", done, err)
	}
	if all, _ := filepath.Glob(filepath.Join(j.cfg.Dir, "*"+journalEnding)); len(all) != 0 {
		t.Errorf("entries of a forgotten home stay: %v", all)
	}
}

// Points that the server refuses for good wait no longer, and the good ones are there.
func TestJournalLetsGoOfRefusedPoints(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		b := influxtest.Start(t, v).Bucket(t)
		c := client(t, b)
		c.UseJournal(journalIn(t.TempDir(), 0))
		mustWrite(t, b, fmt.Sprintf("consumption,household=other indoor_c=\"warm\" %d", day0.Unix()))
		set := series.Set{{Kind: series.Indoor}: wave(series.Indoor, day0, time.Hour, 5, 20)}
		for _, what := range []string{"a write", "a replay"} {
			var err error
			if what == "a write" {
				_, err = c.Write(context.Background(), store.Batch{Home: "h1", Set: set})
			} else {
				if kerr := c.journal.keep(c.target(), "h1", "", updatesOf(set)); kerr != nil {
					t.Fatal(kerr)
				}
				_, err = c.Replay(context.Background())
			}
			if !isFault(err, msgRejected) || len(waiting(t, c.journal)) != 0 {
				t.Errorf("%s, %s: %v, waiting %v; want %s and nothing waiting", v, what, err, waiting(t, c.journal), msgRejected)
			}
		}
	}
}

// W8 and its neighbours: the program is killed (SIGKILL) in the middle of a push, at another moment each time, and the
// server too; then somebody replays the journal alone, without the data.
func TestKillNineJournal(t *testing.T) {
	if os.Getenv("COURANT_TEST_JOURNAL_DIR") != "" {
		c := client(t, influxtest.Bucket{URL: os.Getenv("COURANT_TEST_PUSH_URL"), Org: os.Getenv("COURANT_TEST_PUSH_ORG"), Name: os.Getenv("COURANT_TEST_PUSH_BUCKET"), Token: os.Getenv("COURANT_TEST_PUSH_TOKEN")})
		c.UseJournal(journalIn(os.Getenv("COURANT_TEST_JOURNAL_DIR"), 0))
		if _, err := push(c); err != nil {
			t.Fatal(err)
		}
		return
	}
	child := func(b influxtest.Bucket, dir string) *exec.Cmd {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKillNineJournal$")
		cmd.Env = append(os.Environ(), "COURANT_TEST_JOURNAL_DIR="+dir, "COURANT_TEST_PUSH_URL="+b.URL, "COURANT_TEST_PUSH_ORG="+b.Org, "COURANT_TEST_PUSH_BUCKET="+b.Name, "COURANT_TEST_PUSH_TOKEN="+b.Token)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		dir := t.TempDir()
		p.Set(influxtest.Fault{Delay: 5 * time.Millisecond}) // so that there is a middle
		c.UseJournal(journalIn(dir, 0))
		for i := range 20 {
			cmd := child(b, dir)
			time.Sleep(time.Duration(40+20*i) * time.Millisecond)
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			if len(waiting(t, c.journal)) > 0 {
				break // killed with points kept and not confirmed
			}
		}
		left := waiting(t, c.journal)
		if len(left) == 0 {
			t.Skip("this machine pushes too fast, or too slowly, to be killed in the middle")
		}
		p.Set(influxtest.Fault{})
		if done, err := c.Replay(context.Background()); err != nil || done.Points != left[0].Count || len(done.Damaged) != 0 || len(waiting(t, c.journal)) != 0 {
			t.Fatalf("replay of %+v: %+v, %v", left, done, err)
		}
		exact(t, c, "from the journal alone, after a kill")
	})
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		t.Run(string(v)+",server", func(t *testing.T) {
			s := influxtest.Launch(t, v)
			b := s.Bucket(t)
			c := client(t, b)
			c.UseJournal(journalIn(t.TempDir(), 0))
			// The weeks are there before the kill: see TestKillNine.
			if _, err := c.Write(context.Background(), store.Batch{Home: "h2", Set: series.Set{{Kind: series.Outdoor}: wave(series.Outdoor, day0, time.Hour, 1500, -20)}}); err != nil {
				t.Fatal(err)
			}
			failed := make(chan error, 1)
			go func() { _, err := push(c); failed <- err }()
			time.Sleep(60 * time.Millisecond)
			s.Kill(t)
			err := <-failed
			if err == nil {
				t.Skip("the push was over before the kill")
			}
			if all := waiting(t, c.journal); len(all) != 1 || all[0].Lost != 0 {
				t.Fatalf("after %v: waiting %+v; want h1", err, all)
			}
			s.Restart(t)
			again := client(t, b)
			again.UseJournal(c.journal)
			if _, err := again.Replay(context.Background()); err != nil || len(waiting(t, c.journal)) != 0 {
				t.Fatalf("replay: %v", err)
			}
			exact(t, again, "from the journal alone, after a kill of the server")
		})
	}
}

// FuzzJournal: whatever is sealed under the right keys, reading it ends, and never gives a kind that there is not.
func FuzzJournal(f *testing.F) {
	f.Add(appendUpdates(nil, updatesOf(pushed())[:50]))
	f.Add([]byte{})
	f.Add([]byte{0, 1, 0, 255, 255, 255, 255, 15})
	f.Add([]byte{1, 'a', 9, 0, 1, 2, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, u := range (&cursor{b: b}).updates() {
			if !u.key.Kind.Valid() {
				t.Fatalf("%v", u)
			}
		}
		(&cursor{b: b}).record()
	})
}
