package feed

import (
	"strings"
)

// skyWords are the words of forecasts and the cover of clouds that they mean, in the order
// in which they are looked for: the longer first. The cover is a judgement: "a mix of sun and
// cloud" is half of the sky; precipitation comes from all of it.
var skyWords = []struct {
	words string
	cover float64
}{
	{"chance", 0.9}, {"possibilité", 0.9}, {"risk", 0.9}, {"risque", 0.9}, {"probabilité", 0.9},
	{"snow", 1}, {"neige", 1}, {"flurr", 0.95}, {"rain", 1}, {"pluie", 1}, {"shower", 0.95}, {"averse", 0.95}, {"drizzle", 1}, {"bruine", 1},
	{"freezing", 1}, {"verglas", 1}, {"ice pellet", 1}, {"grésil", 1}, {"thunder", 1}, {"orage", 1}, {"precipitation", 1}, {"précipitation", 1}, {"blizzard", 1},
	{"mix of sun and cloud", 0.5}, {"alternance de soleil", 0.5}, {"cloudy periods", 0.5}, {"passages nuageux", 0.5},
	{"partly cloudy", 0.5}, {"partiellement nuageux", 0.5}, {"partly clear", 0.5}, {"partiellement dégagé", 0.5},
	{"a few clouds", 0.25}, {"quelques nuages", 0.25}, {"mainly sunny", 0.25}, {"mainly clear", 0.25}, {"généralement ensoleillé", 0.25}, {"généralement dégagé", 0.25},
	{"mostly cloudy", 0.8}, {"mainly cloudy", 0.8}, {"généralement nuageux", 0.8},
	{"increasing cloud", 0.55}, {"ennuagement", 0.55}, {"clearing", 0.55}, {"dégagement", 0.55}, {"becoming cloudy", 0.7},
	{"fog", 0.95}, {"brouillard", 0.95}, {"mist", 0.9}, {"brume", 0.9}, {"haze", 0.5}, {"smoke", 0.6}, {"fumée", 0.6}, {"ice crystals", 0.3}, {"cristaux de glace", 0.3},
	{"overcast", 1}, {"couvert", 1}, {"cloudy", 0.95}, {"nuageux", 0.95},
	{"sunny", 0.05}, {"ensoleillé", 0.05}, {"clear", 0.05}, {"dégagé", 0.05},
}

// unknownCover is what is assumed of a sky whose words are not known.
const unknownCover = 0.7

// skyOf reads the words of a sky; ok is false without any.
func skyOf(l loose) (SkyPeriod, bool) {
	en, fr := l.text("en"), l.text("fr")
	if en == "" && fr == "" {
		return SkyPeriod{}, false
	}
	s := SkyPeriod{Cover: unknownCover, Words: Words{clip(fr), clip(en)}}
	for _, said := range []string{en, fr} {
		said = strings.ToLower(said)
		for _, w := range skyWords {
			if strings.Contains(said, w.words) {
				s.Cover, s.Sure = w.cover, true
				return s, true
			}
		}
	}
	return s, true
}
