import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { byCursor, flat } from './paging';
import type { NewRequest } from './shapes';

export type RequestScope = 'mine' | 'all';

export const requestsQuery = (scope: RequestScope) =>
  infiniteQueryOptions({
    queryKey: ['requests', 'list', scope],
    queryFn: ({ pageParam }) =>
      answer(client.GET('/requests', { params: { query: { scope, cursor: pageParam } } })),
    ...byCursor,
    select: flat,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'one', id],
    queryFn: () => answer(client.GET('/requests/{id}', { params: { path: { id } } })),
  });

export function useSubmitRequest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRequest) => answer(client.POST('/requests', { body })),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['requests', 'list'] }),
        queries.invalidateQueries({ queryKey: ['offers'] }),
      ]),
  });
}

export function useWithdraw(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST('/requests/{id}/withdraw', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
}

/** Asks to keep the access longer; the same id again is the same ask. */
export function useExtend(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { id: string; by_seconds: number; reason?: string }) =>
      answer(client.POST('/requests/{id}/extend', { params: { path: { id } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
}

/** Ends everything of a request, what is open and every window to come. */
export function useStop(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason?: string) =>
      answer(client.POST('/requests/{id}/stop', { params: { path: { id } }, body: { reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
}
