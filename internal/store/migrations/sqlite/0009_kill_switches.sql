-- +goose Up
-- What ends everything of somebody or something at once, and blocks it until lifted.

CREATE TABLE kill_switches (
    id         TEXT PRIMARY KEY,
    scope      TEXT NOT NULL,
    ref        TEXT NOT NULL,
    label      TEXT NOT NULL,
    reason     TEXT NOT NULL,
    thrown_by  TEXT NOT NULL,
    thrown_at  TEXT NOT NULL,
    done_at    TEXT,
    lifted_at  TEXT,
    lifted_by  TEXT NOT NULL,
    lifted_why TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kill_switches_by_age ON kill_switches (thrown_at, id);
CREATE INDEX kill_switches_standing ON kill_switches (id) WHERE lifted_at IS NULL;
CREATE INDEX kill_switches_undone ON kill_switches (id) WHERE done_at IS NULL;

-- What a kill switch found when it was thrown, and while it stood: leases, and
-- requests with the moment at which their runs were told.
CREATE TABLE kill_switch_leases (
    switch_id TEXT NOT NULL REFERENCES kill_switches (id),
    lease_id  TEXT NOT NULL,
    PRIMARY KEY (switch_id, lease_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE kill_switch_requests (
    switch_id  TEXT NOT NULL REFERENCES kill_switches (id),
    request_id TEXT NOT NULL,
    told_at    TEXT,
    PRIMARY KEY (switch_id, request_id)
) STRICT, WITHOUT ROWID;
