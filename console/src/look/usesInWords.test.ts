import { expect, test } from 'vitest';
import { usesInWords } from './usesInWords';

test.each([
  [0, 'First time in 90 days'],
  [2, 'Third time in 90 days'],
  [10, '11th time in 90 days'],
  [21, '22nd time in 90 days'],
])('after %i uses: %s', (count, words) => {
  expect(usesInWords({ count, days: 90 })).toBe(words);
});
