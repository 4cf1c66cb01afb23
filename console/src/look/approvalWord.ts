import type { Approval } from '../api/shapes';
import { say } from '../language/say';

/** How an approval stands, in the word for what it asks. */
export function approvalWord({ kind, state }: Pick<Approval, 'kind' | 'state'>): string {
  if (state === 'approved' && kind === 'answers') return say('approval.answered');
  if (state === 'approved' && kind === 'review') return say('approval.reviewed');
  return say(`state.approval.${state}`);
}
