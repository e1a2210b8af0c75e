package text

// causeTexts are why to go to a home, as short phrases; findings have theirs in issueTexts.
var causeTexts = map[string]pair{
	"silent":               {"plus aucune mesure", "no readings any more"},
	"meter-silent":         {"compteur muet", "silent meter"},
	"zone-silent":          {"thermostat muet", "silent thermostat"},
	"empty":                {"jamais mesurée", "never measured"},
	"thin":                 {"mesures manquantes", "readings missing"},
	"suspicious-unit":      {"unité douteuse", "doubtful unit"},
	"stuck-sensor":         {"capteur figé", "stuck sensor"},
	"swapped-sensors":      {"capteurs inversés?", "sensors swapped?"},
	"impossible-spike":     {"valeur impossible", "impossible value"},
	"base-load-step":       {"charge de base en hausse", "base load up"},
	"ua-drift":             {"pertes de chaleur en hausse", "heat loss up"},
	"thermostats-fighting": {"thermostats qui se battent", "thermostats fighting"},
	"setpoint-not-reached": {"n'atteint pas la consigne", "does not reach its set-point"},
}

// Cause is why to go to a home; a cause that is a finding has the finding's words.
func (l Lang) Cause(code string) string {
	if _, ok := causeTexts[code]; ok {
		return l.said(causeTexts, code)
	}
	return l.Issue(code)
}
