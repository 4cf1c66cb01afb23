import { expect, test } from 'vitest';
import { access, people } from '../../testing/fixtures';
import { appsOf, matching, scopeFor } from './filter';

const [ada, mara] = people;
const rows = [
  access({ id: 'a', person: ada }),
  access({ id: 'b', person: mara }),
  access({
    id: 'c',
    person: ada,
    entitlement: { id: 'crm/user', app_id: 'crm', app_title: 'CRM', title: 'User', risk: 'low' },
  }),
];
const ids = (found: typeof rows) => found.map((row) => row.id);

test('by person and by app, and both', () => {
  expect(ids(matching(rows, {}))).toEqual(['a', 'b', 'c']);
  expect(ids(matching(rows, { person: 'ADA lind' }))).toEqual(['a', 'c']);
  expect(ids(matching(rows, { person: 'ada', app: 'crm' }))).toEqual(['c']);
  expect(ids(matching(rows, { person: 'nobody' }))).toEqual([]);
});

test('apps are named once, by title', () => {
  expect(appsOf(rows).map((app) => app.label)).toEqual(['CRM', 'Jira']);
});

test('owners see what they own, admins and auditors everything', () => {
  expect(scopeFor(['owner'])).toBe('owned');
  expect(scopeFor(['owner', 'admin'])).toBe('all');
  expect(scopeFor(['auditor'])).toBe('all');
});
