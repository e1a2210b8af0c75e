package coach

import (
	"testing"

	"courant/coach/series"
	"courant/coach/sim"
)

// What has gone wrong in a home is told as advice, with what it costs and what was seen; a
// home without a fault is told nothing of the kind.
func TestWhatIsWrongIsAdvised(t *testing.T) {
	energy := series.Key{Kind: series.Energy}
	for _, tc := range []struct {
		code  string
		kwh   [2]float64 // a day
		spoil []sim.Fault
	}{
		{BaseLoadStep, [2]float64{10, 14}, []sim.Fault{sim.BaseStep(eve.AddDate(0, 0, -8), 0.5)}},
		{StuckSensor, [2]float64{}, []sim.Fault{sim.Freeze(series.Key{Zone: "salon", Kind: series.Indoor}, eve.AddDate(0, 0, -2), eve)}},
		{SuspiciousUnit, [2]float64{}, []sim.Fault{sim.Unit(energy, eve.AddDate(0, 0, -2), eve, 1000)}},
		{"", [2]float64{}, nil},
	} {
		q := ask(t, 0)
		q.Series = sim.Spoil(q.Series, tc.spoil...)
		told := map[string]Advice{}
		for _, a := range Review(q).Advices {
			told[a.Code] = a
		}
		for _, code := range []string{SuspiciousUnit, StuckSensor, SwappedSensors, BaseLoadStep, UADrift, ThermostatsFighting, ImpossibleSpike} {
			a, found := told[code]
			switch {
			case found != (code == tc.code):
				t.Errorf("with %q at fault, %q is told: %v", tc.code, code, found)
			case found && len(a.Evidence) == 0:
				t.Errorf("%s without evidence", code)
			case found && tc.kwh[1] > 0 && (float64(a.KWh) < tc.kwh[0] || float64(a.KWh) > tc.kwh[1] || !a.Dollars.Known()):
				t.Errorf("%s: %v kWh a day, %v $", code, a.KWh, a.Dollars)
			}
		}
	}
}
