package tui

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/tui/text"
)

// A farSource brings newer readings, or fails, each time it is asked to fetch.
type farSource struct {
	*fakeSource
	asked chan error // what the next fetch comes to
	newer time.Duration
}

func (s *farSource) Refresh(ctx context.Context) error {
	select {
	case err := <-s.asked:
		if err == nil {
			s.newer += time.Minute
		}
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *farSource) Report(ctx context.Context, id home.ID, at time.Time) (coach.Report, error) {
	r, err := s.fakeSource.Report(ctx, id, at)
	r.Data.To = r.Data.To.Add(s.newer)
	return r, err
}

// A heard is what was said so far, while more is being said.
type heard struct {
	mu sync.Mutex
	b  strings.Builder
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.ReplaceAll(h.b.String(), "\u00a0", " ")
}

// Ensure that a conversation fetches by itself, that a fetch which takes long keeps nobody from
// an answer, and that what it brought is told before the next answer: newer readings once, a
// source that went away once, and when it is back.
func TestConversationFetchesBehind(t *testing.T) {
	m := sample{scene: "ready", lang: text.French}.model(t)
	var late atomic.Int64
	start := m.cfg.Now()
	m.cfg.Now = func() time.Time { return start.Add(time.Duration(late.Load())) }
	src := &farSource{fakeSource: m.cfg.Source.(*fakeSource), asked: make(chan error)}
	m.cfg.Source = src
	in, typed := io.Pipe()
	out, ended := &heard{}, make(chan error)
	go func() { ended <- RunAccessible(t.Context(), m.cfg, in, out) }()
	say := func(line string) {
		t.Helper()
		if _, err := io.WriteString(typed, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	comes := func(err error, told string) {
		t.Helper()
		src.asked <- err
		for deadline := time.Now().Add(10 * time.Second); !strings.Contains(out.String(), told); time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%q is never said:\n%s", told, out)
			}
			say("5")
		}
		late.Add(int64(refreshEvery))
		say("5") // the next fetch begins
	}
	say("5") // answered while the first fetch is still out
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(out.String(), "Chauffage sans plan"); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("a fetch keeps an answer back:\n%s", out)
		}
	}
	comes(nil, "Nouvelles mesures, jusqu'à 18 h 01.")
	comes(errors.New("personne ne répond"), "Personne ne répond")
	comes(nil, "La source des mesures répond de nouveau.")
	say("5")
	say("q")
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	for _, told := range []string{"Nouvelles mesures, jusqu'à 18 h 01.", "Personne ne répond", "La source des mesures répond de nouveau.", "Nouvelles mesures, jusqu'à 18 h 02."} {
		if n := strings.Count(out.String(), told); n != 1 {
			t.Errorf("%q is said %d times:\n%s", told, n, out)
		}
	}
}
