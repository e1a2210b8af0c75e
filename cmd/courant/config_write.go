package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"courant/coach/fault"
)

// writeConfig puts answers into the configuration file, keeping every other line and comment
// as it is. The file is replaced at once.
func writeConfig(path string, answers map[string]string) error {
	raw, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return fault.New(fault.Denied, msgConfigRead, "file", path, "problem", plainError(err))
	}
	out := mergeTOML(string(raw), answers)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plainError(err))
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".courant-*.toml")
	if err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plainError(err))
	}
	defer os.Remove(temp.Name())
	_, err = temp.WriteString(out)
	if err = joinErr(err, temp.Sync(), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path) // CreateTemp makes it 0600
	}
	if err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plainError(err))
	}
	return nil
}

func joinErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// mergeTOML sets keys ("lang", "influx.url") in a TOML text whose tables are those of Config:
// a line that sets the key is replaced, else one is added to its table.
func mergeTOML(src string, answers map[string]string) string {
	var lines []string
	if src != "" {
		lines = strings.Split(strings.TrimRight(src, "\n"), "\n")
	}
	for _, key := range configKeys() {
		value, ok := answers[key]
		if !ok {
			continue
		}
		table, name, nested := strings.Cut(key, ".")
		if !nested {
			table, name = "", key
		}
		lines = setLine(lines, table, name, name+" = "+valueTOML(key, value))
	}
	return strings.Join(lines, "\n") + "\n"
}

// setLine replaces the line that sets name in a table, or adds one.
func setLine(lines []string, table, name, line string) []string {
	current, insert := "", -1
	if table == "" {
		insert = 0
	}
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if strings.HasPrefix(t, "[") {
			current = strings.Trim(strings.SplitN(t, "#", 2)[0], "[] \t")
		} else if k, _, ok := strings.Cut(t, "="); ok && current == table && strings.TrimSpace(k) == name {
			lines[i] = line
			return lines
		}
		if current == table {
			insert = i + 1
			if table == "" && strings.HasPrefix(t, "[") {
				insert = i
			}
		}
	}
	if insert < 0 {
		return append(lines, "", "["+table+"]", line)
	}
	return slices.Insert(lines, insert, line)
}

// switches are the keys of Config that are true or false.
var switches = []string{"accessible", "read_only", "mouse"}

func valueTOML(key, value string) string {
	if slices.Contains(switches, key) {
		return value
	}
	return quoteTOML(value)
}

func quoteTOML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
