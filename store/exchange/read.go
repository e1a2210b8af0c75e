package exchange

import (
	"cmp"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// A Format is a kind of file.
type Format string

// The formats. Auto, or "", looks at the beginning of the file.
const (
	Auto        Format = "auto"
	CSV         Format = "csv"
	HydroQuebec Format = "hydroquebec"
	GreenButton Format = "greenbutton"
	Influx      Format = "influx"
	Portal      Format = "portal" // the customer portal's own figures of events
)

// Formats lists the formats in a fixed order.
func Formats() []Format { return []Format{Auto, HydroQuebec, GreenButton, Influx, CSV, Portal} }

// A Label says which end of its interval a row's time is.
type Label string

// The labels. "" is the start.
const (
	LabelStart Label = "start"
	LabelEnd   Label = "end"
)

// Options say how to read a file. The zero value but for Home and Now is a good one.
type Options struct {
	Home     home.ID           // whose data it is; "" where the file says so itself
	City     home.City         // of every home in the file; "" leaves it to the file
	Format   Format            // "" is Auto
	Map      map[string]string // column by role, see ParseMap; for csv alone
	Location *time.Location    // of times without an offset; nil is series.Toronto()
	Label    Label             // "" is LabelStart; not asked where a file tells both ends
	Now      time.Time         // what is dated later, outdoor and sun alone, is a forecast; zero: nothing is
}

// A Result is what a file holds: all of it, checked, nothing written yet.
type Result struct {
	Batches []store.Batch // one a home, sorted by home
	Quality Quality
	Daily   bool          // from daily totals: see Fill before writing
	Figures []home.Figure // the portal's, of Options.Home; then there are no batches
}

// Read reads a file. name is what messages call it. r is read once, to its end; only the
// values are kept in memory. An error is a *fault.Error, and then there is no result: of
// code Usage when the options do not fit, Invalid when the file is at fault, Denied when it
// cannot be read.
func Read(r io.Reader, name string, opt Options) (Result, error) {
	opt, err := opt.complete()
	if err != nil {
		return Result{}, err
	}
	in, err := open(r, name)
	if err != nil {
		return Result{}, err
	}
	if opt.Format == Auto {
		opt.Format = sniff(in.head)
		if opt.Format == HydroQuebec && len(opt.Map) > 0 {
			opt.Format = CSV // the person says what the columns are
		}
	}
	if opt.Format != CSV && len(opt.Map) > 0 {
		return Result{}, fault.New(fault.Usage, msgMapFormat, "file", name, "format", string(opt.Format))
	}
	if opt.Format == Portal {
		figures, rows, err := readPortal(in, opt)
		return Result{Figures: figures, Quality: Quality{Format: Portal, Rows: rows}}, err
	}
	var t *table
	switch opt.Format {
	case GreenButton:
		t, err = readGreenButton(in, opt)
	case Influx:
		t, err = readInflux(in, opt)
	case HydroQuebec:
		t, err = readTable(in, opt, layOutHydroQuebec)
	default:
		t, err = readTable(in, opt, func(name string, headings []string) (*layout, error) {
			return layOut(name, headings, opt.Map)
		})
	}
	if err != nil {
		return Result{}, err
	}
	in.close()
	return t.result(in)
}

// complete fills in what was left out, and refuses what is no format or label.
func (opt Options) complete() (Options, error) {
	opt.Format = cmp.Or(opt.Format, Auto)
	opt.Label = cmp.Or(opt.Label, LabelStart)
	if opt.Location == nil {
		opt.Location = series.Toronto()
	}
	if !slices.Contains(Formats(), opt.Format) {
		return opt, fault.New(fault.Usage, msgBadFormat, "format", string(opt.Format), "formats", words(Formats()))
	}
	if opt.Label != LabelStart && opt.Label != LabelEnd {
		return opt, fault.New(fault.Usage, msgBadLabel, "label", string(opt.Label))
	}
	for _, role := range slices.Sorted(maps.Keys(opt.Map)) {
		if !slices.Contains(Roles(), role) {
			return opt, unknownRole(role)
		}
	}
	return opt, nil
}

// Fill leaves out of b what held knows already: daily totals spread over hours must not
// take the place of hours that were measured. held is what the store has of the home.
func Fill(b store.Batch, held series.Set) store.Batch {
	out := store.Batch{Home: b.Home, City: b.City, Set: make(series.Set, len(b.Set))}
	for _, k := range b.Set.Keys() {
		s := b.Set[k].Clone()
		for i := range s.Values {
			if knows(held[k], s.Time(i), s.Time(i+1)) {
				s.Values[i] = math.NaN()
			}
		}
		out.Set[k] = s
	}
	return out
}

// knows reports whether s has any value in [from, to).
func knows(s series.Series, from, to time.Time) bool {
	return !math.IsNaN(s.At(from)) || s.Slice(from, to).Known() > 0
}
