package text

import "courant/coach/fault"

var simFaults = map[fault.ID]pair{
	"sim.homes": {"{homes} maisons simulées : demandez-en de 1 à {most}.", `{homes} simulated homes: ask for 1 to {most}.`},
	"sim.span":  {"Impossible de simuler du {from} au {to} : la fin doit suivre le début, de dix ans au plus.", `Cannot simulate from {from} to {to}: the end must follow the start, by ten years at most.`},
	"sim.step":  {"Pas de simulation de {step} : prenez une partie entière de l'heure, d'une minute au moins (15 min).", `A simulation step of {step}: use a whole part of an hour, one minute at least (15 min).`},
}
