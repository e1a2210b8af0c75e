package feed

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/store/internal/files"
)

// A State is what is known of the feeds across runs: nothing in it is about a home.
type State struct {
	Schema   int                `json:"schema"`
	Feeds    []event.FeedStatus `json:"feeds"`              // by source
	Messages []event.Message    `json:"messages,omitempty"` // the last valid one of each source on each event
}

// stateWait is how long another process that polls is waited for: as long as it may take.
const stateWait = wholeTime + 5*time.Second

// Load reads the state from a file; one that is not there is empty. A file that is damaged
// is set aside under the name path.bad and counts for nothing, since the sources say it all
// again; that is told as an error of code Corrupt beside an empty state.
func Load(path string) (State, error) {
	raw, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return State{Schema: 1}, nil
	case err != nil:
		return State{Schema: 1}, fault.New(fault.Denied, msgState, "file", path, "problem", plain(err))
	}
	var s State
	if err := json.Unmarshal(raw, &s); err != nil || s.Schema != 1 {
		_ = os.Rename(path, path+".bad")
		return State{Schema: 1}, fault.New(fault.Corrupt, msgState, "file", path, "problem", "JSON")
	}
	return s, nil
}

// Edit changes the state in its file: whole or not at all, one process at a time. What
// change leaves behind is kept even when it returns an error, which Edit passes on. A
// damaged file is begun anew.
func Edit(ctx context.Context, path string, change func(*State) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plain(err))
	}
	lock, err := files.Lock(ctx, path+".lock", stateWait)
	if err != nil {
		return fault.New(fault.Locked, msgWriteFile, "file", path, "problem", plain(err))
	}
	defer lock.Close()
	s, err := Load(path)
	if err != nil && !errors.Is(err, fault.Corrupt) {
		return err
	}
	changed := change(&s)
	slices.SortFunc(s.Feeds, func(a, b event.FeedStatus) int { return cmp.Compare(a.Source, b.Source) })
	raw, err := json.MarshalIndent(s, "", " ")
	if err == nil {
		err = files.Replace(path, append(raw, '\n'))
	}
	if err != nil && changed == nil {
		changed = fault.New(fault.Denied, msgWriteFile, "file", path, "problem", plain(err))
	}
	return changed
}

// Status is the status of a source; one that was never asked has only its name.
func (s *State) Status(source, url string) event.FeedStatus {
	i := slices.IndexFunc(s.Feeds, func(f event.FeedStatus) bool { return f.Source == source && f.URL == url })
	if i < 0 {
		return event.FeedStatus{Source: source, URL: url}
	}
	return s.Feeds[i]
}

// SetStatus keeps the status of a source, in the place of what was known of it before, at
// whatever address.
func (s *State) SetStatus(f event.FeedStatus) {
	i := slices.IndexFunc(s.Feeds, func(o event.FeedStatus) bool { return o.Source == f.Source })
	if i < 0 {
		s.Feeds = append(s.Feeds, f)
		return
	}
	s.Feeds[i] = f
}

func plain(err error) string {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
