package text

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
)

var verb = regexp.MustCompile(`%(\[\d+\])?[-+0-9.]*[a-zA-Z%]`)

// bothLanguages are the structs of texts, each in both languages.
var bothLanguages = []struct {
	name   string
	fr, en any
}{
	{"Words", frWords, enWords},
	{"Sentences", frSentences, enSentences},
	{"CLI", frCLI, enCLI},
	{"Tables", frTables, enTables},
	{"Screen", frScreen, enScreen},
	{"Setup", frSetup, enSetup},
	{"Doctor", frDoctor, enDoctor},
	{"Feed", frFeed, enFeed},
	{"Vault", frVault, enVault},
	{"Effect", frEffect, enEffect},
	{"Rooms", frRooms, enRooms},
	{"Leave", frLeave, enLeave},
	{"Seasons", frSeasons, enSeasons},
}

// Ensure that both languages fill every field of a struct of texts, with the same verbs.
func TestLanguagesMatch(t *testing.T) {
	for _, c := range bothLanguages {
		parity(t, c.name, reflect.ValueOf(c.fr), reflect.ValueOf(c.en))
	}
}

func parity(t *testing.T, path string, fr, en reflect.Value) {
	t.Helper()
	switch fr.Kind() {
	case reflect.Struct:
		for i := range fr.NumField() {
			parity(t, path+"."+fr.Type().Field(i).Name, fr.Field(i), en.Field(i))
		}
	case reflect.Slice, reflect.Array:
		if fr.Len() != en.Len() {
			t.Errorf("%s: %d entries in French, %d in English", path, fr.Len(), en.Len())
			return
		}
		for i := range fr.Len() {
			parity(t, path, fr.Index(i), en.Index(i))
		}
	case reflect.Map:
		for _, k := range fr.MapKeys() {
			if !en.MapIndex(k).IsValid() {
				t.Errorf("%s[%v] is missing in English", path, k)
				continue
			}
			parity(t, path+"["+k.String()+"]", fr.MapIndex(k), en.MapIndex(k))
		}
		if fr.Len() != en.Len() {
			t.Errorf("%s: %d entries in French, %d in English", path, fr.Len(), en.Len())
		}
	case reflect.String:
		if fr.String() == "" || en.String() == "" {
			t.Errorf("%s is empty in one language", path)
		}
		a, b := verb.FindAllString(fr.String(), -1), verb.FindAllString(en.String(), -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: verbs differ: %v, %v", path, a, b)
		}
	default:
		t.Errorf("%s: a text cannot be a %s", path, fr.Kind())
	}
}
