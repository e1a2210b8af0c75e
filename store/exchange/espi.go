package exchange

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"courant/coach/fault"
)

// decodeFeed walks the XML once, token by token.
func decodeFeed(in *input) (*gbFeed, error) {
	allowed := &allowance{r: in.text, left: maxRecord}
	dec := xml.NewDecoder(allowed)
	dec.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		return r, nil // the input is in UTF-8 already, whatever it says
	}
	w := gbWalker{feed: &gbFeed{}, entry: newGBEntry()}
	for {
		tok, err := dec.Token()
		allowed.left = maxRecord
		if err == io.EOF {
			break
		}
		line, _ := dec.InputPos()
		if err == nil {
			err = w.token(tok, line)
		}
		if err != nil {
			var syntax *xml.SyntaxError
			if errors.As(err, &syntax) || errors.Is(err, errGB) {
				return nil, fault.New(fault.Invalid, msgXML, "file", in.name, "line", line)
			}
			if errors.Is(err, errLong) {
				return nil, fault.New(fault.Invalid, msgLongLine, "file", in.name, "line", line)
			}
			return nil, in.readError(err)
		}
	}
	w.flush()
	return w.feed, nil
}

var errGB = errors.New("a number is not one")

func newGBEntry() *gbEntry { return &gbEntry{service: -1, typ: gbType{uom: -1, flow: -1}} }

// A gbWalker follows the elements.
type gbWalker struct {
	feed  *gbFeed
	entry *gbEntry
	path  []string // local names
	text  strings.Builder
	read  gbReading
}

func (w *gbWalker) flush() {
	if w.entry.kind != "" || w.entry.self != "" || len(w.entry.readings) > 0 {
		w.feed.entries = append(w.feed.entries, w.entry)
	}
	w.entry = newGBEntry()
}

func (w *gbWalker) token(tok xml.Token, line int) error {
	switch tok := tok.(type) {
	case xml.StartElement:
		w.start(tok, line)
	case xml.CharData:
		if w.text.Len() < 64 {
			w.text.Write(tok[:min(len(tok), 64)])
		}
	case xml.EndElement:
		return w.end()
	}
	return nil
}

func (w *gbWalker) start(e xml.StartElement, line int) {
	w.path = append(w.path, e.Name.Local)
	w.text.Reset()
	switch e.Name.Local {
	case "entry":
		w.flush()
	case "UsagePoint", "MeterReading", "ReadingType", "IntervalBlock":
		w.entry.kind = e.Name.Local
		w.feed.espi = true
	case "IntervalReading":
		w.read = gbReading{line: int32(line)}
	case "link":
		w.link(e.Attr)
	}
}

func (w *gbWalker) link(attrs []xml.Attr) {
	var rel, href string
	for _, a := range attrs {
		switch a.Name.Local {
		case "rel":
			rel = a.Value
		case "href":
			href = a.Value
		}
	}
	switch rel {
	case "self":
		w.entry.self = href
	case "up":
		w.entry.up = href
	case "related":
		w.entry.related = append(w.entry.related, href)
	}
}

// in reports whether the element at hand lies directly within these.
func (w *gbWalker) in(names ...string) bool {
	at := len(w.path) - 1 - len(names)
	if at < 0 {
		return false
	}
	for i, n := range names {
		if w.path[at+i] != n {
			return false
		}
	}
	return true
}

func (w *gbWalker) end() error {
	name := w.path[len(w.path)-1]
	text := strings.TrimSpace(w.text.String())
	w.text.Reset()
	var err error
	switch {
	case name == "entry":
		w.flush()
	case name == "kind" && w.in("ServiceCategory") && text != "":
		w.entry.service, err = strconv.Atoi(text)
	case name == "IntervalReading":
		w.entry.readings = append(w.entry.readings, w.read)
	case w.in("ReadingType"):
		err = w.typeField(name, text)
	case w.in("IntervalReading", "timePeriod") && name == "start":
		w.read.start, err = number64(text)
	case w.in("IntervalReading", "timePeriod") && name == "duration":
		w.read.length, err = number64(text)
	case w.in("IntervalReading") && name == "value":
		w.read.value, err = strconv.ParseFloat(text, 64)
	case w.in("IntervalReading", "ReadingQuality") && name == "quality":
		w.read.quality, err = strconv.Atoi(text)
	}
	w.path = w.path[:len(w.path)-1]
	if err != nil {
		return errGB
	}
	return nil
}

func (w *gbWalker) typeField(name, text string) (err error) {
	typ := &w.entry.typ
	switch name {
	case "uom":
		typ.uom, err = strconv.Atoi(text)
	case "powerOfTenMultiplier":
		typ.power, err = strconv.Atoi(text)
		if typ.power < -12 || typ.power > 12 {
			err = errGB
		}
	case "flowDirection":
		typ.flow, err = strconv.Atoi(text)
	case "intervalLength":
		typ.length, err = number64(text)
	}
	return err
}

// number64 reads seconds, which some utilities write with a fraction.
func number64(s string) (int64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(v) > 1e12 || v != v {
		return 0, errGB
	}
	return int64(v), nil
}
