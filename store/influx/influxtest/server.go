package influxtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A Version is a kind of server that tests run against.
type Version string

// The kinds. Own is a person's own 2.x server, which COURANT_TEST_INFLUX2_URL, _TOKEN, _ORG
// and _BUCKET name; without them a test that asks for it skips.
const (
	V1         Version = "1.8.10"          // InfluxQL alone, open to everyone: starts in 0.05 s
	V1Flux     Version = "1.8.10+flux"     // starts in 7–9 s
	V1Auth     Version = "1.8.10+auth"     // InfluxQL alone
	V1FluxAuth Version = "1.8.10+fluxauth" // starts in 7–9 s
	V2         Version = "2.7.12"          // in memory: starts in 0.2 s
	Own        Version = "own"
)

// Versions lists every kind of server.
func Versions() []Version { return []Version{V1, V1Flux, V1Auth, V1FluxAuth, V2, Own} }

// Is1 reports whether it is a 1.8.
func (v Version) Is1() bool { return strings.HasPrefix(string(v), version1) }

func (v Version) flux() bool { return strings.Contains(string(v), "flux") }
func (v Version) auth() bool { return strings.Contains(string(v), "auth") }

// Who sets the servers up.
const (
	adminUser     = "admin"
	adminPassword = "courant-test-only"
	adminToken    = "courant-test-only-token"
	organisation  = "courant"
	startLimit    = 90 * time.Second
)

// A Server is a running InfluxDB.
type Server struct {
	Version Version
	URL     string // like http://127.0.0.1:PORT
	Org     string // "" on 1.8
	Token   string // that may do everything, "" where everybody may

	bucket string // the one bucket that tests may use, "" where they make their own
	path   string // the program
	dir    string
	cmd    *exec.Cmd
	ports  [2]int
}

// Launch starts a server for one test alone, which may Kill and Restart it: its data are on
// disk. Tests that leave the server be use Start.
func Launch(tb testing.TB, v Version) *Server {
	tb.Helper()
	s, err := launch(tb, v, true)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.stop)
	return s
}

// launch prepares a folder, ports and users, and starts the server.
func launch(tb testing.TB, v Version, disk bool) (*Server, error) {
	tb.Helper()
	s := &Server{Version: v}
	switch {
	case v == Own:
		return own(tb), nil
	case v.Is1():
		s.path = program1(tb)
	default:
		s.path = program2(tb)
	}
	dir, err := os.MkdirTemp("", "courant-influx-")
	if err != nil {
		return nil, err
	}
	s.dir = dir
	for i := range s.ports {
		if s.ports[i], err = freePort(); err != nil {
			return nil, err
		}
	}
	s.URL = fmt.Sprintf("http://127.0.0.1:%d", s.ports[0])
	if v.Is1() {
		err = os.WriteFile(filepath.Join(dir, "influxd.conf"), []byte(s.config1()), 0o644)
	}
	if err == nil {
		err = s.run(disk)
	}
	if err == nil {
		err = s.setup()
	}
	if err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// own is the server of the person who runs the tests.
func own(tb testing.TB) *Server {
	tb.Helper()
	s := &Server{
		Version: Own, URL: os.Getenv("COURANT_TEST_INFLUX2_URL"), Token: os.Getenv("COURANT_TEST_INFLUX2_TOKEN"),
		Org: os.Getenv("COURANT_TEST_INFLUX2_ORG"), bucket: os.Getenv("COURANT_TEST_INFLUX2_BUCKET"),
	}
	if s.URL == "" || s.bucket == "" {
		tb.Skip("no server of one's own: COURANT_TEST_INFLUX2_URL, _TOKEN, _ORG and _BUCKET name one")
	}
	return s
}

func (s *Server) config1() string {
	return fmt.Sprintf(`reporting-disabled = true
bind-address = "127.0.0.1:%d"
[meta]
dir = %q
[data]
dir = %q
wal-dir = %q
index-version = "tsi1"
query-log-enabled = false
cache-snapshot-write-cold-duration = "2s"
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:%d"
flux-enabled = %t
auth-enabled = %t
log-enabled = false
[logging]
level = "error"
`, s.ports[1], filepath.Join(s.dir, "meta"), filepath.Join(s.dir, "data"), filepath.Join(s.dir, "wal"),
		s.ports[0], s.Version.flux(), s.Version.auth())
}

func (s *Server) args(disk bool) []string {
	if s.Version.Is1() {
		return []string{"run", "-config", filepath.Join(s.dir, "influxd.conf")}
	}
	args := []string{
		"run", "--reporting-disabled", "--ui-disabled", "--log-level", "error",
		"--http-bind-address", fmt.Sprintf("127.0.0.1:%d", s.ports[0]),
		"--bolt-path", filepath.Join(s.dir, "bolt"), "--engine-path", filepath.Join(s.dir, "engine"),
		"--storage-cache-snapshot-write-cold-duration", "2s",
	}
	if disk {
		return append(args, "--store", "disk", "--sqlite-path", filepath.Join(s.dir, "sqlite"))
	}
	return append(args, "--store", "memory", "--sqlite-path", ":memory:")
}

// run starts the process and waits until it answers.
func (s *Server) run(disk bool) error {
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd = exec.Command(s.path, s.args(disk)...)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	s.cmd.Env = append(os.Environ(), "HOME="+s.dir, "INFLUXD_CONFIG_PATH="+s.dir)
	tie(s.cmd)
	if err := s.cmd.Start(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	dead := make(chan struct{})
	go func(cmd *exec.Cmd) { _ = cmd.Wait(); close(dead) }(s.cmd)
	for {
		if s.answers(ctx) {
			return nil
		}
		select {
		case <-dead:
			return fmt.Errorf("influxd %s ended at once: %s", s.Version, s.log())
		case <-ctx.Done():
			return fmt.Errorf("influxd %s did not answer within %s: %s", s.Version, startLimit, s.log())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) answers(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/health", nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

func (s *Server) log() string {
	raw, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	return string(raw)
}

// Kill ends the process as a power cut would (SIGKILL).
func (s *Server) Kill(tb testing.TB) {
	tb.Helper()
	if err := s.cmd.Process.Kill(); err != nil {
		tb.Fatal(err)
	}
	for s.answers(context.Background()) {
		time.Sleep(time.Millisecond)
	}
}

// Restart starts a killed server again, on the same ports and data.
func (s *Server) Restart(tb testing.TB) {
	tb.Helper()
	if err := s.run(true); err != nil {
		tb.Fatal(err)
	}
}

// PeakMB is the most memory that the server's process has held, in MB; 0 where the system does not tell.
func (s *Server) PeakMB() float64 {
	if s.cmd == nil || runtime.GOOS != "linux" {
		return 0
	}
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	_, after, _ := strings.Cut(string(raw), "VmHWM:")
	var kb float64
	fmt.Sscan(after, &kb)
	return kb / 1000
}

func (s *Server) stop() {
	if s.cmd != nil && s.cmd.Process != nil {
		_ = s.cmd.Process.Kill()
	}
	if s.dir != "" {
		_ = os.RemoveAll(s.dir)
	}
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// call sends one request as the administrator and gives the body; not 2xx is an error.
func (s *Server) call(method, path, contentType, body string) ([]byte, error) {
	req, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", contentType)
	if s.Token != "" {
		req.Header.Set("Authorization", "Token "+s.Token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode/100 != 2 {
		err = errors.New(resp.Status)
	}
	if err != nil {
		return raw, fmt.Errorf("%s %s: %w: %s", method, path, err, raw)
	}
	return raw, nil
}
