package thermal

import "time"

// Step is the grid of Data.
const Step = 15 * time.Minute

const (
	stepH       = 0.25 // Step in hours
	slotsADay   = 96
	fitDays     = 21 // beyond three weeks published fits gain nothing (WSU, arXiv 2510.21044) …
	longDays    = 42 // … but where a room moves in events alone, these may lie further back
	usualTarget = 20.5
)

// Data is a zone's past on a grid of quarter hours, oldest first. NaN is a gap; a nil slice
// is all gaps. Slices shorter than the longest are gaps at their end.
type Data struct {
	HeatKW    []float64 // mean heating power, kW
	IndoorC   []float64 // mean over the slot, °C
	OutdoorC  []float64 // °C
	SetpointC []float64 // °C
	Sun       []float64 // global horizontal, kW/m²; a gap is night
	Hour      []uint8   // local hour of the day, 0–23
	Event     []bool    // from preheat to the end of recovery of a peak event
}

// A Guess is a figure from elsewhere with its standard deviation. The zero value is none.
type Guess struct{ Value, SD float64 }

// A Prior is what is known of a zone before its data are looked at. The zero value leaves it
// at what is usual in Québec.
type Prior struct {
	UA      Guess   // kW/K, from the energy signature
	RatedKW float64 // rating of the heaters, 0 where unknown
	AreaM2  float64 // 0 where unknown
}
