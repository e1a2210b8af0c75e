package text

import "courant/coach/fault"

// rulesFaults are the sentences of coach/dated, coach/event, coach/tariff and coach/baseline.
var rulesFaults = map[fault.ID]pair{
	"dated.syntax": {
		"{file}, ligne {line}, colonne {column} : {problem}. Corrigez cette ligne.",
		"{file}, line {line}, column {column}: {problem}. Mend that line.",
	},
	"dated.unknown-key": {
		"{file}, ligne {line} : clé inconnue {key}.{nearest? Vouliez-vous dire {nearest} ?} Corrigez-la ou retirez-la.",
		"{file}, line {line}: unknown key {key}.{nearest? Did you mean {nearest}?} Mend it or take it out.",
	},
	"dated.missing": {
		"{file}, ligne {line} : il manque la clé {key} à [[{table}]]. Ajoutez-la.",
		"{file}, line {line}: [[{table}]] lacks the key {key}. Add it.",
	},
	"dated.value": {
		"{file}, ligne {line} : {value} ne convient pas à {key}. Attendu : {want}.",
		"{file}, line {line}: {value} does not suit {key}. Wanted: {want}.",
	},
	"dated.overlap": {
		"{file}, ligne {line} : ce [[{table}]] de « {key} » chevauche celui de la ligne {other} à partir du {from}.{until? Celui-là ou celui-ci vaut jusqu'au {until}.} Changez from ou until.",
		`{file}, line {line}: this [[{table}]] of "{key}" overlaps that of line {other} from {from} on.{until? One of them holds until {until}.} Change from or until.`,
	},
	"dated.hole": {
		"{file}, ligne {line} : aucun [[{table}]] de « {key} » ne vaut du {from} au {until}. Rapprochez les dates ou ajoutez-en un.",
		`{file}, line {line}: no [[{table}]] of "{key}" holds from {from} to {until}. Close the gap or add one.`,
	},
	"event.backwards": {
		"Cet événement finit ({end}) avant de commencer ({start}). Vérifiez les deux heures.",
		"This event ends ({end}) before it starts ({start}). Check both times.",
	},
	"event.too-long": {
		"Cet événement dure plus d'un jour (du {start} au {end}). Vérifiez les deux dates.",
		"This event lasts more than a day ({start} to {end}). Check both dates.",
	},
	"event.programme": {
		"« {programme} » n'est pas un programme qui a des événements.{nearest? Vouliez-vous dire {nearest} ?} Choisissez winter-credit, flex-d ou hilo.",
		`"{programme}" is not a programme that has events.{nearest? Did you mean {nearest}?} Choose winter-credit, flex-d or hilo.`,
	},
	"event.twice": {
		"L'événement {id} existe déjà avec d'autres heures ({start} à {end}). Retirez-le d'abord : courant event remove {id}.",
		"Event {id} is there already with other hours ({start} to {end}). Remove it first: courant event remove {id}.",
	},
	"event.overlap": {
		"L'événement {id} chevauche {other} ({start} à {end}). Vérifiez les heures, ou retirez l'autre : courant event remove {other}.",
		"Event {id} overlaps {other} ({start} to {end}). Check the hours, or remove the other: courant event remove {other}.",
	},
	"tariff.no-prices": {
		"Aucun prix connu du tarif {rate} du {from} au {until}. Ajoutez-les à votre fichier de tarifs ([rules] tariffs).",
		"No prices of rate {rate} are known from {from} to {until}. Add them to your own file of rates ([rules] tariffs).",
	},
	"tariff.no-rate": {
		"« {rate} » n'est pas un tarif.{nearest? Vouliez-vous dire {nearest} ?} Choisissez d, dp, dt, flex-d ou winter-credit.",
		`"{rate}" is not a rate.{nearest? Did you mean {nearest}?} Choose d, dp, dt, flex-d or winter-credit.`,
	},
	"tariff.no-outdoor": {
		"Le tarif {rate} dépend de la température extérieure, et aucune n'est connue pour cette période. Importez-la.",
		"Rate {rate} depends on the outdoor temperature, and none is known for this period. Import it.",
	},
	"tariff.period": {
		"Une période de facturation va du premier jour au lendemain du dernier : {from} n'est pas avant {to}.",
		"A billing period goes from its first day to the day after its last: {from} is not before {to}.",
	},
	"tariff.energy": {
		"L'énergie de la maison {home} ne peut pas être comptée : une valeur est infinie ou dépasse dix millions de kWh. Cherchez-la avec courant doctor.",
		"The energy of home {home} cannot be counted: a value is infinite or beyond ten million kWh. Look for it with courant doctor.",
	},
}
