-- +goose Up
-- The ledger as it is read: what every attempt was about and answered, and how late
-- every end and every opening was.

-- leases justify the attempt; first_try and last_try are its place among all attempts
-- at the same work, those that were put off in a row being one; found is what reading
-- back showed.
ALTER TABLE effects ADD COLUMN leases jsonb;
ALTER TABLE effects ADD COLUMN attempt integer NOT NULL DEFAULT 0;
ALTER TABLE effects ADD COLUMN first_try integer NOT NULL DEFAULT 0;
ALTER TABLE effects ADD COLUMN last_try integer NOT NULL DEFAULT 0;
ALTER TABLE effects ADD COLUMN last_at timestamptz;
ALTER TABLE effects ADD COLUMN took_ns bigint NOT NULL DEFAULT 0;
ALTER TABLE effects ADD COLUMN reply text NOT NULL DEFAULT '';
ALTER TABLE effects ADD COLUMN found jsonb;
UPDATE effects SET last_at = at, reply = CASE outcome WHEN 'confirmed' THEN 'confirmed' ELSE 'unknown' END;

-- connector is that of the key. due_day and open_day count the days since 1970, in
-- UTC, on which the end was due and on which the beginning was. late_ds and delay_ds
-- are by how many tenths of a second either was confirmed later, in whole ones; NULL
-- until then, and for what was never open.
ALTER TABLE leases ADD COLUMN connector text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE leases ADD COLUMN due_day integer;
ALTER TABLE leases ADD COLUMN late_ds integer;
ALTER TABLE leases ADD COLUMN open_day integer;
ALTER TABLE leases ADD COLUMN delay_ds integer;
UPDATE leases SET connector = split_part(key, '/', 1);
UPDATE leases SET
    due_day = floor(extract(epoch FROM ended_at) / 86400),
    late_ds = greatest(0, ceil(extract(epoch FROM confirmed_at - ended_at) * 10))
    WHERE state = 'ended' AND ended_at IS NOT NULL AND confirmed_at IS NOT NULL;
UPDATE leases SET
    open_day = floor(extract(epoch FROM from_at) / 86400),
    delay_ds = greatest(0, ceil(extract(epoch FROM opened_at - from_at) * 10))
    WHERE opened_at IS NOT NULL AND from_at IS NOT NULL;

-- Each holds all that its question reads, and rows only where the answer has them.
CREATE INDEX leases_by_lateness ON leases (due_day, connector, late_ds, ended_at) WHERE late_ds IS NOT NULL;
CREATE INDEX leases_by_delay ON leases (open_day, connector, delay_ds) WHERE delay_ds IS NOT NULL;
CREATE INDEX leases_not_confirmed ON leases (connector, ended_at) WHERE state = 'ending';
CREATE INDEX leases_to_come ON leases (connector, list_order, ends_at) WHERE state IN ('scheduled', 'opening', 'open');
