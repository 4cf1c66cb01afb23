import type { Person } from '../../api/shapes';

export type Part = 'asks' | 'decides' | 'oversees';

export interface Start {
  part: Part;
  person: Person;
}

/** Three people with whom the whole story can be told: who asks, who decides, who oversees. */
export function startHere(people: Person[]): Start[] {
  const plain = people.filter((person) => !person.roles?.length && person.employment === 'employee');
  const managerOf = (person: Person) => people.find((other) => other.name === person.manager);
  const asks =
    plain.find((person) => person.department === 'Engineering' && managerOf(person)) ?? plain.find(managerOf);
  const starts: [Part, Person | undefined][] = [
    ['asks', asks],
    ['decides', asks && managerOf(asks)],
    ['oversees', people.find((person) => person.roles?.includes('admin'))],
  ];
  return starts.flatMap(([part, person]) => (person ? [{ part, person }] : []));
}
