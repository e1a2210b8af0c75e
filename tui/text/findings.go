package text

// issueTexts are the findings of coach/quality and of files, as short phrases.
var issueTexts = map[string]pair{
	"gaps":        {"mesures manquantes", "readings missing"},
	"pause":       {"plus d'un mois sans mesure", "more than a month without readings"},
	"stuck":       {"valeur figée 24 h ou plus", "value stuck for 24 h or more"},
	"zero":        {"aucune énergie 24 h ou plus", "no energy for 24 h or more"},
	"negative":    {"énergie négative", "negative energy"},
	"counter":     {"lecture de compteur, pas des intervalles", "a meter's reading, not intervals"},
	"reset":       {"remises à zéro du compteur", "resets of the meter"},
	"coarse":      {"quarts d'heure répartis d'une heure", "quarter hours spread from an hour"},
	"daily":       {"heures réparties d'un total du jour", "hours spread from a day's total"},
	"spike":       {"valeurs impossibles", "impossible values"},
	"unit-large":  {"unité douteuse : W ou Wh?", "doubtful unit: W or Wh?"},
	"unit-small":  {"unité douteuse : MWh?", "doubtful unit: MWh?"},
	"unit-power":  {"unité douteuse : kW plutôt que kWh?", "doubtful unit: kW rather than kWh?"},
	"fahrenheit":  {"unité douteuse : °F?", "doubtful unit: °F?"},
	"swapped":     {"intérieur et extérieur inversés?", "indoor and outdoor swapped?"},
	"over-whole":  {"chauffage au-dessus du total", "heating above the total"},
	"zone-energy": {"énergie totale dans une pièce", "whole-home energy in a zone"},
	"clock-hour":  {"heure perdue au changement d'heure", "hour lost at the clock change"},
	"clock-shift": {"soleil décalé : fuseau ou étiquettes?", "sun is shifted: zone or labels?"},
	"future":      {"mesures dans le futur", "readings in the future"},
	"before-2000": {"mesures avant 2000", "readings before 2000"},
}
