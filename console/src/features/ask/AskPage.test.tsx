import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { NewRequest } from '../../api/shapes';
import { offer, request } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';
import type { Routes } from '../../testing/server';

const url = '/ask/for?offer=jira-admin:jira/admin';

function open(routes: Routes = {}, part: Parameters<typeof offer>[0] = {}) {
  return openConsole(url, { routes: { 'GET /offers': { json: { items: [offer(part)] } }, ...routes } });
}

async function fill(user: ReturnType<typeof open>['user']) {
  await user.type(await screen.findByRole('textbox', { name: /Why do you need it/ }), 'Move the boards');
  await user.type(screen.getByRole('textbox', { name: /Ticket/ }), 'OPS-17');
}
const send = () => screen.getByRole('button', { name: /^Send/ });
const posts = (calls: { method: string; body: unknown }[]) =>
  calls.filter((call) => call.method === 'POST').map((call) => call.body as NewRequest);

test('what is missing is said at its field, and nothing is sent', async () => {
  const { user, calls } = open();
  await screen.findByRole('form', { name: 'Request' });
  await user.click(send());
  expect(screen.getByRole('textbox', { name: /Why do you need it/ })).toBeInvalid();
  expect(screen.getByRole('textbox', { name: /Ticket/ })).toHaveAccessibleDescription(/This needs an answer/);
  expect(posts(calls)).toEqual([]);
});

test('what is sent, and then the request’s page', async () => {
  const detail = { request: request(), approvals: [], timeline: [] };
  const { user, calls, router } = open({
    'POST /requests': { status: 201, json: request() },
    'GET /requests/r-1': { json: detail },
  });
  await fill(user);
  await user.click(screen.getByRole('radio', { name: '8 hours' }));
  expect(screen.getByText('Access ends after 8 hours, by itself')).toBeInTheDocument();
  await user.click(send());
  await waitFor(() => expect(router.state.location.pathname).toBe('/requests/r-1'));
  expect(posts(calls)).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      automation: 'jira-admin',
      entitlement: 'jira/admin',
      reason: 'Move the boards',
      duration_seconds: 28_800,
      answers: { ticket: 'OPS-17' },
    },
  ]);
});

test('the server’s no stands at the field it is about', async () => {
  const { user } = open({
    'POST /requests': { status: 422, problem: { code: 'invalid', detail: 'OPS-17 is closed.', field: 'answers.ticket' } },
  });
  await fill(user);
  await user.click(send());
  const ticket = await screen.findByRole('textbox', { name: /Ticket/ });
  await waitFor(() => expect(ticket).toHaveAccessibleDescription(/OPS-17 is closed\./));
  expect(ticket).toHaveFocus();
  expect(screen.queryByText('The request was not taken')).not.toBeInTheDocument();
});

test('a no about no field stands above the button', async () => {
  const { user } = open({
    'POST /requests': { status: 409, problem: { code: 'duplicate', detail: 'You asked for this already.' } },
  });
  await fill(user);
  await user.click(send());
  expect(await screen.findByRole('alert')).toHaveTextContent('You asked for this already.');
  expect(screen.getByRole('link', { name: 'See my requests' })).toBeInTheDocument();
});

test('sent again after silence, it is the same request', async () => {
  let tries = 0;
  const { user, calls, router } = open({
    'POST /requests': () => (++tries === 1 ? 'unreachable' : { status: 201, json: request() }),
    'GET /requests/r-1': { json: { request: request(), approvals: [], timeline: [] } },
  });
  await fill(user);
  await user.click(send());
  await user.click(await screen.findByRole('button', { name: 'Send again' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/requests/r-1'));
  const [first, second] = posts(calls);
  expect(second?.id).toBe(first?.id);
});

test('a window is offered only where it may be asked for', async () => {
  open();
  await screen.findByRole('form', { name: 'Request' });
  expect(screen.queryByRole('radio', { name: 'From and until' })).not.toBeInTheDocument();
});

test('with a window, two moments are asked for', async () => {
  const { user } = open({}, { windows: true });
  await user.click(await screen.findByRole('radio', { name: 'From and until' }));
  expect(screen.getByLabelText('From')).toBeInTheDocument();
  expect(screen.getByText(/Times are yours: CE(S)?T \(Europe\/Berlin\)/)).toBeInTheDocument();
});

test('an offer that is gone leads back to those there are', async () => {
  openConsole('/ask/for?offer=gone', { routes: { 'GET /offers': { json: { items: [] } } } });
  expect(await screen.findByRole('heading', { name: 'This is not offered to you' })).toBeInTheDocument();
});
