package text

import "courant/coach/fault"

// feedFaults are the sentences of store/feed.
var feedFaults = map[fault.ID]pair{
	"feed.address": {
		"« {source} » n'est ni un fichier ni une adresse https:// ou webcal://. Corrigez-la.",
		`"{source}" is neither a file nor an https:// or webcal:// address. Correct it.`,
	},
	"feed.insecure": {
		"{source} : par http://, n'importe qui sur le chemin pourrait changer la réponse. Prenez https://.",
		"{source}: over http://, anybody on the way could change the answer. Use https://.",
	},
	"feed.unreachable": {
		"{source} est injoignable ({problem}). Ce qui était connu reste. Vérifiez le réseau, puis recommencez.",
		"{source} cannot be reached ({problem}). What was known stays. Check the network, then try again.",
	},
	"feed.silent": {
		"{source} n'a pas répondu en {seconds} s. Ce qui était connu reste. Recommencez plus tard.",
		"{source} did not answer within {seconds} s. What was known stays. Try again later.",
	},
	"feed.tls": {
		"{source} : son certificat n'est pas sûr ({problem}). Rien n'a été lu. Vérifiez l'adresse et l'horloge de cet ordinateur.",
		"{source}: its certificate cannot be trusted ({problem}). Nothing was read. Check the address and this computer's clock.",
	},
	"feed.redirect": {
		"{source} renvoie vers {target}, par un chemin qui n'est pas sûr ou trop long. Rien n'a été lu. Donnez la nouvelle adresse.",
		"{source} sends on to {target}, over a way that is not safe or too long. Nothing was read. Give the new address.",
	},
	"feed.refused": {
		"{source} refuse l'accès (réponse {status}). Vérifiez l'adresse, et le droit qu'elle contient.",
		"{source} refuses access (answer {status}). Check the address, and the right that it carries.",
	},
	"feed.gone": {
		"{source} n'existe pas (réponse {status}). Corrigez l'adresse : [feeds] dans la configuration, ou --from.",
		"{source} does not exist (answer {status}). Correct the address: [feeds] in the configuration, or --from.",
	},
	"feed.busy": {
		"{source} demande d'attendre (réponse {status}).{minutes? Prochain essai possible dans {minutes} min.} Ce qui était connu reste.",
		"{source} asks to wait (answer {status}).{minutes? The next try is possible in {minutes} min.} What was known stays.",
	},
	"feed.server": {
		"{source} a répondu {status} au lieu des données. Ce qui était connu reste. Recommencez plus tard.",
		"{source} answered {status} instead of the data. What was known stays. Try again later.",
	},
	"feed.too-big": {
		"{source} : plus de {most} Mo, ce n'est pas une liste d'événements ni une météo. Rien n'en a été pris.",
		"{source}: more than {most} MB, this is no list of events and no weather. Nothing of it was taken.",
	},
	"feed.cut": {
		"{source} : la réponse est coupée avant sa fin. Rien n'en a été pris; ce qui était connu reste. Recommencez.",
		"{source}: the answer is cut short. Nothing of it was taken; what was known stays. Try again.",
	},
	"feed.empty": {
		"{source} est vide. Ce qui était connu reste.",
		"{source} is empty. What was known stays.",
	},
	"feed.html": {
		"{source} : c'est une page Web et non des données. Rien n'en a été pris. Ouvrez-la dans un navigateur, ou corrigez l'adresse.",
		"{source}: this is a web page, not data. Nothing of it was taken. Open it in a browser, or correct the address.",
	},
	"feed.not-text": {
		"{source} n'est pas du texte. Rien n'en a été pris. Donnez un fichier JSON ou iCal (.ics).",
		"{source} is not text. Nothing of it was taken. Give a JSON or iCal (.ics) file.",
	},
	"feed.json": {
		"{source}, ligne {line}, colonne {column} : ce JSON ne se lit pas. Rien n'en a été pris; ce qui était connu reste.",
		"{source}, line {line}, column {column}: this JSON cannot be read. Nothing of it was taken; what was known stays.",
	},
	"feed.cut-json": {
		"{source} : ce JSON s'arrête avant sa fin. Rien n'en a été pris; ce qui était connu reste. Recommencez.",
		"{source}: this JSON stops before its end. Nothing of it was taken; what was known stays. Try again.",
	},
	"feed.shape": {
		"{source} n'est pas une liste d'événements : attendu {want}. Rien n'en a été pris.",
		"{source} is not a list of events: wanted {want}. Nothing of it was taken.",
	},
	"feed.too-many": {
		"{source} : {count} événements; {most} au plus sont croyables. Rien n'en a été pris.",
		"{source}: {count} events; {most} at most are credible. Nothing of it was taken.",
	},
	"feed.far": {
		"{source}, événement {row} : il commence le {value}, plus de {most} jours d'avance. Une telle liste n'est pas croyable; rien n'en a été pris.",
		"{source}, event {row}: it starts on {value}, more than {most} days ahead. Such a list is not credible; nothing of it was taken.",
	},
	"feed.calendar": {
		"{source}, ligne {line} : ce n'est pas du iCal ({problem}). Rien n'en a été pris.",
		"{source}, line {line}: this is not iCal ({problem}). Nothing of it was taken.",
	},
	"feed.programme": {
		"{source}, ligne {line} : rien ne dit de quel programme sont ces événements. Ajoutez --programme winter-credit, flex-d ou hilo.",
		"{source}, line {line}: nothing says which programme these events are of. Add --programme winter-credit, flex-d or hilo.",
	},
	"feed.weather": {
		"{source} ne donne pas la météo de {city} ({problem}). La dernière reste.",
		"{source} does not give the weather of {city} ({problem}). The last one stays.",
	},
	"feed.state": {
		"{file} ne se lit pas ({problem}). Il est mis de côté; courant event pull le refait.",
		"{file} cannot be read ({problem}). It is set aside; courant event pull makes it anew.",
	},
	"feed.write-file": {
		"{file} ne s'écrit pas ({problem}). Vérifiez la place et les droits.",
		"{file} cannot be written ({problem}). Check the space and the rights.",
	},
}
