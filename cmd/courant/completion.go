package main

import (
	"fmt"
	"io"
	"slices"
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
		return writeMan(a.env.Out, cmd.Root())
	}}
}

// writeMan writes the manual page in roff, from the same commands and flags as --help. It is
// short enough not to need cobra's doc package, which drags in a Markdown parser.
func writeMan(w io.Writer, root *cobra.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH COURANT 1\n.SH NAME\ncourant \\- %s\n.SH SYNOPSIS\n.B courant\n[HOME]\n.br\n.B courant\nCOMMAND [ARGUMENT]... [FLAG]...\n.SH DESCRIPTION\n%s\n", roff(root.Short), roff(root.Long))
	b.WriteString(".SH COMMANDS\n")
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
			manFlags(&b, s.LocalNonPersistentFlags())
		}
	}
	walk(root)
	b.WriteString(".SH OPTIONS\n")
	manFlags(&b, root.PersistentFlags())
	b.WriteString(".SH EXIT STATUS\n0 done; 1 failed; 2 wrong usage; 3 done, but on stale or thin data; 4 not configured.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func manFlags(b *strings.Builder, flags *pflag.FlagSet) {
	var all []*pflag.Flag
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && !f.Hidden {
			all = append(all, f)
		}
	})
	slices.SortFunc(all, func(x, y *pflag.Flag) int { return strings.Compare(x.Name, y.Name) })
	for _, f := range all {
		name, usage := pflag.UnquoteUsage(f)
		fmt.Fprintf(b, ".RS\n.TP\n.B \\-\\-%s\n.I %s\n.br\n%s\n.RE\n", roff(f.Name), roff(name), roff(usage))
	}
}

// roff escapes what roff would take for its own.
func roff(s string) string {
	s = strings.ReplaceAll(s, `\`, `\e`)
	s = strings.ReplaceAll(s, "-", `\-`)
	return strings.ReplaceAll(s, "\n.", "\n\\&.")
}
