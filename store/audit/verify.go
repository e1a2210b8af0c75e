package audit

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"courant/coach/fault"
	"courant/store/internal/files"
)

// Verify reads the whole log: its records in order, and what is wrong with it, each a
// *fault.Error that names the line. What is wrong is not among the records. A log that is
// not there is empty, unless its head says otherwise.
func (l *Log) Verify(ctx context.Context) (records []Record, problems []error, err error) {
	raw, head, err := l.read(ctx)
	if err != nil {
		return nil, nil, fault.New(fault.Denied, msgRead, "file", l.path, "problem", problem(err))
	}
	var before []byte
	headSeen := len(head) == 0 // a crash may leave it behind the log's end, never before it
	for n, line := range bytes.Split(raw, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		r, sum, ok := l.record(before, line)
		if sum != nil {
			before = sum
			headSeen = headSeen || bytes.Equal(sum, head)
		}
		if !ok {
			problems = append(problems, fault.New(fault.Corrupt, msgLine, "file", l.path, "line", n+1))
			continue
		}
		records = append(records, r)
	}
	if !headSeen {
		problems = append(problems, fault.New(fault.Corrupt, msgCut, "file", l.path))
	}
	return records, problems, nil
}

// record checks one line; its sum is given whenever the line has one.
func (l *Log) record(before, line []byte) (r Record, sum []byte, ok bool) {
	text, sum, ok := split(line)
	if !ok || !bytes.Equal(sum, l.sum(before, text)) {
		return r, sum, false
	}
	return r, sum, json.Unmarshal(text, &r) == nil
}

// read gives the log and the sum of its head, both as one writer left them.
func (l *Log) read(ctx context.Context) (raw, head []byte, err error) {
	lock, err := files.Lock(ctx, l.path+".lock", wait)
	switch {
	case err == nil:
		defer lock.Close()
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist): // on a medium that nobody writes to
	default:
		return nil, nil, err
	}
	if raw, err = os.ReadFile(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	text, err := os.ReadFile(l.path + ".head")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	head, err = hex.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil {
		head = text // no sum: it matches no line
	}
	return raw, head, nil
}
