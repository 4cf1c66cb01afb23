package dev

import (
	"errors"
	"io/fs"
	"os"
	"sync"
)

// logFileLimit is how large a log grows before it is put aside as FILE.1, in place
// of the one before.
const logFileLimit = 20 << 20

// logFile is a log that never takes more than twice its limit, as long as the
// full one can be put aside. The Temporal child, a module of its own, keeps its
// log the same way.
type logFile struct {
	path  string
	limit int64

	mu   sync.Mutex
	file *os.File
	size int64
}

func openLogFile(path string, limit int64) (*logFile, error) {
	l := &logFile{path: path, limit: limit}
	return l, l.open()
}

func (l *logFile) open() error {
	file, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return errors.Join(err, file.Close())
	}
	l.file, l.size = file, info.Size()
	return nil
}

// Write appends one entry.
func (l *logFile) Write(entry []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return 0, fs.ErrClosed
	}
	if l.size+int64(len(entry)) > l.limit && l.size > 0 {
		l.rotate()
	}
	count, err := l.file.Write(entry)
	l.size += int64(count)
	return count, err
}

// rotate keeps the old file when a new one cannot be had: a log that grows is
// better than none.
func (l *logFile) rotate() {
	full := l.file
	if os.Rename(l.path, l.path+".1") != nil {
		return
	}
	if l.open() == nil {
		_ = full.Close()
	}
}

// Close ends the log; what is written later is refused.
func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	file := l.file
	l.file = nil
	return file.Close()
}
