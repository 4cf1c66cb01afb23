package main

import (
	"context"
	"fmt"
	"os"
	"time"
)

// lockPatience is how long to wait for another process to let go of the file: a
// server whose parent was killed needs its own shutdown to end, and its
// successor may already be here.
const lockPatience = stopLimit + 2*time.Second

// lockDatabase takes the file's lock for the life of this process; the system
// releases it however the process ends. Two servers on one file would each
// believe that they own every shard. It waits up to patience, or until ctx ends.
func lockDatabase(ctx context.Context, path string, patience time.Duration) error {
	file, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("open the lock file: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		locked, err := tryLock(file)
		if err != nil {
			return fmt.Errorf("lock %s: %w", file.Name(), err)
		}
		if locked {
			heldLock = file
			return nil
		}
		select {
		case <-ctx.Done():
			_ = file.Close()
			return &startFailure{
				Code:    codeDatabaseInUse,
				Message: fmt.Sprintf("%s is served by another curfew-temporal; stop that one, or name another file with --db.", path),
				Flag:    "--db",
			}
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// heldLock keeps the locked file reachable: closing it, as a finalizer would,
// releases the lock.
var heldLock *os.File
