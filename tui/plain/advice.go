package plain

import (
	"time"

	"courant/coach"
	"courant/tui/text"
)

// Advice is an advice in one sentence of the language.
func Advice(l text.Lang, a coach.Advice, loc *time.Location) string {
	return l.Advice(adviceFacts(a, loc))
}
