import type { AccessScope } from '../../api/access';
import type { Access, Role } from '../../api/shapes';

/** What the page shows, as its address says it. */
export interface Filter {
  person?: string;
  app?: string;
  state?: 'over' | 'any';
}

/** What somebody with these roles may see beyond their own. */
export function scopeFor(roles: readonly Role[]): AccessScope {
  return roles.includes('admin') || roles.includes('auditor') ? 'all' : 'owned';
}

/** Rows of one app whose person has every word that was typed. */
export function matching(rows: Access[], { person = '', app }: Filter): Access[] {
  const words = person.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (!app || row.entitlement.app_id === app) &&
      words.every((word) => `${row.person.name} ${row.person.login} ${row.person.department}`.toLowerCase().includes(word)),
  );
}

/** The apps that occur, by title, for choosing one. */
export function appsOf(rows: Access[]): { value: string; label: string }[] {
  const apps = new Map(rows.map(({ entitlement }) => [entitlement.app_id, entitlement.app_title]));
  return [...apps]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
