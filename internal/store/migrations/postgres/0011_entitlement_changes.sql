-- +goose Up
-- What an admin or an owner said of an entitlement, which whoever describes the
-- catalogue anew does not undo: its limits, and that it is not given any more.

ALTER TABLE entitlements
    ADD COLUMN limits_set     boolean NOT NULL DEFAULT false,
    ADD COLUMN retired_at     timestamptz,
    ADD COLUMN retired_by     text NOT NULL DEFAULT '',
    ADD COLUMN retired_reason text NOT NULL DEFAULT '';

-- Limits that were lowered and of which not all who hold the entitlement have heard.
-- A row is written with the change itself and removed once they have.
CREATE TABLE entitlement_changes (
    entitlement_id text COLLATE "C" PRIMARY KEY REFERENCES entitlements (id),
    id             text COLLATE "C" NOT NULL,
    at             timestamptz NOT NULL,
    by_id          text NOT NULL,
    reason         text NOT NULL,
    longest_ns     bigint NOT NULL,
    notice_ns      bigint NOT NULL,
    told_to        text COLLATE "C" NOT NULL
);

CREATE INDEX leases_told_by_entitlement ON leases (entitlement_id, id) WHERE list_group = 0;
CREATE INDEX leases_told_by_person ON leases (person_id, id) WHERE list_group = 0;
