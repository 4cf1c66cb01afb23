-- +goose Up
-- What the whole language needs of the record.

ALTER TABLE people ADD COLUMN until_at timestamptz;

ALTER TABLE entitlements
    ADD COLUMN seats     bigint NOT NULL DEFAULT 0,
    ADD COLUMN apart     jsonb,
    ADD COLUMN ephemeral boolean NOT NULL DEFAULT false;

ALTER TABLE requests
    ADD COLUMN bundle     jsonb,
    ADD COLUMN ask_series jsonb;

ALTER TABLE approvals
    ADD COLUMN kind           text NOT NULL DEFAULT '',
    ADD COLUMN denials        bigint NOT NULL DEFAULT 0,
    ADD COLUMN entitlement_id text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN terms          jsonb;

ALTER TABLE leases
    ADD COLUMN cap    text NOT NULL DEFAULT '',
    ADD COLUMN seats  bigint NOT NULL DEFAULT 0,
    ADD COLUMN apart  jsonb,
    ADD COLUMN shares boolean NOT NULL DEFAULT false,
    ADD COLUMN holds  text NOT NULL DEFAULT '';

-- Who decides for whom while they are away. The periods of one person do not
-- overlap: whoever writes one holds the person's row.
CREATE TABLE delegations (
    person_id   text COLLATE "C" NOT NULL REFERENCES people (id),
    from_at     timestamptz NOT NULL,
    until_at    timestamptz NOT NULL,
    delegate_id text COLLATE "C" NOT NULL REFERENCES people (id),
    reason      text NOT NULL,
    PRIMARY KEY (person_id, from_at)
);
