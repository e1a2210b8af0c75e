package main

import (
	"os"
	"path/filepath"
	"strings"
)

// exportFolder is where files for people go: a folder of our own among their documents, where a
// file manager shows it; without such a folder, the hidden one of the state.
func (a *app) exportFolder() string {
	for _, dir := range []string{a.env.Get("XDG_DOCUMENTS_DIR"), a.documents(), a.homePath("Documents")} {
		if info, err := os.Stat(dir); filepath.IsAbs(dir) && err == nil && info.IsDir() && dir != a.homePath("") {
			return filepath.Join(dir, "courant")
		}
	}
	return a.env.Path(stateFolder, "exports")
}

// homePath is a path in the person's home folder.
func (a *app) homePath(name string) string {
	for _, variable := range []string{"HOME", "USERPROFILE"} {
		if home := a.env.Get(variable); home != "" {
			return filepath.Join(home, name)
		}
	}
	return ""
}

// documents is the folder that the desktop has for documents, by user-dirs.dirs of
// xdg-user-dirs; "" where it says none.
func (a *app) documents() string {
	raw, err := os.ReadFile(filepath.Join(filepath.Dir(a.env.Path(configFolder)), "user-dirs.dirs"))
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(raw)) {
		if said, ok := strings.CutPrefix(strings.TrimSpace(line), "XDG_DOCUMENTS_DIR="); ok {
			said = strings.Trim(said, `"`)
			if rest, ok := strings.CutPrefix(said, "$HOME/"); ok {
				return a.homePath(rest)
			}
			return said
		}
	}
	return ""
}
