package main

import (
	"os"
	"path/filepath"

	"courant/tui"
)

// statePath is where the dashboard's last view, span and language are remembered.
func (a *app) statePath() string { return a.env.Path(stateFolder, "dashboard.json") }

// screenState is what an earlier run left. A file that is damaged is set aside, not fatal.
func (a *app) screenState() tui.State {
	raw, err := os.ReadFile(a.statePath())
	if err != nil {
		return tui.State{}
	}
	s, err := tui.ParseState(raw)
	if err != nil {
		os.Rename(a.statePath(), a.statePath()+".bad")
		return tui.State{}
	}
	return s
}

// keepScreenState remembers a state, whole or not at all. It is a convenience: failing is
// silent.
func (a *app) keepScreenState(raw []byte) {
	dir := filepath.Dir(a.statePath())
	if len(raw) == 0 || os.MkdirAll(dir, 0o700) != nil {
		return
	}
	temp, err := os.CreateTemp(dir, ".dashboard-*.json")
	if err != nil {
		return
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(raw)
	if joinErr(err, temp.Close()) == nil {
		os.Rename(temp.Name(), a.statePath())
	}
}
