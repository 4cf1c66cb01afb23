import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RequestDetail } from '../../api/shapes';
import { approval, auditLine, kofi, request } from '../../testing/fixtures';
import { FakeEventSource } from '../../testing/eventSource';
import { openConsole } from '../../testing/openConsole';

const waiting: RequestDetail = {
  request: request(),
  approvals: [approval()],
  timeline: [auditLine({ detail: 'Ada Lindqvist asked for Jira / Admin' })],
};

const open = (detail: RequestDetail, as?: Parameters<typeof openConsole>[1]) =>
  openConsole('/requests/r-1', { ...as, routes: { 'GET /requests/r-1': { json: detail }, ...as?.routes } });

test('where it stands, and who acts next', async () => {
  open(waiting);
  expect(await screen.findByText('Waiting for Mara Lindgren (your manager).')).toBeInTheDocument();
  const knots = within(screen.getByRole('list', { name: 'Progress' })).getAllByRole('listitem');
  expect(knots.map((knot) => knot.getAttribute('aria-current'))).toEqual([null, 'step', null, null]);
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
  let detail = waiting;
  openConsole('/requests/r-1', { routes: { 'GET /requests/r-1': () => ({ json: detail }) } });
  await screen.findByText('Waiting for Mara Lindgren (your manager).');
  detail = { ...waiting, request: request({ state: 'denied', final: true, detail: 'Mara Lindgren denied it.' }) };
  FakeEventSource.last().send('request', { ref: 'r-1' });
  expect(await screen.findByText('Mara Lindgren denied it.')).toBeInTheDocument();
});
