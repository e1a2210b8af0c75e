package influxtest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const (
	version1 = "1.8.10"
	version2 = "2.7.12"
	module1  = "github.com/influxdata/influxdb/cmd/influxd@v" + version1
)

// cacheFolder holds the servers' programs between runs.
func cacheFolder() (string, error) {
	base, err := os.UserCacheDir()
	if x := os.Getenv("XDG_CACHE_HOME"); x != "" {
		base, err = x, nil
	} else if home, herr := os.UserHomeDir(); herr == nil {
		base, err = filepath.Join(home, ".cache"), nil
	}
	if err != nil {
		return "", err
	}
	dir := filepath.Join(base, "courant-test")
	return dir, os.MkdirAll(dir, 0o755)
}

// lookup finds a program: the one that the variable names, else the cached one. An absent
// one is fs.ErrNotExist, with the path where it should have been.
func lookup(variable, version string) (string, error) {
	if p := os.Getenv(variable); p != "" {
		_, err := os.Stat(p)
		return p, err
	}
	dir, err := cacheFolder()
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "influxd-"+version)
	_, err = os.Stat(path)
	return path, err
}

// program1 is an influxd 1.8.10, built now if need be.
func program1(tb testing.TB) string {
	tb.Helper()
	path, err := lookup("COURANT_TEST_INFLUXD", version1)
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("COURANT_TEST_INFLUXD") == "" {
		tb.Logf("building influxd %s into %s: some two minutes, once", version1, path)
		err = build(path)
	}
	if err != nil {
		tb.Fatalf("influxd %s: %v", version1, err)
	}
	return path
}

// build installs 1.8.10 beside path and renames it into place. Test binaries run in
// parallel: the others wait for the first one's lock.
func build(path string) error {
	unlock, err := lock(path + ".lock")
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Stat(path); err == nil {
		return nil // another test binary built it meanwhile
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), "build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("go", "install", module1)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOBIN="+dir, "GOFLAGS=", "GO111MODULE=on", "CGO_ENABLED=0", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go install %s: %w\n%s", module1, err, out)
	}
	built, err := filepath.Glob(filepath.Join(dir, "influxd*"))
	if err != nil || len(built) != 1 {
		return fmt.Errorf("go install %s left %v", module1, built)
	}
	return os.Rename(built[0], path)
}

// program2 is an influxd 2.7.12. Without one the test skips on a person's computer and
// fails in CI.
func program2(tb testing.TB) string {
	tb.Helper()
	path, err := lookup("COURANT_TEST_INFLUXD2", version2)
	switch {
	case err == nil:
		return path
	case os.Getenv("CI") != "":
		tb.Fatalf("no influxd %s at %s, and in CI it must be there: .ci/build-influxd builds it", version2, path)
	default:
		tb.Skipf("SKIPPED: needs influxd %s, which is not at %s; .ci/build-influxd builds it (cargo and clang needed), or COURANT_TEST_INFLUXD2 names one", version2, path)
	}
	return ""
}
