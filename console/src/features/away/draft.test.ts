import { expect, test } from 'vitest';
import type { Delegation } from '../../api/shapes';
import { kofi, mara } from '../../testing/fixtures';
import { firstDraft, problemsOf, toDelegation, type Draft } from './draft';

const march: Delegation = { delegate: mara, from: '2027-03-01T08:00:30Z', until: '2027-03-12T16:00:00Z', reason: 'Holiday' };
const good: Draft = { delegate: kofi.login, from: '2027-04-01T09:00', until: '2027-04-02T09:00', reason: ' ' };

test.each<[string, Partial<Draft>, Record<string, string>]>([
  ['nobody', { delegate: '' }, { delegate: 'Say who is asked in your place.' }],
  ['no begin', { from: '' }, { from: 'Say from when.' }],
  ['no end', { until: '' }, { until: 'Say until when.' }],
  ['an end before its begin', { until: '2027-04-01T09:00' }, { until: 'This is before it begins. Choose a later moment.' }],
  ['nothing', { delegate: '', from: '', until: '' }, { delegate: 'Say who is asked in your place.', from: 'Say from when.', until: 'Say until when.' }],
  ['a time beside another', { from: '2027-03-12T17:00', until: '2027-03-13T09:00' }, {}],
  ['all that is needed', {}, {}],
])('with %s the form says what to do', (_, part, found) => {
  expect(problemsOf({ ...good, ...part }, [march])).toEqual(found);
});

test('a time that is taken already names who has it, and from when until when', () => {
  const { from } = problemsOf({ ...good, from: '2027-03-12T16:59' }, [march]);
  expect(from).toContain('Mara Lindgren is asked in your place already, from Mon 1 Mar 2027, 09:00 CET until Fri 12 Mar 2027, 17:00 CET.');
  const april: Delegation = { ...march, from: '2027-04-01T07:00:00Z', until: '2027-04-02T07:00:00Z' };
  expect(problemsOf({ ...firstDraft(0, march), until: '2027-04-01T10:00' }, [march, april], march)).toHaveProperty('until');
});

test('one that is changed is sent under the very moment at which it begins, and is not in its own way', () => {
  const draft = firstDraft(0, march);
  expect(draft).toEqual({ delegate: mara.login, from: '2027-03-01T09:00', until: '2027-03-12T17:00', reason: 'Holiday' });
  expect(problemsOf(draft, [march], march)).toEqual({});
  expect(toDelegation(draft, march)).toMatchObject({ from: march.from, until: '2027-03-12T16:00:00.000Z' });
});

test('what is empty is not sent', () => expect(toDelegation(good).reason).toBeUndefined());
