import { expect, test } from 'vitest';
import { people } from '../testing/fixtures';
import { switchTargets } from './switchTargets';

const named = (name: string) => {
  const person = people.find((one) => one.name === name);
  if (!person) throw new Error(`${name} is not in the fixtures`);
  return person;
};

test('from an engineer to her manager and to an admin', () => {
  const names = switchTargets(people, named('Ada Lindqvist')).map((person) => person.name);
  expect(names).toEqual(['Mara Lindgren', 'Noor Haddad']);
});

test('from a manager to those she manages, and never to herself', () => {
  const names = switchTargets(people, named('Mara Lindgren')).map((person) => person.name);
  expect(names).toContain('Ada Lindqvist');
  expect(names).not.toContain('Mara Lindgren');
});
