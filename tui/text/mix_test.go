package text

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// foreign are words that are common in one language and none in the other: where they stand in
// a sentence, it was not translated.
var foreign = map[Lang]*regexp.Regexp{
	French:  regexp.MustCompile(`(?i)(?:^|[^\pL\pN_./={}-])(the|of|with|and|not|this|that|is|are|was|were|you|your|to|by|at|when|what|which|has|have|been|can|cannot|will|would|must|should|its|their|file|folder|value|missing|unknown|error|failed|expected|invalid|bucket|home|default|warning)(?:$|[^\pL\pN_./={}-])`),
	English: regexp.MustCompile(`(?i)(?:^|[^\pL\pN_./={}-])(le|la|les|des|une|du|de|pour|avec|pas|est|sont|dans|sur|qui|que|aucun|aucune|votre|vos|cette|maison|fichier|jour)(?:$|[^\pL\pN_./={}-])`),
}

// asTyped is what is typed as it stands in either language: commands with their words, flags,
// keys, what stands in backquotes.
var asTyped = regexp.MustCompile("Home Assistant|« bucket »|\\[influx\\] url, bucket|par home \\(|courant( [a-z-]+)*( [A-ZÉ]+)?|--[a-z-]+|`[^`]*`|\\[[a-z.]+\\]( [a-z_]+)*|\\[\\[[a-z]+\\]\\]|[a-z_]+ = (true|false)|(?:true|false)\\b|\\{[a-z]+\\??|%(\\[\\d\\])?[-+0-9.]*[a-z]")

// allowed are sentences that name something by its word in the other language on purpose.
var allowed = map[string]bool{
	"Quelle langue? / Which language?": true, "Which language? / Quelle langue?": true,
}

// Ensure that no sentence of a language holds words of the other, wherever it is kept: screens,
// errors, command line, advices, reasons.
func TestNoLanguageSpeaksTheOther(t *testing.T) {
	n := 0
	check := func(l Lang, where, s string) {
		n++
		if allowed[s] {
			return
		}
		if word := foreign[l].FindString(asTyped.ReplaceAllString(s, " ")); word != "" {
			t.Errorf("%s, %s: %q stands in %q", where, l, strings.TrimSpace(word), s)
		}
	}
	for _, c := range bothLanguages {
		eachText(c.name, reflect.ValueOf(c.fr), func(where, s string) { check(French, where, s) })
		eachText(c.name, reflect.ValueOf(c.en), func(where, s string) { check(English, where, s) })
	}
	tables := []map[string]pair{adviceTexts, reasonTexts, limitTexts, evidenceTexts, warningTexts, sourceTexts, rowTexts, itemTexts, unitTexts}
	for _, table := range tables {
		for code, p := range table {
			check(French, code, p.fr)
			check(English, code, p.en)
		}
	}
	for _, table := range faultTables {
		for id, p := range table {
			check(French, string(id), p.fr)
			check(English, string(id), p.en)
		}
	}
	for _, p := range append(tomlTexts, tomlText{pair: tomlUnknown}) {
		check(French, "TOML", p.fr)
		check(English, "TOML", p.en)
	}
	for _, s := range systemTexts {
		check(French, "system", s.fr)
	}
	if n < 1500 {
		t.Errorf("only %d texts were looked at", n)
	}
}

// eachText gives every text of a struct of texts.
func eachText(where string, v reflect.Value, visit func(where, s string)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(where+"."+v.Type().Field(i).Name, v.Field(i), visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			eachText(where, v.Index(i), visit)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			eachText(where+"["+k.String()+"]", v.MapIndex(k), visit)
		}
	case reflect.String:
		visit(where, v.String())
	}
}
