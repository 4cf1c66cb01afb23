import type { QueryKey } from '@tanstack/react-query';

/**
 * The topics of the event stream that pages care about. Left out are automation, which
 * says that a draft has changed, and kill_switch: no page shows either.
 */
export const TOPICS = ['request', 'approval', 'access', 'message', 'catalogue'] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * What a change makes out of date, and nothing else. An event carries no content;
 * whoever hears it asks again. A request's page embeds its approvals and its
 * access, whose events name themselves and not the request.
 */
export function staleAfter(topic: Topic, ref: string): QueryKey[] {
  switch (topic) {
    case 'request':
      return [['requests', 'list'], ['requests', 'one', ref], ['audit', ref], ['audit', 'all']];
    case 'approval':
      return [['approvals'], ['requests', 'one']];
    case 'access':
      return [['access'], ['offers'], ['requests'], ['approvals', 'open']];
    case 'message':
      return [['messages']];
    // An automation was published or retired, or an entitlement is another.
    case 'catalogue':
      return [['offers']];
  }
}
