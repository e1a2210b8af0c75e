//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"courant/store/influx/influxtest"
)

// Ensure that a push which is killed (SIGKILL) in the middle is finished by whatever comes next: the doctor says what
// waits, a sync already sends it, nothing is lost and nothing doubled, and no name lies in the journal.
func TestKilledPushIsFinished(t *testing.T) {
	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	proxy := influxtest.NewProxy(t, b.URL)
	b.URL = proxy.URL
	p := real(t)
	p.with(b, b.Token)
	files := func() []string {
		all, _ := filepath.Glob(filepath.Join(p.home, "data/courant/courant.journal/*.wait"))
		return all
	}
	proxy.Set(influxtest.Fault{Delay: 60 * time.Millisecond})
	cmd := exec.Command(builtProgram(t), "push")
	cmd.Env = append(homeEnv(p.home), p.vars...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(soon); len(files()) == 0 && time.Now().Before(end); {
		time.Sleep(2 * time.Millisecond)
	}
	_ = cmd.Process.Kill()
	if err := cmd.Wait(); err == nil || len(files()) != 1 {
		t.Fatalf("the push ended by itself (%v), with %d journal files", err, len(files()))
	}
	raw, err := os.ReadFile(files()[0])
	if err != nil || strings.Contains(string(raw), "quebec") || strings.Contains(string(raw), "basement") {
		t.Errorf("the journal tells what is in it, %v", err)
	}
	proxy.Set(influxtest.Fault{})
	code, out, _ := p.run("doctor") // 1 where the bucket is still empty
	if code == exitDone || !strings.Contains(out, "wait to be confirmed") {
		t.Errorf("doctor: exit %d\n%s", code, out)
	}
	if _, _, errOut := p.run("sync"); !strings.Contains(errOut, "of an interrupted push") || len(files()) != 0 {
		t.Errorf("sync after the kill: %q, %d journal files", errOut, len(files()))
	}
	if code, out, _ := p.run("doctor"); strings.Contains(out, "wait to be confirmed") {
		t.Errorf("doctor after the sync: exit %d\n%s", code, out)
	}
	p.must(exitDone, "push")

	taker := newPerson(t)
	taker.now = p.now
	taker.with(b, b.Token)
	taker.must(exitDone, "sync")
	if mine, theirs := measurements(p.must(exitDone, "export", "h-1")), measurements(taker.must(exitDone, "export", "h-1")); mine != theirs {
		t.Error("what came out of the bucket is not what was pushed into it")
	}

	// A journal that the disk damaged is told, set aside, and made good from the local store.
	if err := os.WriteFile(filepath.Join(p.home, "data/courant/courant.journal/00ff.wait"), []byte("courant journal\x01\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := p.run("push"); code != exitDegraded || !strings.Contains(errOut, "journal of pushes was damaged") {
		t.Errorf("push with a damaged journal: exit %d, %q", code, errOut)
	}
	if code, out, _ := p.run("doctor"); code != exitDegraded || !strings.Contains(out, "damaged file") {
		t.Errorf("doctor with a damaged journal: exit %d\n%s", code, out)
	}
}
