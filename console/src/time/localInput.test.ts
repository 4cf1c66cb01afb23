import { expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from './localInput';

test('what an input says is this browser’s wall clock', () => {
  expect(toLocalInput(Date.parse('2026-11-27T16:00:00Z'))).toBe('2026-11-27T17:00');
  expect(fromLocalInput('2026-11-27T17:00')).toBe('2026-11-27T16:00:00.000Z');
  expect(fromLocalInput('2026-07-01T17:00')).toBe('2026-07-01T15:00:00.000Z');
});

test('an empty or half-typed input means nothing', () => {
  expect(fromLocalInput('')).toBeUndefined();
  expect(fromLocalInput('soon')).toBeUndefined();
});
