import { expect, test } from 'vitest';
import { people } from '../../testing/fixtures';
import { byDepartment, matching } from './findPeople';

const names = (find: string) => matching(people, find).map((person) => person.name);

test.each([
  ['ada', ['Ada Lindqvist']],
  ['ENGINEERING mana', ['Mara Lindgren']],
  ['admin', ['Noor Haddad']],
  ['lindgren', ['Ada Lindqvist', 'Mara Lindgren']],
  ['nobody', []],
])('“%s” finds %j', (find, found) => expect(names(find)).toEqual(found));

test('departments keep the server’s order', () => {
  expect(byDepartment(people).map(([department, members]) => [department, members.length])).toEqual([
    ['Engineering', 2],
    ['Data', 1],
    ['IT', 1],
  ]);
});
