import type { UsesBefore } from '../api/shapes';
import { say } from '../language/say';

const PLACES = ['uses.first', 'uses.second', 'uses.third', 'uses.fourth', 'uses.fifth'] as const;

/** Which time it is that somebody uses an emergency: "Third time in 90 days". */
export function usesInWords({ count, days }: Pick<UsesBefore, 'count' | 'days'>): string {
  const place = PLACES[count];
  return place ? say(place, { days }) : say('uses.more', { count: count + 1, days, ordinal: true });
}
