package exchange

import (
	"math"
	"strconv"
	"strings"

	"courant/coach/fault"
	"courant/coach/series"
)

// ESPI's codes that matter here (NAESB REQ.21, espiDerived.xsd).
const (
	gbElectricity = 0 // ServiceCategory.kind
	gbWh, gbW     = 72, 38
	gbForward     = 1 // ReadingType.flowDirection: delivered to the home
)

// A gbEntry is one entry of the feed: its links and what it holds.
type gbEntry struct {
	self, up string
	related  []string
	service  int // UsagePoint's kind, -1 without
	kind     string
	typ      gbType
	readings []gbReading
}

// A gbType is a ReadingType.
type gbType struct {
	uom, power, flow int // -1: not told; power 0 then
	length           int64
}

// A gbReading is an IntervalReading, raw.
type gbReading struct {
	start, length int64
	value         float64
	quality       int
	line          int32
}

// readGreenButton reads the electricity that an ESPI feed says was delivered to one home.
// Namespaces, their prefixes and the order of entries do not matter. Titles, addresses and
// costs are left behind.
//
// A feed links interval blocks to a meter reading, and that to its reading type and its
// usage point. Where links are missing, as in many files, the only type or point is meant.
func readGreenButton(in *input, opt Options) (*table, error) {
	if opt.Home == "" {
		return nil, fault.New(fault.Usage, msgNeedHome, "file", in.name)
	}
	feed, err := decodeFeed(in)
	if err != nil {
		return nil, err
	}
	var t *table
	var g int32
	meters := map[string]bool{}
	blocks := 0
	for _, e := range feed.entries {
		if len(e.readings) == 0 {
			continue
		}
		blocks++
		if s := feed.serviceOf(e); s > gbElectricity {
			continue
		}
		typ, ok := feed.typeOf(e)
		if typ.flow > gbForward {
			continue // what the home gave back
		}
		if !ok || typ.uom != gbWh && typ.uom != gbW {
			return nil, fault.New(fault.Invalid, msgGBUnit, "file", in.name, "unit", unitCode(typ.uom))
		}
		meters[parent(e.up, e.self)] = true
		if t == nil { // of one meter, so of one unit
			t = newTable(in, opt, []slot{{series.Energy, typ.uom == gbW}})
			t.opt.Label = LabelStart
			g = t.groupOf(group{home: opt.Home})
		}
		if err := t.addReadings(g, e.readings, typ); err != nil {
			return nil, err
		}
	}
	switch {
	case blocks == 0 && !feed.espi:
		return nil, fault.New(fault.Invalid, msgNotGB, "file", in.name)
	case blocks == 0:
		return nil, fault.New(fault.Invalid, msgNoRows, "file", in.name)
	case t == nil:
		return nil, fault.New(fault.Invalid, msgNotPower, "file", in.name)
	case len(meters) > 1:
		return nil, fault.New(fault.Invalid, msgGBMeters, "file", in.name, "count", len(meters))
	}
	return t, nil
}

func unitCode(uom int) string {
	if uom < 0 {
		return "?"
	}
	return "uom " + strconv.Itoa(uom)
}

// addReadings converts readings to kWh, or to kW where they are a power.
func (t *table) addReadings(g int32, readings []gbReading, typ gbType) error {
	scale := math.Pow10(typ.power) / 1000
	for _, r := range readings {
		length := r.length
		if length <= 0 {
			length = typ.length
		}
		p := place{line: int(r.line), column: "timePeriod", value: strconv.FormatInt(r.start, 10)}
		if r.start < oldest {
			return t.at(msgTooOld, p)
		}
		out := row{sec: r.start, line: r.line, group: g}
		if length > 0 {
			out.end = r.start + length
		}
		p.column, p.value = "value", plain(r.value)
		v, err := t.convert(p, out, series.Energy, ownUnit, r.value*scale)
		if err != nil {
			return err
		}
		if doubtful(r.quality) {
			t.count(Estimated, g, series.Energy, r.start)
		}
		if err := t.add(out, 0, []float64{v}, p); err != nil {
			return err
		}
	}
	return nil
}

// doubtful reports whether a quality code says that a value was estimated, projected,
// doubted or normalised rather than metered.
func doubtful(code int) bool { return code >= 7 && code <= 13 || code == 15 || code == 16 }

// A gbFeed is a feed, read whole.
type gbFeed struct {
	espi    bool // it has at least one ESPI element
	entries []*gbEntry
}

// parent is the link that a block's meter reading has.
func parent(up, self string) string {
	up = strings.TrimSuffix(strings.TrimRight(up, "/"), "/IntervalBlock")
	if up == "" {
		up, _, _ = strings.Cut(self, "/IntervalBlock/")
	}
	return up
}

// meterOf is the meter reading that a block belongs to, nil when the links do not say.
func (f *gbFeed) meterOf(e *gbEntry) *gbEntry {
	link := parent(e.up, e.self)
	for _, m := range f.entries {
		if m.kind == "MeterReading" && m.self != "" && m.self == link {
			return m
		}
	}
	return nil
}

// typeOf is the reading type of a block: the linked one, or the only one of the feed.
func (f *gbFeed) typeOf(e *gbEntry) (gbType, bool) {
	var only *gbEntry
	n := 0
	meter := f.meterOf(e)
	for _, x := range f.entries {
		if x.kind != "ReadingType" {
			continue
		}
		if meter != nil {
			for _, link := range meter.related {
				if link != "" && link == x.self {
					return x.typ, true
				}
			}
		}
		only = x
		n++
	}
	if n != 1 {
		return gbType{uom: -1, flow: -1}, false
	}
	return only.typ, true
}

// serviceOf is the kind of service that a block measures: that of its usage point, or of
// the only one. -1 when it is not told.
func (f *gbFeed) serviceOf(e *gbEntry) int {
	link := parent(e.up, e.self)
	service, n := -1, 0
	for _, x := range f.entries {
		if x.kind != "UsagePoint" {
			continue
		}
		if x.self != "" && strings.HasPrefix(link, strings.TrimRight(x.self, "/")+"/") {
			return x.service
		}
		service = x.service
		n++
	}
	if n != 1 {
		return -1
	}
	return service
}
