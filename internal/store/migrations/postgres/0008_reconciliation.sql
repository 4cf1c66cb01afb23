-- +goose Up
-- What outside systems say and no lease explains, and the comparisons that find it.

-- list_group (0 open, 1 kept, 2 done with) and list_order (newest first) are a
-- finding's place in lists.
CREATE TABLE findings (
    id             text COLLATE "C" PRIMARY KEY,
    key            text COLLATE "C" NOT NULL,
    connector      text COLLATE "C" NOT NULL,
    subject        text COLLATE "C" NOT NULL,
    resource       text COLLATE "C" NOT NULL,
    person_id      text COLLATE "C" NOT NULL,
    entitlement_id text COLLATE "C" NOT NULL,
    class          text NOT NULL,
    how            text NOT NULL,
    detail         text NOT NULL,
    first_seen_at  timestamptz NOT NULL,
    last_seen_at   timestamptz NOT NULL,
    state          text NOT NULL,
    resolution     text NOT NULL,
    resolved_by    text NOT NULL,
    resolved_at    timestamptz,
    reason         text NOT NULL,
    kept_until     timestamptz,
    lease_id       text NOT NULL,
    list_group     bigint NOT NULL,
    list_order     bigint NOT NULL
);
CREATE UNIQUE INDEX findings_live ON findings (key, class) WHERE list_group < 2;
CREATE INDEX findings_live_by_resource ON findings (connector, resource) WHERE list_group < 2;
CREATE INDEX findings_in_order ON findings (list_group, list_order, id);
CREATE INDEX findings_by_entitlement ON findings (entitlement_id, list_group, list_order, id);

-- When everybody who holds a resource was read, first and last; what was there at the
-- first time was there before us. subject is where the next look begins that reads
-- people one by one.
CREATE TABLE resource_looks (
    connector text COLLATE "C" NOT NULL,
    resource  text COLLATE "C" NOT NULL,
    first_at  timestamptz,
    last_at   timestamptz,
    subject   text COLLATE "C" NOT NULL,
    PRIMARY KEY (connector, resource)
);

CREATE TABLE reconciliations (
    id         text COLLATE "C" PRIMARY KEY,
    connector  text COLLATE "C" NOT NULL,
    started_by text NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    state      text NOT NULL,
    detail     text NOT NULL,
    counts     jsonb
);
CREATE INDEX reconciliations_by_age ON reconciliations (started_at, id);
CREATE INDEX reconciliations_running ON reconciliations (connector) WHERE ended_at IS NULL;

CREATE INDEX access_keys_unsettled ON access_keys (connector, key) WHERE NOT settled;
CREATE INDEX access_keys_by_resource ON access_keys (connector, resource, subject);
CREATE INDEX leases_by_key ON leases (key);
