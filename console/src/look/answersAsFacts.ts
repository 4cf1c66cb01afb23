import type { Request } from '../api/shapes';
import { sayAnswer } from './sayAsk';

/** The answers of a request as questions and values, in the order they were asked. */
export function answersAsFacts({ answered, answers }: Pick<Request, 'answered' | 'answers'>): [name: string, value: string][] {
  return (answered ?? []).map(({ id, label, name }) => [label, name ?? sayAnswer(answers?.[id])]);
}
