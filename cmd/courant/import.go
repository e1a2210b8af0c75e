package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
	"courant/store"
	"courant/store/exchange"
	"courant/tui/text"
)

const (
	msgNeedHome fault.ID = "cli.need-home"
	msgZone     fault.ID = "cli.zone" // value
)

func (a *app) importCmd() *cobra.Command {
	var who, city, format, zone, label string
	var pairs []string
	var dry bool
	c := writes(&cobra.Command{Use: "import " + a.cli.FileArg + "…", Short: a.cli.Import, Args: a.args(1, -1), RunE: func(cmd *cobra.Command, files []string) error {
		opt := exchange.Options{Format: exchange.Format(format), Label: exchange.Label(label), Location: a.loc, Now: a.env.Now()}
		var err error
		if opt.Map, err = exchange.ParseMap(pairs); err != nil {
			return err
		}
		if who != "" {
			if opt.Home, err = home.ParseID(who); err != nil {
				return err
			}
		}
		if city != "" {
			if opt.City, err = choice("--city", city, home.Cities()); err != nil {
				return err
			}
		}
		if zone != "" {
			if opt.Location, err = time.LoadLocation(zone); err != nil || zone == "Local" {
				return fault.New(fault.Usage, msgZone, "value", zone)
			}
		}
		return a.importFiles(cmd.Context(), files, opt, dry)
	}})
	f := c.Flags()
	f.StringVar(&who, "home", "", a.cli.FlagHome)
	f.StringVar(&city, "city", "", a.cli.FlagCity)
	f.StringVar(&format, "format", "auto", a.cli.FlagFormat)
	f.StringSliceVar(&pairs, "map", nil, a.cli.FlagMap)
	f.StringVar(&zone, "tz", "", a.cli.FlagTZ)
	f.StringVar(&label, "label", "start", a.cli.FlagLabel)
	f.BoolVar(&dry, "dry-run", false, a.cli.FlagDryRun)
	return c
}

// importFiles reads every file, and only when all of them are right writes them, in one
// transaction.
func (a *app) importFiles(ctx context.Context, files []string, opt exchange.Options, dry bool) error {
	var results []exchange.Result
	for _, file := range files {
		r, err := a.readFile(file, opt)
		if err != nil {
			return err
		}
		results = append(results, r)
	}
	tally := store.Tally{}
	if !dry {
		var err error
		if tally, err = a.keep(ctx, results, opt.Home); err != nil {
			return err
		}
	}
	if a.json {
		return a.jsonLines(len(results), func(i int) any { return importLine(files[i], results[i], tally, dry, a.loc) })
	}
	if a.quiet {
		return nil
	}
	var lines []string
	for i, r := range results {
		lines = append(lines, a.qualityText(filepath.Base(files[i]), r)...)
	}
	return a.print(append(lines, tallyText(a.lang, results, files, tally, dry)...))
}

func (a *app) readFile(file string, opt exchange.Options) (exchange.Result, error) {
	var in io.Reader = a.env.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return exchange.Result{}, fault.New(fault.Invalid, msgOpenFile, "file", file, "problem", plainError(err))
		}
		defer f.Close()
		in = f
	}
	r, err := exchange.Read(in, file, opt)
	if err != nil {
		return r, err
	}
	for _, b := range r.Batches {
		if b.Home == "" {
			return r, fault.New(fault.Usage, msgNeedHome)
		}
	}
	if len(r.Figures) > 0 && opt.Home == "" {
		return r, fault.New(fault.Usage, msgNeedHome)
	}
	return r, nil
}

// keep writes all series in one transaction. Daily totals fill only what is not known in
// finer steps. The portal's figures are kept with the home named, in a transaction of their
// own before that.
func (a *app) keep(ctx context.Context, results []exchange.Result, id home.ID) (store.Tally, error) {
	st, err := a.writing(ctx)
	if err != nil {
		return store.Tally{}, err
	}
	defer st.Close()
	if err := keepFigures(ctx, st, id, results); err != nil {
		return store.Tally{}, err
	}
	var batches []store.Batch
	for _, r := range results {
		for _, b := range r.Batches {
			if r.Daily {
				held, err := st.Read(ctx, b.Home, time.Time{}, time.Time{})
				if err != nil && !errors.Is(err, fault.NotFound) {
					return store.Tally{}, err
				}
				b = exchange.Fill(b, held)
			}
			batches = append(batches, b)
		}
	}
	if len(batches) == 0 {
		return store.Tally{}, nil
	}
	return st.Write(ctx, batches...)
}

// plainError is what went wrong without the path, which the sentence has already.
func plainError(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

func (a *app) qualityText(file string, r exchange.Result) []string {
	l, loc := a.lang, a.loc
	t := l.Tables()
	out := []string{fmt.Sprintf(t.QualityHead, file)}
	q := r.Quality
	if len(q.Ignored) > 0 {
		out = append(out, "  "+t.Ignored+" : "+listSome(q.Ignored, 8))
	}
	for _, n := range q.Notes {
		out = append(out, "  "+l.Issue(string(n.Code))+countWords(n.Count))
	}
	for _, h := range q.Homes {
		var rows [][]string
		for _, s := range h.Series {
			sum := ""
			if s.Key.Kind.Sums() {
				sum = l.Unit(s.Sum, 1, "kWh")
			}
			rows = append(rows, []string{"  " + string(h.Home), seriesName(l, s.Key.Zone, s.Key.Kind, s.Key.Forecast), fmt.Sprint(s.Known),
				l.ShortDate(s.From.In(loc)), l.ShortDate(s.To.In(loc)), l.Span(s.Step), l.Percent(s.Coverage, 1), sum})
		}
		out = append(out, a.list(rows)...)
		rows = nil
		for _, same := range alike(h.Issues) {
			i := same[0]
			names := make([]string, len(same))
			for n, o := range same {
				names[n] = seriesName(l, o.Zone, o.Kind, false)
			}
			rows = append(rows, []string{"  ! " + l.Issue(string(i.Code)), listSome(names, 2), fmt.Sprint(i.Count),
				l.ShortDate(i.From.In(loc)) + " " + l.Clock(i.From.In(loc)), l.ShortDate(i.To.In(loc)) + " " + l.Clock(i.To.In(loc))})
		}
		if len(rows) == 0 {
			rows = [][]string{{"  " + t.QualityClean}}
		}
		out = append(out, a.list(rows)...)
	}
	return append(out, a.figuresText(r)...)
}

// alike groups the findings that say the same of several series, in the order of the first:
// a pause of the whole house is one thing, not six.
func alike(all []quality.Issue) [][]quality.Issue {
	var out [][]quality.Issue
next:
	for _, i := range all {
		for n, g := range out {
			if o := g[0]; o.Code == i.Code && o.Count == i.Count && o.From.Equal(i.From) && o.To.Equal(i.To) {
				out[n] = append(g, i)
				continue next
			}
		}
		out = append(out, []quality.Issue{i})
	}
	return out
}

func countWords(n int) string {
	if n <= 1 {
		return ""
	}
	return fmt.Sprintf(" (%d)", n)
}

// seriesName is a series in words; "" for what a finding says of whole rows.
func seriesName(l text.Lang, zone string, kind series.Kind, forecast bool) string {
	if !kind.Valid() {
		return ""
	}
	name := l.Code(kind.String())
	if forecast {
		name += " (" + l.Tables().Forecast + ")"
	}
	if zone != "" {
		return l.Zone(zone) + ", " + name
	}
	return name
}

func tallyText(l text.Lang, results []exchange.Result, files []string, tally store.Tally, dry bool) []string {
	t := l.Tables()
	if dry {
		return []string{t.DryRun}
	}
	homes, series := map[home.ID]bool{}, false
	for _, r := range results {
		series = series || len(r.Figures) == 0
		for _, b := range r.Batches {
			homes[b.Home] = true
		}
	}
	if !series {
		return nil // figures alone: they were told one by one
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.Base(f)
	}
	out := []string{l.Sprintf(t.Imported, tally.New+tally.Same+tally.Replaced, len(homes), strings.Join(names, ", "))}
	detail := fmt.Sprintf("  %s %d, %s %d, %s %d", t.New, tally.New, t.Same, tally.Same, t.Replaced, tally.Replaced)
	if tally.Rounded > 0 {
		detail += fmt.Sprintf(", %s %d", t.Rounded, tally.Rounded)
	}
	return append(out, detail)
}

func kindWord(k series.Kind) string {
	if !k.Valid() {
		return ""
	}
	return k.String()
}

// importJSON is a line of `courant import --json`: a file.
type importJSON struct {
	Schema   int         `json:"schema"`
	File     string      `json:"file"`
	Format   string      `json:"format"`
	Rows     int         `json:"rows"`
	DryRun   bool        `json:"dry_run"`
	Homes    []home.ID   `json:"homes"`
	Ignored  []string    `json:"ignored"`
	New      int         `json:"new"` // of all files together
	Same     int         `json:"same"`
	Replaced int         `json:"replaced"`
	Rounded  int         `json:"rounded"`
	Figures  int         `json:"portal_figures,omitempty"`
	Issues   []issueJSON `json:"issues"`
}

type issueJSON struct {
	Code  string  `json:"code"`
	Home  home.ID `json:"home"`
	Zone  string  `json:"zone,omitempty"`
	Kind  string  `json:"kind"`
	Count int     `json:"count"`
	From  string  `json:"from"`
	To    string  `json:"to"`
}

func importLine(file string, r exchange.Result, tally store.Tally, dry bool, loc *time.Location) importJSON {
	line := importJSON{
		Schema: 1, File: filepath.Base(file), Format: string(r.Quality.Format), Rows: r.Quality.Rows, DryRun: dry, Homes: []home.ID{}, Ignored: append([]string{}, r.Quality.Ignored...),
		New: tally.New, Same: tally.Same, Replaced: tally.Replaced, Rounded: tally.Rounded, Figures: len(r.Figures), Issues: []issueJSON{},
	}
	for _, h := range r.Quality.Homes {
		line.Homes = append(line.Homes, h.Home)
		for _, i := range h.Issues {
			line.Issues = append(line.Issues, issueJSON{string(i.Code), h.Home, i.Zone, kindWord(i.Kind), i.Count, stamp(i.From, loc), stamp(i.To, loc)})
		}
	}
	return line
}
