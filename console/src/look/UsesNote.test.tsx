import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { approval, detail, mara } from '../testing/fixtures';
import { openConsole } from '../testing/openConsole';

const again = { days: 90, count: 2, latest: ['2026-11-20T10:00:00Z', '2026-10-01T10:00:00Z'] };

test('who reviews an emergency sees which time it is, and when the last was', async () => {
  const items = [approval({ kind: 'review', uses_before: again })];
  openConsole('/inbox', { as: mara, routes: { 'GET /approvals': { json: { items } } } });
  const note = await screen.findByText(/^Third time in 90 days, the last was/);
  expect(note.querySelector('time')?.dateTime).toBe('2026-11-20T10:00:00Z');
});

test('the page of the request says it too', async () => {
  openConsole('/requests/r-1', { routes: { 'GET /requests/r-1': { json: detail({ uses_before: again }) } } });
  expect(await screen.findByText(/^Third time in 90 days/)).toBeInTheDocument();
});
