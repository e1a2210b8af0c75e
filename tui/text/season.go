package text

import (
	"fmt"
	"strconv"
	"time"

	"courant/coach/series"
)

// Seasons are the sentences about a winter and about what its events pay.
type Seasons struct {
	Name, NameOver string // the season's years
	Next           string // the years of the one to come, its first day
	OffSeason      string // an event of no season, which pays nothing
	Rehearsal      string // one of the simulated pilot
	PerEvent       string // dollars of one event in the mean, how many were paid, of how many
	PastPay        string // of how many, how many were paid, dollars in the mean, most dollars
	Month          string // month, energy
	MonthCost      string // dollars
	MonthBefore    string // energy, dollars of the same month a year before
	Cost           string // dollars, beside a month's energy
	Least          string // energy under which nothing is paid
}

var frSeasons = Seasons{
	Name: "Saison %s", NameOver: "Saison %s, terminée", Next: "La saison %s commence le %s.",
	OffSeason: "Hors saison : d'après les règles, rien n'est payé pour cet événement.",
	Rehearsal: "Répétition du pilote, avant la saison : le crédit est celui que cet événement vaudrait en saison.",
	PerEvent:  "%s par événement, %d payé(s) sur %d",
	PastPay:   "Pour comparer : de vos %d derniers événements, %d ont été payés; en moyenne %s, au plus %s.",
	Month:     "Le mois passé (%s) : %s", MonthCost: ", environ %s selon votre tarif, taxes comprises", MonthBefore: "; un an plus tôt, %s et %s", Cost: "environ %s, taxes comprises",
	Least: "Rien n'est payé sous %s effacés, selon la règle officielle.",
}

var enSeasons = Seasons{
	Name: "Season %s", NameOver: "Season %s, over", Next: "The season %s begins on %s.",
	OffSeason: "Out of season: by the rules nothing is paid for this event.",
	Rehearsal: "A rehearsal of the pilot, before the season: the credit is what this event would be worth in it.",
	PerEvent:  "%s an event, %d paid of %d",
	PastPay:   "To compare: of your last %d events %d were paid; %s in the mean, %s at most.",
	Month:     "Last month (%s): %s", MonthCost: ", about %s on your rate, taxes included", MonthBefore: "; a year before, %s and %s", Cost: "about %s, taxes included",
	Least: "Nothing is paid for less than %s erased, by the official rule.",
}

// Seasons gives the language's sentences.
func (l Lang) Seasons() *Seasons {
	if l == English {
		return &enSeasons
	}
	return &frSeasons
}

// Years are the years that a season lies in: 2025-2026, or one.
func Years(first, last series.Date) string {
	if first.Year == last.Year {
		return fmt.Sprint(first.Year)
	}
	return fmt.Sprintf("%d-%d", first.Year, last.Year)
}

// DayYear is Day with its year.
func (l Lang) DayYear(t time.Time) string {
	if l == English {
		return l.Day(t) + ", " + strconv.Itoa(t.Year())
	}
	return l.Day(t) + nbsp + strconv.Itoa(t.Year())
}
