package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestErrorsAreTheirCodeAndTheirCause(t *testing.T) {
	err := fmt.Errorf("reading: %w", New(Invalid, "x.bad", "file", "a.csv", "problem", fs.ErrNotExist))
	if !errors.Is(err, Invalid) || !errors.Is(err, fs.ErrNotExist) || errors.Is(err, Locked) {
		t.Errorf("%v is not its code and cause alone", err)
	}
	if CodeOf(err) != Invalid || CodeOf(nil) != "" || CodeOf(fs.ErrClosed) != Internal || CodeOf(Denied) != Denied {
		t.Error("CodeOf is wrong")
	}
}

func TestNearest(t *testing.T) {
	words := []string{"report", "homes", "home", "demo", "import", "export", "verify", "version", "9E80", "workers"}
	for in, want := range map[string]string{
		"reprot": "report", "hoem": "home", "exprt": "export", "versoin": "version", "vreify": "verify",
		"x": "", "zzzzzz": "", "": "", "téléphone": "",
		"9e8": "9E80", "workr": "workers",
	} {
		if got := Nearest(in, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}
