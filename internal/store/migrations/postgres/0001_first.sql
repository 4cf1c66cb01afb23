-- +goose Up
-- The first schema. Keys and what lists are sorted by collate as bytes, whatever
-- the database's locale, so that both databases sort alike; durations are
-- nanoseconds. An audit line's data is text, as its hash is of its bytes.

CREATE TABLE people (
    id          text COLLATE "C" PRIMARY KEY,
    login       text NOT NULL,
    login_key   text COLLATE "C" NOT NULL,
    name        text COLLATE "C" NOT NULL,
    email       text NOT NULL,
    department  text COLLATE "C" NOT NULL,
    title       text COLLATE "C" NOT NULL,
    manager_id  text COLLATE "C" NOT NULL,
    employment  text NOT NULL,
    group_names jsonb,
    zone        text NOT NULL,
    status      text NOT NULL,
    roles       jsonb,
    accounts    jsonb
);
CREATE INDEX people_by_login ON people (login_key);

-- The index of people.group_names, written with it.
CREATE TABLE person_groups (
    group_name text COLLATE "C" NOT NULL,
    person_id  text COLLATE "C" NOT NULL REFERENCES people (id),
    PRIMARY KEY (group_name, person_id)
);
CREATE INDEX person_groups_by_person ON person_groups (person_id);

CREATE TABLE apps (
    id          text COLLATE "C" PRIMARY KEY,
    title       text COLLATE "C" NOT NULL,
    description text NOT NULL
);

CREATE TABLE entitlements (
    id              text COLLATE "C" PRIMARY KEY,
    app_id          text COLLATE "C" NOT NULL REFERENCES apps (id),
    title           text COLLATE "C" NOT NULL,
    description     text NOT NULL,
    owner_id        text COLLATE "C" NOT NULL,
    risk            text NOT NULL,
    max_duration_ns bigint NOT NULL,
    connector       text NOT NULL,
    resource        text NOT NULL,
    attributes      jsonb
);
CREATE INDEX entitlements_by_app ON entitlements (app_id);
CREATE INDEX entitlements_by_owner ON entitlements (owner_id);

CREATE TABLE automations (
    name   text COLLATE "C" PRIMARY KEY,
    latest bigint NOT NULL
);

CREATE TABLE automation_versions (
    name         text COLLATE "C" NOT NULL REFERENCES automations (name),
    version      bigint NOT NULL,
    title        text COLLATE "C" NOT NULL,
    definition   bytea NOT NULL,
    plan         bytea NOT NULL,
    plan_hash    text COLLATE "C" NOT NULL,
    published_by text NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (name, version)
);
CREATE INDEX automation_versions_by_hash ON automation_versions (plan_hash);

-- +goose StatementBegin
CREATE FUNCTION curfew_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER automation_versions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON automation_versions
    FOR EACH STATEMENT EXECUTE FUNCTION curfew_refuse('a published version never changes');

CREATE TABLE requests (
    id                 text COLLATE "C" PRIMARY KEY,
    automation         text NOT NULL,
    automation_title   text NOT NULL,
    automation_version bigint NOT NULL,
    plan_hash          text COLLATE "C" NOT NULL,
    requester_id       text COLLATE "C" NOT NULL,
    subject_id         text COLLATE "C" NOT NULL,
    entitlement_id     text COLLATE "C" NOT NULL,
    reason             text NOT NULL,
    answers            jsonb,
    ask_duration_ns    bigint NOT NULL,
    ask_from           timestamptz,
    ask_until          timestamptz,
    state              text NOT NULL,
    detail             text NOT NULL,
    step_id            text NOT NULL,
    lease_id           text NOT NULL,
    seq                bigint NOT NULL,
    created_at         timestamptz NOT NULL,
    closed_at          timestamptz
);
CREATE INDEX requests_by_age ON requests (created_at, id);
CREATE INDEX requests_by_requester ON requests (requester_id, created_at);
CREATE INDEX requests_by_subject ON requests (subject_id, created_at);

-- Which chain of runs works on a request; never changes.
CREATE TABLE request_claims (
    request_id text COLLATE "C" PRIMARY KEY,
    chain      text NOT NULL
);

-- Requests whose workflow may not have been started yet.
CREATE TABLE outbox (
    request_id text COLLATE "C" PRIMARY KEY REFERENCES requests (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX outbox_by_age ON outbox (created_at, request_id);

CREATE TABLE approvals (
    id         text COLLATE "C" PRIMARY KEY,
    request_id text COLLATE "C" NOT NULL,
    step_id    text NOT NULL,
    title      text COLLATE "C" NOT NULL,
    approvers  jsonb,
    quorum     bigint NOT NULL,
    decisions  jsonb,
    state      text NOT NULL,
    opened_at  timestamptz,
    due_at     timestamptz,
    closed_at  timestamptz
);
CREATE INDEX approvals_by_request ON approvals (request_id);

-- The index of approvals.approvers, written with it. list_group and list_order
-- are the approval's place in a person's inbox.
CREATE TABLE approval_tasks (
    approval_id text COLLATE "C" NOT NULL REFERENCES approvals (id),
    person_id   text COLLATE "C" NOT NULL,
    list_group  bigint NOT NULL,
    list_order  bigint NOT NULL,
    PRIMARY KEY (approval_id, person_id)
);
CREATE INDEX approval_tasks_by_person ON approval_tasks (person_id, list_group, list_order, approval_id);

CREATE TABLE access_keys (
    key       text COLLATE "C" PRIMARY KEY,
    connector text NOT NULL,
    subject   text NOT NULL,
    resource  text NOT NULL,
    seq       bigint NOT NULL,
    baseline  jsonb,
    applied   jsonb,
    settled   boolean NOT NULL,
    attention text NOT NULL
);

-- list_group (0 live, 1 over) and list_order (by the end, then newest first) are
-- a lease's place in lists.
CREATE TABLE leases (
    id             text COLLATE "C" PRIMARY KEY,
    request_id     text COLLATE "C" NOT NULL,
    person_id      text COLLATE "C" NOT NULL,
    entitlement_id text COLLATE "C" NOT NULL,
    label          text NOT NULL,
    key            text COLLATE "C" NOT NULL REFERENCES access_keys (key),
    attributes     jsonb,
    from_at        timestamptz,
    give_up_at     timestamptz,
    duration_ns    bigint NOT NULL,
    ends_at        timestamptz,
    hard_end_at    timestamptz NOT NULL,
    state          text NOT NULL,
    rev            bigint NOT NULL,
    opened_at      timestamptz,
    ended_at       timestamptz,
    confirmed_at   timestamptz,
    end_reason     text NOT NULL,
    ended_by       text NOT NULL,
    note           text NOT NULL,
    settled        boolean NOT NULL,
    list_group     bigint NOT NULL,
    list_order     bigint NOT NULL
);
CREATE INDEX leases_unsettled_by_key ON leases (key) WHERE NOT settled;
CREATE INDEX leases_by_end ON leases (list_group, list_order, id);
CREATE INDEX leases_by_person ON leases (person_id, list_group, list_order, id);
CREATE INDEX leases_by_entitlement ON leases (entitlement_id, list_group, list_order, id);

CREATE TABLE effects (
    id      text COLLATE "C" PRIMARY KEY,
    key     text COLLATE "C" NOT NULL,
    action  text NOT NULL,
    want    jsonb,
    at      timestamptz,
    outcome text NOT NULL
);
CREATE INDEX effects_by_key ON effects (key, at);

CREATE TABLE messages (
    id         text COLLATE "C" PRIMARY KEY,
    person_id  text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    about      text NOT NULL,
    text       text NOT NULL,
    at         timestamptz NOT NULL,
    read_at    timestamptz
);
CREATE INDEX messages_by_person ON messages (person_id, at, id);
CREATE INDEX messages_unread ON messages (person_id) WHERE read_at IS NULL;

CREATE TABLE audit (
    seq        bigint PRIMARY KEY,
    id         text COLLATE "C" NOT NULL UNIQUE,
    at         timestamptz NOT NULL,
    actor      text NOT NULL,
    action     text NOT NULL,
    object     text NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    detail     text NOT NULL,
    data       text,
    prev_hash  text NOT NULL,
    hash       text NOT NULL
);
CREATE INDEX audit_by_request ON audit (request_id, seq);

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION curfew_refuse('the audit log is append-only');

CREATE TABLE events (
    id       bigint PRIMARY KEY,
    at       timestamptz NOT NULL,
    topic    text NOT NULL,
    ref      text NOT NULL,
    audience jsonb
);
CREATE INDEX events_by_age ON events (at);

-- The one row that every writer of audit lines and events takes in turn: where
-- both sequences stand.
CREATE TABLE journal (
    id         bigint PRIMARY KEY CHECK (id = 1),
    audit_seq  bigint NOT NULL,
    audit_hash text NOT NULL,
    event_id   bigint NOT NULL
);
INSERT INTO journal (id, audit_seq, audit_hash, event_id) VALUES (1, 0, '', 0);

CREATE TABLE sessions (
    token_hash text COLLATE "C" PRIMARY KEY,
    data       bytea NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
