import type { Access, Approval, RequestState, Risk } from '../api/shapes';

/** The four meanings of colour; used for nothing else. */
export type Tone = 'open' | 'waiting' | 'ended' | 'late';

export const requestTone: Record<RequestState, Tone> = {
  submitted: 'waiting',
  waiting: 'waiting',
  granting: 'waiting',
  scheduled: 'waiting',
  open: 'open',
  ending: 'waiting',
  reviewing: 'waiting',
  completed: 'ended',
  returned: 'ended',
  ended_early: 'ended',
  denied: 'late',
  timed_out: 'late',
  cancelled: 'ended',
  not_granted: 'late',
  failed: 'late',
};

export const accessTone: Record<Access['state'], Tone> = {
  scheduled: 'waiting',
  opening: 'waiting',
  open: 'open',
  ending: 'waiting',
  ended: 'ended',
  refused: 'late',
};

export const approvalTone: Record<Approval['state'], Tone> = {
  open: 'waiting',
  approved: 'open',
  denied: 'late',
  timed_out: 'late',
  closed: 'ended',
};

/** How many of three bars a risk fills. */
export const riskBars: Record<Risk, number> = { low: 1, medium: 2, high: 3 };
