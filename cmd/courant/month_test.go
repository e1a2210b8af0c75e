package main

import (
	"strings"
	"testing"
)

// Ensure the month that the report tells costs what the bill of it says.
func TestTheReportKnowsLastMonthsBill(t *testing.T) {
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "1", "--seed", "1")
	bill := object(t, p.must(exitDone, "tariff", "bill", "--from", "2026-12-01", "--to", "2027-01-01", "--json"))
	r := object(t, p.must(exitDone, "report", "--json"))
	m := r["months"].([]any)[0].(map[string]any)
	if m["from"] != "2026-12-01" || m["dollars"] != bill["total_dollars"] {
		t.Errorf("the month is %v, its bill %v", m, bill["total_dollars"])
	}
	p.says(exitDone, []string{"report"}, "Le mois passé (décembre 2026) : ", "Last month (December 2026): ")
	if out := p.must(exitDone, "report"); !strings.Contains(out, "on your rate, taxes included") {
		t.Errorf("no dollars:\n%s", out)
	}
}
