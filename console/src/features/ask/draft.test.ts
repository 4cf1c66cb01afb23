import { describe, expect, test } from 'vitest';
import { offer } from '../../testing/fixtures';
import { problemsOf, toRequest, type Draft } from './draft';

const base: Draft = {
  reason: 'Incident 4711',
  mode: 'length',
  seconds: 3600,
  amount: '',
  unit: 'hours',
  from: '',
  until: '',
  answers: {},
};
const plain = offer({ questions: [], windows: true });

describe('what is wrong is said at its field', () => {
  test.each<[string, Partial<Draft>, string[]]>([
    ['nothing', {}, []],
    ['no reason', { reason: '  ' }, ['reason']],
    ['another length, not typed yet', { seconds: undefined }, ['duration_seconds']],
    ['longer than allowed', { seconds: undefined, amount: 3, unit: 'days' }, ['duration_seconds']],
    ['a window without its beginning', { mode: 'window' }, ['from']],
    ['a window without its end', { mode: 'window', from: '2026-11-27T17:00' }, ['until']],
    ['a window backwards', { mode: 'window', from: '2026-11-27T17:00', until: '2026-11-27T16:00' }, ['until']],
    ['a window too long', { mode: 'window', from: '2026-11-27T17:00', until: '2026-11-30T17:00' }, ['until']],
  ])('%s', (_, change, fields) => expect(Object.keys(problemsOf(plain, { ...base, ...change }))).toEqual(fields));

  test('a required answer, where a plain no is an answer', () => {
    const asked = offer({ questions: [{ id: 'prod', label: 'In production?', type: 'yes_no', required: true }] });
    expect(Object.keys(problemsOf(asked, base))).toEqual(['answers.prod']);
    expect(problemsOf(asked, { ...base, answers: { prod: false } })).toEqual({});
  });
});

describe('what is sent', () => {
  test('a length in seconds, and no empty answers', () => {
    const sent = toRequest('id-1', plain, { ...base, seconds: undefined, amount: '1.5', answers: { a: '', b: 7 } });
    expect(sent).toMatchObject({ id: 'id-1', duration_seconds: 5400, answers: { b: 7 }, reason: 'Incident 4711' });
    expect(sent).not.toHaveProperty('from');
  });

  test('a window as instants, and no length', () => {
    const sent = toRequest('id-1', plain, {
      ...base,
      mode: 'window',
      from: '2026-11-27T17:00',
      until: '2026-11-27T19:00',
    });
    expect(sent).toMatchObject({ from: '2026-11-27T16:00:00.000Z', until: '2026-11-27T18:00:00.000Z' });
    expect(sent).not.toHaveProperty('duration_seconds');
  });
});
