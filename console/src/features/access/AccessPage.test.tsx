import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { access, ada, kofi, noor } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';
import type { Routes } from '../../testing/server';

const rows = [
  access({ id: 'l-1', person: ada, may_end: 'revoke' }),
  access({ id: 'l-2', person: kofi, may_end: 'revoke', attention: 'Jira does not answer.' }),
];
const open = (path: string, routes: Routes = {}) =>
  openConsole(path, { as: noor, roles: ['admin'], routes: { 'GET /access': { json: { items: rows } }, ...routes } });

test('who holds what, and what keeps an end from being confirmed', async () => {
  open('/access');
  expect(await screen.findByRole('rowheader', { name: /Kofi Boateng/ })).toBeInTheDocument();
  expect(screen.getByText('Jira does not answer.')).toBeInTheDocument();
});

test('a filter is kept in the address', async () => {
  const { user, router } = open('/access');
  await user.type(await screen.findByRole('searchbox', { name: 'Find a person' }), 'kofi');
  await waitFor(() => expect(screen.queryByRole('rowheader', { name: /Ada/ })).not.toBeInTheDocument());
  expect(router.state.location.search).toEqual({ person: 'kofi' });
});

test('a filter looks through all pages', async () => {
  const { calls } = open('/access?person=kofi', {
    'GET /access': ({ query }) =>
      query.cursor ? { json: { items: [rows[1]] } } : { json: { items: [rows[0]], next: 'page-2' } },
  });
  expect(await screen.findByRole('rowheader', { name: /Kofi/ })).toBeInTheDocument();
  expect(calls.filter((call) => call.path === '/access').map((call) => call.query.cursor)).toContain('page-2');
});

test('an owner sees what they own', async () => {
  const { calls } = openConsole('/access', { roles: ['owner'] });
  await screen.findByRole('heading', { name: 'Nobody holds anything' });
  expect(calls.find((call) => call.path === '/access')?.query.scope).toBe('owned');
});

test('revoking needs a reason', async () => {
  const { user, calls } = open('/access', { 'POST /access/l-1/end': { json: rows[0] } });
  await user.click(await screen.findByRole('button', { name: 'Revoke Jira / Admin of Ada Lindqvist' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Revoke Jira / Admin' }));
  await user.click(dialog.getByRole('button', { name: 'Revoke now' }));
  expect(dialog.getByRole('textbox', { name: /Reason/ })).toHaveAccessibleDescription(/Say why/);
  await user.type(dialog.getByRole('textbox', { name: /Reason/ }), 'Left the project');
  await user.click(dialog.getByRole('button', { name: 'Revoke now' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ reason: 'Left the project' }));
});
