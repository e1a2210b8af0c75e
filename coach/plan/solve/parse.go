package solve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// The largest problem that is read: a year of quarter hours, and more states than a house
// has.
const (
	maxBytes  = 16 << 20
	maxSteps  = 366 * 96
	maxStates = 128
	maxWork   = 1 << 24 // steps·zones·(states+zones): what the solver keeps
)

// A Refusal says what is wrong with a stated problem.
type Refusal struct {
	Field     string // as in the file; "" for the file as a whole
	Reason    Reason
	Got, Want int   // for Length
	Err       error // the cause, may be nil
}

// A Reason is why a field is refused.
type Reason string

const (
	Missing   Reason = "missing"
	Unknown   Reason = "unknown"
	Twice     Reason = "twice"
	Null      Reason = "null"
	NotNumber Reason = "not-a-number" // a text, a truth value, an object
	Shape     Reason = "shape"        // a number, list or table in place of another
	Ragged    Reason = "ragged"       // rows of unequal length
	Length    Reason = "length"       // Got numbers or rows instead of Want
	Empty     Reason = "empty"
	Range     Reason = "range"     // a number outside what the field allows
	NotFinite Reason = "infinite"  // beyond floating point
	Syntax    Reason = "syntax"    // not JSON
	Trailing  Reason = "trailing"  // something after the object
	TooLarge  Reason = "too-large" // more steps, states or bytes than are read
)

func (r *Refusal) Error() string {
	s := "problem: "
	if r.Field != "" {
		s += r.Field + ": "
	}
	s += string(r.Reason)
	if r.Reason == Length {
		s += fmt.Sprintf(" %d, wanted %d", r.Got, r.Want)
	}
	if r.Err != nil {
		s += ": " + r.Err.Error()
	}
	return s
}

// Unwrap is the cause.
func (r *Refusal) Unwrap() error { return r.Err }

// ParseProblem reads one JSON object and nothing after it. Every field is checked: names,
// shapes, lengths, and that all numbers are finite and in range. The error is a *Refusal.
func ParseProblem(r io.Reader) (Problem, error) {
	left := &io.LimitedReader{R: r, N: maxBytes}
	d := &reader{json: json.NewDecoder(left), left: left}
	d.json.UseNumber()
	fields, err := d.object()
	if err != nil {
		return Problem{}, err
	}
	return fields.problem()
}

// A table is the numbers of one field: depth 0 is a number, 1 a list, 2 a list of lists.
// An empty list has depth 1.
type table struct {
	depth int
	rows  [][]float64 // one row for depths 0 and 1
}

// names are the fields, in the order in which they are checked.
var names = [...]string{"step_h", "a", "b", "d", "x0", "price", "power_max", "low", "high",
	"comfort_price", "terminal_low", "room", "power_cap"}

type fields map[string]table

type reader struct {
	json  *json.Decoder
	left  *io.LimitedReader
	field string
}

func (d *reader) refuse(why Reason, err error) error {
	return &Refusal{Field: d.field, Reason: why, Err: err}
}

// token is the next one; anything wrong with the text is a Refusal.
func (d *reader) token() (json.Token, error) {
	t, err := d.json.Token()
	if err == nil {
		return t, nil
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if d.left.N <= 0 {
		return nil, d.refuse(TooLarge, nil)
	}
	return nil, d.refuse(Syntax, err)
}

func (d *reader) object() (fields, error) {
	t, err := d.token()
	if err != nil {
		return nil, err
	}
	if t != json.Delim('{') {
		return nil, d.refuse(Shape, errors.New("an object is wanted"))
	}
	all := fields{}
	for d.json.More() {
		d.field = ""
		t, err := d.token()
		if err != nil {
			return nil, err
		}
		d.field, _ = t.(string)
		if !known(d.field) {
			return nil, d.refuse(Unknown, nil)
		}
		if _, ok := all[d.field]; ok {
			return nil, d.refuse(Twice, nil)
		}
		if all[d.field], err = d.table(); err != nil {
			return nil, err
		}
	}
	if _, err := d.token(); err != nil { // the closing brace
		return nil, err
	}
	d.field = ""
	if _, err := d.json.Token(); !errors.Is(err, io.EOF) {
		return nil, d.refuse(Trailing, nil)
	}
	return all, nil
}

func known(name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// table reads the value of the present field.
func (d *reader) table() (table, error) {
	t, err := d.token()
	if err != nil {
		return table{}, err
	}
	if t != json.Delim('[') {
		v, err := d.number(t)
		return table{0, [][]float64{{v}}}, err
	}
	out := table{depth: 1}
	var list []float64
	for d.json.More() {
		t, err := d.token()
		if err != nil {
			return table{}, err
		}
		if t != json.Delim('[') {
			v, err := d.number(t)
			if err != nil {
				return table{}, err
			}
			list = append(list, v)
			continue
		}
		row := []float64{}
		for d.json.More() {
			t, err := d.token()
			if err != nil {
				return table{}, err
			}
			v, err := d.number(t)
			if err != nil {
				return table{}, err
			}
			row = append(row, v)
		}
		if _, err := d.token(); err != nil {
			return table{}, err
		}
		out.depth = 2
		out.rows = append(out.rows, row)
	}
	if _, err := d.token(); err != nil {
		return table{}, err
	}
	if out.depth == 2 && list != nil {
		return table{}, d.refuse(Shape, errors.New("numbers among lists"))
	}
	if out.depth == 1 {
		out.rows = [][]float64{list}
	}
	return out, nil
}

func (d *reader) number(t json.Token) (float64, error) {
	switch v := t.(type) {
	case json.Number:
		x, err := strconv.ParseFloat(string(v), 64)
		if err != nil {
			return 0, d.refuse(NotFinite, nil)
		}
		return x, nil
	case nil:
		return 0, d.refuse(Null, nil)
	case json.Delim:
		return 0, d.refuse(Shape, nil)
	}
	return 0, d.refuse(NotNumber, nil)
}
