import type { EntitlementCard } from '../api/shapes';

/** Everything of a bundle: "Jira / User, Salesforce / Pro". */
export function bundleInWords(parts: EntitlementCard[]): string {
  return parts.map(({ app_title: app, title }) => `${app} / ${title}`).join(', ');
}
