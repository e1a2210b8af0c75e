package files

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// The byte that bbolt locks: the last one that a file could have.
const lockByte = 1<<32 - 1

// TryLock takes a lock on a whole file without waiting, shared or alone. It is the lock
// that bbolt takes.
func TryLock(f *os.File, exclusive bool) (bool, error) {
	flags := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if exclusive {
		flags |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{Offset: lockByte, OffsetHigh: lockByte})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// Unlock gives a lock back before its file is closed.
func Unlock(f *os.File) error {
	return windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, &windows.Overlapped{Offset: lockByte, OffsetHigh: lockByte})
}

// rename waits for readers: Windows does not replace a file while somebody has it open.
func rename(from, to string) error {
	for pause := time.Millisecond; ; pause *= 2 {
		err := os.Rename(from, to)
		busy := errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION)
		if !busy || pause > time.Second {
			return err
		}
		time.Sleep(pause)
	}
}

// syncDir does nothing: Windows has no such call, and journals the names.
func syncDir(string) error { return nil }
