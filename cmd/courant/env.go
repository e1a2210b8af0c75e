package main

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/term"
)

// An Env is everything of the outside world that the program reads, so that a test can run
// it whole: clock, variables, streams, folders.
type Env struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
	Vars     []string // KEY=VALUE
	OutTerm  bool     // Out is a terminal
	InTerm   bool     // In is a terminal
	OutWidth int      // columns of Out where it is a terminal, to break lines at spaces; 0 breaks none
	ErrWidth int      // likewise of Err
}

func systemEnv() Env {
	return Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Now: time.Now, Vars: os.Environ(),
		OutTerm: term.IsTerminal(int(os.Stdout.Fd())), InTerm: term.IsTerminal(int(os.Stdin.Fd())),
		OutWidth: terminalWidth(os.Stdout), ErrWidth: terminalWidth(os.Stderr),
	}
}

// terminalWidth is the columns of a terminal, 80 where it does not say; 0 for a pipe or a file.
func terminalWidth(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		return w
	}
	return 80
}

// Get is the value of a variable, "" when it is not set.
func (e Env) Get(key string) string {
	for _, v := range e.Vars {
		if k, val, ok := strings.Cut(v, "="); ok && k == key {
			return val
		}
	}
	return ""
}

// Locale is the locale of messages, by the rules of POSIX.
func (e Env) Locale() string {
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := e.Get(k); v != "" {
			return v
		}
	}
	return ""
}

// A folder is one of the places of the XDG base directory specification.
type folder struct{ variable, unix, windows string }

var (
	configFolder = folder{"XDG_CONFIG_HOME", ".config", "APPDATA"}
	dataFolder   = folder{"XDG_DATA_HOME", ".local/share", "LOCALAPPDATA"}
	stateFolder  = folder{"XDG_STATE_HOME", ".local/state", "LOCALAPPDATA"}
	cacheFolder  = folder{"XDG_CACHE_HOME", ".cache", "LOCALAPPDATA"}
)

// Path is a path inside courant's part of a folder. A relative XDG path is ignored, as the
// specification wants.
func (e Env) Path(f folder, elem ...string) string {
	base := e.Get(f.variable)
	switch {
	case filepath.IsAbs(base):
	case runtime.GOOS == "windows" && e.Get(f.windows) != "":
		base = e.Get(f.windows)
	case runtime.GOOS == "windows":
		base = filepath.Join(e.Get("USERPROFILE"), f.unix)
	default:
		base = filepath.Join(e.Get("HOME"), f.unix)
	}
	return filepath.Join(append([]string{base, "courant"}, elem...)...)
}
