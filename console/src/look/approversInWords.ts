import type { Approval } from '../api/shapes';
import { say } from '../language/say';

/** Who is asked, and how many of them it takes: "Mara Lindgren (manager of requester)". */
export function approversInWords({ approvers, quorum }: Pick<Approval, 'approvers' | 'quorum'>): string {
  const names = approvers.map(inWords).join(', ');
  if (approvers.length <= 1) return names || say('approval.nobody');
  return say('approval.quorum', { count: quorum, of: approvers.length, names });
}

function inWords({ name, via, on_behalf_of: away }: Approval['approvers'][number]): string {
  if (away?.length) return say('approval.instead', { name, via, away: away.join(', ') });
  return via ? `${name} (${via})` : name;
}
