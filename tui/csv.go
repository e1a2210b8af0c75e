package tui

import (
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"courant/coach/series"
)

// csvView is the figures of the open view as CSV: points as decimal marks, RFC 3339 times
// with their offset, units in the names, gaps empty. Views without figures give "".
func (m *Model) csvView() string {
	f := m.frame()
	var rows [][]string
	switch {
	case m.view == ViewHomes:
		rows = m.homeList.csvRows(f, m.homes)
	case f.r == nil:
		return ""
	case m.view == ViewConsumption:
		rows = f.useRows(m.consumption.view.From, m.consumption.view.To)
	case m.view == ViewEvents:
		rows = f.eventRows()
	case (m.view == ViewSchedule || m.view == ViewToday) && f.r.Plan != nil:
		rows = f.planRows()
	default:
		return ""
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	if w.WriteAll(rows) != nil {
		return ""
	}
	return b.String()
}

// csvRows are the homes as the list has them: those that the filter leaves, in its order. Causes
// are named as by courant fleet rank.
func (p *homesPane) csvRows(f frame, homes []HomeRow) [][]string {
	rows := [][]string{{"rank", "home", "city", "until", "coverage_7d", "zones", "weight", "action", "cause", "zone", "since", "measure", "noted"}}
	for n, i := range p.shown(f, homes) {
		h := homes[i]
		v, judged := f.visit(h)
		city, weight, measure := string(h.City), "", ""
		if f.private {
			city = ""
		}
		if judged || v.Weight > 0 {
			weight = strconv.Itoa(v.Weight)
		}
		if v.Weight > 0 {
			measure = number(v.Measure)
		} else {
			v.Since = time.Time{}
		}
		rows = append(rows, []string{strconv.Itoa(n + 1), f.home(h.Home), city, f.rfc(h.Until), number(h.Coverage), strconv.Itoa(h.Zones),
			weight, string(v.Action()), v.Cause, v.Zone, f.rfc(v.Since), measure, f.rfc(h.Noted)})
	}
	return rows
}

func (f frame) rfc(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(f.loc).Format(time.RFC3339)
}

// number writes a figure for machines, "" for a gap.
func number[T ~float64](v T) string {
	if !series.Maybe(v).Known() {
		return ""
	}
	return strconv.FormatFloat(float64(v), 'f', -1, 64)
}

func (f frame) useRows(from, to time.Time) [][]string {
	s, outdoor := f.r.Series.Get("", series.Energy).Slice(from, to), f.r.Series.Get("", series.Outdoor)
	rows := [][]string{{"start", "end", "energy_kwh", "outdoor_c"}}
	for i, v := range s.Values {
		a, b := s.Time(i), s.Time(i+1)
		rows = append(rows, []string{f.rfc(a), f.rfc(b), number(v), number(outdoor.Mean(a, b))})
	}
	return rows
}

func (f frame) eventRows() [][]string {
	rows := [][]string{{"event", "start", "end", "actual_kwh", "official_kwh", "official_dollars", "saved_kwh", "saved_low_kwh", "saved_high_kwh"}}
	for _, e := range f.r.PastEvents {
		rows = append(rows, []string{e.ID, f.rfc(e.Start), f.rfc(e.End), number(e.ActualKWh), number(e.PaidKWh), number(e.PaidDollars), number(e.SavedKWh), number(e.SavedLow), number(e.SavedHigh)})
	}
	return rows
}

func (f frame) planRows() [][]string {
	rows := [][]string{{"zone", "start", "setpoint_c", "usual_c", "indoor_c", "low_c", "high_c", "power_kw", "phase"}}
	for _, z := range f.r.Plan.Zones {
		for _, s := range z.Slots {
			rows = append(rows, []string{z.Zone, f.rfc(s.Start), number(s.SetpointC), number(s.UsualC), number(s.IndoorC), number(s.LowC), number(s.HighC), number(s.PowerKW), s.Phase})
		}
	}
	return rows
}
