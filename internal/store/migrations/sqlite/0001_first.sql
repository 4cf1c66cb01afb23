-- +goose Up
-- The first schema. Instants are UTC text with six decimals, which sorts as it
-- reads; durations are nanoseconds; what is a list or a map is JSON text.

-- "CRFW": how a file is known to be Curfew's own.
PRAGMA application_id = 1129465431;

CREATE TABLE people (
    id          TEXT PRIMARY KEY,
    login       TEXT NOT NULL,
    login_key   TEXT NOT NULL,
    name        TEXT NOT NULL,
    email       TEXT NOT NULL,
    department  TEXT NOT NULL,
    title       TEXT NOT NULL,
    manager_id  TEXT NOT NULL,
    employment  TEXT NOT NULL,
    group_names TEXT,
    zone        TEXT NOT NULL,
    status      TEXT NOT NULL,
    roles       TEXT,
    accounts    TEXT
) STRICT;
CREATE INDEX people_by_login ON people (login_key);

-- The index of people.group_names, written with it.
CREATE TABLE person_groups (
    group_name TEXT NOT NULL,
    person_id  TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (group_name, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_groups_by_person ON person_groups (person_id);

CREATE TABLE apps (
    id          TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;

CREATE TABLE entitlements (
    id              TEXT PRIMARY KEY,
    app_id          TEXT NOT NULL REFERENCES apps (id),
    title           TEXT NOT NULL,
    description     TEXT NOT NULL,
    owner_id        TEXT NOT NULL,
    risk            TEXT NOT NULL,
    max_duration_ns INTEGER NOT NULL,
    connector       TEXT NOT NULL,
    resource        TEXT NOT NULL,
    attributes      TEXT
) STRICT;
CREATE INDEX entitlements_by_app ON entitlements (app_id);
CREATE INDEX entitlements_by_owner ON entitlements (owner_id);

CREATE TABLE automations (
    name   TEXT PRIMARY KEY,
    latest INTEGER NOT NULL
) STRICT;

CREATE TABLE automation_versions (
    name         TEXT NOT NULL REFERENCES automations (name),
    version      INTEGER NOT NULL,
    title        TEXT NOT NULL,
    definition   BLOB NOT NULL,
    plan         BLOB NOT NULL,
    plan_hash    TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (name, version)
) STRICT;
CREATE INDEX automation_versions_by_hash ON automation_versions (plan_hash);

-- +goose StatementBegin
CREATE TRIGGER automation_versions_stay BEFORE UPDATE ON automation_versions
BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER automation_versions_remain BEFORE DELETE ON automation_versions
BEGIN
    SELECT RAISE(ABORT, 'a published version never changes');
END;
-- +goose StatementEnd

CREATE TABLE requests (
    id                 TEXT PRIMARY KEY,
    automation         TEXT NOT NULL,
    automation_title   TEXT NOT NULL,
    automation_version INTEGER NOT NULL,
    plan_hash          TEXT NOT NULL,
    requester_id       TEXT NOT NULL,
    subject_id         TEXT NOT NULL,
    entitlement_id     TEXT NOT NULL,
    reason             TEXT NOT NULL,
    answers            TEXT,
    ask_duration_ns    INTEGER NOT NULL,
    ask_from           TEXT,
    ask_until          TEXT,
    state              TEXT NOT NULL,
    detail             TEXT NOT NULL,
    step_id            TEXT NOT NULL,
    lease_id           TEXT NOT NULL,
    seq                INTEGER NOT NULL,
    created_at         TEXT NOT NULL,
    closed_at          TEXT
) STRICT;
CREATE INDEX requests_by_age ON requests (created_at, id);
CREATE INDEX requests_by_requester ON requests (requester_id, created_at);
CREATE INDEX requests_by_subject ON requests (subject_id, created_at);

-- Which chain of runs works on a request; never changes.
CREATE TABLE request_claims (
    request_id TEXT PRIMARY KEY,
    chain      TEXT NOT NULL
) STRICT;

-- Requests whose workflow may not have been started yet.
CREATE TABLE outbox (
    request_id TEXT PRIMARY KEY REFERENCES requests (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_by_age ON outbox (created_at, request_id);

CREATE TABLE approvals (
    id         TEXT PRIMARY KEY,
    request_id TEXT NOT NULL,
    step_id    TEXT NOT NULL,
    title      TEXT NOT NULL,
    approvers  TEXT,
    quorum     INTEGER NOT NULL,
    decisions  TEXT,
    state      TEXT NOT NULL,
    opened_at  TEXT,
    due_at     TEXT,
    closed_at  TEXT
) STRICT;
CREATE INDEX approvals_by_request ON approvals (request_id);

-- The index of approvals.approvers, written with it. list_group and list_order
-- are the approval's place in a person's inbox.
CREATE TABLE approval_tasks (
    approval_id TEXT NOT NULL REFERENCES approvals (id),
    person_id   TEXT NOT NULL,
    list_group  INTEGER NOT NULL,
    list_order  INTEGER NOT NULL,
    PRIMARY KEY (approval_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_tasks_by_person ON approval_tasks (person_id, list_group, list_order, approval_id);

CREATE TABLE access_keys (
    key       TEXT PRIMARY KEY,
    connector TEXT NOT NULL,
    subject   TEXT NOT NULL,
    resource  TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    baseline  TEXT,
    applied   TEXT,
    settled   INTEGER NOT NULL,
    attention TEXT NOT NULL
) STRICT;

-- list_group (0 live, 1 over) and list_order (by the end, then newest first) are
-- a lease's place in lists.
CREATE TABLE leases (
    id             TEXT PRIMARY KEY,
    request_id     TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    entitlement_id TEXT NOT NULL,
    label          TEXT NOT NULL,
    key            TEXT NOT NULL REFERENCES access_keys (key),
    attributes     TEXT,
    from_at        TEXT,
    give_up_at     TEXT,
    duration_ns    INTEGER NOT NULL,
    ends_at        TEXT,
    hard_end_at    TEXT NOT NULL,
    state          TEXT NOT NULL,
    rev            INTEGER NOT NULL,
    opened_at      TEXT,
    ended_at       TEXT,
    confirmed_at   TEXT,
    end_reason     TEXT NOT NULL,
    ended_by       TEXT NOT NULL,
    note           TEXT NOT NULL,
    settled        INTEGER NOT NULL,
    list_group     INTEGER NOT NULL,
    list_order     INTEGER NOT NULL
) STRICT;
CREATE INDEX leases_unsettled_by_key ON leases (key) WHERE settled = 0;
CREATE INDEX leases_by_end ON leases (list_group, list_order, id);
CREATE INDEX leases_by_person ON leases (person_id, list_group, list_order, id);
CREATE INDEX leases_by_entitlement ON leases (entitlement_id, list_group, list_order, id);

CREATE TABLE effects (
    id      TEXT PRIMARY KEY,
    key     TEXT NOT NULL,
    action  TEXT NOT NULL,
    want    TEXT,
    at      TEXT,
    outcome TEXT NOT NULL
) STRICT;
CREATE INDEX effects_by_key ON effects (key, at);

CREATE TABLE messages (
    id         TEXT PRIMARY KEY,
    person_id  TEXT NOT NULL,
    request_id TEXT NOT NULL,
    about      TEXT NOT NULL,
    text       TEXT NOT NULL,
    at         TEXT NOT NULL,
    read_at    TEXT
) STRICT;
CREATE INDEX messages_by_person ON messages (person_id, at, id);
CREATE INDEX messages_unread ON messages (person_id) WHERE read_at IS NULL;

CREATE TABLE audit (
    seq        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL,
    action     TEXT NOT NULL,
    object     TEXT NOT NULL,
    request_id TEXT NOT NULL,
    detail     TEXT NOT NULL,
    data       TEXT,
    prev_hash  TEXT NOT NULL,
    hash       TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_request ON audit (request_id, seq);

-- +goose StatementBegin
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
-- +goose StatementEnd

CREATE TABLE events (
    id       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    topic    TEXT NOT NULL,
    ref      TEXT NOT NULL,
    audience TEXT
) STRICT;
CREATE INDEX events_by_age ON events (at);

-- The one row that every writer of audit lines and events takes in turn: where
-- both sequences stand.
CREATE TABLE journal (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    audit_seq  INTEGER NOT NULL,
    audit_hash TEXT NOT NULL,
    event_id   INTEGER NOT NULL
) STRICT;
INSERT INTO journal (id, audit_seq, audit_hash, event_id) VALUES (1, 0, '', 0);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    data       BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
