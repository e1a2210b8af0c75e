package dated

import "fmt"

// A Parser turns the tables of a file into rows and keeps the first error: a file is read to
// its end before it is refused.
type Parser struct {
	File *File
	Err  error
}

// Fail keeps an error, the first.
func (p *Parser) Fail(err error) {
	if p.Err == nil {
		p.Err = err
	}
}

// Need refuses a value of table i's key unless ok; want says what would do.
func (p *Parser) Need(ok bool, table string, i int, key string, value any, want string) {
	if !ok {
		p.Fail(p.File.Bad(table, i, key, value, want))
	}
}

// Have refuses a table without a key.
func (p *Parser) Have(ok bool, table string, i int, key string) bool {
	if !ok {
		p.Fail(p.File.Missing(table, i, key))
	}
	return ok
}

// Between refuses a number outside lo to hi; NaN is outside.
func (p *Parser) Between(table string, i int, key string, v, lo, hi float64) {
	p.Need(v >= lo && v <= hi, table, i, key, v, fmt.Sprintf("%g–%g", lo, hi))
}

// Number is a number from lo to hi that must be there; 0 where it is not.
func (p *Parser) Number(table string, i int, key string, v *float64, lo, hi float64) float64 {
	if !p.Have(v != nil, table, i, key) {
		return 0
	}
	p.Between(table, i, key, *v, lo, hi)
	return *v
}

// Add adds the row of a table to rows, unless its head is refused.
func Add[T any](p *Parser, rows []Row[T], table string, i int, key string, h Head, value T) []Row[T] {
	row, err := NewRow(p.File, table, i, key, h, value)
	if err != nil {
		p.Fail(err)
		return rows
	}
	return append(rows, row)
}
