import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Message } from '../../api/shapes';
import { FakeEventSource } from '../../testing/eventSource';
import { openConsole } from '../../testing/openConsole';

const message: Message = {
  id: 'm-1',
  request_id: 'r-1',
  about: 'request_approved',
  text: 'Mara Lindgren approved Jira / Admin.',
  at: '2026-11-24T10:30:00Z',
  read: false,
};

test('the bell counts, the list tells, and reading is told to the server', async () => {
  const { user, calls } = openConsole('/holding', {
    routes: {
      'GET /messages': { json: { items: [message], unread: 1 } },
      'POST /messages/read': { status: 204, json: null },
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Messages, 1 unread' }));
  const list = within(await screen.findByRole('dialog', { name: 'Messages' }));
  expect(list.getByText(message.text)).toBeInTheDocument();
  expect(list.getByRole('link', { name: 'Open request' })).toHaveAttribute('href', '/requests/r-1');
  await user.click(list.getByRole('button', { name: 'Mark all as read' }));
  await waitFor(() => expect(calls.some((call) => call.path === '/messages/read')).toBe(true));
});

test('a message that is about no request leads nowhere and keeps its lines', async () => {
  const text = 'Ada Lindqvist is not active any more.\n- Jira / Admin: ended; confirmed.\n- VPN / On: excluded.';
  const summary: Message = { id: 'm-2', about: 'offboarding_summary', text, at: message.at, read: true };
  const { user } = openConsole('/holding', {
    routes: { 'GET /messages': { json: { items: [summary], unread: 0 } } },
  });
  await user.click(await screen.findByRole('button', { name: 'Messages' }));
  const list = within(await screen.findByRole('dialog', { name: 'Messages' }));
  expect(list.getByText(/Ada Lindqvist/).textContent).toBe(text);
  expect(list.queryByRole('link')).not.toBeInTheDocument();
});

test('a message that comes in rings the bell', async () => {
  let unread = 0;
  openConsole('/holding', { routes: { 'GET /messages': () => ({ json: { items: [], unread } }) } });
  await screen.findByRole('button', { name: 'Messages' });
  unread = 3;
  FakeEventSource.last().send('message', { ref: 'm-9' });
  expect(await screen.findByRole('button', { name: 'Messages, 3 unread' })).toBeInTheDocument();
});
