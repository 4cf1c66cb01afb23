import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ada, kofi, noor, request } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';

const items = [
  request({ id: 'r-1' }),
  request({ id: 'r-2', state: 'denied', final: true, detail: 'Mara Lindgren denied it.', subject: kofi, requester: ada }),
];

test('what is under way stands apart from what is over', async () => {
  openConsole('/requests', { routes: { 'GET /requests': { json: { items } } } });
  const underWay = within(await screen.findByRole('region', { name: 'Under way' }));
  expect(underWay.getByText('Waiting')).toBeInTheDocument();
  const over = within(screen.getByRole('region', { name: 'Over' }));
  expect(over.getByText('Mara Lindgren denied it.')).toBeInTheDocument();
  expect(over.getByText('for Kofi Boateng')).toBeInTheDocument();
});

test('only admins and auditors choose whose requests they see', async () => {
  openConsole('/requests');
  await screen.findByRole('heading', { name: 'No requests yet' });
  expect(screen.queryByRole('radio', { name: 'Everyone’s' })).not.toBeInTheDocument();
});

test('an admin sees everyone’s', async () => {
  const { user, calls } = openConsole('/requests', { as: noor, roles: ['admin'] });
  await user.click(await screen.findByRole('radio', { name: 'Everyone’s' }));
  await screen.findByText('What everybody asked for, newest first.');
  expect(calls.filter((call) => call.path === '/requests').at(-1)?.query.scope).toBe('all');
});
