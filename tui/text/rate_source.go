package text

// rateSources are the notes on where a price was read that are words rather than a name.
var rateSources = map[string]pair{
	"not known":                                              {"prix inconnu", "price not known"},
	"not updated in dvd-dev/hilo const.py":                   {"prix inconnu : dvd-dev/hilo const.py ne l'a pas mis à jour", "price not known: dvd-dev/hilo const.py did not update it"},
	"press, 50 at the launch":                                {"journaux; 50 ¢ à l'annonce", "newspapers; 50 ¢ when announced"},
	"general knowledge":                                      {"connu de tous", "general knowledge"},
	"dvd-dev/hilo const.py; HQ Flex D page 2025":             {"dvd-dev/hilo const.py; page Flex D d'Hydro-Québec, 2025", "dvd-dev/hilo const.py; Hydro-Québec's Flex D page, 2025"},
	"dvd-dev/hilo const.py; HQ example of 13 kWh for 7.38 $": {"dvd-dev/hilo const.py; exemple d'Hydro-Québec : 13 kWh, 7,38 $", "dvd-dev/hilo const.py; Hydro-Québec's example: 13 kWh, $7.38"},
}

// RateSource is where a price was read; a name, and what a person's own file says, stand for
// themselves.
func (l Lang) RateSource(note string) string {
	if p, ok := rateSources[note]; ok {
		return p.in(l)
	}
	return note
}
