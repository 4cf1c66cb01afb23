import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { byCursor, flat } from './paging';

export type AccessScope = 'mine' | 'owned' | 'all';
export type AccessFilter = 'live' | 'over' | 'any';

export const accessQuery = (scope: AccessScope, state: AccessFilter) =>
  infiniteQueryOptions({
    queryKey: ['access', scope, state],
    queryFn: ({ pageParam }) =>
      answer(
        client.GET('/access', {
          params: { query: { scope, state, cursor: pageParam, limit: scope === 'mine' ? 50 : 200 } },
        }),
      ),
    ...byCursor,
    select: flat,
  });

/** Gives back or revokes; which of the two it is follows from who asks. */
export function useEndAccess(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string | undefined) =>
      answer(client.POST('/access/{id}/end', { params: { path: { id } }, body: reason ? { reason } : {} })),
    onSettled: () =>
      Promise.all(
        [['access'], ['requests'], ['offers']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
