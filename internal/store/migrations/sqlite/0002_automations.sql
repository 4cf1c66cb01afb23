-- +goose Up
-- Automations have drafts, a history that says why, proposals that wait for a
-- second admin, and may be retired.

-- draft_rev is the highest rev any draft of the name ever had, so that a rev is
-- never used again; retired_at is NULL while people may ask.
ALTER TABLE automations ADD COLUMN draft_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE automations ADD COLUMN retired_at TEXT;
ALTER TABLE automations ADD COLUMN retired_by TEXT NOT NULL DEFAULT '';
ALTER TABLE automations ADD COLUMN retired_comment TEXT NOT NULL DEFAULT '';

ALTER TABLE automation_versions ADD COLUMN comment TEXT NOT NULL DEFAULT '';
ALTER TABLE automation_versions ADD COLUMN restored_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE automation_versions ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';

CREATE TABLE automation_drafts (
    name          TEXT PRIMARY KEY REFERENCES automations (name),
    title         TEXT NOT NULL,
    source        BLOB NOT NULL,
    rev           INTEGER NOT NULL,
    based_on      INTEGER NOT NULL,
    restored_from INTEGER NOT NULL,
    updated_by    TEXT NOT NULL,
    updated_at    TEXT NOT NULL
) STRICT;

CREATE TABLE automation_proposals (
    name          TEXT PRIMARY KEY REFERENCES automations (name),
    title         TEXT NOT NULL,
    source        BLOB NOT NULL,
    hash          TEXT NOT NULL,
    comment       TEXT NOT NULL,
    based_on      INTEGER NOT NULL,
    restored_from INTEGER NOT NULL,
    proposed_by   TEXT NOT NULL,
    proposed_at   TEXT NOT NULL
) STRICT;
