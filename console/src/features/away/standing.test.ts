import { expect, test } from 'vitest';
import { standingOf } from './standing';

const week = { from: '2027-03-01T00:00:00Z', until: '2027-03-08T00:00:00Z' };

test.each([
  ['2027-02-28T23:59:59Z', 'coming'],
  ['2027-03-01T00:00:00Z', 'now'],
  ['2027-03-07T23:59:59Z', 'now'],
  ['2027-03-08T00:00:00Z', 'over'],
])('at %s it is %s', (at, standing) => expect(standingOf(week, Date.parse(at))).toBe(standing));
