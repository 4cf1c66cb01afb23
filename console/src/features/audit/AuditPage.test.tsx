import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { auditLine, noor } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';

test('lines carry their moment to the second, with its zone, and lead to their request', async () => {
  openConsole('/audit', {
    as: noor,
    roles: ['admin'],
    routes: { 'GET /audit': { json: { items: [auditLine({ detail: 'Ada asked', hash: '0123456789abcdef' })] } } },
  });
  expect(await screen.findByText('Tue 24 Nov 2026, 11:00:00 CET')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'request/r-1' })).toHaveAttribute('href', '/requests/r-1');
  expect(screen.getByText('hash 0123456789ab')).toBeInTheDocument();
});

test('pages follow each other, and one request can be singled out', async () => {
  const { user, calls, router } = openConsole('/audit', {
    as: noor,
    roles: ['auditor'],
    routes: {
      'GET /audit': ({ query }) => ({
        json: query.cursor ? { items: [auditLine({ seq: 2 })] } : { items: [auditLine()], next: 'page-2' },
      }),
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(3));
  await user.type(screen.getByRole('textbox', { name: 'Request id' }), 'r-7{Enter}');
  await waitFor(() => expect(router.state.location.search).toEqual({ request: 'r-7' }));
  await waitFor(() => expect(calls.at(-1)?.query.request).toBe('r-7'));
});
