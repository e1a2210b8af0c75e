package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"courant/coach/fault"
)

const msgShell fault.ID = "cli.shell" // value

func (a *app) completionCmd() *cobra.Command {
	return &cobra.Command{
		Use: "completion SHELL", Short: a.cli.Completion, Args: a.args(1, 1), ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.env.Out, true)
			case "zsh":
				return root.GenZshCompletion(a.env.Out)
			case "fish":
				return root.GenFishCompletion(a.env.Out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.env.Out)
			}
			return fault.New(fault.Usage, msgShell, "value", args[0])
		},
	}
}

func (a *app) manCmd() *cobra.Command {
	return &cobra.Command{Use: "man", Short: a.cli.Man, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		return a.writeMan(cmd.Root())
	}}
}

// writeMan writes the manual page in roff, from the same commands and flags as --help. It is
// short enough not to need cobra's doc package, which drags in a Markdown parser.
func (a *app) writeMan(root *cobra.Command) error {
	var b strings.Builder
	w := a.cli.ManPage
	fmt.Fprintf(&b, ".TH COURANT 1\n.SH %s\ncourant \\- %s\n.SH %s\n.B courant\n[%s]\n.br\n.B courant\n%s\n.SH %s\n%s\n",
		w.Name, roff(root.Short), w.Synopsis, a.cli.HomeArg, a.cli.CommandArg+" "+a.cli.FlagsArg, w.Description, roff(root.Long))
	fmt.Fprintf(&b, ".SH %s\n", w.Commands)
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		for _, s := range c.Commands() {
			if s.Hidden {
				continue
			}
			if s.HasSubCommands() {
				walk(s)
				continue
			}
			fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(s.UseLine()), roff(s.Short))
			a.manFlags(&b, s.LocalNonPersistentFlags())
		}
	}
	walk(root)
	fmt.Fprintf(&b, ".SH %s\n", w.Options)
	a.manFlags(&b, root.PersistentFlags())
	fmt.Fprintf(&b, ".SH %s\n%s\n", w.Exit, roff(w.ExitCodes))
	_, err := io.WriteString(a.env.Out, b.String())
	return err
}

func (a *app) manFlags(b *strings.Builder, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) { // in the order of their names
		if f.Name != "help" && !f.Hidden {
			name, usage := a.flagWords(f)
			fmt.Fprintf(b, ".RS\n.TP\n.B \\-\\-%s\n.I %s\n.br\n%s\n.RE\n", roff(f.Name), roff(name), roff(usage))
		}
	})
}

// roff escapes what roff would take for its own.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	s = strings.ReplaceAll(s, "-", `\-`)
	return strings.ReplaceAll(s, "\n.", "\n\\&.")
}
