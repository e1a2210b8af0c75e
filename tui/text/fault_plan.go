package text

import "courant/coach/fault"

// planFaults are the sentences of plans, their files and stated problems.
var planFaults = map[fault.ID]pair{
	"plan.hilo-drives": {
		"Hilo règle lui-même ces thermostats de {from} à {to} : une consigne venue d'ailleurs les ferait sortir de l'événement. Rien n'a été écrit. Choisissez plutôt le mode « {mode} » dans l'application Hilo.",
		"Hilo itself sets these thermostats from {from} to {to}: a set-point from elsewhere would take them out of the event. Nothing was written. Choose the mode \"{mode}\" in the Hilo app instead.",
	},
	"plan.over": {
		"L'événement du {day} est passé : rien à écrire pour un agenda ou pour Home Assistant. Sans --ical ni --home-assistant, le plan de ce jour se lit encore.",
		"The event of {day} is past: nothing to write for a calendar or for Home Assistant. Without --ical or --home-assistant, that day's plan can still be read.",
	},
	"plan.problem-file":     {"{file} n'est pas un problème lisible : {problem}.", "{file} is not a problem that can be read: {problem}."},
	"plan.problem-field":    {"{file} : le champ {field} ne convient pas ({problem}).", "{file}: the field {field} does not suit ({problem})."},
	"plan.problem-length":   {"{file} : le champ {field} a {got} éléments au lieu de {want}.", "{file}: the field {field} has {got} elements instead of {want}."},
	"plan.problem-gap":      {"{file} : les nombres de ce problème sont trop grands ou trop éloignés pour qu'une réponse se prouve. Voyez la croissance de a.", "{file}: the numbers of this problem are too large or too far apart for an answer to be proved. See how a grows."},
	"plan.problem-overflow": {"{file} : les états de ce problème croissent au-delà de ce qui se calcule. Voyez a.", "{file}: the states of this problem grow beyond what can be computed. See a."},
}
