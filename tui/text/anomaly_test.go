package text

import (
	"reflect"
	"testing"

	"courant/coach/signature"
)

// Ensure that both languages tell a signature alike, and that no code reaches a person.
func TestSignatureMatches(t *testing.T) {
	parity(t, "Signature", reflect.ValueOf(frSignature), reflect.ValueOf(enSignature))
	for _, c := range []struct {
		table map[string]string
		codes []string
	}{
		{frSignature.Codes, signature.Codes()}, {frSignature.Reasons, signature.Reasons()}, {frSignature.Left, signature.LeftCodes()},
		{frSignature.HintReason, signature.HintReasons()}, {frSignature.Rows, signature.EvidenceCodes()}, {frSignature.Uses, []string{signature.UseWater, signature.UseCar}},
	} {
		for _, code := range c.codes {
			if c.table[code] == "" {
				t.Errorf("code %q has no words", code)
			}
		}
	}
}
