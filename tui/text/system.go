package text

import (
	"slices"
	"strings"

	"courant/coach/fault"
)

// systemTexts are what the operating system and the network say of a failure, in English, and
// the same in French. The program's own sentences quote them as {problem}.
var systemTexts = [...]struct{ en, fr string }{
	{"no such file or directory", "il n'existe pas"},
	{"file does not exist", "il n'existe pas"},
	{"file already exists", "il existe déjà"},
	{"file exists", "il existe déjà"},
	{"permission denied", "l'accès est refusé"},
	{"operation not permitted", "ce n'est pas permis"},
	{"is a directory", "c'est un dossier"},
	{"not a directory", "un de ses dossiers n'en est pas un"},
	{"directory not empty", "le dossier n'est pas vide"},
	{"no space left on device", "le disque est plein"},
	{"disk quota exceeded", "votre part du disque est pleine"},
	{"read-only file system", "ce disque ne se modifie pas"},
	{"file name too long", "son nom est trop long"},
	{"too many open files", "trop de fichiers sont ouverts"},
	{"too many levels of symbolic links", "ses liens tournent en rond"},
	{"device or resource busy", "il est occupé"},
	{"resource temporarily unavailable", "il est occupé"},
	{"input/output error", "le disque ne répond pas bien"},
	{"bad file descriptor", "il est déjà fermé"},
	{"broken pipe", "l'autre bout s'est fermé"},
	{"cross-device link", "il est sur un autre disque"},
	{"invalid argument", "le système ne l'accepte pas"},
	{"connection refused", "la connexion est refusée"},
	{"connection reset by peer", "la connexion a été coupée"},
	{"connection timed out", "personne ne répond à temps"},
	{"i/o timeout", "personne ne répond à temps"},
	{"context deadline exceeded", "personne ne répond à temps"},
	{"Client.Timeout exceeded while awaiting headers", "personne ne répond à temps"},
	{"context canceled", "interrompu"},
	{"network is unreachable", "le réseau ne répond pas"},
	{"no route to host", "aucun chemin n'y mène"},
	{"no such host", "ce nom n'existe pas"},
	{"server misbehaving", "le serveur de noms répond mal"},
	{"Temporary failure in name resolution", "les noms ne se trouvent pas en ce moment"},
	{"use of closed network connection", "la connexion s'est fermée"},
	{"certificate signed by unknown authority", "son certificat vient d'une autorité inconnue"},
	{"first record does not look like a TLS handshake", "il ne répond pas en https"},
	{"server gave HTTP response to HTTPS client", "il ne répond pas en https"},
	{"unexpected EOF", "la fin vient trop tôt"},
	{"EOF", "la fin vient trop tôt"},
	{"invalid UTF-8", "ce n'est pas de l'UTF-8"},
}

// certificateTexts are how Go's checks of a certificate begin, which end in names and times.
var certificateTexts = []struct{ en, fr string }{
	{"x509: certificate has expired or is not yet valid", "son certificat n'est plus valable, ou pas encore"},
	{"x509: certificate is valid for ", "son certificat est pour un autre nom"},
	{"x509: certificate is not valid for any names", "son certificat n'est pour aucun nom"},
	{"x509: cannot validate certificate for ", "son certificat ne nomme pas cette adresse"},
	{"x509: certificate relies on legacy Common Name", "son certificat ne nomme pas cette adresse"},
	{"x509: ", "son certificat n'est pas bon"},
}

// System is what the system or the network said of a failure, in the language. What stands
// before it (the call and the path, which a sentence has already) goes with the translation.
func (l Lang) System(s string) string {
	if l != French {
		return s
	}
	for _, t := range systemTexts {
		if strings.HasSuffix(s, t.en) {
			return t.fr
		}
		if i := strings.Index(s, t.en+" "); i >= 0 && strings.HasSuffix(s, ")") { // "… exceeded (…)"
			return t.fr
		}
	}
	for _, t := range certificateTexts {
		if strings.Contains(s, t.en) {
			return t.fr
		}
	}
	return s
}

// problem is the argument of an error that holds the words of the system or of a library.
const problem = "problem"

// tomlIDs are the errors whose problem is in the words of the TOML parser.
var tomlIDs = []fault.ID{"config.syntax", "dated.syntax"}

// quoted are an error's arguments, with what the system or a library said in the language.
func (l Lang) quoted(e *fault.Error) []fault.Arg {
	say := l.System
	if slices.Contains(tomlIDs, e.ID) {
		say = l.TOML
	}
	out := slices.Clone(e.Args)
	for i := range out {
		if out[i].Name == problem {
			out[i].Value = say(out[i].Value)
		}
	}
	return out
}
