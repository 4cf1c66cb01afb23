import type { Request } from '../api/shapes';
import { say } from '../language/say';
import { sayDuration } from '../time/duration';
import { sayWhen } from '../time/moment';

/** For how long, between which moments, or at which hours a request asks. */
export function sayAsk(
  request: Pick<Request, 'duration_seconds' | 'from' | 'until' | 'series' | 'series_words'>,
  now: number,
): string {
  if (request.series) {
    const { first, last } = request.series;
    return say('ask.series', { words: request.series_words ?? '', first, last });
  }
  if (request.from && request.until) {
    return say('ask.fromUntil', { from: sayWhen(request.from, now), until: sayWhen(request.until, now) });
  }
  return request.duration_seconds ? sayDuration(request.duration_seconds) : '';
}

/** An answer to a question, whatever its type. */
export function sayAnswer(answer: unknown): string {
  if (answer === true) return say('answer.yes');
  if (answer === false) return say('answer.no');
  if (answer === null || answer === undefined) return '';
  return Array.isArray(answer) ? answer.map(sayAnswer).join(', ') : String(answer);
}
