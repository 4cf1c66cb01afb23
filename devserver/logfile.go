package main

import (
	"os"
	"sync"
)

// logFileLimit is the size in bytes at which a log file is set aside. A storm of
// timers once wrote 186 MB in minutes.
const logFileLimit = 10 << 20

// logFile appends to a file and keeps it under a limit: when full it becomes
// PATH.1, in place of the last one, and a new one begins. Twice the limit is
// thus the most it takes.
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

// Write never splits p over two files.
func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.size > 0 && l.size+int64(len(p)) > l.limit {
		l.rotate()
	}
	n, err := l.file.Write(p)
	l.size += int64(n)
	return n, err
}

func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.Close()
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

func (l *logFile) open() error {
	file, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close()
		return err
	}
	l.file, l.size = file, info.Size()
	return nil
}
