import type { Page } from '@playwright/test';
import type { Person } from '../src/api/shapes';

/** Everybody of the demo company. */
export async function demoPeople(page: Page): Promise<Person[]> {
  const answer = await page.request.get('/api/v1/demo/people');
  return ((await answer.json()) as { items: Person[] }).items;
}

/** Signs the page in as somebody, without going through the sign-in page. */
export async function signInAs(page: Page, choose: (person: Person, everybody: Person[]) => boolean): Promise<Person> {
  const people = await demoPeople(page);
  const person = people.find((one) => choose(one, people));
  if (!person) throw new Error('nobody in the demo company fits');
  const answer = await page.request.post('/api/v1/session', { data: { login: person.login } });
  if (!answer.ok()) throw new Error(`${person.login} was not signed in: ${await answer.text()}`);
  return person;
}

export const anAdmin = (person: Person) => person.roles?.includes('admin') ?? false;

export const anEmployee = (person: Person, everybody: Person[]) =>
  !person.roles?.length &&
  person.employment === 'employee' &&
  everybody.some((other) => other.name === person.manager);
