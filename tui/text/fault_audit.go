package text

import "courant/coach/fault"

// auditFaults are the sentences of the access log.
var auditFaults = map[fault.ID]pair{
	"audit.write": {"Le journal des accès {file} ne s'écrit pas : {problem}. Rien n'a été lu : un accès qui ne peut pas être noté n'a pas lieu. Rendez le fichier accessible en écriture.", "The access log {file} cannot be written: {problem}. Nothing was read: an access that cannot be written down does not happen. Make the file writable."},
	"audit.read":  {"Le journal des accès {file} ne se lit pas : {problem}.", "The access log {file} cannot be read: {problem}."},
	"audit.line":  {"{file}, ligne {line} : modifiée, déplacée ou coupée, ou la ligne d'avant a été enlevée.", "{file}, line {line}: changed, moved or cut short, or the line before it was taken out."},
	"audit.cut":   {"{file} : la fin du journal manque.", "{file}: the end of the log is missing."},
	"audit.bad":   {"{count} problèmes dans le journal des accès : quelqu'un ou un disque l'a changé. Gardez le fichier tel quel, et voyez qui a accès à cet ordinateur.", "{count} problems in the access log: somebody or a disk changed it. Keep the file as it is, and see who has access to this computer."},
}
