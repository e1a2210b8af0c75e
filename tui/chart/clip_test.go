package chart

import (
	"strings"
	"testing"
	"time"
)

// Ensure that a clipped area takes no room on the axis: the line alone chooses it, the area is
// drawn where it is within, and left out where all of it lies beyond.
func TestClippedAreaLeavesTheAxisToTheLine(t *testing.T) {
	from := time.Date(2027, 1, 15, 0, 0, 0, 0, time.UTC)
	data := func(values ...float64) Data { return Data{Start: from, Step: time.Hour, Values: values} }
	draw := func(clipped bool) string {
		c := Chart{From: from, To: from.Add(4 * time.Hour), Width: 40, Height: 8, Y: Axis{}}
		c.Layers = []Layer{
			Area{Low: data(10, 10, 30, 30), High: data(30, 19, 32, 32), Clipped: clipped},
			Step{Data: data(18, 20, 20, 18)},
		}
		return strings.Join(c.Render(func(_ Class, s string) string { return s }), "\n")
	}
	if got := draw(false); !strings.Contains(got, "30 ┤") && !strings.Contains(got, "32 ┤") {
		t.Errorf("an area that is not clipped has no room on the axis:\n%s", got)
	}
	got := draw(true)
	if strings.Contains(got, "30") || !strings.Contains(got, "18") || !strings.Contains(got, "20") {
		t.Errorf("the axis is not the line's:\n%s", got)
	}
	rows := strings.Split(got, "\n")
	left, right := 0, 0
	for _, row := range rows[:6] {
		cells := []rune(row)
		left += strings.Count(string(cells[3:12]), "⠡")
		right += strings.Count(string(cells[23:]), "⠡")
	}
	if left == 0 || right != 0 {
		t.Errorf("%d shaded cells where the area is within the plot, %d where it is not:\n%s", left, right, got)
	}
}
