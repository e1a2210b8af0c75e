package vault

import (
	"context"
	"errors"
	"io/fs"

	"courant/coach/fault"
	"courant/store/internal/files"
)

// The sentences of the vault's errors; see tui/text.
const (
	msgMissing      fault.ID = "vault.missing"       // path
	msgExists       fault.ID = "vault.exists"        // path
	msgForeign      fault.ID = "vault.foreign"       // path
	msgNewer        fault.ID = "vault.newer"         // path, version
	msgTruncated    fault.ID = "vault.truncated"     // path
	msgCorrupt      fault.ID = "vault.corrupt"       // path
	msgWrongKey     fault.ID = "vault.wrong-key"     // path, key
	msgWrongPhrase  fault.ID = "vault.wrong-phrase"  // path
	msgCannotAsk    fault.ID = "vault.cannot-ask"    // path
	msgNoPassphrase fault.ID = "vault.no-passphrase" //
	msgKeyMissing   fault.ID = "vault.key-missing"   // path
	msgKeyOpen      fault.ID = "vault.key-open"      // path
	msgKeyForeign   fault.ID = "vault.key-foreign"   // path
	msgKeyDamaged   fault.ID = "vault.key-damaged"   // path
	msgLocked       fault.ID = "vault.locked"        // path
	msgDenied       fault.ID = "vault.denied"        // path
	msgIO           fault.ID = "vault.io"            // path, cause
	msgNoHome       fault.ID = "vault.no-home"       // home, nearest
	msgBadName      fault.ID = "vault.bad-name"      // home
	msgTooLong      fault.ID = "vault.too-long"      // home
)

// wrap says where an error of the system happened; it leaves a fault as it is.
func wrap(path string, err error) error {
	var told *fault.Error
	switch {
	case err == nil, errors.As(err, &told), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Denied, msgDenied, "path", path)
	case errors.Is(err, files.ErrHeld):
		return fault.New(fault.Locked, msgLocked, "path", path)
	}
	return fault.New(fault.Internal, msgIO, "path", path, "cause", err)
}

// explain makes a fault of what a file turned out to be.
func explain(path string, version uint16, err error) error {
	switch {
	case errors.Is(err, errForeign):
		return fault.New(fault.Foreign, msgForeign, "path", path)
	case errors.Is(err, errNewer):
		return fault.New(fault.Foreign, msgNewer, "path", path, "version", version)
	case errors.Is(err, errTruncated):
		return fault.New(fault.Corrupt, msgTruncated, "path", path)
	case errors.Is(err, errDamaged):
		return fault.New(fault.Corrupt, msgCorrupt, "path", path)
	}
	return err
}
