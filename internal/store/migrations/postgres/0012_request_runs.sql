-- +goose Up
-- Which run of its workflow said how a request stands: that run keeps the end it gave.
ALTER TABLE requests ADD COLUMN run_id text NOT NULL DEFAULT '';
