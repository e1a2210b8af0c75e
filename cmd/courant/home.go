package main

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/home"
	"courant/coach/series"
	"courant/tui/text"
)

func (a *app) homeCmd() *cobra.Command {
	return tabular(&cobra.Command{
		Use: "home " + a.cli.HomeArg + " [set " + a.cli.KeyValue + "…]", Short: a.cli.HomeCmd, Long: a.homeHelp(), Args: cobra.ArbitraryArgs,
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
	})
}

// homeHelp is what the command is for, with every key that may be set, what it means and what
// it takes.
func (a *app) homeHelp() string {
	w := a.lang.Rooms()
	var rows [][]string
	for _, s := range home.Settings() {
		rows = append(rows, []string{"  " + s.Key, s.Values, a.lang.Setting(s.Key)})
	}
	return w.HelpLong + "\n\n" + w.HelpKeys + "\n" + strings.Join(a.list(rows), "\n")
}

// setHome declares facts of a home, and tells what is known now, what before, and what that
// does to plans.
func (a *app) setHome(cmd *cobra.Command, named string, assignments []string) error {
	if err := a.refuseReadOnly(cmd); err != nil {
		return err
	}
	if len(assignments) == 0 {
		return a.args(2, 2)(cmd, nil)
	}
	ctx := cmd.Context()
	st, id, err := a.changing(ctx, named)
	if err != nil {
		return err
	}
	defer st.Close()
	rooms, err := zonesOf(ctx, st, id)
	if err != nil {
		return err
	}
	for i, s := range assignments {
		if key, value, ok := strings.Cut(s, "="); ok && strings.TrimSpace(key) == "mode" {
			assignments[i] = "mode=" + text.ModeCode(strings.TrimSpace(value))
		}
	}
	var before, after home.Home
	err = st.EditProfile(ctx, id, func(p home.Profile) (home.Profile, error) {
		next, err := home.SetIn(rooms, p, assignments...)
		before, after = home.Resolve(p, rooms), home.Resolve(next, rooms)
		return next, err
	})
	if err != nil {
		return err
	}
	for _, text := range assignments {
		key, _, _ := strings.Cut(text, "=")
		if err := a.tellSet(ctx, st, before, after, strings.TrimSpace(key)); err != nil {
			return err
		}
	}
	a.noSuchRooms(after)
	if st.simulated {
		a.note("%s", a.lang.Rooms().Pilot)
	}
	return nil
}

// tellSet tells of one key what it is now and was before, and, where it keeps a room warm, what
// that will do.
func (a *app) tellSet(ctx context.Context, st *opened, before, after home.Home, key string) error {
	w, zone := a.lang.Rooms(), ""
	name := a.lang.Setting(key)
	if parts := strings.Split(key, "."); len(parts) == 3 {
		zone = parts[1]
		name = a.lang.Zone(zone) + ", " + name
	}
	now, was := a.known(after, key), a.known(before, key)
	line := fmt.Sprintf(w.Set, after.ID, name, now)
	if now != was {
		line = fmt.Sprintf(w.Before, line, was)
	}
	a.note("%s", line)
	limit, words, err := a.warmth(after, zone, key)
	if err != nil || words == "" {
		return err
	}
	a.note("%s", words)
	if math.IsNaN(limit) {
		return nil
	}
	usual, err := a.usualBelow(ctx, st, after, zone, limit)
	if usual != "" {
		a.note("%s", usual)
	}
	return err
}

// known is what is known under a key, in words.
func (a *app) known(h home.Home, key string) string {
	for _, f := range h.Facts() {
		if f.Key == key {
			return factText(a.lang, f.Value)
		}
	}
	return a.lang.Rooms().Unsaid
}

// warmth is what a key that keeps rooms from the cold does, in words, "" for any other; with
// the limit in °C, NaN where there is none any more.
func (a *app) warmth(h home.Home, zone, key string) (limit float64, words string, err error) {
	w, none := a.lang.Rooms(), math.NaN()
	rules, err := a.rules()
	if err != nil {
		return none, "", err
	}
	safe, ok := rules.Safety(series.DateOf(a.env.Now(), a.loc))
	if !ok {
		return none, "", nil
	}
	degrees := func(c float64) string { return a.lang.C(series.Maybe(c)) }
	var own home.Known[float64]
	least := safe.RoomMinC
	for _, z := range h.Zones {
		if z.Name != zone {
			continue
		}
		own = z.FloorC
		if z.Kind.Value == home.Basement {
			least = safe.BasementMinC
		}
		if strings.HasSuffix(key, ".sensitive") && z.Sensitive.Value {
			return none, fmt.Sprintf(w.Sensitive, a.lang.Zone(zone)), nil
		}
		if strings.HasSuffix(key, ".sensitive") {
			return none, text.Capital(fmt.Sprintf(w.Insensitive, a.lang.Zone(zone))), nil
		}
	}
	words = fmt.Sprintf(w.Floor, a.lang.Zone(zone), degrees(own.Value))
	switch {
	case key == "low_c":
		own, words = h.LowC, fmt.Sprintf(w.FloorAll, degrees(h.LowC.Value))
	case !strings.HasSuffix(key, ".floor_c"):
		return none, "", nil
	}
	switch {
	case !own.Set():
		return none, "", nil
	case own.Value <= least:
		return none, fmt.Sprintf(w.FloorIdle, degrees(least)), nil
	}
	return own.Value, words, nil
}

// usualBelow tells where the usual set-point is below a limit: of one zone, or with "" of all.
func (a *app) usualBelow(ctx context.Context, st *opened, h home.Home, zone string, limit float64) (string, error) {
	now := a.env.Now()
	set, err := st.Read(ctx, h.ID, now.Add(-home.UsualBack), time.Time{})
	if err != nil {
		return "", err
	}
	usual := [24]float64{}
	for i := range usual {
		usual[i] = math.NaN()
	}
	for _, z := range h.Zones {
		if zone != "" && z.Name != zone {
			continue
		}
		for i, c := range home.Usual(set.Get(z.Name, series.Setpoint), now, a.loc) {
			usual[i] = math.Min(c, usual[i])
			if math.IsNaN(usual[i]) {
				usual[i] = c
			}
		}
	}
	spans, lowest := home.Below(usual, limit)
	if len(spans) == 0 {
		return "", nil
	}
	return fmt.Sprintf(a.lang.Rooms().Usual, a.lang.C(series.Maybe(lowest)), a.lang.ClockHours(spans)), nil
}

// noSuchRooms tells of rooms that were declared and are not there.
func (a *app) noSuchRooms(h home.Home) {
	if len(h.NoSuch) > 0 {
		a.note(a.lang.Rooms().NoSuch, h.ID, strings.Join(h.NoSuch, ", "), h.NoSuch[0])
	}
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
	known := home.Resolve(p, zones)
	facts := known.Facts()
	if a.csv {
		return writeRows(a, len(facts), func(i int) factRow { return factRow{id, facts[i]} })
	}
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
	a.noSuchRooms(known)
	return a.print(a.table(rows))
}

// factRow is a line of `courant home HOME --csv`.
type factRow struct {
	Home home.ID `json:"home"`
	home.Fact
}

// zonesOf are the measured rooms of a home.
func zonesOf(ctx context.Context, st *opened, id home.ID) ([]string, error) {
	sum, err := st.Summary(ctx, id)
	return sum.Zones, err
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
