import { describe, expect, test } from 'vitest';
import { sayMoment, sayRelative, sayWhen, zoneName } from './moment';

const berlin = 'Europe/Berlin';
const now = Date.parse('2026-11-24T12:00:00Z');

describe('a zone is named as people in it do', () => {
  test.each([
    [berlin, '2026-11-27T16:00:00Z', 'CET'],
    [berlin, '2026-07-01T12:00:00Z', 'CEST'],
    ['America/New_York', '2026-11-27T16:00:00Z', 'EST'],
    ['Europe/London', '2026-11-27T16:00:00Z', 'GMT'],
    ['UTC', '2026-11-27T16:00:00Z', 'UTC'],
  ])('%s at %s is %s', (zone, at, name) => expect(zoneName(new Date(at), zone)).toBe(name));
});

test('in full, a moment has its date, its time and its zone', () => {
  expect(sayMoment('2026-11-27T16:00:09Z', berlin)).toBe('Fri 27 Nov 2026, 17:00 CET');
  expect(sayMoment('2026-11-27T16:00:09Z', berlin, true)).toBe('Fri 27 Nov 2026, 17:00:09 CET');
});

test('midnight is 00:00 of the day that begins', () => {
  expect(sayMoment('2026-11-26T23:00:00Z', berlin)).toBe('Fri 27 Nov 2026, 00:00 CET');
});

describe('in passing, only what is needed is said', () => {
  test.each([
    ['2026-11-24T16:00:00Z', '17:00 CET'],
    ['2026-11-27T16:00:00Z', 'Fri 17:00 CET'],
    ['2026-12-18T16:00:00Z', 'Fri 18 Dec, 17:00 CET'],
    ['2027-01-15T16:00:00Z', 'Fri 15 Jan 2027, 17:00 CET'],
  ])('%s is %s', (at, said) => expect(sayWhen(at, now, berlin)).toBe(said));

  test('an hour before midnight is still today in its own zone', () => {
    expect(sayWhen('2026-11-24T22:30:00Z', now, berlin)).toBe('23:30 CET');
    expect(sayWhen('2026-11-24T23:30:00Z', now, berlin)).toBe('Wed 00:30 CET');
  });
});

describe('relative to now', () => {
  test.each([
    [2 * 3600e3, 'in 2 h'],
    [-10e3, 'just now'],
    [-8.5 * 60e3, '8 m ago'],
    [-3 * 86400e3, '3 d ago'],
    [-20 * 86400e3, 'Wed 4 Nov'],
  ])('%i ms away is %s', (ms, said) => expect(sayRelative(new Date(now + ms).toISOString(), now)).toBe(said));
});
