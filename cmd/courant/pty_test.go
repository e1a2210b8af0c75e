//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"courant/store/influx/influxtest"
)

// buildOnce builds the program as a person would, once a test run.
var buildOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "courant-bin-")
	if err != nil {
		return "", err
	}
	bin := filepath.Join(dir, "courant")
	cmd := exec.Command("go", "build", "-o", bin, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return bin, nil
})

func TestMain(m *testing.M) {
	code := influxtest.Run(m)
	if bin, err := buildOnce(); err == nil {
		os.RemoveAll(filepath.Dir(bin))
	}
	os.Exit(code)
}

func builtProgram(tb testing.TB) string {
	tb.Helper()
	bin, err := buildOnce()
	if err != nil {
		tb.Fatalf("the program does not build: %v", err)
	}
	return bin
}

// homeEnv is the environment of a person who has just come: an empty home folder.
func homeEnv(home string, more ...string) []string {
	return append([]string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=fr_CA.UTF-8",
		"XDG_CONFIG_HOME=" + home + "/config", "XDG_DATA_HOME=" + home + "/data", "XDG_STATE_HOME=" + home + "/state",
	}, more...)
}

// A session is the built program in a real pseudo-terminal that answers no query.
type session struct {
	tb    testing.TB
	cmd   *exec.Cmd
	tty   *os.File
	mu    sync.Mutex
	scr   *screen
	raw   bytes.Buffer
	last  time.Time // of the newest output
	done  chan struct{}
	start time.Time
}

func startSession(tb testing.TB, env []string, w, h int, args ...string) *session {
	tb.Helper()
	s := &session{tb: tb, cmd: exec.Command(builtProgram(tb), args...), scr: newScreen(w, h), done: make(chan struct{})}
	s.cmd.Env = env
	s.start = time.Now()
	tty, err := pty.StartWithSize(s.cmd, &pty.Winsize{Rows: uint16(h), Cols: uint16(w)})
	if err != nil {
		tb.Fatal(err)
	}
	s.tty = tty
	go s.read()
	tb.Cleanup(func() {
		s.cmd.Process.Kill()
		<-s.done
		s.tty.Close()
		s.cmd.Wait()
	})
	return s
}

func (s *session) read() {
	defer close(s.done)
	buf := make([]byte, 64<<10)
	for {
		n, err := s.tty.Read(buf)
		now := time.Now()
		s.mu.Lock()
		s.scr.Write(buf[:n])
		s.raw.Write(buf[:n])
		if n > 0 {
			s.last = now
		}
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (s *session) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.scr.Text()
}

func (s *session) send(keys string) { io.WriteString(s.tty, keys) }

// answer types an answer to each question, once it stands there: the newest output ends with
// the colon of a question, and is newer than the answer before.
func (s *session) answer(limit time.Duration, answers ...string) {
	s.tb.Helper()
	seen := 0
	for _, a := range answers {
		for deadline := time.Now().Add(limit); ; time.Sleep(time.Millisecond) {
			s.mu.Lock()
			n, asked := s.raw.Len(), bytes.HasSuffix(s.raw.Bytes(), []byte(": "))
			s.mu.Unlock()
			if asked && n > seen {
				seen = n
				break
			}
			if time.Now().After(deadline) {
				s.tb.Fatalf("nothing is asked for %q to answer; the screen shows:\n%s", a, s.text())
			}
		}
		s.send(a + "\r")
	}
}

// waitFor waits until the screen holds all words.
func (s *session) waitFor(limit time.Duration, words ...string) string {
	s.tb.Helper()
	deadline := time.Now().Add(limit)
	for {
		text := s.text()
		missing := ""
		for _, w := range words {
			if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), w) {
				missing = w
				break
			}
		}
		if missing == "" {
			return text
		}
		if time.Now().After(deadline) {
			s.tb.Fatalf("the screen never showed %q; it shows:\n%s", missing, text)
		}
		time.Sleep(time.Millisecond)
	}
}

// exit waits for the program's end and gives its exit code.
func (s *session) exit(limit time.Duration) int {
	s.tb.Helper()
	select {
	case <-s.done:
	case <-time.After(limit):
		s.tb.Fatalf("the program does not end; it shows:\n%s", s.text())
	}
	s.cmd.Wait()
	return s.cmd.ProcessState.ExitCode()
}

// Ensure that starting the program asks the terminal nothing and does not wait for it: a
// library that is merely linked writes a query in its init and stalls for five seconds
// (tui/quiet). This guard fails should that ever come back.
func TestStartsQuietly(t *testing.T) {
	bin := builtProgram(t)
	for _, args := range [][]string{{"--version"}, {"version", "--json"}, {"--help"}} {
		cmd := exec.Command(bin, args...)
		cmd.Env = homeEnv(t.TempDir())
		start := time.Now()
		tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		context.AfterFunc(ctx, func() { cmd.Process.Kill() })
		out, err := io.ReadAll(tty)
		if err != nil && !errors.Is(err, syscall.EIO) { // Linux ends a pty's output with EIO
			t.Fatal(err)
		}
		cmd.Wait()
		cancel()
		tty.Close()
		if bytes.IndexByte(out, 0x1b) >= 0 {
			t.Errorf("%v wrote an escape byte: %q", args, out)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("%v took %v: something waits for the terminal", args, took)
		}
		if len(out) == 0 {
			t.Errorf("%v said nothing", args)
		}
	}
}
