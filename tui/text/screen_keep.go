package text

// KeepWords are those of a plan that is tried, kept or dropped.
type KeepWords struct {
	Mark, SessionMark string // in the header
	Trial             string
	Key, Drop         string // what the keys do
	Short             string // the same in the footer
	Kept, Dropped     string
	Session           string
	WithApply         string
	InHead            string // as short as can be
	SessionInHead     string
	HandKey           string
	SameMode          string // mode
	OtherMode         string // mode, what of the gain, what of the cold
	HandOn, HandOff   string // moments
	InFull            string
	Moments           string // how many
	Column            string
	NoMore            string
	Yours             string
	Nothing           string
}

var frKeep = KeepWords{
	Mark: "ESSAI", SessionMark: "réglage de séance",
	Trial: "À l'essai, pas encore votre plan. ↵ : garder ce réglage; esc : le laisser.",
	Key:   "garder l'essai (ou ↵)", Drop: "laisser l'essai", Short: "garder ce réglage",
	Kept:     "Gardé : c'est votre plan maintenant, et votre confort pour les prochains.",
	Dropped:  "Essai laissé : de nouveau votre plan.",
	Session:  "Lecture seule : ce réglage est gardé jusqu'à la fin de la séance, pas plus. esc : le laisser.",
	SameMode: "Mode %s : le même plan que le vôtre; pour cet événement, ce mode n'y change rien.", OtherMode: "Mode %s, à l'essai. Contre votre plan : %s, %s.",
	HandKey: "à la main, peu de moments", HandOn: "à la main, %s (b : entier)", HandOff: "à la main : %s", InFull: "le plan entier", Moments: "%d moment|%d moments", Column: "à la main (b)",
	NoMore: "Au bout : plus loin, rien ne change.",
	InHead: "Essai : ↵ garder, esc laisser.", SessionInHead: "Gardé pour la séance; esc laisser.",
	WithApply: "À l'essai : écrire ce plan, c'est aussi le garder comme votre plan.",
	Yours:     "réglé par vous", Nothing: "Rien n'est à l'essai : < et > (confort), M (mode) ou + et − (case) d'abord.",
}

var enKeep = KeepWords{
	Mark: "TRIAL", SessionMark: "this session's setting",
	Trial: "On trial, not your plan yet. ↵: keep this setting; esc: drop it.",
	Key:   "keep the trial (or ↵)", Drop: "drop the trial", Short: "keep this setting",
	Kept:     "Kept: it is your plan now, and your comfort for the next ones.",
	Dropped:  "Trial dropped: your plan again.",
	Session:  "Read-only: this setting is kept until the session ends, no longer. esc: drop it.",
	SameMode: "%s mode: the same plan as yours; for this event this mode changes nothing.", OtherMode: "%s mode, on trial. Against your plan: %s, %s.",
	HandKey: "by hand, few moments", HandOn: "by hand, %s (b: in full)", HandOff: "by hand: %s", InFull: "the full plan", Moments: "%d moment|%d moments", Column: "by hand (b)",
	NoMore: "At the end: further on nothing changes.",
	InHead: "Trial: ↵ keep, esc drop.", SessionInHead: "Kept for the session; esc drop.",
	WithApply: "On trial: writing this plan also keeps it as your plan.",
	Yours:     "set by you", Nothing: "Nothing is on trial: < and > (comfort), M (mode) or + and − (slot) first.",
}
