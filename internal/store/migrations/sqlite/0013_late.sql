-- +goose Up
-- Up to which mark people were told that a lease's end is late, in minutes after it was
-- due, and what hooks are still to be told of it.

CREATE TABLE late_told (
    lease_id TEXT PRIMARY KEY REFERENCES leases (id),
    mark     INTEGER NOT NULL
) STRICT;

CREATE TABLE late_posts (
    id   TEXT PRIMARY KEY,
    hook TEXT NOT NULL,
    at   TEXT NOT NULL,
    text TEXT NOT NULL,
    data TEXT
) STRICT;
