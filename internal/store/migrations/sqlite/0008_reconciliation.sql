-- +goose Up
-- What outside systems say and no lease explains, and the comparisons that find it.

-- list_group (0 open, 1 kept, 2 done with) and list_order (newest first) are a
-- finding's place in lists.
CREATE TABLE findings (
    id             TEXT PRIMARY KEY,
    key            TEXT NOT NULL,
    connector      TEXT NOT NULL,
    subject        TEXT NOT NULL,
    resource       TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    entitlement_id TEXT NOT NULL,
    class          TEXT NOT NULL,
    how            TEXT NOT NULL,
    detail         TEXT NOT NULL,
    first_seen_at  TEXT NOT NULL,
    last_seen_at   TEXT NOT NULL,
    state          TEXT NOT NULL,
    resolution     TEXT NOT NULL,
    resolved_by    TEXT NOT NULL,
    resolved_at    TEXT,
    reason         TEXT NOT NULL,
    kept_until     TEXT,
    lease_id       TEXT NOT NULL,
    list_group     INTEGER NOT NULL,
    list_order     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX findings_live ON findings (key, class) WHERE list_group < 2;
CREATE INDEX findings_live_by_resource ON findings (connector, resource) WHERE list_group < 2;
CREATE INDEX findings_in_order ON findings (list_group, list_order, id);
CREATE INDEX findings_by_entitlement ON findings (entitlement_id, list_group, list_order, id);

-- When everybody who holds a resource was read, first and last; what was there at the
-- first time was there before us. subject is where the next look begins that reads
-- people one by one.
CREATE TABLE resource_looks (
    connector TEXT NOT NULL,
    resource  TEXT NOT NULL,
    first_at  TEXT,
    last_at   TEXT,
    subject   TEXT NOT NULL,
    PRIMARY KEY (connector, resource)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconciliations (
    id         TEXT PRIMARY KEY,
    connector  TEXT NOT NULL,
    started_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at   TEXT,
    state      TEXT NOT NULL,
    detail     TEXT NOT NULL,
    counts     TEXT
) STRICT;
CREATE INDEX reconciliations_by_age ON reconciliations (started_at, id);
CREATE INDEX reconciliations_running ON reconciliations (connector) WHERE ended_at IS NULL;

CREATE INDEX access_keys_unsettled ON access_keys (connector, key) WHERE settled = 0;
CREATE INDEX access_keys_by_resource ON access_keys (connector, resource, subject);
CREATE INDEX leases_by_key ON leases (key);
