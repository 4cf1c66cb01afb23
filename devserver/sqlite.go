package main

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"

	"go.temporal.io/server/common/config"
)

// pragmas are those of the server's connection. WAL is worth a factor of three over the
// default journal; FULL keeps each commit through a power cut, where NORMAL may
// lose the last ones; the timeout bears with somebody who copies the file.
var pragmas = map[string]string{
	"journal_mode":       "WAL",
	"synchronous":        "FULL",
	"busy_timeout":       "5000",
	"journal_size_limit": "67108864",
}

// storage is how Temporal opens the database file. The plugin pools by these
// values, so that everything opened with them shares one connection; more than
// one made SQLite refuse writes as busy. The file must exist.
func storage(path string) *config.SQL {
	registerStore()
	attributes := map[string]string{"mode": "rw"}
	for name, value := range pragmas {
		attributes[name] = value
	}
	return &config.SQL{
		PluginName:        storePlugin,
		DatabaseName:      uriPath(path),
		ConnectAttributes: attributes,
		MaxConns:          1,
		MaxIdleConns:      1,
	}
}

// openDatabase opens the file for our own looks at it, before and after the
// server has it, and creates it when missing. It leaves the journal mode alone,
// which is part of the file: what turns out to be somebody else's stays as it
// was.
func openDatabase(path string) (*sql.DB, error) {
	return connect(uriPath(path), url.Values{"mode": {"rwc"}}, "synchronous="+pragmas["synchronous"])
}

// connect opens one connection to the file of an SQLite URI, beside the server's, with
// these pragmas and its patience.
func connect(uri string, query url.Values, settings ...string) (*sql.DB, error) {
	for _, setting := range append([]string{"busy_timeout=" + pragmas["busy_timeout"]}, settings...) {
		query.Add("_pragma", setting)
	}
	db, err := sql.Open("sqlite", "file:"+uri+"?"+query.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// uriPath escapes what would end or change the path of an SQLite URI.
func uriPath(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		path = "///" + path
	}
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}
