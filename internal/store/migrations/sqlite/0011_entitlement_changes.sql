-- +goose Up
-- What an admin or an owner said of an entitlement, which whoever describes the
-- catalogue anew does not undo: its limits, and that it is not given any more.

ALTER TABLE entitlements ADD COLUMN limits_set INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entitlements ADD COLUMN retired_at TEXT;
ALTER TABLE entitlements ADD COLUMN retired_by TEXT NOT NULL DEFAULT '';
ALTER TABLE entitlements ADD COLUMN retired_reason TEXT NOT NULL DEFAULT '';

-- Limits that were lowered and of which not all who hold the entitlement have heard.
-- A row is written with the change itself and removed once they have.
CREATE TABLE entitlement_changes (
    entitlement_id TEXT PRIMARY KEY REFERENCES entitlements (id),
    id             TEXT NOT NULL,
    at             TEXT NOT NULL,
    by_id          TEXT NOT NULL,
    reason         TEXT NOT NULL,
    longest_ns     INTEGER NOT NULL,
    notice_ns      INTEGER NOT NULL,
    told_to        TEXT NOT NULL
) STRICT;

CREATE INDEX leases_told_by_entitlement ON leases (entitlement_id, id) WHERE list_group = 0;
CREATE INDEX leases_told_by_person ON leases (person_id, id) WHERE list_group = 0;
