package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Ensure that files for people go among their documents, wherever their desktop has these, and
// into the state folder where it has none.
func TestExportsGoAmongThePersonsDocuments(t *testing.T) {
	for _, c := range []struct{ desc, folder, userDirs, want string }{
		{"no documents", "", "", "state/courant/exports"},
		{"the usual name", "Documents", "", "Documents/courant"},
		{"a name of the desktop's", "Mes papiers", "XDG_DESKTOP_DIR=\"$HOME/Bureau\"\nXDG_DOCUMENTS_DIR=\"$HOME/Mes papiers\"\n", "Mes papiers/courant"},
		{"a desktop without one", "", "XDG_DOCUMENTS_DIR=\"$HOME/\"\n", "state/courant/exports"},
		{"a folder that is not there", "Documents", "XDG_DOCUMENTS_DIR=\"$HOME/nowhere\"\n", "Documents/courant"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			home := t.TempDir()
			if err := os.MkdirAll(filepath.Join(home, c.folder), 0o700); err != nil {
				t.Fatal(err)
			}
			if c.userDirs != "" {
				if err := os.MkdirAll(filepath.Join(home, "config"), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(home, "config", "user-dirs.dirs"), []byte(c.userDirs), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			a := &app{env: Env{Vars: []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home + "/config", "XDG_STATE_HOME=" + home + "/state"}}}
			if got := a.exportFolder(); got != filepath.Join(home, c.want) {
				t.Errorf("%s, want %s in %s", got, c.want, home)
			}
		})
	}
}
