import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { approval, detail, mara } from '../testing/fixtures';
import { openConsole } from '../testing/openConsole';

const uses = (count: number) => ({ days: 90, count, latest: count ? ['2026-11-20T10:00:00Z'] : [] });

test.each([
  [0, 'First time in 90 days'],
  [2, 'Third time in 90 days, the last was '],
  [21, '22nd time in 90 days, the last was '],
])('after %i uses a review says: %s', async (count, says) => {
  openConsole('/inbox', {
    as: mara,
    routes: { 'GET /approvals': { json: { items: [approval({ kind: 'review', uses_before: uses(count) })] } } },
  });
  const note = await screen.findByText(/time in 90 days/);
  expect(note.textContent.startsWith(says)).toBe(true);
  expect(note.querySelector('time')?.dateTime).toBe(count ? '2026-11-20T10:00:00Z' : undefined);
});

test('the page of the request says it too', async () => {
  openConsole('/requests/r-1', { routes: { 'GET /requests/r-1': { json: detail({ uses_before: uses(1) }) } } });
  expect(await screen.findByText(/^Second time in 90 days/)).toBeInTheDocument();
});

test('nothing is said of what is no emergency', async () => {
  openConsole('/requests/r-1', { routes: { 'GET /requests/r-1': { json: detail() } } });
  await screen.findByRole('list', { name: 'Progress' });
  expect(screen.queryByText(/time in 90 days/)).not.toBeInTheDocument();
});
