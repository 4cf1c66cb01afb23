import { nameInWords } from './nameInWords';
import { sayAnswer } from './sayAsk';

/** The answers of a request as names and values. A question is known here by its id only. */
export function answersAsFacts(answers: Record<string, unknown> | undefined): [name: string, value: string][] {
  return Object.entries(answers ?? {}).map(([question, answer]) => [nameInWords(question), sayAnswer(answer)]);
}
