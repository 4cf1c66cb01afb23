import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RequestDetail } from '../../api/shapes';
import { approval, auditLine, detail, jiraAdmin, kofi, mara, request, taskByHand } from '../../testing/fixtures';
import { FakeEventSource } from '../../testing/eventSource';
import { openConsole } from '../../testing/openConsole';

const waiting = detail({
  approvals: [approval()],
  timeline: [auditLine({ detail: 'Ada Lindqvist asked for Jira / Admin' })],
});

const open = (shown: RequestDetail, as?: Parameters<typeof openConsole>[1]) =>
  openConsole('/requests/r-1', { ...as, routes: { 'GET /requests/r-1': { json: shown }, ...as?.routes } });

test('where it stands, and who acts next', async () => {
  open(waiting);
  expect(await screen.findByText('Waiting for Mara Lindgren (your manager).')).toBeInTheDocument();
  const knots = within(screen.getByRole('list', { name: 'Progress' })).getAllByRole('listitem');
  expect(knots.map((knot) => knot.getAttribute('aria-current'))).toEqual([null, 'step', null, null]);
});

test('answers are shown by what was asked, and people by their names', async () => {
  open(
    detail({
      request: request({
        answers: { who: 'mara@example.test', leaves: false },
        answered: [
          { id: 'who', label: 'Whose question is it?', name: 'Mara Lindgren' },
          { id: 'leaves', label: 'Will data leave?' },
        ],
      }),
    }),
  );
  const facts = within(await screen.findByRole('complementary', { name: 'What was asked' }));
  const shown = (name: string) => facts.getByText(name).nextElementSibling?.textContent;
  expect([shown('Whose question is it?'), shown('Will data leave?')]).toEqual(['Mara Lindgren', 'No']);
});

test('I may withdraw before access was given', async () => {
  const { user, calls } = open(waiting, {
    routes: { 'POST /requests/r-1/withdraw': { json: request({ state: 'cancelled', final: true }) } },
  });
  await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
  await user.click(screen.getByRole('button', { name: 'Withdraw it' }));
  await waitFor(() => expect(calls.some((call) => call.path === '/requests/r-1/withdraw')).toBe(true));
});

test('nobody else is offered to', async () => {
  open(waiting, { as: kofi });
  await screen.findByText('Waiting for Mara Lindgren (your manager).');
  expect(screen.queryByRole('button', { name: 'Withdraw' })).not.toBeInTheDocument();
});

test('operators get to the run', async () => {
  open({ ...waiting, temporal_url: 'http://temporal.example.test/run' });
  expect(await screen.findByRole('link', { name: 'Open the run in Temporal' })).toHaveAttribute(
    'href',
    'http://temporal.example.test/run',
  );
});

test('a change that the stream tells is shown', async () => {
  let shown = waiting;
  openConsole('/requests/r-1', { routes: { 'GET /requests/r-1': () => ({ json: shown }) } });
  await screen.findByText('Waiting for Mara Lindgren (your manager).');
  shown = { ...waiting, request: request({ state: 'denied', final: true, detail: 'Mara Lindgren denied it.' }) };
  FakeEventSource.last().send('request', { ref: 'r-1' });
  expect(await screen.findByText('Mara Lindgren denied it.')).toBeInTheDocument();
});

test('more time is asked for while it can be had, with a reason where one is needed', async () => {
  const held = detail({
    request: request({ state: 'open' }),
    extension: { max_seconds: 7200, reason_required: true, asks: true },
  });
  const { user, calls } = open(held, { routes: { 'POST /requests/r-1/extend': { json: { approval_id: 'a-9' } } } });
  await user.click(await screen.findByRole('button', { name: 'Ask for more time' }));
  await user.click(screen.getByRole('button', { name: 'Ask for it' }));
  const why = screen.getByRole('textbox', { name: /Why do you need it longer/ });
  expect(why).toBeInvalid();
  await user.type(why, 'Not done yet');
  await user.selectOptions(screen.getByRole('combobox', { name: /How much longer/ }), '1 hour');
  await user.click(screen.getByRole('button', { name: 'Ask for it' }));
  expect(await screen.findByText('More time was asked for.')).toBeInTheDocument();
  const sent = calls.find((call) => call.path === '/requests/r-1/extend');
  expect(sent?.body).toEqual({ id: expect.any(String), by_seconds: 3600, reason: 'Not done yet' });
});

test('a bundle is given back as a whole, and revoked with a word why', async () => {
  const bundle = [jiraAdmin, { ...jiraAdmin, id: 'jira/user', title: 'User' }];
  const held = detail({ request: request({ state: 'open', bundle }), may_stop: 'revoke' });
  const { user, calls } = open(held, { routes: { 'POST /requests/r-1/stop': { json: request() } } });
  await user.click(await screen.findByRole('button', { name: 'Revoke everything' }));
  await user.click(screen.getByRole('button', { name: 'End everything now' }));
  expect(calls.some((call) => call.method === 'POST')).toBe(false);
  await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Wrong team');
  await user.click(screen.getByRole('button', { name: 'End everything now' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ reason: 'Wrong team' }));
  expect(screen.getByText('Jira / Admin, Jira / User')).toBeInTheDocument();
});

test('what has to be done by hand is said in full while it is, and then by whom it was done', async () => {
  let shown = detail({ request: request({ state: 'granting' }), approvals: [approval(taskByHand)] });
  openConsole('/requests/r-1', { routes: { 'GET /requests/r-1': () => ({ json: shown }) } });
  const story = within(await screen.findByRole('list', { name: 'Progress' }));
  expect(story.getByText(taskByHand.title)).toBeInTheDocument();
  expect(story.getByText(taskByHand.terms.task)).toBeInTheDocument();
  expect(story.getByText(/^Due/)).toBeInTheDocument();
  const decisions = [{ person_id: mara.id, name: mara.name, verdict: 'done' as const, at: '2026-11-24T11:00:00Z' }];
  shown = { ...shown, approvals: [approval({ ...taskByHand, state: 'approved', decisions })] };
  FakeEventSource.last().send('request', { ref: 'r-1' });
  expect(await story.findByText('Done by Mara Lindgren')).toBeInTheDocument();
  expect(story.getByText(/Mara Lindgren said that it is done/)).toBeInTheDocument();
  expect(story.queryByText(taskByHand.terms.task)).not.toBeInTheDocument();
});
