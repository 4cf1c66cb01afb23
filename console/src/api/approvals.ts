import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { byCursor, flat } from './paging';
import type { NewDecision } from './shapes';

export type InboxTab = 'open' | 'closed';

export const approvalsQuery = (state: InboxTab) =>
  infiniteQueryOptions({
    queryKey: ['approvals', state],
    queryFn: ({ pageParam }) =>
      answer(client.GET('/approvals', { params: { query: { state, cursor: pageParam } } })),
    ...byCursor,
    select: flat,
  });

/** Decides. What the decision meant for everybody else arrives by the event stream. */
export function useDecide(approvalId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDecision) =>
      answer(client.POST('/approvals/{id}/decisions', { params: { path: { id: approvalId } }, body })),
    // After a refusal the approval stays where it is, so that its reason can be read.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['approvals'] }),
  });
}

/** What an approval that wants answers asks while they are as they are; nothing is recorded. */
export const checkAnswers = (id: string, answers: Record<string, unknown>) =>
  answer(client.POST('/approvals/{id}/form', { params: { path: { id } }, body: { answers } }));
