package text

import (
	"testing"

	"courant/coach"
	"courant/coach/fleet"
	"courant/coach/plan"
	"courant/coach/quality"
	"courant/store/exchange"
	"courant/store/influx"
)

// Ensure that no code of the closed lists reaches a person as a code.
func TestEveryCodeHasItsWords(t *testing.T) {
	check := func(table map[string]pair, code string) {
		t.Helper()
		if p, ok := table[code]; !ok || p.fr == "" || p.en == "" {
			t.Errorf("code %q has no words in both languages", code)
		}
	}
	for _, c := range coach.AdviceCodes() {
		check(adviceTexts, c)
	}
	for _, c := range coach.AdviceCodes() {
		if frEffect.Deeds[c] == "" || enEffect.Deeds[c] == "" {
			t.Errorf("no words for having followed %q", c)
		}
	}
	for _, c := range coach.AgainCodes() {
		if frEffect.Again[c] == "" || enEffect.Again[c] == "" {
			t.Errorf("no words for telling again: %q", c)
		}
	}
	for _, c := range plan.ReplanWhys() {
		check(replanTexts, c)
	}
	check(issueTexts, coach.IssueUnlisted)
	for _, c := range fleet.Causes() {
		if _, ok := causeTexts[c]; !ok {
			check(issueTexts, c)
		}
	}
	for _, c := range coach.EvidenceCodes() {
		check(evidenceTexts, c)
	}
	for _, c := range quality.Codes() {
		check(issueTexts, string(c))
	}
	for _, c := range exchange.Codes() {
		check(issueTexts, string(c))
	}
	for _, c := range influx.Codes() {
		check(issueTexts, string(c))
	}
	for _, c := range exchange.NoteCodes() {
		check(issueTexts, string(c))
	}
}
