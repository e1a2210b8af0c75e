package sim_test

import (
	"fmt"
	"time"

	"courant/coach/series"
	"courant/coach/sim"
)

// A house of known truth, held at 21 °C and then given a schedule: what a plan would do.
func ExampleHouse_Simulate() {
	house := sim.OneRoom(0.150, 33, 1.5, 9) // 150 W/K, time constants of 33 and 1.5 h, 9 kW
	start := time.Date(2027, 1, 15, 0, 0, 0, 0, series.Toronto())
	drive := sim.Steady(start, 15*time.Minute, 96, 1, -20, 0, 21)

	event := series.New(series.Setpoint, start.Add(6*time.Hour), 15*time.Minute, 16)
	for i := range event.Values {
		event.Values[i] = 18
	}
	usual, err := house.Simulate(drive)
	if err != nil {
		fmt.Println(err)
		return
	}
	drive.Follow(0, event)
	planned, err := house.Simulate(drive)
	if err != nil {
		fmt.Println(err)
		return
	}
	from, to := start.Add(6*time.Hour), start.Add(10*time.Hour)
	for _, run := range []sim.Run{usual, planned} {
		set := run.Set(house, drive, nil)
		fmt.Printf("%.1f kW in the event, %.1f °C at its end\n",
			set.Get("", series.Energy).MeanKW(from, to), set.Get("salon", series.Indoor).At(to.Add(-time.Minute)))
	}
	// Output:
	// 6.1 kW in the event, 20.9 °C at its end
	// 3.0 kW in the event, 18.0 °C at its end
}
