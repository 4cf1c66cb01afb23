import type { Offer } from '../../api/shapes';

/** Offers that have every word that was typed, in what they are or are for. */
export function matching(offers: Offer[], find: string): Offer[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return offers.filter(({ entitlement, automation_title }) => {
    const about = [entitlement.app_title, entitlement.title, entitlement.description, automation_title]
      .join(' ')
      .toLowerCase();
    return words.every((word) => about.includes(word));
  });
}

interface App {
  id: string;
  title: string;
}

/** Offers by app, apps by title. */
export function byApp(offers: Offer[]): [App, Offer[]][] {
  const apps = new Map<string, [App, Offer[]]>();
  for (const offer of offers) {
    const { app_id: id, app_title: title } = offer.entitlement;
    const entry = apps.get(id) ?? [{ id, title }, []];
    entry[1].push(offer);
    apps.set(id, entry);
  }
  return [...apps.values()].sort(([a], [b]) => a.title.localeCompare(b.title));
}
