import { describe, expect, test } from 'vitest';
import type { Offer, Question } from '../../api/shapes';
import { offer } from '../../testing/fixtures';
import { problemsOf, toRequest, type Draft } from './draft';

const base: Draft = {
  reason: 'Incident 4711',
  subject: undefined,
  mode: 'length',
  seconds: 3600,
  amount: '',
  unit: 'hours',
  from: '',
  until: '',
  series: { days: [], start: '09:00', end: '12:00', first: '2026-11-23', last: '' },
  answers: {},
};
const plain = offer({
  questions: [],
  windows: {
    absolute: true,
    ahead_seconds: 86_400,
    recurring: { max_window_seconds: 14_400, max_span_seconds: 30 * 86_400, zone: 'Europe/Berlin', fixed: false },
  },
  reason_min: 5,
  duration: { min_seconds: 1800, default_seconds: 14_400, max_seconds: 43_200, fixed: false },
});
const wrong = (asked: Offer, draft: Draft) => Object.keys(problemsOf(asked, draft, asked.questions, asked.duration));

describe('what is wrong is said at its field', () => {
  test.each<[string, Partial<Draft>, string[]]>([
    ['nothing', {}, []],
    ['no reason', { reason: '  ' }, ['reason']],
    ['a reason of a word', { reason: 'it' }, ['reason']],
    ['shorter than allowed', { seconds: 60 }, ['duration_seconds']],
    ['a series of no days and no end', { mode: 'series' }, ['series.rule', 'series.last']],
    ['a series that is too long', { mode: 'series', series: { ...base.series, days: ['MO'], last: '2027-11-23' } }, ['series.last']],
    ['another length, not typed yet', { seconds: undefined }, ['duration_seconds']],
    ['longer than allowed', { seconds: undefined, amount: 3, unit: 'days' }, ['duration_seconds']],
    ['a window without its beginning', { mode: 'window' }, ['from']],
    ['a window without its end', { mode: 'window', from: '2026-11-27T17:00' }, ['until']],
    ['a window backwards', { mode: 'window', from: '2026-11-27T17:00', until: '2026-11-27T16:00' }, ['until']],
    ['a window too long', { mode: 'window', from: '2026-11-27T17:00', until: '2026-11-30T17:00' }, ['until']],
  ])('%s', (_, change, fields) => expect(wrong(plain, { ...base, ...change })).toEqual(fields));

  test('a required answer, where a plain no is an answer', () => {
    const asked = offer({ questions: [{ id: 'prod', label: 'In production?', type: 'yes_no', required: true }] });
    expect(wrong(asked, base)).toEqual(['answers.prod']);
    expect(wrong(asked, { ...base, answers: { prod: false } })).toEqual([]);
  });
});

describe('what is sent', () => {
  test('a length in seconds, and no empty answers', () => {
    const asked = ['a', 'b'].map((id): Question => ({ id, label: id, type: 'text', required: false }));
    const answers = { a: '', b: 7, hidden: 'x' };
    const sent = toRequest('id-1', plain, { ...base, seconds: undefined, amount: '1.5', answers }, asked);
    expect(sent).toMatchObject({ id: 'id-1', duration_seconds: 5400, answers: { b: 7 }, reason: 'Incident 4711' });
    expect(sent).not.toHaveProperty('from');
  });

  test('a window as instants, and no length', () => {
    const sent = toRequest('id-1', plain, {
      ...base,
      mode: 'window',
      from: '2026-11-27T17:00',
      until: '2026-11-27T19:00',
    }, []);
    expect(sent).toMatchObject({ from: '2026-11-27T16:00:00.000Z', until: '2026-11-27T18:00:00.000Z' });
    expect(sent).not.toHaveProperty('duration_seconds');
  });

  test('hours that come again, in the order of the week; what is the automation’s is left out', () => {
    const series = { days: ['TH', 'MO'], start: '08:00', end: '11:00', first: '2026-11-23', last: '2026-12-03' };
    const sent = toRequest('id-1', plain, { ...base, mode: 'series', series }, []);
    expect(sent.series).toEqual({ rule: 'FREQ=WEEKLY;BYDAY=MO,TH', start: '08:00', end: '11:00', first: '2026-11-23', last: '2026-12-03' });
    const { recurring, ...windows } = plain.windows;
    const fixed = { ...plain, windows: { ...windows, recurring: recurring && { ...recurring, fixed: true } } };
    expect(toRequest('id-1', fixed, { ...base, mode: 'series', series }, []).series).toEqual({ first: '2026-11-23', last: '2026-12-03' });
  });
});
