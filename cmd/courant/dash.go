package main

import (
	"context"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/tui"
	"courant/tui/chart"
	"courant/tui/theme"
)

// runRoot is `courant [HOME]`: the dashboard, or the plain report where there is no terminal
// for it.
func (a *app) runRoot(cmd *cobra.Command, args []string) error {
	if v, _ := cmd.Flags().GetBool("version"); v {
		return a.printVersion()
	}
	if len(args) > 1 {
		return a.orCommand(cmd, args, fault.New(fault.Usage, msgArguments, "usage", a.useLine(cmd)))
	}
	switch dumb := a.env.Get("TERM") == "dumb" || a.env.Get("TERM") == ""; {
	case a.json, a.once, !a.env.OutTerm:
		return a.orCommand(cmd, args, a.runReport(cmd.Context(), first(args), ""))
	case dumb && !a.cfg.Accessible: // lines are all that it can show
		err := a.runReport(cmd.Context(), first(args), "")
		if err == nil {
			a.note("%s", a.cli.DumbHint)
		}
		return a.orCommand(cmd, args, err)
	}
	return a.orCommand(cmd, args, a.dashboard(cmd.Context(), first(args)))
}

// orCommand gives a word that is no home the nearest command as well: it may be a mistyped
// one.
func (a *app) orCommand(cmd *cobra.Command, args []string, err error) error {
	if len(args) == 0 || fault.CodeOf(err) != fault.Usage {
		return err
	}
	if near := fault.Nearest(args[0], append(commandNames(cmd.Root()), "help")); near != "" {
		return a.unknownCommand(args[0], []string{near})
	}
	return err
}

// dashboard opens the screen. What its first frame shows of the home is reckoned before it,
// all else after; a home that nobody named and that is not the only one opens the list.
func (a *app) dashboard(ctx context.Context, named string) error {
	debug.SetGCPercent(openingGC)
	if err := a.firstCopy(ctx); err != nil {
		return err
	}
	rules := a.early()
	st, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := rules()
	if err != nil {
		return err
	}
	src := &source{app: a, st: st, book: b}
	cfg := a.screen(src)
	names, err := st.names(ctx)
	if err != nil {
		return err
	}
	if named == "" && a.cfg.Home == "" && len(names) > 1 && slices.Contains(names, cfg.State.Home) {
		named = string(cfg.State.Home)
	}
	id, err := a.pickHome(ctx, st, named)
	switch {
	case err == nil:
		cfg.Home = id
		src.looked = map[home.ID]bool{id: true} // by pickHome
	case named != "" || len(names) == 0:
		return err
	}
	if a.cfg.Accessible || id == "" || cfg.State.View == homesView {
		if cfg.Homes, err = src.Homes(ctx); err != nil {
			return err
		}
	}
	if a.cfg.Accessible {
		debug.SetGCPercent(usualGC)
		cfg.Width = a.env.OutWidth
		return tui.RunAccessible(ctx, cfg, a.env.In, a.env.Out)
	}
	a.quiet = true // from here on the terminal is the screen's
	if id != "" {
		q, err := b.question(ctx, st, id, a.env.Now())
		if err != nil {
			return err
		}
		q.Each = atOnce
		a.firstLook(&cfg, q)
	}
	return tui.Run(ctx, cfg)
}

// firstLook reckons what the first frame shows: the figures that are known without reckoning.
// The plan begins when they are out, and is there before anybody has read them.
func (a *app) firstLook(cfg *tui.Config, q coach.Question) {
	r := coach.Look(q)
	reckoned := make(chan coach.Report, 1)
	cfg.First, cfg.Partial = &r, true
	cfg.Shown = func() { go func() { reckoned <- coach.Glance(q) }() }
	cfg.Later = func() coach.Report {
		defer debug.SetGCPercent(usualGC)
		return <-reckoned
	}
}

// openingGC keeps the garbage collector from the first frame's way: it makes about 12 MB,
// and nothing is collected before 4 MB × openingGC % are there. usualGC is Go's own.
const openingGC, usualGC = 800, 100

// homesView is the digit of the list of homes.
const homesView = 7

// screen is what a dashboard is made of, but for the home.
func (a *app) screen(src *source) tui.Config {
	cfg := tui.Config{
		Source: src.capable(), Now: a.env.Now, Loc: a.loc, Lang: a.lang, Graph: a.graphKind(), ReadOnly: a.cfg.ReadOnly,
		Theme: theme.New(a.themeName(), lipgloss.DefaultRenderer()), Mouse: a.cfg.Mouse, SevenBit: !a.utf8(), InTmux: a.env.Get("TMUX") != "",
		State: a.screenState(), Keep: a.keepScreenState, LangFixed: a.cfg.Lang != "auto", GraphFixed: a.cfg.Graph != "auto",
		Shown: func() { debug.SetGCPercent(usualGC) },
	}
	if a.env.OutTerm {
		cfg.Clipboard = a.env.Out
	}
	return cfg
}

// early reads the rules and prices while the store is opened.
func (a *app) early() func() (book, error) {
	var b book
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		b, err = a.book()
	}()
	return func() (book, error) {
		<-done
		return b, err
	}
}

// utf8 reports whether the locale says that the terminal shows UTF-8.
func (a *app) utf8() bool {
	locale := strings.ToLower(a.env.Locale())
	return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
}

// graphKind is the kind of chart symbols: as told, else braille where the locale is UTF-8 and
// the terminal is not the Linux console.
func (a *app) graphKind() chart.Graph {
	if g, err := chart.ParseGraph(a.cfg.Graph); err == nil {
		return g
	}
	if a.env.Get("TERM") == "linux" || !a.utf8() {
		return chart.ASCII
	}
	return chart.Braille
}

// themeName is the theme told; on auto, COLORFGBG may tell a light background. The terminal
// is never asked.
func (a *app) themeName() string {
	if a.cfg.Theme != "auto" {
		return a.cfg.Theme
	}
	fgbg := a.env.Get("COLORFGBG")
	if i := strings.LastIndexByte(fgbg, ';'); i >= 0 && (fgbg[i+1:] == "7" || fgbg[i+1:] == "15") {
		return "light"
	}
	return "auto"
}
