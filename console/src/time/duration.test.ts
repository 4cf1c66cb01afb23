import { describe, expect, test } from 'vitest';
import { sayDuration, sayLeft, sayPassed } from './duration';

describe('a length, as people say it', () => {
  test.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [45, '45 seconds'],
    [60, '1 minute'],
    [90, '1 m 30 s'],
    [1800, '30 minutes'],
    [3600, '1 hour'],
    [5400, '1 h 30 m'],
    [14400, '4 hours'],
    [86400, '1 day'],
    [129600, '36 hours'],
    [90060, '1 d 1 h'],
    [176400, '2 d 1 h'],
    [174000, '2 d'],
    [2592000, '30 days'],
    [-5, '0 seconds'],
  ])('%i s is %s', (seconds, said) => expect(sayDuration(seconds)).toBe(said));
});

describe('what is left is rounded up', () => {
  test.each([
    [4 * 3600e3, '4 h'],
    [4 * 3600e3 - 1000, '4 h'],
    [6720e3, '1 h 52 m'],
    [61e3, '2 m'],
    [60e3, '1 m'],
    [59_001, '1 m'],
    [58_900, '59 s'],
    [1, '1 s'],
    [0, '0 s'],
    [-9, '0 s'],
    [12 * 86400e3 + 4 * 3600e3, '12 d 4 h'],
    [30 * 86400e3, '30 d'],
  ])('%i ms is %s', (ms, said) => expect(sayLeft(ms)).toBe(said));
});

describe('what has passed is rounded down', () => {
  test.each([
    [8.5 * 60e3, '8 m'],
    [59_999, '59 s'],
    [3.7 * 3600e3, '3 h'],
    [2 * 86400e3 + 20 * 60e3, '2 d'],
    [0, '0 s'],
  ])('%i ms is %s', (ms, said) => expect(sayPassed(ms)).toBe(said));
});
