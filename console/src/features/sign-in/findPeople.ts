import type { Person } from '../../api/shapes';

/** Those whose name, title, department or manager has every word that was typed. */
export function matching(people: Person[], find: string): Person[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    const about = [person.name, person.login, person.title, person.department, person.manager, ...(person.roles ?? [])]
      .join(' ')
      .toLowerCase();
    return words.every((word) => about.includes(word));
  });
}

/** People by department, in the order in which the server names them. */
export function byDepartment(people: Person[]): [department: string, members: Person[]][] {
  const departments = new Map<string, Person[]>();
  for (const person of people) {
    departments.set(person.department, [...(departments.get(person.department) ?? []), person]);
  }
  return [...departments];
}
