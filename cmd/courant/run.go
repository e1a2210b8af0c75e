package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/tui/text"
)

// Exit codes, part of the contract.
const (
	exitDone          = 0
	exitFailed        = 1
	exitUsage         = 2
	exitDegraded      = 3 // done, output complete, but on stale or thin data
	exitNotConfigured = 4
)

const (
	msgUnknownFlag    fault.ID = "cli.unknown-flag"    // flag, nearest
	msgUnknownCommand fault.ID = "cli.unknown-command" // word, nearest
	msgUnknownPart    fault.ID = "cli.unknown-part"    // command, word, nearest, commands
	msgFlag           fault.ID = "cli.flag"            // command
	msgFlagNeeds      fault.ID = "cli.flag-needs"      // flag, command
	msgArguments      fault.ID = "cli.arguments"       // usage
	msgWhichCommand   fault.ID = "cli.which-command"   // command
	msgReadOnly       fault.ID = "cli.read-only"       // command
	msgTime           fault.ID = "cli.time"            // flag, value
	msgClockTwice     fault.ID = "cli.clock-twice"     // flag, value, first, second
	msgClockNever     fault.ID = "cli.clock-never"     // flag, value, first, second
	msgDate           fault.ID = "cli.date"            // flag, value
	msgChoice         fault.ID = "cli.choice"          // flag, value, want, nearest
	msgInterrupted    fault.ID = "cli.interrupted"
)

// An app is one run of the program.
type app struct {
	env  Env
	cfg  Config
	lang text.Lang
	loc  *time.Location
	cli  *text.CLI

	done             <-chan struct{} // closed when the program is told to end
	command          string          // as the access log has it
	configPath       string
	flags            Config // what common flags said; empty where they said nothing
	json, csv, quiet bool
	once             bool
	secret           []byte // the passphrase that was typed, if one was asked
	accessible, ro   bool
	degraded         bool // the answer stands on stale or thin data: exit 3
}

// Run is the whole program: arguments in, exit code out. It never calls os.Exit, so tests
// and the real main run the same thing.
func Run(ctx context.Context, args []string, env Env) int {
	a := &app{env: env, loc: series.Toronto(), done: ctx.Done()}
	a.lang = earlyLang(args, env)
	a.cli = a.lang.CLI()
	a.cfg.Accessible = earlyAccessible(args, env)
	root := a.root()
	root.SetArgs(args)
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = fault.New(fault.Internal, msgInterrupted)
	}
	return a.finish(err)
}

// earlyLang finds the language before the command line is read, so that even its errors are
// in it: the flag, else the variable, else the locale. The configuration file comes later.
func earlyLang(args []string, env Env) text.Lang {
	said := env.Get("COURANT_LANG")
	for i, arg := range args {
		if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			said = v
		} else if arg == "--lang" && i+1 < len(args) {
			said = args[i+1]
		}
	}
	return chosenLang(said, env)
}

func chosenLang(said string, env Env) text.Lang {
	if said == string(text.French) || said == string(text.English) {
		return text.Lang(said)
	}
	return text.Detect(env.Locale())
}

// finish tells an error and turns it into an exit code.
func (a *app) finish(err error) int {
	if err == nil {
		if a.degraded {
			return exitDegraded
		}
		return exitDone
	}
	if told := (quietly{}); !errors.As(err, &told) {
		a.tell(a.fault(err))
	}
	switch fault.CodeOf(err) {
	case fault.Usage:
		return exitUsage
	case fault.NotConfigured:
		return exitNotConfigured
	}
	return exitFailed
}

// fault is an error as people are told it.
func (a *app) fault(err error) string { return "courant: " + text.Fault(a.lang, err) }

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "courant [" + a.cli.HomeArg + "]", Short: a.cli.Root, Long: a.cli.RootLong,
		SilenceErrors: true, SilenceUsage: true, Args: cobra.ArbitraryArgs,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.configure(cmd) },
		RunE:              a.runRoot,
	}
	f := root.PersistentFlags()
	f.StringVar(&a.configPath, "config", "", a.cli.FlagConfig)
	f.StringVar(&a.flags.Store.Path, "store", "", a.cli.FlagStore)
	f.StringVar(&a.flags.Lang, "lang", "", a.cli.FlagLang)
	f.StringVar(&a.flags.Theme, "theme", "", a.cli.FlagTheme)
	f.StringVar(&a.flags.Graph, "graph", "", a.cli.FlagGraph)
	f.BoolVar(&a.accessible, "accessible", false, a.cli.FlagAccessible)
	f.BoolVar(&a.ro, "read-only", false, a.cli.FlagReadOnly)
	f.BoolVar(&a.json, "json", false, a.cli.FlagJSON)
	f.BoolVar(&a.csv, "csv", false, a.cli.FlagCSV)
	f.BoolVar(&a.quiet, "quiet", false, a.cli.FlagQuiet)
	f.BoolVar(&a.once, "once", false, a.cli.FlagOnce)
	root.Flags().Bool("version", false, a.cli.Version)
	root.SetFlagErrorFunc(a.flagError)
	root.SetHelpCommand(a.helpCmd(root))
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(
		a.setupCmd(), a.reportCmd(), a.homesCmd(), a.homeCmd(), a.demoCmd(),
		a.importCmd(), a.exportCmd(), a.syncCmd(), a.pushCmd(),
		a.eventCmd(), a.weatherCmd(), a.baselineCmd(), a.signatureCmd(), a.thermalCmd(), a.planCmd(), a.tariffCmd(), a.verifyCmd(), a.purgeCmd(),
		a.noteCmd(), a.auditCmd(), a.vaultCmd(), a.fleetCmd(), a.doctorCmd(), a.versionCmd(), a.completionCmd(), a.manCmd(),
	)
	a.speak(root)
	return root
}

// configure reads the configuration and lays the common flags over it.
func (a *app) configure(cmd *cobra.Command) error {
	cfg, err := loadConfig(a.env, a.configPath)
	if err != nil {
		return err
	}
	for _, c := range choices {
		if v := c.value(&a.flags); v != "" {
			if _, err := choice("--"+c.key, v, c.words); err != nil {
				return err
			}
		}
	}
	for _, o := range []struct{ from, to *string }{
		{&a.flags.Store.Path, &cfg.Store.Path}, {&a.flags.Lang, &cfg.Lang},
		{&a.flags.Theme, &cfg.Theme}, {&a.flags.Graph, &cfg.Graph},
	} {
		if *o.from != "" {
			*o.to = *o.from
		}
	}
	cfg.Accessible = cfg.Accessible || a.accessible || truthy(a.env.Get("ACCESSIBLE"))
	cfg.ReadOnly = cfg.ReadOnly || a.ro
	if err := cfg.validate(); err != nil {
		return err
	}
	a.cfg = cfg
	a.lang = chosenLang(cfg.Lang, a.env)
	a.cli = a.lang.CLI()
	a.command = commandName(cmd)
	if err := a.checkForm(cmd); err != nil {
		return err
	}
	if cmd.Annotations["writes"] == "yes" {
		return a.refuseReadOnly(cmd)
	}
	return nil
}

func (a *app) refuseReadOnly(cmd *cobra.Command) error {
	if !a.cfg.ReadOnly {
		return nil
	}
	return fault.New(fault.ReadOnly, msgReadOnly, "command", cmd.CommandPath())
}

// writes marks a command that changes something, refused under --read-only.
func writes(c *cobra.Command) *cobra.Command {
	c.Annotations = map[string]string{"writes": "yes"}
	return c
}

func truthy(s string) bool { return s != "" && s != "0" && !strings.EqualFold(s, "false") }

// flagError says what is wrong with a flag, and names the nearest right one.
func (a *app) flagError(cmd *cobra.Command, err error) error {
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &missing):
		return fault.New(fault.Usage, msgFlagNeeds, "flag", "--"+missing.GetSpecifiedName(), "command", cmd.CommandPath())
	case errors.As(err, &invalid):
		want := a.cli.WantNumber
		if invalid.GetFlag().Value.Type() == "bool" {
			want = "true|false"
		}
		return fault.New(fault.Usage, msgChoice, "flag", "--"+invalid.GetFlag().Name, "value", invalid.GetValue(), "want", want, "nearest", "")
	case !errors.As(err, &unknown):
		return fault.New(fault.Usage, msgFlag, "command", cmd.CommandPath())
	}
	var names []string
	add := func(f *pflag.Flag) { names = append(names, f.Name) }
	cmd.Flags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	slices.Sort(names)
	near := fault.Nearest(unknown.GetSpecifiedName(), names)
	if near != "" {
		near = "--" + near
	}
	return fault.New(fault.Usage, msgUnknownFlag, "flag", "--"+unknown.GetSpecifiedName(), "nearest", near, "command", cmd.CommandPath())
}

// args says how many arguments a command takes; others are a usage error in the person's
// language.
func (a *app) args(lo, hi int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < lo || hi >= 0 && len(args) > hi {
			return fault.New(fault.Usage, msgArguments, "usage", a.useLine(cmd))
		}
		return nil
	}
}

// groupNote marks a command that does nothing of its own.
const groupNote = "group"

// group is a command that only holds others: alone, it lists them and is wrong usage.
func (a *app) group(use, short string, subs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Args: cobra.ArbitraryArgs, Annotations: map[string]string{groupNote: "yes"}}
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			err := fault.New(fault.Usage, msgWhichCommand, "command", cmd.CommandPath())
			a.tell(a.fault(err), a.commandLines(cmd)...)
			return quietly{err}
		}
		return unknownPart(cmd, args[0])
	}
	c.AddCommand(subs...)
	return c
}

func commandNames(c *cobra.Command) []string {
	var names []string
	for _, s := range c.Commands() {
		if !s.Hidden {
			names = append(names, s.Name())
		}
	}
	return names
}

func (a *app) unknownCommand(word string, candidates []string) error {
	return fault.New(fault.Usage, msgUnknownCommand, "word", word, "nearest", fault.Nearest(word, candidates))
}

// unknownPart says that a command has no such command below it, and which it has.
func unknownPart(cmd *cobra.Command, word string) error {
	names := commandNames(cmd)
	return fault.New(fault.Usage, msgUnknownPart, "command", cmd.CommandPath(), "word", word, "nearest", fault.Nearest(word, names), "commands", strings.Join(names, ", "))
}

// timeFlag reads a TIME of the contract: RFC 3339, or local time that names one instant.
func (a *app) timeFlag(flag, value string) (time.Time, error) {
	t, err := series.ParseTime(value, a.loc)
	var clock *series.ClockError
	switch {
	case errors.As(err, &clock):
		id := msgClockNever
		if clock.Doubled {
			id = msgClockTwice
		}
		return t, fault.New(fault.Usage, id, "flag", flag, "value", value,
			"first", clock.Readings[0].Format(time.RFC3339), "second", clock.Readings[1].Format(time.RFC3339))
	case err != nil:
		return t, fault.New(fault.Usage, msgTime, "flag", flag, "value", value)
	}
	return t, nil
}

// at is the moment of a question: the flag's, else now.
func (a *app) at(value string) (time.Time, error) {
	if value == "" {
		return a.env.Now().Truncate(time.Second), nil
	}
	return a.timeFlag("--at", value)
}

func (a *app) dateFlag(flag, value string) (series.Date, error) {
	d, err := series.ParseDate(value)
	if err != nil {
		return d, fault.New(fault.Usage, msgDate, "flag", flag, "value", value)
	}
	return d, nil
}

// choice checks a flag that takes one of a few words.
func choice[T ~string](flag, value string, all []T) (T, error) {
	names := words(all)
	if !slices.Contains(names, value) {
		return "", fault.New(fault.Usage, msgChoice, "flag", flag, "value", value, "want", strings.Join(names, "|"), "nearest", fault.Nearest(value, names))
	}
	return T(value), nil
}

func words[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return out
}
