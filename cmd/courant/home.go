package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"courant/coach/home"
	"courant/tui/text"
)

func (a *app) homeCmd() *cobra.Command {
	return &cobra.Command{
		Use: "home " + a.cli.HomeArg + " [set KEY=VALUE…]", Short: a.cli.HomeCmd, Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) >= 2 && args[1] == "set" {
				return a.setHome(cmd, args[0], args[2:])
			}
			if len(args) > 1 {
				return a.unknownCommand(args[1], []string{"set"})
			}
			named := ""
			if len(args) == 1 {
				named = args[0]
			}
			return a.showHome(cmd.Context(), named)
		},
	}
}

func (a *app) setHome(cmd *cobra.Command, named string, assignments []string) error {
	if err := a.refuseReadOnly(cmd); err != nil {
		return err
	}
	if len(assignments) == 0 {
		return a.args(2, 2)(cmd, nil)
	}
	id, err := a.editHome(cmd.Context(), named, func(p home.Profile) (home.Profile, error) { return home.Set(p, assignments...) })
	if err != nil {
		return err
	}
	a.note(a.lang.Tables().Set, id)
	return nil
}

func (a *app) showHome(ctx context.Context, named string) error {
	st, id, err := a.readHome(ctx, named)
	if err != nil {
		return err
	}
	defer st.Close()
	p, err := st.Profile(ctx, id)
	if err != nil {
		return err
	}
	zones, err := zonesOf(ctx, st, id)
	if err != nil {
		return err
	}
	facts := home.Resolve(p, zones).Facts()
	if a.json {
		return a.jsonOne(struct {
			Schema    int         `json:"schema"`
			Home      home.ID     `json:"home"`
			Simulated bool        `json:"simulated"`
			Facts     []home.Fact `json:"facts"`
		}{1, id, p.Simulated, facts})
	}
	a.sayDemo(st)
	t := a.lang.Tables()
	rows := [][]string{{t.Key, t.Value, t.Origin}}
	for _, f := range facts {
		rows = append(rows, []string{f.Key, factText(a.lang, f.Value), a.lang.Code(string(f.Origin))})
	}
	return a.print(columns(rows))
}

func zonesOf(ctx context.Context, st *opened, id home.ID) ([]string, error) {
	all, err := st.list(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range all {
		if s.Home == id {
			return s.Zones, nil
		}
	}
	return nil, nil
}

// factText is a fact's value in the person's language; --json has the words of `set`.
func factText(l text.Lang, v any) string {
	switch v := v.(type) {
	case float64:
		return l.Num(v, 1)
	case bool:
		if v {
			return l.Tables().Yes
		}
		return l.Tables().No
	case home.City:
		return l.City(v)
	case home.Rate:
		return l.Rate(v)
	case home.Programme:
		return l.Programme(v)
	case home.Mode:
		return l.Mode(v)
	case home.Heat:
		return l.Heat(v)
	case home.ZoneKind:
		return l.ZoneKind(v)
	}
	return fmt.Sprint(v)
}
