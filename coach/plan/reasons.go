package plan

import (
	"time"

	"courant/coach/home"
)

// Why a plan is not sure: codes of Reason. The first group makes it low, the second fair.
const (
	WhyNoSetpoints  = "no-setpoint-history" // 21 °C by day and 19 °C at night are assumed
	WhyUnmetered    = "unmetered-heat"      // wood, a heat pump or dual energy heats too
	WhyHeatedFloor  = "heated-floor"        // its sensor may read the slab
	WhyNoHeat       = "no-heating-data"     // no power and no energy is known of the zone
	WhyWholeHome    = "whole-home-meter"    // heating is split off the home's own meter
	WhyNoOutdoor    = "no-outdoor"          // no outdoor temperature: no model
	WhyStale        = "stale-data"          // the newest measure is older than a day
	WhyShort        = "short-history"       // fewer than seven days to learn from
	WhyFewDays      = "few-days"            // fewer than five days behind the usual set-points
	WhyNoForecast   = "no-forecast"         // the last day's weather is repeated
	WhyInertia      = "inertia-assumed"     // set-points move too little to see how fast it cools
	WhyNoPastEvents = "no-past-events"      // fewer than three past events to compare with
	WhyOutdoors     = "sensor-outdoors"     // a room's sensor follows the outdoor temperature: it is not used
	WhySilent       = "heater-silent"       // no heat for weeks although the room stayed below its set-point
	WhyNoModel      = "no-model"            // no room whose heat and set-points are known: the programme's offsets
	WhyNoBetter     = "no-better"           // the programme's offsets shed as much at no more cold
)

var fairOnly = map[string]bool{WhyFewDays: true, WhyNoForecast: true, WhyInertia: true, WhyNoPastEvents: true, WhyNoBetter: true}

// Whys lists the codes of reasons and of why a zone stays out of an event, in a fixed
// order, for whoever puts them into words.
func Whys() []string {
	return []string{WhyNoSetpoints, WhyUnmetered, WhyHeatedFloor, WhyNoHeat, WhyWholeHome, WhyNoOutdoor, WhyStale, WhyShort,
		WhyFewDays, WhyNoForecast, WhyInertia, WhyNoPastEvents, WhyOutdoors, WhySilent, WhyNoModel, WhyNoBetter, outSkipped, outSensitive}
}

// reasons lists what the plan does not know, the home first, then room by room.
func (t *trial) reasons() []Reason {
	out := []Reason{}
	say := func(when bool, code, zone string) {
		if when {
			out = append(out, Reason{Code: code, Zone: zone})
		}
	}
	r := t.record
	outdoor := t.grid.n > 0 && known(t.grid.out[0])
	say(!outdoor, WhyNoOutdoor, "")
	say(t.at.Sub(r.from.Add(time.Duration(r.n)*Step)) > 24*time.Hour, WhyStale, "")
	say(len(r.days) < minHeatDays, WhyShort, "")
	say(r.wholeHome, WhyWholeHome, "")
	say(outdoor && t.guessesWeather(), WhyNoForecast, "")
	say(t.events < 3, WhyNoPastEvents, "")
	for _, k := range t.tracks {
		if k.excluded(t.ask) != "" {
			continue
		}
		heat := k.Heating.Value
		say(k.habit.assumed, WhyNoSetpoints, k.name)
		say(!k.habit.assumed && k.habit.days < 5, WhyFewDays, k.name)
		say(heat == home.Wood || heat == home.HeatPump || heat == home.Dual, WhyUnmetered, k.name)
		say(heat == home.Floor, WhyHeatedFloor, k.name)
		say(outdoor && !known(k.loss) && !k.silent, WhyNoHeat, k.name)
		say(k.silent, WhySilent, k.name)
		say(k.outdoors, WhyOutdoors, k.name)
		say(!k.excited, WhyInertia, k.name)
	}
	return out
}

// guessesWeather reports whether any slot of an event, or of the span without one, has
// neither measured nor forecast weather.
func (t *trial) guessesWeather() bool {
	for i := t.grid.first; i < t.grid.n; i++ {
		if !t.grid.sure[i] && (len(t.ask.Events) == 0 || t.covers(i, Window.event)) {
			return true
		}
	}
	return false
}

func confidence(reasons []Reason) Confidence {
	c := Good
	for _, r := range reasons {
		if !fairOnly[r.Code] {
			return Low
		}
		c = Fair
	}
	return c
}
