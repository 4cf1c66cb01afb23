package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// leaks looks through the bytes of everything that a house wrote: what Temporal's
// database, its log and the logs of the workers hold, and the record's own file. A
// secret may be in none of them. What is personal may be in databases, and in no log.
func (h *house) leaks() (wrong []string, err error) {
	known := false
	err = filepath.WalkDir(h.directory, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return ignoreGone(err)
		}
		words := h.secrets()
		if strings.HasSuffix(path, ".log") {
			words = append(words, []byte(personal))
		}
		if strings.HasPrefix(entry.Name(), temporalDatabase) {
			words = append(words, []byte(personal))
		}
		held, err := holding(path, words)
		for _, word := range held {
			if string(word) == personal && !strings.HasSuffix(path, ".log") {
				known = true // whoever looks there can see what is there
				continue
			}
			wrong = append(wrong, entry.Name()+" holds "+string(word))
		}
		return ignoreGone(err)
	})
	if !known {
		wrong = append(wrong, "nothing can be found in what Temporal wrote, not even what is there")
	}
	return wrong, err
}

// ignoreGone is for files that a database removes while they are looked for.
func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// secrets are what nobody may read anywhere.
func (h *house) secrets() [][]byte {
	words := [][]byte{[]byte(oktaToken)}
	if address, err := url.Parse(h.database.Database); err == nil && address.User != nil {
		if password, has := address.User.Password(); has && password != "" {
			words = append(words, []byte(password))
		}
	}
	return words
}

// holding says which of the words a file holds. It is read in pieces that overlap.
func holding(path string, words [][]byte) (held [][]byte, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	const piece, overlap = 1 << 20, 256
	buffer, kept := make([]byte, piece+overlap), 0
	for len(words) > 0 {
		n, err := io.ReadFull(file, buffer[kept:])
		text := buffer[:kept+n]
		var left [][]byte
		for _, word := range words {
			if bytes.Contains(text, word) {
				held = append(held, word)
			} else {
				left = append(left, word)
			}
		}
		words = left
		if err != nil {
			return held, ignoreEnd(err)
		}
		kept = copy(buffer, text[len(text)-overlap:])
	}
	return held, nil
}

func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
