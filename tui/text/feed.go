package text

// Feed are the sentences about the outside sources of events and weather.
type Feed struct {
	None, NoneSince       string // source, moment: nothing announced
	Ahead                 string // count, source, moment
	Failing               string // source, since, last answer: known from before
	Never                 string // source, since: it never answered
	Unasked               string // source
	Today                 string // clock: as of a moment of this day
	Other                 string // day and clock
	Pulled                string // source, new or changed, count of events ahead
	Nothing               string // source, moment, count ahead: nothing new
	TooSoon               string // source, moment of the last answer, from when on
	Skipped               string // source, row, reason, value
	Delisted              string // id, source
	Dissent               string // id, source that stands, sources that say otherwise
	Off                   string
	NeedPull              string
	Reason                string // heading
	Weather               string // city, issued, hours of measurements
	WeatherOld            string // city, issued
	WeatherSource         string // heading of the source
	NoWeather             string
	WeatherPulled         string // city, station's name, issued, hours ahead
	WeatherTooSoon        string // city, issued, from when on
	Sky, Low, High, Sun   string // headings
	MeasuredWord          string
	WithdrawnByHand       string // id
	Portal, PortalDiff    string // headings
	PortalKept            string // figures, home
	PortalLine            string // kWh, dollars, difference in kWh
	SoFar, SoFarPace      string // kWh erased, until; rest that is possible
	SoFarDollars          string
	SoFarSaved            string
	SoFarRest, SoFarWaits string
}

var frFeed = Feed{
	None: "%s : aucun événement annoncé, lu %s.", NoneSince: "%s : aucun événement annoncé, mais lu pour la dernière fois %s. Relire : courant event pull",
	Ahead:   "%[2]s : %[1]d événement annoncé, lu %[3]s.|%[2]s : %[1]d événements annoncés, lu %[3]s.",
	Failing: "%s : injoignable depuis %s; dernière réponse %s. Ce qui a pu être annoncé depuis manque ici.", Never: "%s : injoignable depuis %s, jamais de réponse encore.",
	Unasked: "%s : pas encore interrogé. Faire : courant event pull", Today: "à %s", Other: "le %s",
	Pulled: "%[2]s : %[1]d événement nouveau ou changé.|%[2]s : %[1]d événements nouveaux ou changés.", Nothing: "%s : rien de nouveau.",
	TooSoon: "%s : déjà lu %s; prochaine lecture possible %s.", Skipped: "%s, ligne %d laissée de côté (%s) : %s",
	Delisted: "%s : %s ne l'annonce plus. Il reste ici; s'il est annulé : courant event remove %[1]s", Dissent: "%s : %s fait foi; disent autre chose : %s.",
	Off:      "Aucune source d'événements n'est configurée ([feeds] events). Ajoutez-en une, ou courant event pull --from ADRESSE",
	NeedPull: "courant event pull", Reason: "raison",
	Weather: "Météo de %s : prévision émise %s, %d h mesurées.", WeatherOld: "Météo de %s : la prévision émise %s ne couvre plus les heures qui viennent. Faire : courant weather pull",
	WeatherSource: "Environnement et Changement climatique Canada", NoWeather: "Aucune météo gardée. Faire : courant weather pull",
	WeatherPulled: "%s (%s) : prévision émise %s, jusqu'au %s.", WeatherTooSoon: "%s : déjà lue %s; prochaine lecture possible %s.",
	Sky: "ciel", Low: "bas", High: "haut", Sun: "soleil W/m²", MeasuredWord: "mesuré",
	WithdrawnByHand: "%s est noté comme retiré, quoi qu'en disent les sources. Pour le remettre : courant event add",
	Portal:          "portail", PortalDiff: "écart", PortalKept: "%[1]d relevé du portail gardé pour %[2]s.|%[1]d relevés du portail gardés pour %[2]s.",
	PortalLine: "Le portail d'Hydro-Québec dit %s effacés, %s (notre calcul : %s).",
	SoFar:      "Jusqu'ici (%s) : %s de moins que la référence.", SoFarSaved: "Jusqu'ici (%s) : environ %s évités.", SoFarDollars: " Environ %s.",
	SoFarRest: " Il reste %s de référence d'ici %s : au plus %s.", SoFarPace: " À ce rythme, environ %s en tout.", SoFarWaits: "Les mesures de cet événement n'arrivent pas encore.",
}

var enFeed = Feed{
	None: "%s: no event announced, read %s.", NoneSince: "%s: no event announced, but last read %s. Read again: courant event pull",
	Ahead:   "%[2]s: %[1]d event announced, read %[3]s.|%[2]s: %[1]d events announced, read %[3]s.",
	Failing: "%s: unreachable since %s; last answer %s. What may have been announced since is missing here.", Never: "%s: unreachable since %s, no answer ever yet.",
	Unasked: "%s: not asked yet. Do: courant event pull", Today: "at %s", Other: "on %s",
	Pulled: "%[2]s: %[1]d event new or changed.|%[2]s: %[1]d events new or changed.", Nothing: "%s: nothing new.",
	TooSoon: "%s: read already %s; the next reading is possible %s.", Skipped: "%s, row %d left aside (%s): %s",
	Delisted: "%s: %s no longer lists it. It stays here; if it is cancelled: courant event remove %[1]s", Dissent: "%s: %s stands; these say otherwise: %s.",
	Off:      "No source of events is configured ([feeds] events). Add one, or courant event pull --from ADDRESS",
	NeedPull: "courant event pull", Reason: "reason",
	Weather: "Weather of %s: forecast issued %s, %d h measured.", WeatherOld: "Weather of %s: the forecast issued %s no longer covers the hours to come. Do: courant weather pull",
	WeatherSource: "Environment and Climate Change Canada", NoWeather: "No weather kept. Do: courant weather pull",
	WeatherPulled: "%s (%s): forecast issued %s, until %s.", WeatherTooSoon: "%s: read already %s; the next reading is possible %s.",
	Sky: "sky", Low: "low", High: "high", Sun: "sun W/m²", MeasuredWord: "measured",
	WithdrawnByHand: "%s is noted as withdrawn, whatever the sources say. To put it back: courant event add",
	Portal:          "portal", PortalDiff: "difference", PortalKept: "%[1]d figure of the portal kept for %[2]s.|%[1]d figures of the portal kept for %[2]s.",
	PortalLine: "Hydro-Québec's portal says %s erased, %s (ours: %s).",
	SoFar:      "So far (%s): %s less than the reference.", SoFarSaved: "So far (%s): about %s avoided.", SoFarDollars: " About %s.",
	SoFarRest: " %s of reference remain until %s: at most %s.", SoFarPace: " At this pace, about %s in all.", SoFarWaits: "The readings of this event do not arrive yet.",
}

// Feed gives the language's sentences.
func (l Lang) Feed() *Feed {
	if l == English {
		return &enFeed
	}
	return &frFeed
}
