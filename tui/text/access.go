package text

import (
	"fmt"
	"strconv"
)

// accessTexts are the commands of the access log, as people say what they did.
var accessTexts = map[string]pair{
	"dashboard": {"tableau de bord ouvert", "dashboard opened"}, "report": {"rapport lu", "report read"}, "homes": {"liste des maisons lue", "list of homes read"},
	"home": {"fiche de la maison lue ou changée", "facts of the home read or changed"}, "import": {"mesures prises d'un fichier", "readings taken from a file"},
	"export": {"tout exporté", "all exported"}, "sync": {"mesures prises d'InfluxDB", "readings taken from InfluxDB"}, "push": {"mesures envoyées à InfluxDB", "readings sent to InfluxDB"},
	"event list": {"événements lus", "events read"}, "event add": {"événement ajouté", "event added"}, "event remove": {"événement enlevé", "event removed"},
	"event pull": {"événements demandés à leur source", "events fetched"}, "event skip": {"événement laissé", "event left out"}, "event undo": {"retour à un événement", "event taken up again"},
	"baseline": {"énergie de référence calculée", "reference energy worked out"}, "signature": {"signature énergétique lue", "energy signature read"}, "thermal": {"modèle de la maison lu", "model of the home read"},
	"plan": {"horaire calculé", "schedule worked out"}, "tariff bill": {"facture calculée", "bill worked out"}, "tariff compare": {"tarifs comparés", "rates compared"},
	"fleet rank": {"maisons classées", "homes ranked"}, "fleet flex": {"flexibilité additionnée", "flexibility added up"}, "fleet night": {"calcul de nuit", "nightly run"},
	"note": {"notes lues ou écrites", "notes read or written"}, "setup": {"configuration", "setup"}, "purge": {"maison oubliée", "home forgotten"}, "verify": {"données vérifiées", "data checked"},
	"weather list": {"météo lue", "weather read"}, "weather pull": {"météo demandée", "weather fetched"}, "vault": {"coffre des clés", "vault of keys"},
}

// Accessed is what a command of the access log did, in words; another one is named.
func (l Lang) Accessed(command string) string {
	if p, ok := accessTexts[command]; ok {
		return p.in(l)
	}
	return "courant " + Clean(command, 30)
}

// Who is an account of this computer, as the access log has it; me is the account that asks.
func (l Lang) Who(account, me string) string {
	name := Clean(account, 16)
	if _, err := strconv.Atoi(account); err == nil {
		name = fmt.Sprintf(pair{"compte n° %s", "account no. %s"}.in(l), account)
	}
	if account == me {
		return fmt.Sprintf(pair{"vous (%s)", "you (%s)"}.in(l), name)
	}
	return name
}

// NoAccess says why nothing is written down of the simulated pilot.
func (l Lang) NoAccess() string {
	return pair{"Maisons simulées : personne n'y vit, aucun accès n'est noté. De votre maison, chaque accès le sera.", "Simulated homes: nobody lives there, no access is written down. Of your own home, each will be."}.in(l)
}
