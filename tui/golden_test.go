package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"courant/tui/text"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// goldens are the screens that a person has read and found good: the ready state of every
// view in both languages and two sizes, the other states at 80×24 in French, and what keys
// bring up.
func goldens() map[string]sample {
	all := map[string]sample{}
	add := func(view, state string, s sample) {
		s.view, s.full = viewNames[view], true
		if s.lang == "" {
			s.lang = text.French
		}
		if s.w == 0 {
			s.w, s.h = 80, 24
		}
		all[fmt.Sprintf("%s/%s.%s.%dx%d.txt", view, state, s.lang, s.w, s.h)] = s
	}
	for view := range viewNames {
		for _, lang := range []text.Lang{text.French, text.English} {
			add(view, "ready", sample{scene: "ready", lang: lang})
			add(view, "ready", sample{scene: "ready", lang: lang, w: 120, h: 40})
		}
		if view != "homes" {
			for _, state := range []string{"loading", "empty", "error", "stale", "partial", "new"} {
				add(view, state, sample{scene: state})
			}
		}
		add(view, "ready", sample{scene: "ready", w: 60, h: 20})
	}
	for _, state := range []string{"preheat", "during", "late", "after", "quiet", "skipped", "no-plan", "failed", "none", "simulated", "no-rate", "flex-d"} {
		add("today", state, sample{scene: state})
	}
	for _, state := range []string{"no-rate", "flex-d", "quiet"} {
		add("events", state, sample{scene: state})
		add("schedule", state, sample{scene: state})
	}
	for _, state := range []string{"none", "loading"} {
		add("homes", state, sample{scene: state})
	}
	for state, keys := range map[string]string{
		"day-cursor": "d left left", "month": "m", "year": "y", "table": "v", "hours": "tab", "hours-table": "tab v", "cold": "tab tab", "cold-table": "tab tab v",
	} {
		add("consumption", state, sample{scene: "ready", keys: strings.Fields(keys)})
	}
	add("events", "after", sample{scene: "after"})
	add("events", "reckoning", sample{scene: "after", keys: []string{"i"}})
	add("events", "season", sample{scene: "after", keys: []string{"v"}})
	add("schedule", "slots", sample{scene: "ready", keys: []string{"v"}})
	add("schedule", "dial", sample{scene: "ready", keys: strings.Fields("> >")})
	add("schedule", "override", sample{scene: "ready", keys: strings.Fields("right right + +")})
	add("schedule", "override", sample{scene: "ready", lang: text.English, w: 120, h: 40, keys: strings.Fields("right right + +")})
	add("schedule", "limits", sample{scene: "ready", keys: []string{"i"}})
	add("homes", "filter", sample{scene: "ready", keys: []string{"/", "q", "u", "E", "b"}})
	add("homes", "no-match", sample{scene: "ready", keys: []string{"/", "z", "z"}})
	add("homes", "visits", sample{scene: "ready", keys: strings.Fields("s s s s s")})
	add("homes", "visits", sample{scene: "ready", w: 120, h: 40, lang: text.English, keys: strings.Fields("s s s s s")})
	for state, keys := range map[string]string{"note": "n B o n", "help": "?", "palette": ":", "palette-typed": ": e x p", "confirm": "p", "apply": "a", "frozen": "f", "private": "P", "ascii": "G G", "slots": "v"} {
		add("today", state, sample{scene: "ready", keys: strings.Fields(keys)})
	}
	add("today", "help", sample{scene: "ready", lang: text.English, keys: []string{"?"}})
	return all
}

func TestGolden(t *testing.T) {
	all := goldens()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		path := filepath.Join("..", "testdata", "golden", filepath.FromSlash(name))
		lines := strings.Split(all[name].model(t).View(), "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		got := strings.Join(lines, "\n") + "\n"
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v; go test ./tui -update makes it", err)
			continue
		}
		if got != string(want) {
			t.Errorf("%s differs; got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// No golden is left over from a screen that is no longer drawn.
func TestGoldenFiles(t *testing.T) {
	all := goldens()
	for view := range viewNames {
		files, err := filepath.Glob(filepath.Join("..", "testdata", "golden", view, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if _, ok := all[view+"/"+filepath.Base(f)]; !ok {
				t.Errorf("%s belongs to no screen", f)
			}
		}
	}
}
