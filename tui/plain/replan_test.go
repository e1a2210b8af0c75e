package plain

import (
	"testing"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// What is said of the plan that was given before, whole, in both languages.
func TestReplanSentences(t *testing.T) {
	loc := series.Toronto()
	given := time.Date(2027, 1, 14, 18, 4, 0, 0, loc)
	rooms := []string{"salon", "chambre-1"}
	for _, c := range []struct {
		desc   string
		replan *plan.Replan
		fr, en string
	}{
		{"nothing to say", nil, "", ""},
		{"changed for a gain", &plan.Replan{Why: plan.ReplanGain, Slots: 14, Zones: rooms, GainDollars: 0.346, GivenAt: given},
			"Plan revu : celui du jeu. 14 janv. 18 h 04 change pendant 3 h 30 au total (salon, chambre 1), pour un gain d'environ 0,35 $, confort compté.",
			"Plan revised: the one of Thu Jan 14 18:04 changes for 3 h 30 in all (living room, bedroom 1), for a gain of about $0.35, comfort counted."},
		{"changed for a limit", &plan.Replan{Why: plan.ReplanLimits, Slots: 1, Zones: rooms[:1], GainDollars: series.Unknown(), GivenAt: given},
			"Plan revu : d'après ce qu'on sait maintenant, celui du jeu. 14 janv. 18 h 04 franchirait une limite; il change pendant 15 min au total (salon).",
			"Plan revised: by what is known now, the one of Thu Jan 14 18:04 would cross a limit; it changes for 15 min in all (living room)."},
		{"kept: too small a gain", &plan.Replan{Kept: true, Why: plan.ReplanSmall, Slots: 4, Zones: rooms[:1], GainDollars: 0.032, GivenAt: given},
			"Le plan du jeu. 14 janv. 18 h 04 est gardé : le changer pendant 1 h au total (salon) rapporterait 0,03 $ seulement.",
			"The plan of Thu Jan 14 18:04 is kept: changing it for 1 h in all (living room) would gain $0.03 only."},
		{"kept: no gain at all", &plan.Replan{Kept: true, Why: plan.ReplanSmall, Slots: 4, Zones: rooms[:1], GainDollars: -0.01, GivenAt: given},
			"Le plan du jeu. 14 janv. 18 h 04 est gardé : le changer pendant 1 h au total (salon) ne rapporterait rien.",
			"The plan of Thu Jan 14 18:04 is kept: changing it for 1 h in all (living room) would gain nothing."},
		{"kept: no model to tell a gain by", &plan.Replan{Kept: true, Why: plan.ReplanSmall, Slots: 4, Zones: rooms[:1], GainDollars: series.Unknown(), GivenAt: given},
			"Le plan du jeu. 14 janv. 18 h 04 est gardé : le changer pendant 1 h au total (salon) n'a pas de gain qu'on puisse chiffrer.",
			"The plan of Thu Jan 14 18:04 is kept: changing it for 1 h in all (living room) has no gain that can be told."},
		{"kept: under way", &plan.Replan{Kept: true, Why: plan.ReplanUnderWay, Slots: 4, Zones: rooms[:1], GivenAt: given},
			"L'événement est commencé : le plan du jeu. 14 janv. 18 h 04 est gardé jusqu'au bout.",
			"The event has begun: the plan of Thu Jan 14 18:04 is kept to its end."},
		{"a sensor lost, a plan given", &plan.Replan{Kept: true, Why: plan.ReplanLost, Zones: rooms[:1], GivenAt: given, LostSince: time.Date(2027, 1, 15, 8, 0, 0, 0, loc)},
			"Plus aucune température reçue depuis 8 h (salon) : le plan du jeu. 14 janv. 18 h 04 est gardé tel quel.",
			"No temperature received since 8:00 (living room): the plan of Thu Jan 14 18:04 is kept as it is."},
		{"a sensor lost, none given", &plan.Replan{Kept: true, Why: plan.ReplanLost, Zones: []string{"home"}, LostSince: time.Date(2027, 1, 15, 8, 0, 0, 0, loc)},
			"Plus aucune température reçue depuis 8 h (maison) : le plan calculé à minuit est gardé tel quel.",
			"No temperature received since 8:00 (home): the plan worked out at midnight is kept as it is."},
	} {
		for l, want := range map[text.Lang]string{text.French: c.fr, text.English: c.en} {
			if got := plainSpaces(Replan(l, plan.Plan{Replan: c.replan}, loc)); got != want {
				t.Errorf("%s, %s:\n%s\nwant\n%s", c.desc, l, got, want)
			}
		}
	}
}

// plainSpaces has plain spaces in the place of those that do not break.
func plainSpaces(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\u00a0' || r == '\u202f' {
			out[i] = ' '
		}
	}
	return string(out)
}
