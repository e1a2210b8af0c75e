package text

// Vault are the sentences of `courant vault`.
type Vault struct {
	Group, Status, Export, Import, Passphrase string // what each command does
	FlagPassphrase, FlagRemove                string

	File, Homes                string // path; count
	ByKey, ByPhrase            string // key file
	ExportPhrase               string
	Exported, Imported, Locked string // homes, file; homes
	Nothing, Unlocked          string // ; key file
	Sealed                     string // host, dialect, homes
	Strangers                  string // count
}

var frVault = Vault{
	Group: "les clés des maisons : état, vers une autre machine et de là, phrase de passe", Status: "où sont les clés, combien, et ce qui les protège",
	Export: "les clés de maisons (toutes sans nom) dans un fichier sous phrase de passe", Import: "prendre les clés qu'un autre coffre a exportées", Passphrase: "protéger le coffre par une phrase de passe",
	FlagPassphrase: "lire la phrase de passe dans ce `FICHIER` (chmod 600) plutôt que la demander", FlagRemove: "revenir au fichier de clé",
	File: "Coffre : %s", Homes: "%d maison(s) avec leur clé", ByKey: "protégé par le fichier de clé %s : le perdre, c'est perdre les données", ByPhrase: "protégé par une phrase de passe : la perdre, c'est perdre les données",
	ExportPhrase: "Phrase de passe du fichier exporté (12 caractères au moins)",
	Exported:     "Clés de %d maison(s) dans %s. Qui a ce fichier et la phrase de passe lit ces maisons; transmettez-les par deux chemins.",
	Imported:     "Clés de %d maison(s) ajoutées au coffre. Ensuite : courant sync --from sealed.", Nothing: "Rien de nouveau : le coffre a déjà ces clés.",
	Sealed: "InfluxDB %s (%s), compartiment scellé : les clés d'ici ouvrent %d maison(s)", Strangers: "%d maison(s) du compartiment n'ont pas de clé ici : courant vault import, si elles sont à vous",
	Locked: "La phrase de passe protège maintenant le coffre. La perdre, c'est perdre les données.", Unlocked: "Le fichier de clé %s protège de nouveau le coffre. Le perdre, c'est perdre les données.",
}

var enVault = Vault{
	Group: "the homes' keys: state, to another machine and from there, passphrase", Status: "where the keys are, how many, and what protects them",
	Export: "keys of homes (all without a name) into a file under a passphrase", Import: "take the keys that another vault has exported", Passphrase: "protect the vault by a passphrase",
	FlagPassphrase: "read the passphrase from this `FILE` (chmod 600) instead of asking", FlagRemove: "go back to the key file",
	File: "Vault: %s", Homes: "%d home(s) with their keys", ByKey: "protected by the key file %s: losing it loses the data", ByPhrase: "protected by a passphrase: losing it loses the data",
	ExportPhrase: "Passphrase of the exported file (at least 12 characters)",
	Exported:     "Keys of %d home(s) in %s. Who has this file and the passphrase reads those homes; send them two different ways.",
	Imported:     "Keys of %d home(s) added to the vault. Next: courant sync --from sealed.", Nothing: "Nothing new: the vault has these keys already.",
	Sealed: "InfluxDB %s (%s), sealed bucket: the keys here open %d home(s)", Strangers: "%d home(s) of the bucket have no key here: courant vault import, if they are yours",
	Locked: "The passphrase now protects the vault. Losing it loses the data.", Unlocked: "The key file %s protects the vault again. Losing it loses the data.",
}

// Vault gives the language's sentences.
func (l Lang) Vault() *Vault {
	if l == English {
		return &enVault
	}
	return &frVault
}
