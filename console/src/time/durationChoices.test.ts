import { expect, test } from 'vitest';
import { durationChoices, splitDuration } from './durationChoices';

const H = 3600;

test('the default and the most are always among the choices', () => {
  expect(durationChoices(4 * H, 12 * H)).toEqual([1 * H, 2 * H, 4 * H, 8 * H, 12 * H]);
  expect(durationChoices(100, 7000)).toContain(100);
  expect(durationChoices(100, 7000)).toContain(7000);
});

test('nothing longer than allowed is offered, even where the default is', () => {
  expect(Math.max(...durationChoices(8 * H, 2 * H))).toBe(2 * H);
});

test('a single possible length is a single choice', () => {
  expect(durationChoices(120, 120)).toEqual([120]);
});

test('a length splits into the largest whole unit', () => {
  expect(splitDuration(30 * 86400)).toEqual({ amount: 30, unit: 'days' });
  expect(splitDuration(36 * H)).toEqual({ amount: 36, unit: 'hours' });
  expect(splitDuration(5400)).toEqual({ amount: 90, unit: 'minutes' });
  expect(splitDuration(20)).toEqual({ amount: 1, unit: 'minutes' });
});
