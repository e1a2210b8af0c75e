package chart_test

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/tui/chart"
)

// A morning of power with an hour that was not measured, and an event.
func ExampleChart() {
	day := time.Date(2027, time.January, 15, 0, 0, 0, 0, time.UTC)
	c := chart.Chart{
		From: day, To: day.Add(12 * time.Hour), Width: 41, Height: 9,
		Y: chart.Axis{Unit: "kW", Zero: true},
		Bands: []chart.Band{
			{Start: day.Add(4 * time.Hour), End: day.Add(6 * time.Hour), Class: chart.ClassPreheat, Name: "préchauffage", Short: "préch."},
			{Start: day.Add(6 * time.Hour), End: day.Add(10 * time.Hour), Class: chart.ClassEvent, Name: "événement"},
		},
		Layers: []chart.Layer{chart.Bars{Name: "mesuré", Data: chart.Data{Start: day, Step: time.Hour,
			Values: []float64{2.5, 2.4, 2.4, 2.5, 4.1, 4.4, 1.9, 1.5, 1.2, 1.3, math.NaN(), 3}}}},
	}
	for _, line := range c.Render(nil) {
		fmt.Println(strings.TrimRight(line, " "))
	}
	r := c.ReadAt(day.Add(10*time.Hour + 20*time.Minute))
	fmt.Println(r.Start.Format("15:04"), r.Values[0].Name, "measured:", r.Values[0].OK)
	// Output:
	// kW
	//         ▒ préchauffage █ événement
	// 5 ┤
	// 4 ┤             ▅▅ ▇▇
	// 3 ┤             ██ ██                 ▄▄
	// 2 ┤██ ▇▇ ▇▇ ███ ██ ██ ▃▃              ██
	// 1 ┤██ ██ ██ ███ ██ ██ ██ ██ ▆▆ ▆▆▆    ██
	// 0 └┬────────┬───▒▒▒▒▒▒█████████████──────
	//  00:00    03:00     06:00       10:00
	// 10:00 mesuré measured: false
}
