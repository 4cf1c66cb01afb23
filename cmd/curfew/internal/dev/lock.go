package dev

import (
	"fmt"
	"os"
	"strings"
)

// lock takes the directory for this process; the system gives it back however the
// process ends. The file says who has it.
func (d dataDir) lock() (*os.File, error) {
	path := d.file("curfew.lock")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the lock of the data directory cannot be opened: %w; --data names another directory", err)
	}
	free, err := tryLock(file)
	if err == nil && free {
		if err = file.Truncate(0); err == nil {
			_, err = fmt.Fprintf(file, "process %d", os.Getpid())
		}
		return file, err
	}
	_ = file.Close() // nothing was written
	if err != nil {
		return nil, fmt.Errorf("the data directory %s cannot be locked (%w): choose another one with --data", d, err)
	}
	holder, _ := os.ReadFile(path) // only for the sentence
	who := strings.TrimSpace(string(holder))
	if who == "" {
		who = "process unknown"
	}
	return nil, fmt.Errorf("another curfew dev (%s) uses the data directory %s: stop it, or choose another directory with --data", who, d)
}
