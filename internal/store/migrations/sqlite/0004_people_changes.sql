-- +goose Up
-- Who changed in the directory and whose requests have not been told yet. A row is
-- written with the change itself and removed once they have been.
CREATE TABLE people_changes (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    rev       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
