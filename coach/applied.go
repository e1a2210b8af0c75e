package coach

import (
	"math"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
)

const (
	sameC     = 0.3 // °C: a set-point that is the plan's, sensors and rounding allowed for
	movedC    = 0.8 // °C from the usual: a set-point that moves as for an event
	mostSlots = 0.8 // share of the slots that must agree
)

// applied reads back from the set-points whether the plan is in force: how many of the
// thermostats that it moves follow it in the slots since it began. Before that none can;
// without a set-point since then nobody knows. A plan without an event asks for nothing.
func (v *view) applied(p plan.Plan) (is Applied, to, of int) {
	var moving, other, unread int
	for _, z := range p.Zones {
		if z.Excluded != "" || !moves(z) {
			continue
		}
		of++
		switch v.follows(z) {
		case AppliedAll:
			to++
			moving++
		case AppliedOther:
			other++
		case AppliedUnknown:
			unread++
		}
	}
	switch {
	case len(p.Windows) == 0:
		return AppliedNone, 0, 0
	case unread == of:
		return AppliedUnknown, 0, of
	case to == of:
		return AppliedAll, to, of
	case to > 0:
		return AppliedPartial, to, of
	case other > 0:
		return AppliedOther, 0, of
	}
	return AppliedNone, 0, of
}

// moves reports whether the plan asks a zone for anything but its usual set-points.
func moves(z plan.Zone) bool {
	for _, s := range z.Slots {
		if s.SetpointC.Known() && s.SetpointC != s.UsualC {
			return true
		}
	}
	return false
}

// follows compares a zone's set-points with the plan's, slot by slot, where the two differ
// from the usual. It is none while there is nothing to see yet.
func (v *view) follows(z plan.Zone) Applied {
	s := v.known.Get(v.zoneKey(z.Zone), series.Setpoint)
	if recent := s.Slice(v.At.Add(-24*time.Hour), v.At); !holds(recent) {
		return AppliedUnknown
	}
	seen, same, moved := 0, 0, 0
	for _, slot := range z.Slots {
		if slot.Start.Add(plan.Step).After(v.At) || !slot.SetpointC.Known() || slot.SetpointC == slot.UsualC {
			continue
		}
		c := s.Mean(slot.Start, slot.Start.Add(plan.Step))
		if math.IsNaN(c) {
			continue
		}
		seen++
		if math.Abs(c-float64(slot.SetpointC)) <= sameC {
			same++
		}
		if d := c - float64(slot.UsualC); math.Abs(d) >= movedC && (d < 0) == (slot.SetpointC < slot.UsualC) {
			moved++
		}
	}
	switch {
	case seen == 0 && begun(z, v.At):
		return AppliedUnknown
	case seen == 0:
		return AppliedNone
	case float64(same) >= mostSlots*float64(seen):
		return AppliedAll
	case float64(moved) >= mostSlots*float64(seen):
		return AppliedOther
	}
	return AppliedNone
}

// begun reports whether any slot that the plan moves has ended.
func begun(z plan.Zone, at time.Time) bool {
	for _, s := range z.Slots {
		if s.SetpointC.Known() && s.SetpointC != s.UsualC && !s.Start.Add(plan.Step).After(at) {
			return true
		}
	}
	return false
}

// zoneKey is the zone of the series behind a plan's zone: the home as one is "".
func (v *view) zoneKey(zone string) string {
	if len(v.home.Zones) == 0 {
		return ""
	}
	return zone
}
