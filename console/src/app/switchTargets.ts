import type { Person } from '../api/shapes';

/** At most four people worth becoming next: my manager, those I manage, and an admin. */
export function switchTargets(people: Person[], me: Person): Person[] {
  const manager = people.filter((person) => person.name === me.manager);
  const reports = people.filter((person) => person.manager === me.name).slice(0, 2);
  const admin = people.filter((person) => person.roles?.includes('admin')).slice(0, 1);
  return [...new Set([...manager, ...reports, ...admin])].filter((person) => person.id !== me.id).slice(0, 4);
}
