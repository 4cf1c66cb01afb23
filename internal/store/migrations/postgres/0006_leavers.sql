-- +goose Up
-- When somebody became inactive whose change has not been told yet.

ALTER TABLE people_changes ADD COLUMN left_at timestamptz;
