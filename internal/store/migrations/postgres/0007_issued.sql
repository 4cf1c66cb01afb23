-- +goose Up
-- When the outside system was first told to take something away.

ALTER TABLE leases ADD COLUMN issued_at timestamptz;
