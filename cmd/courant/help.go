package main

import (
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"courant/tui/text"
)

// speak gives a command and those below it the program's own help, in the person's language,
// in place of cobra's.
func (a *app) speak(c *cobra.Command) {
	c.DisableFlagsInUseLine = true // "[flags]" is said by useLine
	c.InitDefaultHelpFlag()
	if h := c.Flags().Lookup("help"); h != nil {
		h.Usage = a.cli.FlagHelp
	}
	c.SetHelpFunc(func(c *cobra.Command, _ []string) { a.print(a.helpLines(c)) })
	for _, s := range c.Commands() {
		a.speak(s)
	}
}

// helpCmd is `courant help [COMMAND]`.
func (a *app) helpCmd(root *cobra.Command) *cobra.Command {
	return &cobra.Command{Use: "help", Short: a.cli.FlagHelp, Hidden: true, RunE: func(_ *cobra.Command, args []string) error {
		target, rest, err := root.Find(args)
		if err != nil || len(rest) > 0 {
			return a.unknownCommand(strings.Join(args, " "), commandNames(root))
		}
		return target.Help()
	}}
}

// helpLines are what a command is for, how it is written, the commands below it, its flags.
func (a *app) helpLines(c *cobra.Command) []string {
	about := c.Long
	if about == "" {
		about = text.Capital(c.Short) + "."
	}
	out := append(strings.Split(about, "\n"), "")
	if c.Runnable() && (!c.HasSubCommands() || c.Annotations[groupNote] == "") {
		out = append(out, a.cli.Usage+a.useLine(c))
	}
	if c.HasAvailableSubCommands() {
		lead := a.cli.Usage
		if out[len(out)-1] != "" { // the word is said once
			lead = strings.Repeat(" ", utf8.RuneCountInString(lead))
		}
		out = append(out, lead+c.CommandPath()+" "+a.cli.CommandArg)
		out = append(append(out, "", a.cli.Commands), a.commandLines(c)...)
	}
	if rows := a.flagRows(c.LocalNonPersistentFlags()); len(rows) > 0 {
		out = append(append(out, "", a.cli.Flags), a.list(rows)...)
	}
	shared := pflag.NewFlagSet("", pflag.ContinueOnError)
	c.Root().PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "csv" || c.Annotations[csvNote] != "" {
			shared.AddFlag(f)
		}
	})
	common := append(a.flagRows(shared), []string{"  --help, -h", a.cli.FlagHelp})
	return append(append(out, "", a.cli.CommonFlags), a.list(common)...)
}

// useLine is how a command is written.
func (a *app) useLine(c *cobra.Command) string { return c.UseLine() + " " + a.cli.FlagsArg }

func (a *app) commandLines(c *cobra.Command) []string {
	var rows [][]string
	for _, s := range c.Commands() {
		if s.IsAvailableCommand() {
			rows = append(rows, []string{"  " + s.Name(), s.Short})
		}
	}
	return a.list(rows)
}

// flagRows are flags with the value that they take, and what they do.
func (a *app) flagRows(flags *pflag.FlagSet) [][]string {
	var rows [][]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name, usage := a.flagWords(f)
		rows = append(rows, []string{"  " + strings.TrimRight("--"+f.Name+" "+name, " "), usage})
	})
	return rows
}

// flagWords are the name of a flag's value, "" where it takes none, and what it does, with its
// default.
func (a *app) flagWords(f *pflag.Flag) (name, usage string) {
	name, usage = pflag.UnquoteUsage(f)
	if strings.ContainsRune(f.Usage, '`') && !strings.ContainsAny(name, "=/") {
		usage = strings.Replace(usage, name, strings.ToLower(name), 1) // a word of the sentence
	}
	switch name {
	case "string":
		name = a.cli.WordArg
	case "strings":
		name = a.cli.WordArg + ",…"
	case "int", "uint":
		name = a.cli.NumberArg
	}
	if v := f.DefValue; v != "" && v != "0" && v != "false" && v != "[]" {
		usage += a.cli.Default + v + ")"
	}
	return name, usage
}
