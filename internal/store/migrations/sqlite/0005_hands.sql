-- +goose Up
-- What is urgent, what outlives its holder's time here, and what is done by hand.

ALTER TABLE leases ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leases ADD COLUMN outlives INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leases ADD COLUMN by_hand_at TEXT;
ALTER TABLE leases ADD COLUMN hand TEXT NOT NULL DEFAULT '';
