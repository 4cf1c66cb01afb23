import { expect, test } from 'vitest';
import { people } from '../../testing/fixtures';
import { startHere } from './startHere';

test('who asks, her own manager, and an admin', () => {
  expect(startHere(people).map(({ part, person }) => [part, person.name])).toEqual([
    ['asks', 'Ada Lindqvist'],
    ['decides', 'Mara Lindgren'],
    ['oversees', 'Noor Haddad'],
  ]);
});

test('a company of nobody suggests nobody', () => {
  expect(startHere([])).toEqual([]);
});
