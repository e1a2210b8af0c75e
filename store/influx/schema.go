package influx

// Courant's own schema: one measurement, its tags, and a field for each kind of series
// (series.Kind.Field). A forecast has a measurement of its own, so that no reader of
// consumption takes it for measured.
const (
	tagHome    = "household"
	tagCity    = "city"
	tagZone    = "zone"
	measured   = "consumption"
	forecasted = "forecast"
)
