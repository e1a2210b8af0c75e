package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/tui/text"
)

// passphraseVariable gives the vault's passphrase where there is no terminal to ask on.
const passphraseVariable = "COURANT_PASSPHRASE"

const (
	msgTerminal  fault.ID = "cli.terminal"
	msgWriteFile fault.ID = "cli.write-file" // file, problem
)

func (a *app) setupCmd() *cobra.Command {
	return writes(&cobra.Command{Use: "setup", Short: a.cli.Setup, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		if !a.env.InTerm || !a.env.OutTerm {
			return fault.New(fault.Usage, msgTerminal)
		}
		return a.setup(cmd)
	}})
}

// setup asks a few questions by the keyboard alone. Enter keeps what stands in brackets, so
// that all of it can be skipped and repeated; nothing is written before the end.
func (a *app) setup(cmd *cobra.Command) error {
	ask := asker{in: bufio.NewReader(a.env.In), app: a, l: a.lang}
	q := a.lang.Setup()
	ask.say(q.Welcome)

	lang, err := ask.choose(q.Language, string(a.lang), []string{"fr", "en"})
	if err != nil {
		return err
	}
	a.lang = text.Lang(lang)
	ask.l, q = a.lang, a.lang.Setup()

	graph, err := ask.choose(q.Graph, a.cfg.Graph, []string{"auto", "braille", "block", "ascii"})
	if err != nil {
		return err
	}
	url, err := ask.line(q.Influx, a.cfg.Influx.URL)
	if err != nil {
		return err
	}
	answers := map[string]string{"lang": lang, "graph": graph}
	if url != "" {
		answers["influx.url"] = url
		for _, f := range []struct{ key, question, now string }{
			{"influx.bucket", q.Bucket, a.cfg.Influx.Bucket}, {"influx.org", q.Org, a.cfg.Influx.Org}, {"influx.token_file", q.TokenFile, a.cfg.Influx.TokenFile},
		} {
			if answers[f.key], err = ask.line(f.question, f.now); err != nil {
				return err
			}
		}
	}
	if err := a.setupHome(cmd, &ask, q); err != nil {
		return err
	}
	if err := a.setupLock(cmd, &ask, q); err != nil {
		return err
	}
	path := a.configPath
	if path == "" {
		path = a.env.Path(configFolder, "courant.toml")
	}
	if err := writeConfig(path, answers); err != nil {
		return err
	}
	ask.say(fmt.Sprintf(q.Done, path))
	return nil
}

// setupHome asks for the limits and mode of the only home, when there is one.
func (a *app) setupHome(cmd *cobra.Command, ask *asker, q *text.Setup) error {
	p, ok, err := a.onlyProfile(cmd.Context())
	if err != nil {
		return err
	}
	if !ok {
		ask.say(q.NoHome)
		return nil
	}
	ask.say(fmt.Sprintf(q.Home, p.ID))
	changed, err := ask.declare(p, q)
	if err != nil {
		return err
	}
	st, err := a.writing(cmd.Context())
	if err != nil {
		return err
	}
	defer st.Close()
	return st.SetProfile(cmd.Context(), changed)
}

// onlyProfile is the profile of the only real home; false when there is none, or several.
func (a *app) onlyProfile(ctx context.Context) (home.Profile, bool, error) {
	st, err := a.reading(ctx)
	if err != nil {
		return home.Profile{}, false, err
	}
	defer st.Close()
	all, err := st.list(ctx)
	if err != nil || st.simulated || len(all) != 1 {
		return home.Profile{}, false, err
	}
	p, err := st.Profile(ctx, all[0].Home)
	return p, err == nil, err
}

// declare asks for a home's facts one by one, until each answer is one that can be.
func (k *asker) declare(p home.Profile, q *text.Setup) (home.Profile, error) {
	for _, f := range []struct {
		key, question string
		words         []string
	}{
		{"city", q.City, words(home.Cities())}, {"rate", q.Rate, words(home.Rates())}, {"programme", q.Programme, words(home.Programmes())},
		{"mode", q.Mode, words(home.Modes())}, {"low_c", q.Low, nil}, {"high_c", q.High, nil},
	} {
		for {
			answer, err := k.line(f.question+hint(f.words), declaredNow(p, f.key))
			if err != nil {
				return p, err
			}
			if answer == "" {
				break
			}
			next, err := home.Set(p, f.key+"="+answer)
			if err != nil {
				k.say(text.Fault(k.l, err))
				continue
			}
			p = next
			break
		}
	}
	return p, nil
}

func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}

func hint(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}

// declaredNow is what stands under a key, "" when nothing was declared.
func declaredNow(p home.Profile, key string) string {
	for _, f := range home.Resolve(p, nil).Facts() {
		if f.Key == key && f.Origin == home.Declared {
			return fmt.Sprint(f.Value)
		}
	}
	return ""
}

// An asker asks questions on a terminal, one a line.
type asker struct {
	in  *bufio.Reader
	app *app
	l   text.Lang
}

func (k *asker) say(s string) { fmt.Fprintln(k.app.env.Out, text.CleanLines(s)) }

// line asks for a line; an empty answer keeps now.
func (k *asker) line(question, now string) (string, error) {
	if now != "" {
		question += " [" + text.Clean(now, 60) + "]"
	}
	fmt.Fprint(k.app.env.Out, question+" : ")
	s, err := k.in.ReadString('\n')
	if err != nil && s == "" {
		return "", fault.New(fault.Internal, msgInterrupted)
	}
	if s = strings.TrimSpace(s); s == "" {
		return now, nil
	}
	return s, nil
}

// choose asks until the answer is one of the words.
func (k *asker) choose(question, now string, words []string) (string, error) {
	for {
		s, err := k.line(question+hint(words), now)
		if err != nil || slices.Contains(words, s) {
			return s, err
		}
	}
}

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
		lines = setLine(lines, table, name, name+" = "+quoteTOML(value))
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

func quoteTOML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
