-- +goose Up
-- Up to which mark people were told that a lease's end is late, in minutes after it was
-- due, and what hooks are still to be told of it.

CREATE TABLE late_told (
    lease_id text COLLATE "C" PRIMARY KEY REFERENCES leases (id),
    mark     bigint NOT NULL
);

CREATE TABLE late_posts (
    id   text COLLATE "C" PRIMARY KEY,
    hook text NOT NULL,
    at   timestamptz NOT NULL,
    text text NOT NULL,
    data jsonb
);
