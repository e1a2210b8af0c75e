package exchange

import (
	"time"

	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
	"courant/store"
)

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

// ownRows is the number of rows of the file, without the copies of what zones' rows say of
// the whole home.
func (a *assembler) ownRows() int {
	n := 0
	for i := range a.rows {
		if a.rows[i].of == 0 {
			n++
		}
	}
	return n
}

func (a *assembler) homeQuality(b store.Batch) HomeQuality {
	q := HomeQuality{Home: b.Home}
	now := a.opt.Now
	for _, k := range b.Set.Keys() {
		s := b.Set[k]
		sq := SeriesQuality{Key: k, Step: s.Step, From: s.Start, To: s.End(), Known: s.Known(), Coverage: s.Coverage()}
		if k.Kind.Sums() {
			sq.Sum, _ = s.Sum(s.Start, s.End())
		}
		q.Series = append(q.Series, sq)
		if a.opt.Now.IsZero() && s.End().After(now) {
			now = s.End()
		}
	}
	q.Issues = quality.Check(b.Set, now, a.opt.Location)
	for _, c := range a.tallies {
		if g := a.groups[c.group]; g.home == b.Home {
			q.Issues = append(q.Issues, quality.Issue{
				Code: c.code, Kind: c.kind, Zone: g.zone, Count: c.count,
				From: time.Unix(c.first, 0).UTC(), To: time.Unix(c.last+max(a.step, 1), 0).UTC(),
			})
		}
	}
	quality.Sort(q.Issues)
	return q
}
