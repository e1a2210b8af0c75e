package text

import "strings"

// A Lang is a language of the program.
type Lang string

// The two languages.
const (
	French  Lang = "fr"
	English Lang = "en"
)

// Detect reads a POSIX locale ("fr_CA.UTF-8"). Anything that is neither French nor English,
// the C locale and silence included, is French: it comes first in Québec.
func Detect(locale string) Lang {
	if strings.HasPrefix(strings.ToLower(locale), "en") {
		return English
	}
	return French
}
