import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Delegation } from '../../api/shapes';
import { kofi, mara } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';
import type { Routes } from '../../testing/server';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const now: Delegation = { delegate: mara, from: inHours(-1), until: inHours(5), reason: 'Holiday' };

const open = (items: Delegation[], routes: Routes = {}) =>
  openConsole('/away', {
    routes: { 'GET /me/delegations': () => ({ json: { items } }), 'GET /people': { json: { items: [mara, kofi] } }, ...routes },
  });

async function fillIn(user: ReturnType<typeof open>['user'], until: string) {
  await user.click(await screen.findByRole('button', { name: 'Name somebody' }));
  await user.click(screen.getByRole('combobox', { name: /Who is asked in your place/ }));
  await user.click(await screen.findByText('Mara Lindgren, Engineering'));
  fireEvent.change(screen.getByLabelText(/^From/), { target: { value: '2127-03-01T09:00' } });
  fireEvent.change(screen.getByLabelText(/^Until/), { target: { value: until } });
}

test('who named nobody is told what to do', async () => {
  open([]);
  expect(await screen.findByRole('heading', { name: 'Nobody is asked in your place' })).toBeInTheDocument();
});

test('what will happen is said before it is set, and then it is set', async () => {
  const items: Delegation[] = [];
  const { user, calls } = open(items, {
    'PUT /me/delegations': ({ body }) => {
      items.push({ ...now, ...(body as object), delegate: mara });
      return { json: items[0] };
    },
  });
  await fillIn(user, '2127-03-12T17:00');
  const form = within(screen.getByRole('form', { name: 'While you are away' }));
  expect(
    await form.findByText('From Sat 1 Mar 2127, 09:00 CET until Wed 12 Mar 2127, 17:00 CET, Mara Lindgren is asked in your place.'),
  ).toBeInTheDocument();
  expect(form.getByText(/What waits for you already stays with you/)).toBeInTheDocument();
  await user.click(form.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Mara Lindgren will be asked in your place')).toBeInTheDocument();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({
    delegate: mara.login,
    from: '2127-03-01T08:00:00.000Z',
    until: '2127-03-12T16:00:00.000Z',
  });
});

test('what is missing is said at its field, and nothing is sent', async () => {
  const { user, calls } = open([]);
  await user.click(await screen.findByRole('button', { name: 'Name somebody' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Say who is asked in your place.')).toBeInTheDocument();
  expect(screen.getByRole('combobox', { name: /Who is asked/ })).toHaveFocus();
  expect(calls.some((call) => call.method === 'PUT')).toBe(false);
});

test('a problem that the server finds is said at its field', async () => {
  const detail = 'Mara Lindgren is not active and can decide for nobody. Choose somebody else.';
  const { user } = open([], { 'PUT /me/delegations': { status: 400, problem: { code: 'invalid', detail, field: 'delegate' } } });
  await fillIn(user, '2127-03-12T17:00');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.getByRole('combobox', { name: /Who is asked/ })).toHaveAccessibleDescription(new RegExp(detail)));
});

test('one that is changed keeps its begin and knows whom it names', async () => {
  const { user, calls } = open([now], { 'PUT /me/delegations': { json: now } });
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  expect(screen.getByRole('combobox', { name: /Who is asked/ })).toHaveValue('Mara Lindgren, Engineering');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'PUT')?.body).toMatchObject({ from: now.from, delegate: mara.login }));
});

test('who is back is asked once more, and then it ends', async () => {
  const items = [now];
  const { user, calls } = open(items, {
    'DELETE /me/delegations': () => {
      items[0] = { ...now, until: inHours(0) };
      return { status: 204, json: null };
    },
  });
  expect(await screen.findByText('Mara Lindgren is asked in your place now')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'I am back' }));
  expect(calls.some((call) => call.method === 'DELETE')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'End it now' }));
  expect(await screen.findByText('Mara Lindgren was asked in your place')).toBeInTheDocument();
  expect(calls.find((call) => call.method === 'DELETE')?.query).toEqual({ from: now.from });
});
