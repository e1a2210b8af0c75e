package fleet

import (
	"courant/coach"
	"courant/coach/quality"
)

// An Action is what a cause asks for first.
type Action string

// The actions: most silences end over the telephone, most wrong units at a desk.
const (
	Call Action = "call"
	Go   Action = "visit"
	Desk Action = "desk"
)

var actions = map[string]Action{
	Silent: Call, Empty: Call, MeterSilent: Call, Thin: Call, ZoneSilent: Call, string(quality.Zero): Call, coach.BaseLoadStep: Call,
	string(quality.UnitLarge): Desk, string(quality.UnitSmall): Desk, string(quality.UnitPower): Desk, string(quality.Fahrenheit): Desk,
	string(quality.Counter): Desk, string(quality.OverWhole): Desk, string(quality.ClockShift): Desk, string(quality.Swapped): Desk, coach.SuspiciousUnit: Desk,
}

// Action is what the cause of a visit asks for first; "" without a cause.
func (v Visit) Action() Action {
	if v.Weight == 0 {
		return ""
	}
	if a, ok := actions[v.Cause]; ok {
		return a
	}
	return Go
}
