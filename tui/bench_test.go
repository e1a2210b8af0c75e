package tui

import (
	"testing"
	"time"
)

// BenchmarkView draws each view at 80×24 with a winter of 15-minute data, 17 series, after a
// key that changes what is drawn, so that no cached lines answer. Two cores, loaded: today
// 0.20 ms, consumption 0.18, events 0.14, schedule 0.20, advice 0.06, data 0.22, homes 0.07.
// The charts take most of it; in the data view, the share of each series that is known.
func BenchmarkView(b *testing.B) {
	keys := map[string][2]string{
		"today": {"down", "up"}, "consumption": {"left", "right"}, "events": {"down", "up"}, "schedule": {"down", "up"},
		"advice": {"down", "up"}, "data": {"down", "up"}, "homes": {"down", "up"},
	}
	for view, action := range viewNames {
		b.Run(view, func(b *testing.B) {
			m := sample{scene: "ready", view: action}.model(b)
			m.View()
			for i := 0; b.Loop(); i++ {
				press(m, keys[view][i%2])
				m.cache.Clear()
				if m.View() == "" {
					b.Fatal("nothing drawn")
				}
			}
		})
	}
}

// BenchmarkKey is a key to a frame as the program does it, caches and all: view digits,
// chart cursor and list movement in turn. 0.07 ms; joining and measuring the lines.
func BenchmarkKey(b *testing.B) {
	m := sample{scene: "ready"}.model(b)
	keys := []string{"1", "down", "2", "left", "left", "right", "3", "down", "4", "down", "5", "6", "7", "down"}
	for i := 0; b.Loop(); i++ {
		press(m, keys[i%len(keys)])
		m.View()
	}
}

// BenchmarkFirst makes a dashboard from a report that is there and draws its first screen.
// 0.18 ms, most of it the first chart.
func BenchmarkFirst(b *testing.B) {
	cfg := sample{scene: "ready"}.model(b).cfg
	for b.Loop() {
		New(cfg).View()
	}
}

// BenchmarkHomes10000 moves through ten thousand homes: 0.07 ms, those on screen alone.
func BenchmarkHomes10000(b *testing.B) {
	m := sample{scene: "ready", view: ViewHomes}.model(b)
	m.Update(homesMsg{homes: rows(10_000)})
	keys := []string{"down", "pgdown", "down", "end", "up", "home"}
	for i := 0; b.Loop(); i++ {
		press(m, keys[i%len(keys)])
		m.View()
	}
}

// BenchmarkFilter10000 types a letter of the filter over ten thousand homes: 0.26 ms, most of
// it looking for the letters and sorting what is left.
func BenchmarkFilter10000(b *testing.B) {
	m := sample{scene: "ready", view: ViewHomes}.model(b)
	m.Update(homesMsg{homes: rows(10_000)})
	press(m, "/")
	for i := 0; b.Loop(); i++ {
		press(m, []string{"q", "backspace"}[i%2])
		m.View()
	}
}

// Every view is drawn within a few milliseconds even on a loaded machine: the median of 20.
func TestViewIsQuick(t *testing.T) {
	if raceOn {
		t.Skip("the race detector slows drawing down")
	}
	for view, action := range viewNames {
		m := sample{scene: "ready", view: action, w: 200, h: 50}.model(t)
		best := time.Hour
		for range 20 {
			m.cache.Clear()
			start := time.Now()
			m.View()
			best = min(best, time.Since(start))
		}
		if best > 20*time.Millisecond {
			t.Errorf("%s takes %s at 200×50", view, best)
		}
	}
}
