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
	"courant/coach/quality"
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
)

// Formats lists the formats in a fixed order.
func Formats() []Format { return []Format{Auto, HydroQuebec, GreenButton, Influx, CSV} }

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
	Daily   bool // from daily totals: see Fill before writing
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

// Quality is what was noticed about a file and its series. Nothing in it was mended.
type Quality struct {
	Format  Format
	Rows    int      // that were read, headings and blank lines apart
	Ignored []string // headings, fields and measurements without a role, as the file has them
	Notes   []Note   // about the file as a whole
	Homes   []HomeQuality
}

// A Note is one thing about the file as a whole.
type Note struct {
	Code  NoteCode
	Count int
}

// A NoteCode names a note.
type NoteCode string

// The notes.
const (
	NoteBOM          NoteCode = "bom"           // a byte order mark
	NoteUTF16        NoteCode = "utf-16"        // 16-bit text
	NoteCP1252       NoteCode = "cp1252"        // bytes that were Windows-1252
	NoteDecimalComma NoteCode = "decimal-comma" // numbers with a comma
	NoteNewestFirst  NoteCode = "newest-first"  // groups of rows whose newest comes first
	NoteUnordered    NoteCode = "unordered"     // groups of rows in no order
)

// A HomeQuality is what was noticed about one home's series.
type HomeQuality struct {
	Home   home.ID
	Series []SeriesQuality // in the order of keys
	Issues []quality.Issue // of the file and of the series, sorted by zone, kind and code
}

// A SeriesQuality sums up one series.
type SeriesQuality struct {
	Key      series.Key
	Step     time.Duration
	From, To time.Time
	Known    int
	Coverage float64 // 0–1
	Sum      float64 // of an energy, kWh
}

// A Code names an issue, see quality.Code.
type Code = quality.Code

// The issues of files, beside those of quality.Codes.
const (
	DuplicateEqual    Code = "duplicate-equal"    // rows that say the same again
	DuplicateConflict Code = "duplicate-conflict" // rows that say something else of the same interval: the last one stands
	Snapped           Code = "off-grid"           // rows a little off the grid, taken to be on it
	ClockResolved     Code = "clock-doubled"      // rows of the hour that happens twice, told apart by their order
	ClockAssumed      Code = "clock-assumed"      // rows of that hour, which the file has once: taken for the first
	Rounded           Code = "rounded"            // values finer than a store keeps
	Estimated         Code = "estimated"          // values that the utility calls estimated or doubtful
	MissingCode       Code = "missing-code"       // -999 and -9999: gaps
	DailyTotals       Code = "daily-totals"       // days spread over their hours
	ZoneRenamed       Code = "zone-renamed"       // rows whose zone's name was made fit for an id
)

// Codes lists the codes of issues of files, in a fixed order, those of quality.Codes apart.
func Codes() []Code {
	return []Code{DuplicateEqual, DuplicateConflict, Snapped, ClockResolved, ClockAssumed, Rounded, Estimated, MissingCode, DailyTotals, ZoneRenamed}
}

// NoteCodes lists the codes of notes in a fixed order.
func NoteCodes() []NoteCode {
	return []NoteCode{NoteBOM, NoteUTF16, NoteCP1252, NoteDecimalComma, NoteNewestFirst, NoteUnordered}
}
