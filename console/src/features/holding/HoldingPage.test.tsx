import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Access } from '../../api/shapes';
import { access } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const held = access({ opened_at: inMinutes(-60), ends_at: inMinutes(111.5), may_end: 'give_back' });

const open = (live: Access[], over: Access[] = []) =>
  openConsole('/holding', {
    routes: {
      'GET /access': ({ query }) => ({ json: { items: query.state === 'over' ? over : live } }),
      'POST /access/l-1/end': { json: held },
    },
  });

test('what I hold says when it ends', async () => {
  open([held]);
  expect(await screen.findByText('Ends in 1 h 52 m')).toBeInTheDocument();
});

test('giving back is asked once more, and then done', async () => {
  const { user, calls } = open([held]);
  await user.click(await screen.findByRole('button', { name: 'Give back' }));
  expect(calls.some((call) => call.method === 'POST')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Give it back now' }));
  await waitFor(() => expect(calls.find((call) => call.method === 'POST')?.path).toBe('/access/l-1/end'));
  expect(await screen.findByText('Jira / Admin is being given back.')).toBeInTheDocument();
});

test('what was kept is kept', async () => {
  const { user, calls } = open([held]);
  await user.click(await screen.findByRole('button', { name: 'Give back' }));
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  expect(screen.getByRole('button', { name: 'Give back' })).toBeInTheDocument();
  expect(calls.some((call) => call.method === 'POST')).toBe(false);
});

test('a late end says how late', async () => {
  open([], [access({ state: 'ended', ended_at: inMinutes(-300), late_seconds: 420, end_reason: 'expiry' })]);
  expect(await screen.findByText('Jira confirmed the end 7 minutes late')).toBeInTheDocument();
});

test('who holds nothing is told what to do', async () => {
  open([]);
  expect(await screen.findByRole('heading', { name: 'You hold nothing' })).toBeInTheDocument();
});
