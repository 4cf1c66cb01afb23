import type { Delegation } from '../../api/shapes';

export type Standing = 'now' | 'coming' | 'over';

/** Where a delegation stands at a moment, in milliseconds; its end is no part of it. */
export function standingOf({ from, until }: Pick<Delegation, 'from' | 'until'>, now: number): Standing {
  if (Date.parse(until) <= now) return 'over';
  return Date.parse(from) <= now ? 'now' : 'coming';
}
