-- +goose Up
-- What ends everything of somebody or something at once, and blocks it until lifted.

CREATE TABLE kill_switches (
    id         text COLLATE "C" PRIMARY KEY,
    scope      text NOT NULL,
    ref        text COLLATE "C" NOT NULL,
    label      text NOT NULL,
    reason     text NOT NULL,
    thrown_by  text NOT NULL,
    thrown_at  timestamptz NOT NULL,
    done_at    timestamptz,
    lifted_at  timestamptz,
    lifted_by  text NOT NULL,
    lifted_why text NOT NULL
);
CREATE INDEX kill_switches_by_age ON kill_switches (thrown_at, id);
CREATE INDEX kill_switches_standing ON kill_switches (id) WHERE lifted_at IS NULL;
CREATE INDEX kill_switches_undone ON kill_switches (id) WHERE done_at IS NULL;

-- What a kill switch found when it was thrown, and while it stood: leases, and
-- requests with the moment at which their runs were told.
CREATE TABLE kill_switch_leases (
    switch_id text COLLATE "C" NOT NULL REFERENCES kill_switches (id),
    lease_id  text COLLATE "C" NOT NULL,
    PRIMARY KEY (switch_id, lease_id)
);
CREATE TABLE kill_switch_requests (
    switch_id  text COLLATE "C" NOT NULL REFERENCES kill_switches (id),
    request_id text COLLATE "C" NOT NULL,
    told_at    timestamptz,
    PRIMARY KEY (switch_id, request_id)
);
