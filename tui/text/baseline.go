package text

import (
	"fmt"
	"time"

	"courant/coach/baseline"
)

// Baseline are the words of `courant baseline` beside its tables.
type Baseline struct {
	Scores                           string // home's windows
	Answered, Bias, Coverage, Width  string
	GainAnchor, GainDays, GainHint   string
	FlagGaming                       string
	LeftOut, NothingLeft, LeftOthers string // LeftOthers: count
	span, step, silence              string
	later, earlier                   string
}

var frBaseline = Baseline{
	Scores:   "Contre l'énergie mesurée (ce n'est la vérité que si la maison n'a répondu à aucun événement), en % :",
	Answered: "répondu", Bias: "biais", Coverage: "couverture", Width: "largeur",
	GainAnchor: "gain ancrage", GainDays: "gain jours",
	GainHint:   "Gain : kWh de référence de plus par kWh brûlé exprès, 2 kW dans l'ancrage du jour ou aux heures de la fenêtre des cinq jours sans événement qui précèdent.",
	FlagGaming: "mesurer aussi ce que chaque méthode gagne à de l'énergie brûlée exprès",
	LeftOut:    "Laissé de côté :", NothingLeft: "Rien n'a été laissé de côté.", LeftOthers: "… et %d autres",
	later: "%s plus tard depuis le %s : ce qui précède est déplacé d'autant", earlier: "%s plus tôt depuis le %s : ce qui précède est déplacé d'autant",
	span: "%s : %s entre %s et %s", step: "%s (× %s) le %s : ce qui précède est ramené au nouveau niveau et compte moins", silence: "%s jusqu'au %s : ce qui précède ne sert que s'il aide encore",
}

var enBaseline = Baseline{
	Scores:   "Against the energy measured (the truth only where the home answered no event), in %:",
	Answered: "answered", Bias: "bias", Coverage: "coverage", Width: "width",
	GainAnchor: "gain anchor", GainDays: "gain days",
	GainHint:   "Gain: kWh more of reference for each kWh burnt on purpose, 2 kW in the day's anchor or in the window's hours of the five days without an event before it.",
	FlagGaming: "also measure what each method gains for energy burnt on purpose",
	LeftOut:    "Left out:", NothingLeft: "Nothing was left out.", LeftOthers: "… and %d more",
	later: "%s later since %s: what is older is moved along", earlier: "%s earlier since %s: what is older is moved along",
	span: "%s: %s between %s and %s", step: "%s (× %s) on %s: what is older is brought to the new level and weighs less", silence: "%s until %s: what is older is used only while it still helps",
}

// Baseline gives the language's words.
func (l Lang) Baseline() *Baseline {
	if l == English {
		return &enBaseline
	}
	return &frBaseline
}

// omissionTexts are what was left out, by code and kind of series.
var omissionTexts = map[string]pair{
	"missing energy":          {"énergie inconnue", "energy unknown"},
	"frozen energy":           {"compteur figé", "frozen meter"},
	"frozen outdoor":          {"thermomètre extérieur figé", "frozen outdoor thermometer"},
	"spike energy":            {"énergie impossible", "impossible energy"},
	"spike outdoor":           {"température extérieure impossible", "impossible outdoor temperature"},
	"negative energy":         {"énergie négative", "negative energy"},
	"no-weather outdoor":      {"température extérieure inconnue", "outdoor temperature unknown"},
	"unlabelled-event energy": {"événement que personne n'avait annoncé", "an event that nobody had listed"},
	"step energy":             {"niveau changé à la source", "level changed at the source"},
	"away energy":             {"maison vide", "empty house"},
	"clock-shift energy":      {"journée de la maison une heure", "the home's day an hour"},
	"silence energy":          {"long silence", "long silence"},
}

// Omission is a line on what the counterfactual was not learned from.
func (l Lang) Omission(o baseline.Omission, loc *time.Location) string {
	what := l.said(omissionTexts, o.Code+" "+o.Kind)
	from, to := o.From.In(loc), o.To.In(loc)
	b := l.Baseline()
	switch o.Code {
	case baseline.OutStep:
		return fmt.Sprintf(b.step, what, l.Num(o.Ratio, 2), l.ShortDate(to))
	case baseline.OutClock:
		if o.Shift < 0 {
			return fmt.Sprintf(b.earlier, what, l.ShortDate(to))
		}
		return fmt.Sprintf(b.later, what, l.ShortDate(to))
	case baseline.OutSilence:
		return fmt.Sprintf(b.silence, what, l.ShortDate(to))
	}
	stamp := func(t time.Time) string { return l.ShortDate(t) + " " + l.Clock(t) }
	return fmt.Sprintf(b.span, what, l.Unit(float64(o.Count), 0, "h"), stamp(from), stamp(to))
}
