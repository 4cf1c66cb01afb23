import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Approval, NewDecision } from '../../api/shapes';
import { approval, mara, taskByHand } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';
import type { Routes } from '../../testing/server';

function open(items: Approval[], routes: Routes = {}, path = '/inbox') {
  return openConsole(path, { as: mara, routes: { 'GET /approvals': { json: { items } }, ...routes } });
}
const panel = async () => within(await screen.findByRole('region', { name: 'Decide for Ada Lindqvist' }));
const said = (calls: { method: string; body: unknown }[]) =>
  calls.filter((call) => call.method === 'POST').map((call) => call.body as NewDecision);

test('what to do by hand is said in full, line by line, and in short in the list', async () => {
  const task = 'Jira does not do it by itself.\nAdd her to the group.';
  open([approval({ ...taskByHand, terms: { ...taskByHand.terms, task } })]);
  const shown = await panel();
  expect(shown.getByText((_, element) => element?.textContent === task)).toHaveProperty('tagName', 'P');
  const list = within(screen.getByRole('list', { name: 'Inbox' }));
  expect(list.getByText('Give Jira / Admin to Ada Lindqvist by hand')).toBeInTheDocument();
  expect(shown.getByText('Due')).toBeInTheDocument();
});

test('one button says that it is done, a comment may go with it', async () => {
  const { user, calls } = open([approval(taskByHand)], { 'POST /approvals/a-1/decisions': { json: approval(taskByHand) } });
  const form = within((await panel()).getByRole('form', { name: 'Your decision' }));
  expect(form.getAllByRole('button').map((button) => button.textContent)).toEqual(['It is done']);
  await user.click(form.getByRole('button', { name: 'It is done' }));
  await waitFor(() => expect(said(calls)).toHaveLength(1));
  expect(said(calls)[0]).toEqual({ id: expect.any(String), verdict: 'done' });
  expect(await screen.findByText('It is recorded as done, for Ada Lindqvist.')).toBeInTheDocument();
  await user.type(form.getByRole('textbox', { name: 'Comment' }), 'In the console');
  await user.click(form.getByRole('button', { name: 'It is done' }));
  await waitFor(() => expect(said(calls)).toHaveLength(2));
  expect(said(calls)[1]).toMatchObject({ verdict: 'done', comment: 'In the console' });
});

test('the keys that approve and deny do not say that something was done', async () => {
  const { user, calls } = open([approval(taskByHand)]);
  await panel();
  await user.keyboard('a{Enter}');
  expect(screen.getByRole('textbox', { name: 'Comment' })).toHaveFocus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(said(calls)).toEqual([]);
});

test('what is closed says by whom it was done', async () => {
  const decisions = [{ person_id: mara.id, name: mara.name, verdict: 'done' as const, at: '2026-11-24T11:00:00Z' }];
  const part = { state: 'approved' as const, closed_at: '2026-11-24T11:00:00Z', may_decide: false };
  open([approval({ ...taskByHand, ...part, decisions })], {}, '/inbox?tab=closed');
  const shown = await panel();
  expect(shown.getByText('Done by Mara Lindgren')).toBeInTheDocument();
  expect(within(screen.getByRole('list', { name: 'Inbox' })).getByText('Done')).toBeInTheDocument();
  expect(shown.getByText(/Mara Lindgren said that it is done/)).toBeInTheDocument();
  expect(shown.queryByRole('button', { name: 'It is done' })).not.toBeInTheDocument();
});

test('what went on without anybody by hand is closed, and done by nobody', async () => {
  open([approval({ ...taskByHand, state: 'closed', may_decide: false })], {}, '/inbox?tab=closed');
  const shown = await panel();
  expect(shown.getByText('Closed')).toBeInTheDocument();
  expect(shown.queryByText(/Done by/)).not.toBeInTheDocument();
});
