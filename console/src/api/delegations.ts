import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import type { NewDelegation } from './shapes';

/** Who is asked in my place while I am away, over or not, in the order they begin. */
export const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: async () => (await answer(client.GET('/me/delegations'))).items,
});

/** Says who is asked in my place; one that begins at the same moment is replaced. */
export function useSetDelegation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewDelegation) => answer(client.PUT('/me/delegations', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['delegations'] }),
  });
}

/** Ends the one that begins at that moment, or removes it before it begins. */
export function useEndDelegation(from: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.DELETE('/me/delegations', { params: { query: { from } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['delegations'] }),
  });
}
