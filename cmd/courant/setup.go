package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/exchange"
	"courant/tui/text"
)

// passphraseVariable gives the vault's passphrase where there is no terminal to ask on.
const passphraseVariable = "COURANT_PASSPHRASE"

const (
	msgSetupTerminal fault.ID = "cli.setup-terminal" // file
	msgWriteFile     fault.ID = "cli.write-file"     // file, problem
)

func (a *app) setupCmd() *cobra.Command {
	return writes(&cobra.Command{Use: "setup", Short: a.cli.Setup, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		if !a.env.InTerm || !a.env.OutTerm {
			return fault.New(fault.Usage, msgSetupTerminal, "file", a.configFile())
		}
		return a.setup(cmd.Context())
	}})
}

// Where a person's readings are: the answers to setup's first question.
const (
	dataKept   = "kept" // as they are
	dataFile   = "file"
	dataInflux = "influx"
	dataDemo   = "demo"
)

// setup asks a few questions by the keyboard alone: language, where the readings are, what is
// known of the home, how charts are drawn, how the keys are kept. Enter keeps what stands in
// brackets, so that all of it can be skipped and repeated; the configuration is written at the
// end.
func (a *app) setup(ctx context.Context) error {
	ask := asker{in: bufio.NewReader(a.env.In), app: a, l: a.lang}
	ask.say(a.lang.Setup().Welcome)
	lang, err := ask.choose(a.lang.Setup().Language, string(a.lang), []option{{"fr", "français"}, {"en", "English"}})
	if err != nil {
		return err
	}
	a.lang, ask.l = text.Lang(lang), text.Lang(lang)
	q, answers := a.lang.Setup(), map[string]string{"lang": lang}

	data, err := a.setupData(ctx, &ask, answers)
	if err != nil {
		return err
	}
	if err := a.setupHome(ctx, &ask); err != nil {
		return err
	}
	if err := a.setupLook(&ask, answers); err != nil {
		return err
	}
	if err := a.setupLock(ctx, &ask, q); err != nil {
		return err
	}
	path := a.configFile()
	if err := writeConfig(path, answers); err != nil {
		return err
	}
	next := map[string]string{dataKept: q.NextOpen, dataFile: q.NextOpen, dataInflux: q.NextSync, dataDemo: q.NextDemo}[data]
	ask.say("", fmt.Sprintf(q.Done, path), next)
	return nil
}

// setupLook asks how charts are drawn; where lines are read aloud there are none, and it asks
// whether that is to stay so.
func (a *app) setupLook(ask *asker, answers map[string]string) (err error) {
	q := a.lang.Setup()
	if a.cfg.Accessible {
		t := a.lang.Tables()
		answers["accessible"], err = ask.choose(q.Spoken, "true", []option{{"true", t.Yes}, {"false", t.No}})
		return err
	}
	ask.say("", q.GraphWhy)
	answers["graph"], err = ask.choose(q.Graph, a.cfg.Graph, []option{{"auto", q.Auto}, {"braille", q.Braille}, {"block", q.Block}, {"ascii", q.ASCII}})
	return err
}

// setupData asks where the readings are, and takes them in; it gives one of the data answers.
func (a *app) setupData(ctx context.Context, ask *asker, answers map[string]string) (string, error) {
	q := a.lang.Setup()
	homes, err := a.countHomes(ctx)
	if err != nil {
		return "", err
	}
	now, options := dataDemo, []option{{dataFile, q.DataFile}, {dataInflux, q.DataInflux}, {dataDemo, q.DataDemo}}
	if homes > 0 || a.cfg.Influx.URL != "" {
		now, options = dataKept, append([]option{{dataKept, a.lang.Count(q.DataKept, homes)}}, options...)
	}
	data, err := ask.choose(q.Data, now, options)
	if err != nil {
		return "", err
	}
	switch data {
	case dataFile:
		taken, err := a.setupFile(ctx, ask)
		if err == nil && !taken {
			data = now
		}
		return data, err
	case dataInflux:
		for _, f := range []struct{ key, question, now string }{
			{"influx.url", q.Influx, a.cfg.Influx.URL}, {"influx.bucket", q.Bucket, a.cfg.Influx.Bucket},
			{"influx.org", q.Org, a.cfg.Influx.Org}, {"influx.token_file", q.TokenFile, a.cfg.Influx.TokenFile},
		} {
			if answers[f.key], err = ask.line(f.question, f.now); err != nil {
				return "", err
			}
			if answers["influx.url"] == "" {
				delete(answers, "influx.url")
				return now, nil
			}
		}
	}
	return data, nil
}

// setupFile takes in one file of readings, asked for until it can be read; false when none is
// named.
func (a *app) setupFile(ctx context.Context, ask *asker) (bool, error) {
	q := a.lang.Setup()
	for {
		file, err := ask.line(q.File, "")
		if err != nil || file == "" {
			return false, err
		}
		name, err := ask.line(q.Name, strings.ToLower(a.lang.Words().Home))
		if err != nil {
			return false, err
		}
		opt := exchange.Options{Format: "auto", Label: "start", Location: a.loc, Now: a.env.Now()}
		if opt.Home, err = home.ParseID(name); err == nil {
			err = a.importFiles(ctx, []string{a.expand(file)}, opt, false)
		}
		if err == nil {
			return true, nil
		}
		if fault.CodeOf(err) == fault.Internal {
			return false, err
		}
		ask.say(text.Fault(a.lang, err), q.TryAgain)
	}
}

// expand is a path as a person types or drops it: without quotes, ~ for the home folder.
func (a *app) expand(path string) string {
	path = strings.Trim(path, `"'`)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(a.env.Get("HOME"), rest)
	}
	return path
}

// countHomes is how many real homes are held; no store is made to count them.
func (a *app) countHomes(ctx context.Context) (int, error) {
	st, err := a.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer st.Close()
	all, err := st.list(ctx)
	return len(all), err
}

// setupHome asks for what is known of the only home, when there is one.
func (a *app) setupHome(ctx context.Context, ask *asker) error {
	st, err := a.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return nil
	}
	if err != nil {
		return err
	}
	defer st.Close()
	all, err := st.list(ctx)
	if err != nil || len(all) != 1 {
		return err
	}
	if err := a.access(ctx, st, all[0].Home); err != nil {
		return err
	}
	p, err := st.Profile(ctx, all[0].Home)
	if err != nil {
		return err
	}
	ask.say("", fmt.Sprintf(a.lang.Setup().Home, p.ID))
	changed, err := ask.declare(p)
	if err != nil {
		return err
	}
	return st.SetProfile(ctx, changed)
}

// declare asks for a home's facts one by one, until each answer is one that can be.
func (k *asker) declare(p home.Profile) (home.Profile, error) {
	q := k.l.Setup()
	for _, f := range []struct {
		key, question string
		options       []option
	}{
		{"city", q.City, named(home.Cities(), k.l.City)}, {"rate", q.Rate, named(home.Rates(), k.l.Rate)},
		{"programme", q.Programme, named(home.Programmes(), k.l.Programme)}, {"mode", q.Mode, named(home.Modes(), k.l.Mode)},
	} {
		answer, err := k.choose(f.question, declaredNow(p, f.key), f.options)
		if err != nil {
			return p, err
		}
		if answer == "" {
			continue
		}
		if p, err = home.Set(p, f.key+"="+answer); err != nil {
			return p, err
		}
	}
	for _, f := range []struct{ key, question string }{{"low_c", q.Low}, {"high_c", q.High}} {
		next, err := k.degrees(p, f.key, f.question)
		if err != nil {
			return p, err
		}
		p = next
	}
	return p, nil
}

// degrees asks for a temperature until it is one that can be; none is an answer.
func (k *asker) degrees(p home.Profile, key, question string) (home.Profile, error) {
	for {
		answer, err := k.line(question, declaredNow(p, key))
		if err != nil || answer == "" {
			return p, err
		}
		next, err := home.Set(p, key+"="+strings.Trim(answer, " °Cc"))
		if err == nil {
			return next, nil
		}
		k.say(fmt.Sprintf(k.l.Setup().BadDegrees, text.Clean(answer, 20)))
	}
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
