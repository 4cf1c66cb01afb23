import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Approval, NewDecision } from '../../api/shapes';
import { access, approval, kofi, mara, request } from '../../testing/fixtures';
import { openConsole } from '../../testing/openConsole';
import type { Routes } from '../../testing/server';

const first = approval({ id: 'a-1', holds: [access({ state: 'opening' })] });
const second = approval({ id: 'a-2', request: request({ id: 'r-2', subject: kofi, requester: kofi }) });

function open(routes: Routes = {}, items: Approval[] = [first, second]) {
  return openConsole('/inbox', { as: mara, routes: { 'GET /approvals': { json: { items } }, ...routes } });
}
const panelOf = (person: string) => screen.findByRole('region', { name: `Decide for ${person}` });
const decisions = (calls: { method: string; body: unknown }[]) =>
  calls.filter((call) => call.method === 'POST').map((call) => call.body as NewDecision);

test('everything needed to decide is on one screen', async () => {
  open();
  const panel = within(await panelOf('Ada Lindqvist'));
  for (const words of ['Backend engineer, Engineering', 'Move the boards of team Orion', '4 hours', 'Medium risk', 'OPS-17']) {
    expect(panel.getByText(words)).toBeInTheDocument();
  }
  expect(panel.getByText('Opening, waiting for Jira to confirm')).toBeInTheDocument();
});

test('who is asked in the place of somebody is told so, and nobody else is', async () => {
  const instead = [{ person_id: mara.id, name: mara.name, via: 'manager', on_behalf_of: ['Ines Duarte', 'Noor Haddad'] }];
  const { user } = open({}, [approval({ id: 'a-1', approvers: instead }), second]);
  const panel = within(await panelOf('Ada Lindqvist'));
  expect(panel.getByText('You are asked in place of Ines Duarte, Noor Haddad, as they are away.')).toBeInTheDocument();
  await user.keyboard('j');
  await panelOf('Kofi Boateng');
  expect(screen.queryByText(/You are asked in place of/)).toBeNull();
});

test('j and k go through the list and stop at its ends', async () => {
  const { user } = open();
  await panelOf('Ada Lindqvist');
  await user.keyboard('j');
  await panelOf('Kofi Boateng');
  await user.keyboard('j');
  await panelOf('Kofi Boateng');
  await user.keyboard('k');
  await panelOf('Ada Lindqvist');
});

test('a and Enter approve, and a alone does not', async () => {
  const { user, calls } = open({ 'POST /approvals/a-1/decisions': { json: first } });
  await panelOf('Ada Lindqvist');
  await user.keyboard('a');
  expect(screen.getByRole('button', { name: /^Approve/ })).toHaveFocus();
  expect(decisions(calls)).toEqual([]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(decisions(calls)).toHaveLength(1));
  expect(decisions(calls)[0]).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), verdict: 'approve' });
  expect(await screen.findByText('Approved for Ada Lindqvist.')).toBeInTheDocument();
});

test('a denial needs a comment', async () => {
  const { user, calls } = open({ 'POST /approvals/a-1/decisions': { json: first } });
  await panelOf('Ada Lindqvist');
  await user.click(screen.getByRole('button', { name: /^Deny/ }));
  const comment = screen.getByRole('textbox', { name: 'Comment' });
  expect(comment).toHaveFocus();
  expect(comment).toHaveAccessibleDescription(/Say why you deny/);
  expect(decisions(calls)).toEqual([]);
});

test('d goes to the comment, and Ctrl Enter denies', async () => {
  const { user, calls } = open({ 'POST /approvals/a-1/decisions': { json: first } });
  await panelOf('Ada Lindqvist');
  await user.keyboard('d');
  await user.keyboard('Use the read role.{Control>}{Enter}{/Control}');
  await waitFor(() => expect(decisions(calls)).toHaveLength(1));
  expect(decisions(calls)[0]).toMatchObject({ verdict: 'deny', comment: 'Use the read role.' });
});

test('the same decision sent again keeps its id, another one has its own', async () => {
  const { user, calls } = open({ 'POST /approvals/a-1/decisions': 'unreachable' });
  await panelOf('Ada Lindqvist');
  const approve = screen.getByRole('button', { name: /^Approve/ });
  await user.click(approve);
  expect(await screen.findByRole('alert')).toHaveTextContent('Your decision was not recorded');
  await user.click(approve);
  await user.type(screen.getByRole('textbox', { name: 'Comment' }), 'Fine');
  await user.click(approve);
  await waitFor(() => expect(decisions(calls)).toHaveLength(3));
  const [one, again, other] = decisions(calls);
  expect(again?.id).toBe(one?.id);
  expect(other?.id).not.toBe(one?.id);
});

test('a refused decision says why', async () => {
  const { user } = open({
    'POST /approvals/a-1/decisions': {
      status: 409,
      problem: { code: 'already_closed', detail: 'Jun Watanabe denied it a minute ago.' },
    },
  });
  await panelOf('Ada Lindqvist');
  await user.click(screen.getByRole('button', { name: /^Approve/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Jun Watanabe denied it a minute ago.');
});

test('? tells the keys', async () => {
  const { user } = open();
  await panelOf('Ada Lindqvist');
  await user.keyboard('?');
  expect(await screen.findByRole('dialog', { name: 'Keys in the inbox' })).toBeInTheDocument();
});

test('what is closed offers no decision', async () => {
  openConsole('/inbox?tab=closed', {
    as: mara,
    routes: { 'GET /approvals': { json: { items: [approval({ state: 'denied', may_decide: false })] } } },
  });
  await panelOf('Ada Lindqvist');
  expect(screen.queryByRole('button', { name: /^Approve/ })).not.toBeInTheDocument();
});

test('an empty inbox says what to expect', async () => {
  open({}, []);
  expect(await screen.findByRole('heading', { name: 'Nothing waits for you' })).toBeInTheDocument();
});

test('an approver gives less, later, where they may', async () => {
  const terms = { comment: 'required' as const, shorten: true, postpone_seconds: 3600 };
  const { user, calls } = open({ 'POST /approvals/a-1/decisions': { json: first } }, [approval({ terms })]);
  await panelOf('Ada Lindqvist');
  await user.selectOptions(screen.getByRole('combobox', { name: /Give it for/ }), '2 hours');
  await user.click(screen.getByRole('button', { name: /^Approve/ }));
  expect(screen.getByRole('textbox', { name: /Comment/ })).toHaveAccessibleDescription(/Say why/);
  expect(decisions(calls)).toEqual([]);
  await user.type(screen.getByRole('textbox', { name: /Comment/ }), 'Enough');
  await user.click(screen.getByRole('button', { name: /^Approve/ }));
  await waitFor(() => expect(decisions(calls)).toHaveLength(1));
  expect(decisions(calls)[0]).toMatchObject({ verdict: 'approve', comment: 'Enough', duration_seconds: 7200 });
});

test('a sign-in that is too old leads to another one', async () => {
  const problem = { code: 'sign_in_again', detail: 'Sign in again, and decide then.' };
  const { user } = open({ 'POST /approvals/a-1/decisions': { status: 403, problem } });
  await panelOf('Ada Lindqvist');
  await user.click(screen.getByRole('button', { name: /^Approve/ }));
  expect(await screen.findByRole('link', { name: 'Sign in again' })).toHaveAttribute('href', '/sign-in');
});

test('questions that are asked later are answered here', async () => {
  const questions = [
    { id: 'urgent', label: 'Is it urgent?', type: 'yes_no' as const, required: true },
    { id: 'why', label: 'Why?', type: 'text' as const, required: true, conditional: true },
  ];
  const { user, calls } = open(
    {
      'POST /approvals/a-1/form': ({ body }) => {
        const urgent = (body as { answers: { urgent?: boolean } }).answers.urgent === true;
        return { json: { questions: [{ id: 'urgent' }, ...(urgent ? [{ id: 'why' }] : [])], kept: {} } };
      },
      'POST /approvals/a-1/decisions': { json: first },
    },
    [approval({ kind: 'answers', questions })],
  );
  await panelOf('Ada Lindqvist');
  await user.click(screen.getByRole('button', { name: 'Send answers' }));
  expect(screen.getByText('This needs an answer.')).toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'Yes' }));
  await user.type(await screen.findByRole('textbox', { name: /Why/ }), 'It burns');
  await user.click(screen.getByRole('button', { name: 'Send answers' }));
  const sent = () => calls.filter((call) => call.path === '/approvals/a-1/decisions').map((call) => call.body);
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0]).toMatchObject({ verdict: 'answer', answers: { urgent: true, why: 'It burns' } });
});

test('a review says whether it was justified', async () => {
  const { user, calls } = open({ 'POST /approvals/a-1/decisions': { json: first } }, [approval({ kind: 'review' })]);
  await panelOf('Ada Lindqvist');
  expect(screen.queryByRole('button', { name: /^Approve/ })).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'It was not' }));
  await waitFor(() => expect(decisions(calls)[0]).toMatchObject({ verdict: 'unjustified' }));
});
