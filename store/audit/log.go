package audit

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/internal/files"
)

const (
	msgWrite fault.ID = "audit.write" // file, problem
	msgRead  fault.ID = "audit.read"  // file, problem
	msgLine  fault.ID = "audit.line"  // file, line
	msgCut   fault.ID = "audit.cut"   // file
)

// A Record is one access.
type Record struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who"`            // the account on this computer
	Action string    `json:"action"`         // the command, like "report" or "event skip"
	Mark   string    `json:"home,omitempty"` // see Log.Mark; "" when it was not about one home
}

// A Log is the access log of one store. It may be used concurrently, by several processes
// too.
type Log struct {
	path string
	key  []byte
}

// wait is how long another writer is waited for.
const wait = 5 * time.Second

// Open prepares the log at path, which need not be there yet, for a store's key.
func Open(path string, storeKey [32]byte) *Log {
	key, err := hkdf.Key(sha256.New, storeKey[:], nil, "courant/audit/v1", sha256.Size)
	if err != nil {
		key = nil // a hash of a fixed size never fails; HMAC takes any key
	}
	return &Log{path: path, key: key}
}

// Path is where the log lies.
func (l *Log) Path() string { return l.path }

// Mark is what a home is called in the log.
func (l *Log) Mark(id home.ID) string {
	mac := hmac.New(sha256.New, l.key)
	mac.Write([]byte("courant/audit/home\x00" + id))
	return base32.StdEncoding.EncodeToString(mac.Sum(nil)[:10])
}

const sumSize = 16

func (l *Log) sum(before, line []byte) []byte {
	mac := hmac.New(sha256.New, l.key)
	mac.Write(before)
	mac.Write(line)
	return mac.Sum(nil)[:sumSize]
}

// Add writes an access down before it happens. fault.Denied when that cannot be done: the
// access must then not happen either.
func (l *Log) Add(ctx context.Context, r Record) error {
	r.At = r.At.UTC().Truncate(time.Second)
	line, err := json.Marshal(r)
	if err == nil {
		err = l.append(ctx, line)
	}
	if err != nil {
		return fault.New(fault.Denied, msgWrite, "file", l.path, "problem", problem(err))
	}
	return nil
}

func (l *Log) append(ctx context.Context, line []byte) (err error) {
	lock, err := files.Lock(ctx, l.path+".lock", wait)
	if err != nil {
		return err
	}
	defer lock.Close()
	f, err := os.OpenFile(l.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	before, whole, end, err := last(f)
	if err != nil {
		return err
	}
	sum := l.sum(before, line)
	var out []byte
	if !whole {
		out = append(out, '\n')
	}
	out = append(append(append(append(out, line...), '\t'), hex.EncodeToString(sum)...), '\n')
	if _, err := f.WriteAt(out, end); err != nil {
		return err
	}
	return os.WriteFile(l.path+".head", []byte(hex.EncodeToString(sum)+"\n"), 0o600)
}

// tail is how much of the end of a log is looked at for its last line: records are far
// shorter.
const tail = 8 << 10

// last is the sum of the last whole line of a log (nil without any), whether the log ends
// with a whole line, and its size.
func last(f *os.File) (sum []byte, whole bool, size int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return nil, false, 0, err
	}
	size = info.Size()
	b := make([]byte, min(size, tail))
	if _, err := f.ReadAt(b, size-int64(len(b))); err != nil && err != io.EOF {
		return nil, false, 0, err
	}
	whole = len(b) == 0 || b[len(b)-1] == '\n'
	for len(b) > 0 {
		b = b[:bytes.LastIndexByte(b, '\n')+1]
		if len(b) == 0 {
			break
		}
		start := bytes.LastIndexByte(b[:len(b)-1], '\n') + 1
		if _, sum, ok := split(b[start : len(b)-1]); ok {
			return sum, whole, size, nil
		}
		b = b[:start]
	}
	return nil, whole, size, nil
}

// split parts a line into its JSON and its sum.
func split(line []byte) (text, sum []byte, ok bool) {
	i := bytes.LastIndexByte(line, '\t')
	if i < 0 || len(line)-i-1 != 2*sumSize {
		return nil, nil, false
	}
	sum = make([]byte, sumSize)
	if _, err := hex.Decode(sum, line[i+1:]); err != nil {
		return nil, nil, false
	}
	return line[:i], sum, true
}

// problem is what went wrong, without the path that the sentence names already.
func problem(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
