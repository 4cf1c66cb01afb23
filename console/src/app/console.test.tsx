import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { approval, noor, people } from '../testing/fixtures';
import { openConsole } from '../testing/openConsole';

const signedOut = { status: 401, problem: { code: 'unauthorized', detail: 'Sign in first.' } };
const places = async () =>
  within(await screen.findByRole('navigation')).getAllByRole('link').map((link) => link.textContent);

test('an employee sees her own places, an admin all of them', async () => {
  openConsole('/requests');
  expect(await places()).toEqual(['Ask', 'Requests', 'Holding', 'Inbox']);
});

test('an admin sees access and audit too', async () => {
  openConsole('/requests', { as: noor, roles: ['admin'] });
  expect(await places()).toEqual(['Ask', 'Requests', 'Holding', 'Inbox', 'Access', 'Audit']);
});

test('the inbox counts only what waits for me', async () => {
  const items = [approval({ id: 'a' }), approval({ id: 'b' }), approval({ id: 'c', may_decide: false })];
  openConsole('/ask', { routes: { 'GET /approvals': { json: { items } } } });
  expect(await screen.findByRole('link', { name: 'Inbox 2 wait for you' })).toBeInTheDocument();
});

test('who is not signed in chooses a person and comes back to where they were', async () => {
  let person: (typeof people)[number] | undefined;
  const { user, router, calls } = openConsole('/requests?scope=all', {
    routes: {
      'GET /session': () => (person ? { json: { person, roles: [] } } : signedOut),
      'GET /demo/people': { json: { items: people } },
      'POST /session': ({ body }) => {
        person = people.find((one) => one.login === (body as { login: string }).login);
        return { json: { person, roles: [], token: 't' } };
      },
    },
  });
  const start = await screen.findByRole('region', { name: 'Start here' });
  await user.click(within(start).getByRole('button', { name: /Ada Lindqvist/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Requests' })).toBeInTheDocument();
  expect(router.state.location.href).toBe('/requests?scope=all');
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ login: 'ada@example.test' });
});

test('a session that ends in the middle leads to the sign-in', async () => {
  const { router } = openConsole('/holding', { routes: { 'GET /access': signedOut } });
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  expect(router.state.location.search).toEqual({ back: '/holding' });
});

test('signing out revokes the session on the server', async () => {
  const { user, calls, router } = openConsole('/holding', { routes: { 'DELETE /session': { status: 204, json: null } } });
  await user.click(await screen.findByRole('button', { name: 'Signed in as Ada Lindqvist' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  expect(calls.some((call) => call.method === 'DELETE' && call.path === '/session')).toBe(true);
});

test('an address that leads nowhere says so and leads on', async () => {
  openConsole('/nowhere');
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Ask for access' })).toHaveAttribute('href', '/ask');
});

test('an error names the thing, the reason and the mend', async () => {
  openConsole('/audit', {
    as: noor,
    roles: ['admin'],
    routes: { 'GET /audit': { status: 403, problem: { code: 'forbidden', detail: 'The audit is for admins and auditors.' } } },
  });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('The audit could not be loaded');
  expect(alert).toHaveTextContent('The audit is for admins and auditors. Ask an admin if you need to see this.');
});
