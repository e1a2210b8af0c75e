package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by a release build (-ldflags "-X main.version=…").
var version = ""

// versionJSON is `courant version --json`.
type versionJSON struct {
	Schema   int    `json:"schema"`
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

func buildVersion() versionJSON {
	v := versionJSON{Schema: 1, Version: version, Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if ok {
		if v.Version == "" {
			v.Version = info.Main.Version
		}
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				v.Revision = s.Value
			case "vcs.modified":
				v.Modified = s.Value == "true"
			}
		}
	}
	if v.Version == "" || v.Version == "(devel)" {
		v.Version = "0.1.0-dev"
	}
	return v
}

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{Use: "version", Short: a.cli.Version, Args: a.args(0, 0), RunE: func(*cobra.Command, []string) error {
		return a.printVersion()
	}}
}

func (a *app) printVersion() error {
	v := buildVersion()
	if a.json {
		return a.jsonOne(v)
	}
	return a.print([]string{fmt.Sprintf("courant %s (%s, %s/%s)", v.Version, v.Go, v.OS, v.Arch)})
}
