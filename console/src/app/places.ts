import type { Role } from '../api/shapes';

export type Place = 'ask' | 'requests' | 'holding' | 'inbox' | 'access' | 'audit';

/** The places in the navigation, in order, for somebody with these roles. */
export function placesFor(roles: readonly Role[]): Place[] {
  const has = (...some: Role[]) => some.some((role) => roles.includes(role));
  const places: Place[] = ['ask', 'requests', 'holding', 'inbox'];
  if (has('admin', 'auditor', 'owner')) places.push('access');
  if (has('admin', 'auditor')) places.push('audit');
  return places;
}
