package tui

import (
	"context"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// A cellScreen is the little of a terminal that a painter needs: lines that are placed and
// erased to their end. Writing may be slow.
type cellScreen struct {
	mu     sync.Mutex
	lines  map[int]string
	writes int
	bytes  int
	raw    strings.Builder
	slow   time.Duration
}

var place = regexp.MustCompile(`\x1b\[(\d+);1H`)

func (s *cellScreen) Write(b []byte) (int, error) {
	time.Sleep(s.slow)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	s.bytes += len(b)
	s.raw.Write(b)
	text := strings.NewReplacer(beginFrame, "", endFrame, "", "\x1b[K", "", enterScreen, "", leaveScreen, "").Replace(string(b))
	at := place.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		row, _ := strconv.Atoi(text[m[2]:m[3]])
		s.lines[row] = text[m[1]:end]
	}
	return len(b), nil
}

func (s *cellScreen) view(h int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var rows []string
	for i := range h {
		rows = append(rows, s.lines[i+1])
	}
	return strings.Join(rows, "\n")
}

// Whatever frames come, however slow the terminal, the last one is what is seen; what does
// not change is not written.
func TestPainter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for _, slow := range []time.Duration{0, time.Millisecond} {
		s := &cellScreen{lines: map[int]string{}, slow: slow}
		p := newPainter(s)
		go p.run()
		last, h := "", 0
		for range 300 {
			h = 20 + r.IntN(3)
			lines := make([]string, h)
			for i := range lines {
				lines[i] = strings.Repeat(string(rune('a'+r.IntN(3))), r.IntN(60))
			}
			last = strings.Join(lines, "\n")
			p.show(last, 60, h)
		}
		p.stop()
		if got := s.view(h); got != last {
			t.Errorf("slow %s: the screen shows\n%s\nnot\n%s", slow, got, last)
		}
		if slow > 0 && s.writes > 290 {
			t.Errorf("a slow terminal got %d of 300 frames", s.writes)
		}
		p.show("after the end", 60, 20)
		p.stop()
	}
}

func TestPainterWritesChangesAlone(t *testing.T) {
	p := &painter{}
	frame := []string{"one", "", strings.Repeat("x", 10)}
	first := p.diff(frame, 10, 3)
	if strings.Count(first, "H") != 3 || strings.Contains(first, "xxx\x1b[K") {
		t.Errorf("%q", first)
	}
	if got := p.diff([]string{"one", "", strings.Repeat("x", 10)}, 10, 3); got != "" {
		t.Errorf("nothing changed, %q is written", got)
	}
	if got := p.diff([]string{"one", "two", strings.Repeat("x", 10)}, 10, 3); got != beginFrame+"\x1b[2;1Htwo\x1b[K"+endFrame {
		t.Errorf("%q", got)
	}
	if got := p.diff([]string{"one", "two", strings.Repeat("x", 10)}, 11, 3); strings.Count(got, "H") != 3 {
		t.Errorf("after a change of size: %q", got)
	}
}

// The program runs on any writer and reader, leaves the terminal as it found it and tells
// its state once.
func TestRun(t *testing.T) {
	cfg := sample{scene: "ready"}.model(t).cfg
	s := &cellScreen{lines: map[int]string{}}
	cfg.Out = s
	var kept [][]byte
	cfg.Keep = func(b []byte) { kept = append(kept, b) }
	in := strings.NewReader("3q")
	done := make(chan error, 1)
	go func() { done <- Run(context.Background(), cfg, tea.WithInput(in), tea.WithoutSignalHandler()) }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("q does not end it")
	}
	if raw := s.raw.String(); !strings.HasPrefix(raw, enterScreen) || !strings.HasSuffix(raw, leaveScreen) || !strings.Contains(raw, "courant") {
		t.Errorf("%.80q … %.80q", raw, raw[max(len(raw)-80, 0):])
	}
	if len(kept) != 1 {
		t.Fatalf("the state was told %d times", len(kept))
	}
	if st, err := ParseState(kept[0]); err != nil || st.View != 3 {
		t.Errorf("%+v, %v", st, err)
	}
}

// The end of the context ends the program without an error, and gives the terminal back.
func TestRunEndsWithContext(t *testing.T) {
	cfg := sample{scene: "ready"}.model(t).cfg
	s := &cellScreen{lines: map[int]string{}}
	cfg.Out = s
	ctx, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if err := Run(ctx, cfg, tea.WithInput(nil), tea.WithoutSignalHandler()); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(s.raw.String(), leaveScreen) {
		t.Error("the terminal is not given back")
	}
}
