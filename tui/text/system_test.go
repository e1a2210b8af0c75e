package text

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"courant/coach/fault"
)

// Ensure that what the system says of a failure is French in French, wherever it is quoted.
func TestSystemErrorsAreTranslated(t *testing.T) {
	_, missing := os.Open("/nulle/part")
	for _, c := range []struct {
		desc string
		err  error
		want string
	}{
		{"a bare error of the system", missing, "/nulle/part\u00a0: il n'existe pas"},
		{"quoted as a problem", fault.New(fault.Invalid, "cli.open-file", "file", "/x", "problem", missing), "/x ne s'ouvre pas : il n'existe pas."},
		{"its words alone", fault.New(fault.Denied, "cli.write-file", "file", "/x", "problem", syscall.ENOSPC.Error()), "/x ne s'écrit pas : le disque est plein."},
		{"wrapped", fmt.Errorf("opening: %w", fs.ErrPermission), "l'accès est refusé"},
		{"a certificate of other names", fmt.Errorf("x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs"), "son certificat ne nomme pas cette adresse"},
		{"a certificate that is over", fmt.Errorf("tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-25T10:00:00Z is after 2026-01-01T00:00:00Z"), "son certificat n'est plus valable, ou pas encore"},
		{"one that nobody knows", fmt.Errorf("flux capacitor"), "flux capacitor"},
	} {
		if got := Fault(French, c.err); got != c.want {
			t.Errorf("%s: %q, want %q", c.desc, got, c.want)
		}
	}
	if got := Fault(English, missing); got != "/nulle/part: no such file or directory" {
		t.Errorf("English: %q", got)
	}
}
