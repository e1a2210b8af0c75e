package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/series"
)

// openData is every published shape of Hydro-Québec's list: the static file (evenements),
// the data set's records (results) and the older interface's (records with fields). Keys
// are matched whatever their case.
type openData struct {
	Events  *[]json.RawMessage `json:"evenements"`
	Results *[]json.RawMessage `json:"results"`
	Records *[]json.RawMessage `json:"records"`
	Total   int                `json:"total_count"`
	Hits    int                `json:"nhits"`
	Ran     looseTexts         `json:"derniereExecution"`
}

// offer is one row. duree is not read: it is no valid duration, and the two times say it.
type offer struct {
	Offer string      `json:"offre"`
	Start *string     `json:"datedebut"`
	End   *string     `json:"datefin"`
	In    *offerInner `json:"fields"`
}

type offerInner struct {
	Offer string  `json:"offre"`
	Start *string `json:"datedebut"`
	End   *string `json:"datefin"`
}

// looseTexts is a text, a list of texts, or anything else, which is nothing.
type looseTexts []string

// UnmarshalJSON never fails: what is not a text says nothing.
func (l *looseTexts) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*l = looseTexts{one}
		return nil
	}
	var many []json.RawMessage
	if json.Unmarshal(b, &many) != nil {
		return nil
	}
	for _, m := range many {
		if json.Unmarshal(m, &one) == nil {
			*l = append(*l, one)
		}
	}
	return nil
}

// readOpenData reads a JSON body. Offers are matched by their code, wherever it stands in
// their name.
func readOpenData(name string, text []byte, o Options) (Reading, error) {
	r := Reading{Source: event.SourceHydroQuebec}
	var rows []json.RawMessage
	var issued time.Time
	if text[0] == '[' {
		if err := decode(name, text, &rows); err != nil {
			return r, err
		}
	} else {
		var d openData
		if err := decode(name, text, &d); err != nil {
			return r, err
		}
		switch {
		case d.Events != nil:
			rows = *d.Events
		case d.Results != nil:
			rows, r.Total = *d.Results, d.Total
		case d.Records != nil:
			rows, r.Total = *d.Records, d.Hits
		default:
			return r, fault.New(fault.Invalid, msgShape, "source", name, "want", "evenements, results")
		}
		if len(d.Ran) > 0 {
			if t, err := series.ParseTime(d.Ran[0], o.Rules.Loc()); err == nil {
				issued = t.UTC()
			}
		}
	}
	r.Rows = len(rows)
	for i, raw := range rows {
		if err := r.openRow(name, i+1, raw, issued, o); err != nil {
			return r, err
		}
	}
	return r, nil
}

// openRow reads one row.
func (r *Reading) openRow(name string, row int, raw json.RawMessage, issued time.Time, o Options) error {
	var e offer
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' || json.Unmarshal(raw, &e) != nil {
		r.skip(row, RowShape, string(raw[:min(len(raw), 200)]))
		return nil
	}
	if e.In != nil {
		e.Offer, e.Start, e.End = e.In.Offer, e.In.Start, e.In.End
	}
	programme := o.Rules.OfferOf(e.Offer)
	if programme == "" {
		r.Others++
		return nil
	}
	m := event.Message{Source: r.Source, Programme: programme, Issued: issued, Seen: o.Now.UTC()}
	for _, end := range []struct {
		text *string
		to   *time.Time
	}{{e.Start, &m.Start}, {e.End, &m.End}} {
		if end.text == nil {
			continue // null: refused below, for what it is
		}
		t, ok := r.moment(row, strings.TrimSpace(*end.text), o.Rules.Loc())
		if !ok {
			return nil
		}
		*end.to = t
	}
	return r.add(name, row, m, o)
}

// decode reads one JSON value and nothing behind it.
func decode(name string, text []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	err := d.Decode(to)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return nil
		}
		return jsonFault(name, text, d.InputOffset())
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.New(fault.Incomplete, msgCutJSON, "source", name)
	}
	at := d.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = syntax.Offset
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fault.New(fault.Invalid, msgShape, "source", name, "want", "evenements, results")
	}
	return jsonFault(name, text, at)
}

// jsonFault says where a text stops being JSON.
func jsonFault(name string, text []byte, at int64) error {
	before := text[:min(max(at, 0), int64(len(text)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') - 1
	return fault.New(fault.Invalid, msgJSON, "source", name, "line", line, "column", max(column, 1))
}
