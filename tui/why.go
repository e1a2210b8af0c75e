package tui

import "courant/coach"

// why says why an action cannot act now and what to do instead; "" when it can. What cannot
// act stays listed, with this reason.
func (m *Model) why(a Action) string {
	w := m.text().Why
	e := m.nextEvent()
	switch a {
	case Apply:
		return m.whyApply()
	case Skip, Undo:
		if a == Undo && m.unnotes() {
			return ""
		}
		if a == Undo && m.unprotects() {
			return ""
		}
		if a == Undo && m.takesBack() {
			return ""
		}
		_, keeps := m.cfg.Source.(Skipper)
		switch {
		case m.report == nil:
			return w.NoReport
		case e == nil:
			return w.NoEvent
		case m.cfg.ReadOnly:
			return w.ReadOnly
		case !keeps:
			return w.Source
		case !m.now.Before(e.End):
			return w.EventOver
		case a == Skip && skipped(e):
			return w.AlreadySkipped
		case a == Undo && !skipped(e):
			return w.NotSkipped
		}
	case CycleMode:
		switch _, can := m.cfg.Source.(Moder); {
		case m.report == nil:
			return w.NoReport
		case !can:
			return w.Mode
		}
	case Colder, Warmer:
		return m.whyDial()
	case InHand:
		return m.whyByHand()
	case Keep:
		return m.whyKeep()
	case Protect:
		return m.whyProtect()
	case Note:
		_, keeps := m.cfg.Source.(Noter)
		switch {
		case m.home == "" && (m.view != ViewHomes || len(m.homes) == 0):
			return w.NoReport
		case m.cfg.ReadOnly:
			return w.ReadOnly
		case !keeps:
			return w.Note
		}
	case Details:
		if m.view != ViewSchedule && m.view != ViewEvents {
			return w.Details
		}
	case ToggleTable:
		switch {
		case m.view == ViewToday && m.report != nil && m.frame().planned():
		case m.view == ViewToday, m.view == ViewAdvice, m.view == ViewData, m.view == ViewHomes:
			return w.Table
		}
	case Copy:
		if m.cfg.Clipboard == nil {
			return w.Copy
		}
	case Export:
		if _, can := m.cfg.Source.(Exporter); !can {
			return w.Export
		}
	case Sort, Filter:
		if len(m.homes) == 0 {
			return w.NoHomes
		}
	case ZoomIn, ZoomOut:
		if m.view == ViewSchedule && !m.schedule.at.IsZero() {
			return m.whyDial()
		}
		if m.report == nil {
			return w.NoReport
		}
	case SpanDay, SpanWeek, SpanMonth, SpanYear, GoToday, DayBack, DayOn:
		if m.report == nil {
			return w.NoReport
		}
	}
	return ""
}

// whyApply: courant commands no thermostat, so nothing is ever called applied by pressing a
// key; it is read back from the set-points.
func (m *Model) whyApply() string {
	w := m.text().Why
	_, writes := m.cfg.Source.(Applier)
	switch {
	case m.report == nil:
		return w.NoReport
	case m.nextEvent() == nil:
		return w.NoEvent
	case !m.now.Before(m.nextEvent().End):
		return w.EventOver
	case skipped(m.nextEvent()):
		return w.ApplySkipped
	case m.report.Applied == coach.AppliedAll:
		return w.Applied
	case m.planning:
		return m.text().Frame.Loading
	case m.report.Plan == nil:
		return m.text().Schedule.None
	case m.cfg.ReadOnly:
		return w.ReadOnly
	case !writes:
		return w.Apply
	}
	return ""
}
