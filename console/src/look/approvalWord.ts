import type { Approval } from '../api/shapes';
import { say } from '../language/say';

type Standing = Pick<Approval, 'kind' | 'state'> & Partial<Pick<Approval, 'decisions'>>;

/** How an approval stands, in the word for what it asks; with its decisions, also by whom it was done by hand. */
export function approvalWord({ kind, state, decisions: [said] = [] }: Standing): string {
  if (state === 'approved' && kind === 'answers') return say('approval.answered');
  if (state === 'approved' && kind === 'review') return say('approval.reviewed');
  if (state === 'approved' && kind === 'by_hand') return said ? say('approval.doneBy', { name: said.name }) : say('approval.done');
  return say(`state.approval.${state}`);
}
