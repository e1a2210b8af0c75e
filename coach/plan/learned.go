package plan

import (
	"time"

	"courant/coach/series"
)

// Loss is a zone's heat loss in kW/K, unknown where no heat is known of it or the zone is
// not of the home.
func (h *House) Loss(zone string) series.Maybe {
	if m := h.room(zone); m != nil && known(m.loss) {
		return series.Maybe(m.loss)
	}
	return series.Unknown()
}

// Usual is a zone's usual set-point at a moment, °C; measured is false where it is assumed.
func (h *House) Usual(zone string, t time.Time) (c series.Maybe, measured bool) {
	m := h.room(zone)
	if m == nil {
		return series.Unknown(), false
	}
	return series.Maybe(m.habit.c[kindOf(t.In(h.record.loc).Weekday())][quarter(t, h.record.loc)]), !m.habit.assumed
}

func (h *House) room(zone string) *room {
	for _, m := range h.record.rooms {
		if m.name == zone {
			return m
		}
	}
	return nil
}
