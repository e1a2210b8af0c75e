package main

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/spf13/cobra"
)

// Ensure that the help of every command, however deep, is French where French is spoken: none of
// the library's own words, and no word of English about flags or their values.
func TestHelpOfEveryCommandIsInFrench(t *testing.T) {
	english := regexp.MustCompile(`(?i)\b(usage:|flags:|available|help for|default|string|strings|int|use "|the|of|with|and|file|time|value|zone)\b`)
	names := regexp.MustCompile(`--[a-z-]+|courant( [a-z-]+)*|zones\.[a-zZ._]+|[a-z_]+=\S*|\|`)
	p := newPerson(t)
	p.lang = "fr_CA.UTF-8"
	var walk func(c *cobra.Command, path []string)
	n := 0
	walk = func(c *cobra.Command, path []string) {
		out := []byte(p.must(exitDone, append(path, "--help")...))
		n++
		if bytes.Count(out, []byte("Utilisation")) > 1 {
			t.Errorf("courant %v --help says the word for its use twice:\n%s", path, out)
		}
		for line := range bytes.Lines(out) {
			if word := english.Find(names.ReplaceAll(line, nil)); word != nil {
				t.Errorf("courant %v --help: %q in %q", path, word, line)
			}
		}
		for _, s := range c.Commands() {
			if s.IsAvailableCommand() {
				walk(s, append(append([]string{}, path...), s.Name()))
			}
		}
	}
	a := &app{lang: "fr"}
	a.cli = a.lang.CLI()
	walk(a.root(), nil)
	if n < 30 {
		t.Errorf("only %d commands were asked for help", n)
	}
}
