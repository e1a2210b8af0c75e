package text

// said is the sentence or word of a code in a table; a code without one stands for itself.
func (l Lang) said(table map[string]pair, code string) string {
	if p, ok := table[code]; ok {
		return p.in(l)
	}
	return Clean(code, 40)
}

// Issue is a finding about data.
func (l Lang) Issue(code string) string { return l.said(issueTexts, code) }

// Reason is why there is no answer.
func (l Lang) Reason(code string) string { return l.said(reasonTexts, code) }

// Limit is a limit of a plan.
func (l Lang) Limit(code string) string { return l.said(limitTexts, code) }

// Evidence is what a row of evidence was about.
func (l Lang) Evidence(code string) string { return l.said(evidenceTexts, code) }

// Warning is what is odd about an event.
func (l Lang) Warning(code string) string { return l.said(warningTexts, code) }

// Source is where an event comes from.
func (l Lang) Source(code string) string { return l.said(sourceTexts, code) }

// RowReason is why a row of a list of events could not be used.
func (l Lang) RowReason(code string) string { return l.said(rowTexts, code) }

// Item is a line of a bill or a list of rates.
func (l Lang) Item(code string) string { return l.said(itemTexts, code) }

// PerUnit is what a price is for: kWh, a day…
func (l Lang) PerUnit(unit string) string { return l.said(unitTexts, unit) }
