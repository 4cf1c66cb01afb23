-- +goose Up
-- What the whole language needs of the record.

ALTER TABLE people ADD COLUMN until_at TEXT;

ALTER TABLE entitlements ADD COLUMN seats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entitlements ADD COLUMN apart TEXT;
ALTER TABLE entitlements ADD COLUMN ephemeral INTEGER NOT NULL DEFAULT 0;

ALTER TABLE requests ADD COLUMN bundle TEXT;
ALTER TABLE requests ADD COLUMN ask_series TEXT;

ALTER TABLE approvals ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE approvals ADD COLUMN denials INTEGER NOT NULL DEFAULT 0;
ALTER TABLE approvals ADD COLUMN entitlement_id TEXT NOT NULL DEFAULT '';
ALTER TABLE approvals ADD COLUMN terms TEXT;

ALTER TABLE leases ADD COLUMN cap TEXT NOT NULL DEFAULT '';
ALTER TABLE leases ADD COLUMN seats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leases ADD COLUMN apart TEXT;
ALTER TABLE leases ADD COLUMN shares INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leases ADD COLUMN holds TEXT NOT NULL DEFAULT '';

-- Who decides for whom while they are away. The periods of one person do not
-- overlap.
CREATE TABLE delegations (
    person_id   TEXT NOT NULL REFERENCES people (id),
    from_at     TEXT NOT NULL,
    until_at    TEXT NOT NULL,
    delegate_id TEXT NOT NULL REFERENCES people (id),
    reason      TEXT NOT NULL,
    PRIMARY KEY (person_id, from_at)
) STRICT, WITHOUT ROWID;
