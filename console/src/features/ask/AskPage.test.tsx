import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { NewRequest } from '../../api/shapes';
import { detail, mara, offer, request } from '../../testing/fixtures';
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
    const { user, calls, router } = open({
    'POST /requests': { status: 201, json: request() },
    'GET /requests/r-1': { json: detail() },
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
    'GET /requests/r-1': { json: detail() },
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
  const { user } = open({}, { windows: { absolute: true, ahead_seconds: 86_400 } });
  await user.click(await screen.findByRole('radio', { name: 'From and until' }));
  expect(screen.getByLabelText('From')).toBeInTheDocument();
  expect(screen.getByText(/Times are yours: CE(S)?T \(Europe\/Berlin\)/)).toBeInTheDocument();
});

test('an offer that is gone leads back to those there are', async () => {
  openConsole('/ask/for?offer=gone', { routes: { 'GET /offers': { json: { items: [] } } } });
  expect(await screen.findByRole('heading', { name: 'This is not offered to you' })).toBeInTheDocument();
});

const conditional = [
  { id: 'env', label: 'Environment', type: 'choice' as const, required: true, choices: ['staging', 'production'] },
  { id: 'ticket', label: 'Ticket', type: 'ticket' as const, required: true, conditional: true, example: 'CHG-2041' },
  { id: 'who', label: 'Buddy', type: 'person' as const, required: false },
];

test('a question that depends on another is shown, checked and sent as the server says', async () => {
  const { user, calls } = open(
    {
      'POST /offers/form': ({ body }) => {
        const { answers } = body as { answers: Record<string, string> };
        const ticket = { id: 'ticket', problem: answers.ticket === 'x' ? 'A ticket such as CHG-2041.' : undefined };
        const asked = answers.env === 'production' ? [ticket] : [];
        return { json: { questions: [{ id: 'env' }, ...asked], kept: {}, steps: asked.length ? ['The owner'] : [] } };
      },
      'GET /people': { json: { items: [mara] } },
      'POST /requests': { status: 201, json: request() },
      'GET /requests/r-1': { json: detail() },
    },
    { questions: conditional },
  );
  await user.type(await screen.findByRole('textbox', { name: /Why do you need it/ }), 'Move the boards');
  expect(screen.queryByRole('textbox', { name: /Ticket/ })).not.toBeInTheDocument();
  await user.selectOptions(screen.getByRole('combobox', { name: /Environment/ }), 'production');
  const ticket = await screen.findByRole('textbox', { name: /Ticket/ });
  expect(screen.getByText('The owner')).toBeInTheDocument();
  await user.type(ticket, 'x');
  expect(ticket).toBeValid();
  await user.tab();
  await waitFor(() => expect(ticket).toHaveAccessibleDescription(/such as CHG-2041/));
  await user.clear(ticket);
  await user.type(ticket, 'CHG-7');
  await user.click(screen.getByRole('combobox', { name: /Buddy/ }));
  await user.click(await screen.findByText('Mara Lindgren, Engineering'));
  await user.click(send());
  await waitFor(() => {
    const sent = posts(calls).at(-1);
    expect(sent?.answers).toEqual({ env: 'production', ticket: 'CHG-7', who: mara.login });
  });
});

test('everything that the server finds wrong stands at its field', async () => {
  const errors = [
    { field: 'answers.ticket', message: 'OPS-17 is closed.' },
    { field: 'reason', message: 'Say more.' },
  ];
  const { user } = open({
    'POST /requests': { status: 400, problem: { code: 'invalid', detail: 'OPS-17 is closed.', field: 'answers.ticket', errors } },
  });
  await fill(user);
  await user.click(send());
  await waitFor(() => expect(screen.getByRole('textbox', { name: /Ticket/ })).toHaveAccessibleDescription(/closed/));
  expect(screen.getByRole('textbox', { name: /Why/ })).toHaveAccessibleDescription(/Say more/);
});

test('hours that come again are asked for by days, clocks and dates', async () => {
  const recurring = { max_window_seconds: 14_400, max_span_seconds: 2_592_000, zone: 'Europe/Berlin', fixed: false };
  const { user } = open({}, { windows: { absolute: false, ahead_seconds: 0, recurring } });
  await user.click(await screen.findByRole('radio', { name: 'Again and again' }));
  await user.click(screen.getByRole('checkbox', { name: 'Mon' }));
  expect(screen.getByLabelText('First date')).toBeInTheDocument();
  expect(screen.getByText(/The clock is that of Europe\/Berlin/)).toBeInTheDocument();
});

test('a length that is always the same is not asked for', async () => {
  const seconds = 3600;
  open({}, { duration: { min_seconds: seconds, default_seconds: seconds, max_seconds: seconds, fixed: true } });
  expect(await screen.findByText(/It is always 1 hour/)).toBeInTheDocument();
  expect(screen.queryByRole('radio')).not.toBeInTheDocument();
});
