-- +goose Up
-- What is urgent, what outlives its holder's time here, and what is done by hand.

ALTER TABLE leases
    ADD COLUMN urgent     boolean NOT NULL DEFAULT false,
    ADD COLUMN outlives   boolean NOT NULL DEFAULT false,
    ADD COLUMN by_hand_at timestamptz,
    ADD COLUMN hand       text NOT NULL DEFAULT '';
