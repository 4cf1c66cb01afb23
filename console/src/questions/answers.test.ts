import { expect, test } from 'vitest';
import type { Question } from '../api/shapes';
import { firstAnswers, given, missingAnswers } from './answers';

const question = (id: string, part: Partial<Question> = {}): Question => ({
  id,
  label: id,
  type: 'text',
  required: true,
  ...part,
});

test('what is missing is said only of what is shown; a plain no is an answer, but confirms nothing', () => {
  const shown = [
    question('ticket'),
    question('prod', { type: 'yes_no' }),
    question('promise', { type: 'yes_no', confirm: true }),
    question('tags', { type: 'multi_choice' }),
    question('note', { required: false }),
  ];
  expect(Object.keys(missingAnswers({ ticket: ' ', prod: false, promise: false, tags: [] }, shown))).toEqual([
    'answers.ticket',
    'answers.promise',
    'answers.tags',
  ]);
});

test('what is not shown, or not answered, is not sent', () => {
  const answers = { ticket: 'INC-1', hidden: 'x', none: '', zero: 0, tags: [] as string[] };
  const shown = ['ticket', 'none', 'zero', 'tags'].map((id) => question(id));
  expect(given(answers, shown)).toEqual({ ticket: 'INC-1', zero: 0 });
});

test('a form begins with what it offers', () => {
  expect(firstAnswers([question('a', { default: 'x' }), question('b'), question('c', { default: false })])).toEqual({
    a: 'x',
    c: false,
  });
});
