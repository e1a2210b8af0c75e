package text

import (
	"testing"

	"courant/coach/fleet"
)

// Ensure every cause of a visit says what to do about it, and what it asks for, in both
// languages.
func TestEveryCauseHasARemedy(t *testing.T) {
	for _, code := range fleet.Causes() {
		if _, ok := remedyTexts[code]; !ok {
			t.Errorf("%s: nothing is said to do", code)
		}
		action := string(fleet.Visit{Weight: 1, Cause: code}.Action())
		if _, ok := actionTexts[action]; !ok {
			t.Errorf("%s: asks for %q", code, action)
		}
	}
	for code := range remedyTexts {
		if French.Remedy(code) == English.Remedy(code) {
			t.Errorf("%s: the same in both languages", code)
		}
	}
	if got := (fleet.Visit{}).Action(); got != "" {
		t.Errorf("no cause asks for %q", got)
	}
}
