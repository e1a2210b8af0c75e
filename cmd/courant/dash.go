package main

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"

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
		return fault.New(fault.Usage, msgArguments, "usage", cmd.UseLine())
	}
	if a.json || a.once || !a.env.OutTerm || a.env.Get("TERM") == "dumb" || a.env.Get("TERM") == "" {
		return a.orCommand(cmd, args, a.runReport(cmd.Context(), first(args), ""))
	}
	return a.orCommand(cmd, args, a.dashboard(cmd.Context(), first(args)))
}

// orCommand gives a word that is no home the nearest command as well: it may be a mistyped
// one.
func (a *app) orCommand(cmd *cobra.Command, args []string, err error) error {
	if len(args) == 0 || fault.CodeOf(err) != fault.Usage {
		return err
	}
	if near := fault.Nearest(args[0], commandNames(cmd.Root())); near != "" {
		return a.unknownCommand(args[0], []string{near})
	}
	return err
}

// dashboard opens the screen. The first report is made before it, so that the first frame
// has figures; a home that nobody named and that is not the only one opens the list.
func (a *app) dashboard(ctx context.Context, named string) error {
	st, err := a.reading(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := a.book()
	if err != nil {
		return err
	}
	src := &source{app: a, st: st, book: b}
	cfg := tui.Config{
		Source: src, Now: a.env.Now, Loc: a.loc, Lang: a.lang, Graph: a.graphKind(), ReadOnly: a.cfg.ReadOnly,
		Theme: theme.New(a.themeName(), lipgloss.DefaultRenderer()),
	}
	if cfg.Homes, err = src.Homes(ctx); err != nil {
		return err
	}
	id, err := a.pickHome(ctx, st, named)
	switch {
	case err == nil:
		q, err := b.question(ctx, st, id, a.env.Now())
		if err != nil {
			return err
		}
		r := coach.Glance(q)
		cfg.Home, cfg.First, cfg.Partial = id, &r, true
	case named != "" || len(cfg.Homes) == 0:
		return err
	}
	return tui.Run(ctx, cfg)
}

// graphKind is the kind of chart symbols: as told, else braille where the locale is UTF-8 and
// the terminal is not the Linux console.
func (a *app) graphKind() chart.Graph {
	if g, err := chart.ParseGraph(a.cfg.Graph); err == nil {
		return g
	}
	locale := strings.ToLower(a.env.Locale())
	if a.env.Get("TERM") == "linux" || !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8") {
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

// A source answers the dashboard from the store.
type source struct {
	app  *app
	st   *opened
	book book
	mu   sync.Mutex

	listed bool // the list made at opening has been given
}

var (
	_ tui.Source  = (*source)(nil)
	_ tui.Skipper = (*source)(nil)
)

// Homes lists the homes.
func (s *source) Homes(ctx context.Context) ([]tui.HomeRow, error) {
	list := s.st.Homes
	if !s.listed {
		s.listed, list = true, s.st.list
	}
	all, err := list(ctx)
	if err != nil {
		return nil, err
	}
	now := s.app.env.Now()
	rows := make([]tui.HomeRow, len(all))
	for i, h := range all {
		rows[i] = tui.HomeRow{Home: h.Home, City: h.City, Until: shown(h, now), Coverage: h.Coverage, Zones: len(h.Zones), Simulated: h.Simulated}
	}
	return rows, nil
}

// Report is one home at one moment.
func (s *source) Report(ctx context.Context, id home.ID, at time.Time) (coach.Report, error) {
	q, err := s.book.question(ctx, s.st, id, at)
	if err != nil {
		return coach.Report{}, err
	}
	return coach.Review(q), nil
}

// Version is the store file's size and time of change: cheap, and different after any write.
func (s *source) Version() string {
	info, err := os.Stat(s.st.path)
	if err != nil {
		return ""
	}
	return info.ModTime().Format(time.RFC3339Nano)
}

// Skip lets a home leave an event, or come back.
func (s *source) Skip(ctx context.Context, ev string, id home.ID, zone string, undo bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return skipEvent(ctx, s.st, ev, id, zone, undo, s.app.env.Now())
}
