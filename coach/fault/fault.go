// Package fault is how every room says that something went wrong: a code for machines,
// a message id with its arguments for people (the sentences, French and English, lie in
// tui/text), and the cause underneath.
//
// A package declares its message ids as constants of type ID, so that a test can find
// them all and ask for a sentence in both languages:
//
//	const msgLocked fault.ID = "store.locked"
//	return fault.New(fault.Locked, msgLocked, "path", path, "wait", "5 s")
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// A Code is what a machine may act on.
type Code string

// The codes. Each is itself an error, so that errors.Is(err, fault.Locked) works.
const (
	Usage         Code = "usage"          // the command is wrong: exit 2
	NotConfigured Code = "not-configured" // no home, no store, no server told: exit 4
	Invalid       Code = "invalid"        // an input is wrong: file, line or value
	NotFound      Code = "not-found"      // no such home, event, bucket
	Locked        Code = "locked"         // another process writes just now
	Corrupt       Code = "corrupt"        // stored bytes are not what was written
	WrongKey      Code = "wrong-key"      // the key does not open it
	Foreign       Code = "foreign"        // the file is not ours, or of a newer version
	Denied        Code = "denied"         // a server or the system refuses this person
	Unreachable   Code = "unreachable"    // nobody answers
	Incomplete    Code = "incomplete"     // an answer was cut short, or counts do not agree
	ReadOnly      Code = "read-only"      // asked not to change anything
	Internal      Code = "internal"       // a fault of ours
)

// Error makes a Code a sentinel.
func (c Code) Error() string { return string(c) }

// An ID names a sentence of tui/text.
type ID string

// An Error is one thing that went wrong, told once.
type Error struct {
	Code Code
	ID   ID
	Args []Arg
	Err  error // the cause, may be nil
}

// An Arg fills the placeholder {Name} of the sentence.
type Arg struct{ Name, Value string }

// New makes an error. Arguments come in pairs of name and value; a value that is an error
// becomes the cause as well.
func New(code Code, id ID, args ...any) *Error {
	e := &Error{Code: code, ID: id}
	for i := 0; i+1 < len(args); i += 2 {
		e.Args = append(e.Args, Arg{fmt.Sprint(args[i]), fmt.Sprint(args[i+1])})
		if err, ok := args[i+1].(error); ok {
			e.Err = err
		}
	}
	return e
}

// Error is for logs and developers; people get the sentence of ID.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.ID))
	for _, a := range e.Args {
		fmt.Fprintf(&b, " %s=%q", a.Name, a.Value)
	}
	return b.String()
}

// Unwrap gives the code and the cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Code}
	}
	return []error{e.Code, e.Err}
}

// CodeOf is the code of err: Internal when it has none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	var c Code
	if errors.As(err, &c) {
		return c
	}
	return Internal
}

// Arg is the value of an argument, "" when the error has none of that name.
func (e *Error) Arg(name string) string {
	for _, a := range e.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}
