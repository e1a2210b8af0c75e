package main

import (
	"context"
	"fmt"
	"slices"

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
	st, err := a.writing()
	if err != nil {
		return err
	}
	defer st.Close()
	id, err := a.pickHome(cmd.Context(), st, named)
	if err != nil {
		return err
	}
	p, err := st.Profile(cmd.Context(), id)
	if err != nil {
		return err
	}
	if p, err = home.Set(p, assignments...); err != nil {
		return err
	}
	if err := st.SetProfile(cmd.Context(), p); err != nil {
		return err
	}
	a.note(a.lang.Tables().Set, id)
	return nil
}

func (a *app) showHome(ctx context.Context, named string) error {
	st, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		return err
	}
	p, err := st.Profile(ctx, id)
	if err != nil {
		return err
	}
	zones, err := zonesOf(ctx, st, id)
	if err != nil {
		return err
	}
	facts := homeFacts(home.Resolve(p, zones))
	if a.json {
		return a.jsonOne(struct {
			Schema    int     `json:"schema"`
			Home      home.ID `json:"home"`
			Simulated bool    `json:"simulated"`
			Facts     []fact  `json:"facts"`
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

// A fact is one thing known about a home, under the key that `home set` takes.
type fact struct {
	Key    string      `json:"key"`
	Value  any         `json:"value"`
	Origin home.Origin `json:"origin"`
}

// homeFacts lists what is known, in the order of the contract's keys.
func homeFacts(h home.Home) []fact {
	var out []fact
	out = addFact(out, "city", h.City)
	out = addFact(out, "rate", h.Rate)
	out = addFact(out, "programme", h.Programme)
	out = addFact(out, "since", h.Since)
	out = addFact(out, "mode", h.Mode)
	out = addFact(out, "billing_start", h.BillingStart)
	out = addFact(out, "low_c", h.LowC)
	out = addFact(out, "high_c", h.HighC)
	out = addFact(out, "heating", h.Heating)
	zones := slices.Clone(h.Zones)
	for _, z := range zones {
		prefix := "zones." + z.Name + "."
		out = addFact(out, prefix+"kind", z.Kind)
		out = addFact(out, prefix+"floor_c", z.FloorC)
		out = addFact(out, prefix+"power_kw", z.PowerKW)
		out = addFact(out, prefix+"area_m2", z.AreaM2)
		out = addFact(out, prefix+"plumbing", z.Plumbing)
		out = addFact(out, prefix+"sensitive", z.Sensitive)
		out = addFact(out, prefix+"unused", z.Unused)
		out = addFact(out, prefix+"heating", z.Heating)
	}
	return out
}

func addFact[T any](out []fact, key string, k home.Known[T]) []fact {
	if !k.Set() {
		return out
	}
	return append(out, fact{key, k.Value, k.Origin})
}

func factText(l text.Lang, v any) string {
	switch v := v.(type) {
	case float64:
		return l.Num(v, 1)
	case bool:
		if v {
			return l.Tables().Yes
		}
		return l.Tables().No
	}
	return fmt.Sprint(v)
}
