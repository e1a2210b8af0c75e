package text

// Feed are the sentences about the outside sources of events and weather.
type Feed struct {
	None, NoneSince          string // source, moment: nothing announced
	Ahead                    string // count, source, moment
	Failing                  string // source, since, last answer
	Never                    string // source, since: it never answered
	Unasked                  string // source
	Today                    string // clock: a moment of this day
	Other                    string // day and clock
	Pulled                   string // count of events new or changed, source
	Nothing                  string // source
	TooSoon                  string // source, moment of the last answer, from when on
	Skipped                  string // source, row, reason, value
	Delisted                 string // id, source
	Dissent                  string // id, source that stands, sources that say otherwise
	Off                      string
	Rules                    string // file
	WithdrawnByHand          string // id
	SkipCost                 string // dollars
	Weather                  string // city, issued, hours of measurements
	WeatherOld               string // city, issued
	NoWeather                string
	WeatherPulled            string // city, station's name, issued, until
	WeatherTooSoon           string // city, moment of the last answer, from when on
	Low, High, Sun           string // headings
	Measured                 string
	PortalRead               string // count
	Portal                   string // kWh erased, kWh of reference, dollars
	PortalDiff               string // ours less the portal's: kWh erased, kWh of reference
	Reference, Erased, Colon string
	SoFar, SoFarOver         string // until, kWh: less or more than the official reference
	SoFarSaved               string // until, kWh: less than our own estimate
	SoFarSpent               string // until, kWh: more than it
	SoFarDollars             string // dollars
	SoFarRest                string // kWh, end: of reference that is left
	SoFarPace                string // dollars
	SoFarWaits               string
}

var frFeed = Feed{
	None: "%s : aucun événement annoncé, lu %s.", NoneSince: "%s : aucun événement annoncé, mais lu pour la dernière fois %s. Relire : courant event pull",
	Ahead:   "%[2]s : %[1]d événement annoncé, lu %[3]s.|%[2]s : %[1]d événements annoncés, lu %[3]s.",
	Failing: "%s : injoignable depuis %s; dernière réponse %s. Ce qui a pu être annoncé depuis manque ici.", Never: "%s : injoignable depuis %s, jamais de réponse encore.",
	Unasked: "%s : pas encore interrogé. Faire : courant event pull", Today: "à %s", Other: "le %s",
	Pulled: "%[2]s : %[1]d événement nouveau ou changé.|%[2]s : %[1]d événements nouveaux ou changés.", Nothing: "%s : rien de nouveau.",
	TooSoon: "%s : déjà lu %s; prochaine lecture possible %s.", Skipped: "%s, ligne %d laissée de côté (%s) : %s",
	Delisted: "%s : %s ne l'annonce plus. Il reste ici; s'il est annulé : courant event remove %[1]s", Dissent: "%s : %s fait foi; disent autre chose : %s.",
	Rules:           "Règles : %s, sans chevauchement ni trou.",
	Off:             "Aucune source d'événements n'est configurée ([feeds] events). Ajoutez-en une, ou courant event pull --from ADRESSE",
	SkipCost:        "Sans pénalité; le plan de ce jour y perd environ %s.",
	WithdrawnByHand: "%s est noté comme retiré, quoi qu'en disent les sources. Pour le remettre : courant event add",
	Weather:         "Météo de %s : prévision émise %s, %d h mesurées.", WeatherOld: "Météo de %s : la prévision émise %s ne couvre plus les heures qui viennent. Faire : courant weather pull",
	NoWeather:     "Aucune météo gardée. Faire : courant weather pull",
	WeatherPulled: "%s (%s) : prévision émise %s, jusqu'à %s.", WeatherTooSoon: "%s : déjà lue %s; prochaine lecture possible %s.",
	Low: "bas", High: "haut", Sun: "soleil W/m²", Measured: "mesuré",
	PortalRead: "%d relevé du portail d'Hydro-Québec, à côté de nos calculs : courant report.|%d relevés du portail d'Hydro-Québec, à côté de nos calculs : courant report.",
	Portal:     "le portail d'Hydro-Québec dit %s effacés sur %s de référence, %s", PortalDiff: " (écart de notre calcul : %s kWh effacés, %s kWh de référence)",
	Reference: "référence", Erased: "effacé", Colon: " : ",
	SoFar: "Jusqu'à %s : %s de moins que la référence.", SoFarOver: "Jusqu'à %s : %s de plus que la référence.",
	SoFarSaved: "Jusqu'à %s : environ %s de moins que sans l'événement.", SoFarSpent: "Jusqu'à %s : environ %s de plus que sans l'événement.",
	SoFarDollars: " Environ %s.", SoFarRest: " Au plus %s de plus d'ici %s.", SoFarPace: " À ce rythme, environ %s en tout.", SoFarWaits: "Les mesures de cet événement ne sont pas encore arrivées.",
}

var enFeed = Feed{
	None: "%s: no event announced, read %s.", NoneSince: "%s: no event announced, but last read %s. Read again: courant event pull",
	Ahead:   "%[2]s: %[1]d event announced, read %[3]s.|%[2]s: %[1]d events announced, read %[3]s.",
	Failing: "%s: unreachable since %s; last answer %s. What may have been announced since is missing here.", Never: "%s: unreachable since %s, no answer ever yet.",
	Unasked: "%s: not asked yet. Do: courant event pull", Today: "at %s", Other: "on %s",
	Pulled: "%[2]s: %[1]d event new or changed.|%[2]s: %[1]d events new or changed.", Nothing: "%s: nothing new.",
	TooSoon: "%s: read already %s; the next reading is possible %s.", Skipped: "%s, row %d left aside (%s): %s",
	Delisted: "%s: %s no longer lists it. It stays here; if it is cancelled: courant event remove %[1]s", Dissent: "%s: %s stands; these say otherwise: %s.",
	Rules:           "Rules: %s, no overlap and no hole.",
	Off:             "No source of events is configured ([feeds] events). Add one, or courant event pull --from ADDRESS",
	SkipCost:        "No penalty; the plan of that day loses about %s by it.",
	WithdrawnByHand: "%s is noted as withdrawn, whatever the sources say. To put it back: courant event add",
	Weather:         "Weather of %s: forecast issued %s, %d h measured.", WeatherOld: "Weather of %s: the forecast issued %s no longer covers the hours to come. Do: courant weather pull",
	NoWeather:     "No weather kept. Do: courant weather pull",
	WeatherPulled: "%s (%s): forecast issued %s, until %s.", WeatherTooSoon: "%s: read already %s; the next reading is possible %s.",
	Low: "low", High: "high", Sun: "sun W/m²", Measured: "measured",
	PortalRead: "%d figure of Hydro-Québec's portal, beside ours: courant report.|%d figures of Hydro-Québec's portal, beside ours: courant report.",
	Portal:     "Hydro-Québec's portal says %s erased of a reference of %s, %s", PortalDiff: " (ours differs by %s kWh erased, %s kWh of reference)",
	Reference: "reference", Erased: "erased", Colon: ": ",
	SoFar: "Until %s: %s less than the reference.", SoFarOver: "Until %s: %s more than the reference.",
	SoFarSaved: "Until %s: about %s less than without the event.", SoFarSpent: "Until %s: about %s more than without the event.",
	SoFarDollars: " About %s.", SoFarRest: " At most %s more until %s.", SoFarPace: " At this pace, about %s in all.", SoFarWaits: "The readings of this event have not arrived yet.",
}

// Feed gives the language's sentences.
func (l Lang) Feed() *Feed {
	if l == English {
		return &enFeed
	}
	return &frFeed
}
