package text

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"courant/coach/fault"
)

// A pair is one sentence in both languages. {name} stands for an argument of the error.
type pair struct{ fr, en string }

// faultTables has one table of sentences a room, by message id.
var faultTables = []map[fault.ID]pair{
	homeFaults,
	storeFaults,
	cmdFaults,
	rulesFaults,
	exchangeFaults,
	simFaults,
	influxFaults,
	auditFaults,
	feedFaults,
	planFaults,
}

var homeFaults = map[fault.ID]pair{
	"home.bad-id":   {"« {id} » ne peut pas être le nom d'une maison : 1 à 64 lettres sans accent, chiffres, _ ou -.", `"{id}" cannot name a home: use 1 to 64 unaccented letters, digits, _ or -.`},
	"home.bad-zone": {"« {zone} » ne peut pas être le nom d'une pièce : 1 à 64 lettres sans accent, chiffres, _ ou -.", `"{zone}" cannot name a zone: use 1 to 64 unaccented letters, digits, _ or -.`},
	"home.no-room": {
		"Pièce inconnue : {room}.{nearest? Vouliez-vous dire {nearest}?} Pièces de {home} : {rooms}.",
		"Unknown room: {room}.{nearest? Did you mean {nearest}?} Rooms of {home}: {rooms}.",
	},
	"home.not-key-value": {"« {text} » n'est pas de la forme CLÉ=VALEUR.", `"{text}" is not of the form KEY=VALUE.`},
	"home.unknown-key":   {"Clé inconnue : {key}.{nearest? Vouliez-vous dire {nearest} ?}", `Unknown key: {key}.{nearest? Did you mean {nearest}?}`},
	"home.note-empty":    {"La note est vide : écrivez ce qui a été vu.", "The note is empty: write what was seen."},
	"home.note-long":     {"La note a {count} caractères; {most} au plus. Écrivez-en deux.", "The note has {count} characters; {most} at most. Write two."},
	"home.notes-full":    {"{home} a déjà {most} notes. Enlevez-en : courant note {home} --remove NUMÉRO", "{home} has {most} notes already. Remove some: courant note {home} --remove NUMBER"},
	"home.no-note":       {"{home} n'a pas de note {number}; il y en a {count}. Voir : courant note {home}", "{home} has no note {number}; there are {count}. See: courant note {home}"},
	"home.reversed": {
		"low_c ({low} °C) dépasse high_c ({high} °C) : rien n'a été changé. Donnez les deux ensemble, le plus bas d'abord, par exemple low_c=17 high_c=23.",
		"low_c ({low} °C) is above high_c ({high} °C): nothing was changed. Give both together, the lower first, such as low_c=17 high_c=23.",
	},
	"home.bad-value": {"« {value} » ne convient pas à {key} : attendu {want}.", `"{value}" does not suit {key}: wanted {want}.`},
}

// Fault is the sentence of an error in a language: what, where, what to do. An error without
// a message id is told by its own words. The result may hold outside strings: Clean it
// before a terminal sees it.
func Fault(l Lang, err error) string {
	var e *fault.Error
	if !errors.As(err, &e) {
		var p *fs.PathError
		if errors.As(err, &p) {
			return p.Path + l.Colon() + l.System(p.Err.Error())
		}
		return l.System(err.Error())
	}
	for _, t := range faultTables {
		if p, ok := t[e.ID]; ok {
			return fill(l, p.in(l), l.quoted(e))
		}
	}
	return e.Error()
}

func (p pair) in(l Lang) string {
	if l == English {
		return p.en
	}
	return p.fr
}

// fill puts arguments into a sentence: {name} is the value; {name? words} is the words when
// the value is not empty, else nothing. Conditional words may hold placeholders. Words in (s)
// agree with the number before.
func fill(l Lang, s string, args []fault.Arg) string {
	var b strings.Builder
	fillInto(&b, l, s, args, &agreement{})
	return b.String()
}

func fillInto(b *strings.Builder, l Lang, s string, args []fault.Arg, a *agreement) {
	value := func(name string) string {
		for _, a := range args {
			if a.Name == name {
				return a.Value
			}
		}
		return ""
	}
	for {
		i := strings.IndexByte(s, '{')
		j := -1
		if i >= 0 {
			j = closing(s, i)
		}
		if j < 0 {
			b.WriteString(a.words(l, s))
			return
		}
		b.WriteString(a.words(l, s[:i]))
		name, words, conditional := strings.Cut(s[i+1:j], "?")
		switch {
		case !conditional:
			b.WriteString(value(name))
			a.saw(value(name))
		case value(name) != "":
			fillInto(b, l, words, args, a)
		}
		s = s[j+1:]
	}
}

// closing is the index of the brace that closes the one at i, -1 without.
func closing(s string, i int) int {
	depth := 0
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// faultIDs lists every id that has sentences, sorted.
func faultIDs() []fault.ID {
	var ids []fault.ID
	for _, t := range faultTables {
		ids = append(ids, slices.Collect(maps.Keys(t))...)
	}
	slices.Sort(ids)
	return ids
}
