package baseline

import (
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// The methods, in the order of their answers.
const (
	HQCredit      = "hq-credit"      // Hydro-Québec's winter credit, as written
	Hilo          = "hilo"           // Hilo until 2024-25, as written
	Persistence   = "persistence"    // the same hours of the last event-free day
	Courant       = "courant"        // weather and earlier days alone: what money and ranking may use
	CourantAnchor = "courant-anchor" // also the anchor of the day itself: for diagnosis
	Ridge0        = "ridge-0"        // the plain regression that courant has to beat
	Ridge05       = "ridge-0.5"      // the same with half of the anchor's miss
)

// Methods lists the methods that a report shows, in the order of their answers.
func Methods() []string { return []string{HQCredit, Hilo, Persistence, Courant, CourantAnchor} }

// AllMethods lists every method: those of a report, and the regressions they are held to.
func AllMethods() []string { return append(Methods(), Ridge0, Ridge05) }

// Reasons for which a method has no answer.
const (
	ReasonFewDays = "few-days" // not enough reference days, or days to learn from; beside an
	// official answer: fewer days than the rule asks for
	ReasonAnchor  = "anchor"      // the day's anchor is not known, or is not over when the window begins
	ReasonEnergy  = "no-energy"   // no energy is known
	ReasonWeather = "no-weather"  // no outdoor temperature for the window and the day before it
	ReasonStep    = "step"        // the meter's intervals are longer than an hour
	ReasonRule    = "no-rule"     // the rule files know no such reference
	ReasonWindow  = "no-window"   // the window is empty or longer than a day
	ReasonZero    = "zero-anchor" // a ratio to an anchor without any energy
)

// Why a rule passes over a day.
const (
	LeftEvent    = "event"    // it had an event itself
	LeftMissing  = "missing"  // its energy is not all known
	LeftExcluded = "excluded" // a holiday, where the switch says so
)

// A History is what is known of a home. Values measured after a window's start are never
// used for it, outdoor temperature and sun apart.
type History struct {
	Home      home.ID
	Programme home.Programme // "": not known
	Energy    series.Series  // kWh, whole home; at most an hour a step
	Outdoor   series.Series  // °C; beyond what is measured, a forecast
	Solar     series.Series  // W/m²; may be empty
	Setpoint  series.Series  // °C, mean of the zones; may be empty: it shows events that nobody listed
	Events    []event.Event  // that concern the home (event.Event.Concerns), in any order
	// Asked are the other windows of the same run. They are events only where Events says
	// so, but nothing is learned from their preheat, their hours and their recovery.
	Asked []Window
	Rules *event.Rules
}

// A Window is a span that is asked about, [Start, End).
type Window struct{ Start, End time.Time }

// A Model is a home that has been learned, ready for any number of questions.
type Model struct {
	h      History
	loc    *time.Location
	events []event.Event // not withdrawn, sorted
	past   past
}

// Learn reads a history once.
func Learn(h History) *Model {
	m := &Model{h: h, loc: h.Rules.Loc()}
	for _, e := range h.Events {
		if !e.Withdrawn {
			m.events = append(m.events, e)
		}
	}
	slices.SortFunc(m.events, event.Event.Compare)
	m.past = newPast(h)
	return m
}

// Steps lists the lasting changes of the home's level that were found, without those that
// were undone within weeks: people were away.
func (m *Model) Steps() []Step { return slices.Clone(m.past.steps) }

// Found lists the events that nobody had listed.
func (m *Model) Found() []Found { return slices.Clone(m.past.found) }

// Ask answers for one window by the methods of a report, or by those named. The window's own day counts
// as an event day whether or not an event is listed for it.
func (m *Model) Ask(w Window, methods ...string) Answer {
	if len(methods) == 0 {
		methods = Methods()
	}
	m = m.without(w)
	a := Answer{Schema: 1, Home: m.h.Home, Start: w.Start.In(m.loc), End: w.End.In(m.loc), ActualKWh: series.Unknown()}
	if e, missing := m.h.Energy.Sum(w.Start, w.End); missing == 0 && w.Start.Before(w.End) {
		a.ActualKWh = series.Maybe(e)
	}
	for _, name := range methods {
		a.Methods = append(a.Methods, m.estimate(name, w))
	}
	a.LeftOut = m.LeftOut(w.Start)
	return a
}

// without is the model that learned nothing from the preheat of a window: m itself, unless
// the preheat begins the evening before and the window was not among those told.
func (m *Model) without(w Window) *Model {
	if !w.reach().Start.Before(dayOf(w.Start, m.loc).Start(m.loc)) ||
		slices.ContainsFunc(m.past.table.windows, func(o Window) bool { return o.Start.Equal(w.Start) && o.End.Equal(w.End) }) {
		return m
	}
	h := m.h
	h.Asked = append(slices.Clone(h.Asked), w)
	return Learn(h)
}

func (m *Model) estimate(name string, w Window) Estimate {
	e := none(name)
	switch {
	case !w.Start.Before(w.End) || w.End.Sub(w.Start) > 24*time.Hour:
		return e.because(ReasonWindow)
	case m.h.Energy.Known() == 0:
		return e.because(ReasonEnergy)
	}
	switch name {
	case HQCredit:
		return m.official(e, home.WinterCredit, w)
	case Hilo:
		return m.official(e, home.Hilo, w)
	case Persistence:
		return m.persistence(e, w)
	case Courant, CourantAnchor:
		return m.counterfactual(e, w, name == CourantAnchor)
	case Ridge0:
		return m.ridge(e, w, 0)
	case Ridge05:
		return m.ridge(e, w, ridgeAnchor)
	}
	return e.because(ReasonRule)
}

// none is an estimate without an answer yet.
func none(name string) Estimate {
	u := series.Unknown()
	return Estimate{Name: name, KWh: u, LowKWh: u, HighKWh: u, Days: []series.Date{}, AnchorKWh: u, AnchorMeanKWh: u, AdjustmentKWh: u}
}

func (e Estimate) because(reason string) Estimate {
	e.Reason = reason
	return e
}
