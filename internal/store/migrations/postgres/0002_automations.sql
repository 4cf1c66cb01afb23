-- +goose Up
-- Automations have drafts, a history that says why, proposals that wait for a
-- second admin, and may be retired.

-- draft_rev is the highest rev any draft of the name ever had, so that a rev is
-- never used again; retired_at is NULL while people may ask.
ALTER TABLE automations ADD COLUMN draft_rev bigint NOT NULL DEFAULT 0;
ALTER TABLE automations ADD COLUMN retired_at timestamptz;
ALTER TABLE automations ADD COLUMN retired_by text NOT NULL DEFAULT '';
ALTER TABLE automations ADD COLUMN retired_comment text NOT NULL DEFAULT '';

ALTER TABLE automation_versions ADD COLUMN comment text NOT NULL DEFAULT '';
ALTER TABLE automation_versions ADD COLUMN restored_from bigint NOT NULL DEFAULT 0;
ALTER TABLE automation_versions ADD COLUMN confirmed_by text NOT NULL DEFAULT '';

CREATE TABLE automation_drafts (
    name          text COLLATE "C" PRIMARY KEY REFERENCES automations (name),
    title         text NOT NULL,
    source        bytea NOT NULL,
    rev           bigint NOT NULL,
    based_on      bigint NOT NULL,
    restored_from bigint NOT NULL,
    updated_by    text NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE TABLE automation_proposals (
    name          text COLLATE "C" PRIMARY KEY REFERENCES automations (name),
    title         text NOT NULL,
    source        bytea NOT NULL,
    hash          text COLLATE "C" NOT NULL,
    comment       text NOT NULL,
    based_on      bigint NOT NULL,
    restored_from bigint NOT NULL,
    proposed_by   text NOT NULL,
    proposed_at   timestamptz NOT NULL
);
