package text

// actionTexts are what a cause asks for (package fleet): the words of a list.
var actionTexts = map[string]pair{
	"call":  {"appel", "call"},
	"visit": {"visite", "visit"},
	"desk":  {"bureau", "desk"},
}

// Action is what a cause asks for: a call, a visit, or work at the desk.
func (l Lang) Action(code string) string { return l.said(actionTexts, code) }

// remedyTexts are what to do about a cause of a visit, for who lives there and who comes.
var remedyTexts = map[string]pair{
	"silent":               {"Par téléphone : la passerelle est-elle branchée, Internet marche-t-il? Débranchez-la dix secondes. Sinon, allez voir.", "By telephone: is the hub plugged in, does the Internet work? Unplug it for ten seconds. Otherwise go and see."},
	"empty":                {"Par téléphone : rien n'est jamais arrivé. La passerelle est-elle installée et inscrite sous ce nom?", "By telephone: nothing has ever come. Is the hub installed and registered under this name?"},
	"meter-silent":         {"Par téléphone : rapprochez la passerelle du compteur et relancez-la; sinon, allez voir le capteur du compteur.", "By telephone: bring the hub nearer to the meter and restart it; otherwise go and see the meter's sensor."},
	"thin":                 {"Par téléphone : la liaison se coupe. Déplacez la passerelle ou le routeur, puis regardez de nouveau dans une semaine.", "By telephone: the link drops. Move the hub or the router, and look again in a week."},
	"zone-silent":          {"Par téléphone d'abord : le disjoncteur de cette pièce est-il fermé, l'écran du thermostat allumé? Sinon, remplacez le thermostat.", "By telephone first: is that room's breaker on, the thermostat's display lit? Otherwise replace the thermostat."},
	"stuck":                {"Sur place : comparez à un thermomètre; redémarrez ou remplacez le capteur.", "On site: compare with a thermometer; restart or replace the sensor."},
	"stuck-sensor":         {"Sur place : comparez à un thermomètre; redémarrez ou remplacez le capteur.", "On site: compare with a thermometer; restart or replace the sensor."},
	"swapped":              {"Au bureau : les séries du dedans et du dehors semblent échangées; corrigez leur nom à l'importation.", "At the desk: the series of indoors and outdoors seem exchanged; correct their names in the import."},
	"swapped-sensors":      {"Sur place : réchauffez un capteur à la main et voyez lequel bouge; corrigez les noms des pièces.", "On site: warm a sensor by hand and see which one moves; correct the names of the rooms."},
	"unit-large":           {"Au bureau : des W ou Wh pris pour des kW ou kWh? Importez de nouveau avec la bonne unité.", "At the desk: W or Wh taken for kW or kWh? Import again with the right unit."},
	"unit-small":           {"Au bureau : des MWh pris pour des kWh? Importez de nouveau avec la bonne unité.", "At the desk: MWh taken for kWh? Import again with the right unit."},
	"unit-power":           {"Au bureau : des kW pris pour des kWh? Importez de nouveau avec la bonne unité.", "At the desk: kW taken for kWh? Import again with the right unit."},
	"fahrenheit":           {"Au bureau : des °F pris pour des °C? Importez de nouveau avec la bonne unité.", "At the desk: °F taken for °C? Import again with the right unit."},
	"suspicious-unit":      {"Au bureau : vérifiez l'unité de cette mesure et importez-la de nouveau.", "At the desk: check the unit of this reading and import it again."},
	"counter":              {"Au bureau : ce sont des relevés de compteur, pas des kWh par intervalle; importez leurs différences.", "At the desk: these are a meter's readings, not kWh an interval; import their differences."},
	"over-whole":           {"Au bureau : le chauffage dépasse la maison entière. Vérifiez l'unité et quelles pièces sont comptées.", "At the desk: heating is more than the whole home. Check the unit, and which rooms are counted."},
	"clock-shift":          {"Au bureau : l'heure de ces mesures est décalée; corrigez le fuseau à l'importation (--tz, --label).", "At the desk: these readings' clock is shifted; correct the time zone in the import (--tz, --label)."},
	"spike":                {"Sur place si cela revient : vérifiez le capteur et son câblage.", "On site if it comes back: check the sensor and its wiring."},
	"impossible-spike":     {"Sur place si cela revient : vérifiez le capteur et son câblage.", "On site if it comes back: check the sensor and its wiring."},
	"zero":                 {"Par téléphone : y a-t-il eu une panne, la maison est-elle fermée? Sinon, le compteur ne compte plus.", "By telephone: was there an outage, is the house closed? Otherwise the meter counts no more."},
	"base-load-step":       {"Par téléphone : un nouvel appareil reste-t-il allumé (chauffe-eau, pompe, spa)? Sinon, cherchez-le disjoncteur par disjoncteur.", "By telephone: does a new appliance stay on (water heater, pump, spa)? Otherwise look for it breaker by breaker."},
	"ua-drift":             {"Sur place : cherchez une fenêtre, une porte ou une trappe ouverte, un isolant tombé ou mouillé.", "On site: look for an open window, door or hatch, insulation fallen or wet."},
	"thermostats-fighting": {"Sur place : mettez à la même consigne les thermostats qui chauffent le même air, ou éloignez-en un.", "On site: give thermostats that heat the same air one set-point, or move one away."},
	"setpoint-not-reached": {"Sur place : la plinthe chauffe-t-elle, est-elle couverte, assez puissante? Vérifiez le disjoncteur et le thermostat.", "On site: does the baseboard heat, is it covered, strong enough? Check the breaker and the thermostat."},
}

// Remedy is what to do about a cause of a visit, in sentences.
func (l Lang) Remedy(code string) string { return l.said(remedyTexts, code) }
