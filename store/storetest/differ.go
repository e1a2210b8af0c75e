package storetest

import (
	"fmt"

	"courant/coach/series"
)

// differ says the first way in which two series are not the same, "" when they are.
func differ(got, want series.Series) string {
	switch {
	case got.Kind != want.Kind:
		return fmt.Sprintf("kind %v, want %v", got.Kind, want.Kind)
	case got.Len() != want.Len():
		return fmt.Sprintf("%d values from %v every %v, want %d from %v every %v",
			got.Len(), got.Start, got.Step, want.Len(), want.Start, want.Step)
	case !got.Start.Equal(want.Start):
		return fmt.Sprintf("from %v, want %v", got.Start, want.Start)
	case got.Step != want.Step:
		return fmt.Sprintf("every %v, want %v", got.Step, want.Step)
	}
	for i, v := range got.Values {
		if w := want.Values[i]; v != w && (v == v || w == w) {
			return fmt.Sprintf("%v at %v, want %v", v, got.Time(i), w)
		}
	}
	return ""
}
