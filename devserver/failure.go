package main

import "errors"

// failureCode names the cause of a failed start for the parent to act on. The
// values are part of the interface: they may be added to and never change.
type failureCode string

const (
	// codePortInUse: another program listens on the frontend's or the UI's port.
	codePortInUse failureCode = "port_in_use"
	// codeDirectoryMissing: a directory is missing, is none, or refuses new files.
	codeDirectoryMissing failureCode = "directory_missing"
	// codeDatabaseDamaged: the file is not SQLite, or SQLite finds it broken.
	codeDatabaseDamaged failureCode = "database_damaged"
	// codeDatabaseForeign: a sound SQLite database that is not Temporal's.
	codeDatabaseForeign failureCode = "database_foreign"
	// codeDatabaseVersion: Temporal's, but owned by another or an unknown version.
	codeDatabaseVersion failureCode = "database_version"
	// codeDatabaseInUse: another process serves the file.
	codeDatabaseInUse failureCode = "database_in_use"
	// codeDatabaseReadOnly: the file exists and may not be written.
	codeDatabaseReadOnly failureCode = "database_read_only"
	// codeFlagInvalid: a flag has a value that cannot be used.
	codeFlagInvalid failureCode = "flag_invalid"
	// codeInternal: everything else; the message is the cause as it was found.
	codeInternal failureCode = "internal"
)

// startFailure is why the server did not start.
type startFailure struct {
	Code failureCode `json:"code"`
	// Message is one sentence that names the thing and, where there is one, the
	// way out.
	Message string `json:"message"`
	// Flag is the flag that led here, with its dashes, or empty.
	Flag string `json:"flag,omitempty"`
}

func (f *startFailure) Error() string { return f.Message }

// asFailure returns the startFailure in err's chain, or wraps err as internal.
func asFailure(err error) *startFailure {
	var failure *startFailure
	if errors.As(err, &failure) {
		return failure
	}
	return &startFailure{Code: codeInternal, Message: err.Error()}
}
