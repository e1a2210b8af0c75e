package text

// adviceTexts are the advices of the closed list, by code. {from} and {to} are clock times,
// {delta} a change of temperature.
var adviceTexts = map[string]pair{
	"check-thermostat": {
		"Thermostat muet ({zone}) depuis {since}; les autres répondent. Vérifiez piles, passerelle ou disjoncteur.{kw? Le plan y comptait {kw}.}",
		"Silent thermostat ({zone}) since {since}; the others answer. Check batteries, hub or breaker.{kw? The plan counted on {kw} there.}"},
	"setpoint-not-reached": {
		"Consigne jamais atteinte ({zone}) : il manque {delta}. Vérifiez plinthe, fenêtre ou disjoncteur.",
		"Set-point never reached ({zone}): {delta} short. Check baseboard, window or breaker."},
	"car-after-event": {
		"Voiture : recharge entre {from} et {to} plutôt que pendant l'événement; {kwh} [{low} à {high}]{dollars?, environ {dollars}}.",
		"Car: charge between {from} and {to} rather than during the event; {kwh} [{low} to {high}]{dollars?, about {dollars}}."},
	"shift-appliances": {
		"Lave-vaisselle, lessive et autres appareils : entre {from} et {to} plutôt que pendant l'événement; {kwh} [{low} à {high}]{dollars?, environ {dollars}}.",
		"Dishwasher, laundry and other appliances: between {from} and {to} rather than during the event; {kwh} [{low} to {high}]{dollars?, about {dollars}}."},
	"bolder-mode": {
		"Le mode plus hardi économiserait {kwh} de plus [{low} à {high}]{dollars?, environ {dollars}}; la pièce la plus froide, {delta} de plus.",
		"The next bolder mode would save {kwh} more [{low} to {high}]{dollars?, about {dollars}}; the coldest room, {delta} more."},
	"lower-night": {
		"Consigne de nuit ({zone}) : {delta} de {from} à {to}; {kwh} par nuit [{low} à {high}]{dollars?, environ {dollars}}.",
		"Night set-point ({zone}): {delta} from {from} to {to}; {kwh} a night [{low} to {high}]{dollars?, about {dollars}}."},
	"heating-on-mild-night": {
		"On chauffe ({zone}) par nuits douces : {kwh} par nuit [{low} à {high}]{dollars?, environ {dollars}}. Baissez ou éteignez.",
		"Heating ({zone}) on mild nights: {kwh} a night [{low} to {high}]{dollars?, about {dollars}}. Turn it down or off."},
	"apply-plan": {
		"Le plan n'est pas encore appliqué : réglez les thermostats avant {since}; {kwh} [{low} à {high}]{dollars?, gain net environ {dollars}}.",
		"The plan is not applied yet: set the thermostats before {since}; {kwh} [{low} to {high}]{dollars?, net gain about {dollars}}."},
	"declare-rate": {
		"Dites votre tarif et votre programme pour voir des dollars : courant home {home} set rate=… programme=…",
		"Tell your rate and programme to see dollars: courant home {home} set rate=… programme=…"},
	"suspicious-unit": {
		"Unité douteuse{zone? ({zone})} : les valeurs ont changé d'échelle. Vérifiez la source des mesures.",
		"Doubtful unit{zone? ({zone})}: the values have changed scale. Check where the readings come from."},
	"stuck-sensor": {
		"Capteur figé{zone? ({zone})} : la même valeur depuis plus d'un jour. Vérifiez-le ou redémarrez la passerelle.",
		"Stuck sensor{zone? ({zone})}: the same value for more than a day. Check it or restart the hub."},
	"swapped-sensors": {
		"Capteurs intervertis? ({zone}) : cette pièce suit la consigne d'une autre. Vérifiez les noms des thermostats.",
		"Sensors swapped? ({zone}): this room follows another's set-point. Check the thermostats' names."},
	"unlisted-event": {
		"Le {day}, de {from} à {to}, la maison a réduit comme pour un événement que personne n'a inscrit. Si c'en était un : courant event add.",
		"On {day}, from {from} to {to}, the home cut back as for an event that nobody listed. If it was one: courant event add."},
	"impossible-spike": {
		"Valeur impossible{zone? ({zone})}, laissée de côté. Si elle revient, vérifiez le compteur ou le capteur.",
		"Impossible value{zone? ({zone})}, left out. If it comes back, check the meter or the sensor."},
	"base-load-step": {
		"La charge qui ne s'arrête jamais a monté : {kwh} par jour [{low} à {high}]{dollars?, environ {dollars}}. Cherchez ce qui tourne sans arrêt.",
		"The load that never stops has risen: {kwh} a day [{low} to {high}]{dollars?, about {dollars}}. Look for what runs all the time."},
	"ua-drift": {
		"La maison perd plus de chaleur qu'avant : {kwh} par jour [{low} à {high}]{dollars?, environ {dollars}}. Cherchez une fenêtre ou une trappe mal fermée.",
		"The house loses more heat than before: {kwh} a day [{low} to {high}]{dollars?, about {dollars}}. Look for a window or hatch that is not shut."},
	"thermostats-fighting": {
		"Deux thermostats se contrarient ({zone}) : {kwh} par jour [{low} à {high}]{dollars?, environ {dollars}}. Rapprochez les consignes ou fermez la porte.",
		"Two thermostats at odds ({zone}): {kwh} a day [{low} to {high}]{dollars?, about {dollars}}. Bring the set-points closer or shut the door."},
}

// reasonTexts say why a method has no answer, why a zone stays out of an event, and why a
// model is not sure.
var reasonTexts = map[string]pair{
	"few-days":    {"trop peu de jours", "too few days"},
	"anchor":      {"ancrage inconnu", "anchor not known"},
	"no-energy":   {"aucune énergie mesurée", "no energy measured"},
	"no-weather":  {"aucune température extérieure", "no outdoor temperature"},
	"step":        {"intervalles de plus d'une heure", "intervals longer than an hour"},
	"no-rule":     {"aucune règle pour cette date", "no rule for that date"},
	"no-window":   {"fenêtre vide ou de plus d'un jour", "window empty or longer than a day"},
	"zero-anchor": {"ancrage sans énergie", "anchor without energy"},

	"skipped":      {"vous passez l'événement", "you leave the event out"},
	"sensitive":    {"sensible au froid", "sensitive to cold"},
	"heated-floor": {"plancher chauffant", "heated floor"},

	"no-setpoint-history": {"consignes jamais mesurées : 21 °C le jour, 19 °C la nuit supposés", "set-points never measured: 21 °C by day, 19 °C by night assumed"},
	"unmetered-heat":      {"chauffage non mesuré (bois, thermopompe, biénergie)", "unmetered heat (wood, heat pump, dual energy)"},
	"no-heating-data":     {"chauffage jamais mesuré", "heating never measured"},
	"whole-home-meter":    {"chauffage déduit du compteur", "heating split off the meter"},
	"no-outdoor":          {"aucune température extérieure", "no outdoor temperature"},
	"stale-data":          {"données anciennes", "old data"},
	"heater-silent":       {"aucune chaleur mesurée depuis des semaines alors que la pièce reste sous sa consigne", "no heat measured for weeks although the room stays below its set-point"},
	"sensor-outdoors":     {"capteur qui suit la température du dehors, laissé de côté", "sensor that follows the outdoor temperature, left out"},
	"short-history":       {"moins de sept jours de mesures", "fewer than seven days of readings"},
	"no-forecast":         {"aucune prévision : la météo d'hier est répétée", "no forecast: yesterday's weather is repeated"},
	"inertia-assumed":     {"inertie supposée", "inertia assumed"},
	"no-model":            {"aucune pièce assez connue : les écarts du programme", "no room known well enough: the programme's offsets"},
	"no-better":           {"les écarts du programme font aussi bien", "the programme's offsets do as well"},
	"no-past-events":      {"moins de trois événements dans les mesures récentes des pièces, dont le modèle apprend", "fewer than three events in the recent readings of the rooms, which the model learns from"},
}

// limitTexts are the limits of a plan.
var limitTexts = map[string]pair{
	"floor":         {"jamais sous 16 °C", "never below 16 °C"},
	"basement":      {"jamais sous 15 °C (tuyaux)", "never below 15 °C (pipes)"},
	"bedroom-night": {"chambre, 18 °C de 22 h à 6 h", "bedroom, 18 °C from 22:00 to 6:00"},
	"sensitive":     {"sensible au froid, 20 °C", "sensitive to cold, 20 °C"},
	"own-low":       {"votre propre minimum", "your own minimum"},
	"usual":         {"votre consigne habituelle", "your usual set-point"},
	"cold-outdoors": {"grand froid : 3 °C au plus", "deep cold: 3 °C at most"},
	"ceiling":       {"jamais plus de 23 °C", "never above 23 °C"},
	"own-high":      {"votre propre maximum", "your own maximum"},
	"anchor":        {"période d'ancrage", "anchor period"},
}

// evidenceTexts say what a row of evidence was about.
var evidenceTexts = map[string]pair{
	"days-seen":      {"jours où c'est arrivé :", "days it happened:"},
	"missing-energy": {"de moins qu'attendu", "less than expected"},
	"days-looked-at": {"jours regardés :", "days looked at:"},
	"energy":         {"énergie", "energy"},
	"use-above-base": {"usage au-dessus de la base", "use above the base load"},
	"last-value":     {"dernière valeur", "last value"},
	"gap":            {"sous la consigne", "below the set-point"},
	"with-plan":      {"chauffage avec le plan", "heating with the plan"},
	"without-plan":   {"chauffage sans plan", "heating without a plan"},
	"usual-setpoint": {"consigne habituelle", "usual set-point"},
	"heat-loss":      {"pertes", "heat loss"},
	"outdoor":        {"dehors", "outdoors"},
	"worst-drop":     {"baisse de la pièce la plus froide", "drop of the coldest room"},
	"level-now":      {"maintenant", "now"},
	"level-before":   {"avant", "before"},
	"level-expected": {"attendu", "expected"},
	"longest-before": {"plus longue immobilité avant", "longest standstill before"},
	"hours":          {"durée", "lasted"},
	"value":          {"mesuré", "measured"},
	"fit":            {"écart entre sonde et consigne", "between sensor and set-point"},
}

// warningTexts say what is odd about an event that is accepted all the same.
var warningTexts = map[string]pair{
	"already-known":   {"déjà là", "there already"},
	"out-of-season":   {"hors saison", "out of season"},
	"programme-ended": {"le programme n'existe pas à cette date", "the programme is not run on that day"},
	"unusual-hours":   {"heures inhabituelles pour ce programme", "unusual hours for this programme"},
	"holiday":         {"jour férié, d'ordinaire sans événement", "holiday, usually without events"},
	"over-limit":      {"au-delà du maximum de la saison", "beyond the season's maximum"},
	"same-slot":       {"un autre événement le même matin ou soir", "another event that morning or evening"},
}

// sourceTexts are where events come from.
var sourceTexts = map[string]pair{
	"manual":       {"saisi", "entered"},
	"file":         {"fichier", "file"},
	"hydro-quebec": {"Hydro-Québec", "Hydro-Québec"},
	"ical":         {"agenda", "calendar"},
	"influx":       {"InfluxDB", "InfluxDB"},
	"simulated":    {"simulé", "simulated"},
}

// rowTexts are why a row of a list of events could not be used.
var rowTexts = map[string]pair{
	"time":      {"heure illisible", "time cannot be read"},
	"doubled":   {"heure qui arrive deux fois", "hour that happens twice"},
	"absent":    {"heure qui n'existe pas", "hour that does not exist"},
	"shape":     {"n'est pas un événement", "not an event"},
	"all-day":   {"jour sans heures", "a day without hours"},
	"repeats":   {"se répète", "repeats"},
	"too-old":   {"trop ancien", "too old"},
	"no-offer":  {"programme inconnu", "programme unknown"},
	"null":      {"sans début ou sans fin", "without a start or an end"},
	"backwards": {"finit avant de commencer", "ends before it starts"},
	"too-long":  {"dure plus d'un jour", "lasts more than a day"},
}

// itemTexts are the lines of bills and lists of rates.
var itemTexts = map[string]pair{
	"access":        {"frais d'accès au réseau", "system access charge"},
	"tier1":         {"première tranche", "first tier"},
	"tier2":         {"deuxième tranche", "second tier"},
	"winter_tier1":  {"hiver, première tranche", "winter, first tier"},
	"winter_tier2":  {"hiver, deuxième tranche", "winter, second tier"},
	"event":         {"événements de pointe", "peak events"},
	"winter_credit": {"crédit hivernal", "winter credit"},
	"reward":        {"récompense", "reward"},
	"warm":          {"au-dessus de la température de bascule", "above the switching temperature"},
	"cold":          {"au-dessous de la température de bascule", "below the switching temperature"},
	"power":         {"puissance", "power"},
	"minimum":       {"minimum mensuel", "monthly minimum"},
	"tax":           {"taxe", "tax"},
	"gst":           {"TPS", "GST"},
	"qst":           {"TVQ", "QST"},
}

// unitTexts are what prices are for.
var unitTexts = map[string]pair{
	"kWh": {"kWh", "kWh"},
	"day": {"jour", "day"},
	"kW":  {"kW", "kW"},
	"$":   {"$", "$"},
}
