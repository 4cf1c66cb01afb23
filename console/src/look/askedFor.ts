import type { Approval } from '../api/shapes';
import { say } from '../language/say';

/** What people are asked for. By hand, its title says whether it is given or taken away. */
export function askedFor({ kind, title }: Pick<Approval, 'kind' | 'title'>): string {
  return kind === 'by_hand' ? title : say(`approval.kind.${kind}`);
}
