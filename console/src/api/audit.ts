import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import { byCursor, flat } from './paging';

/** Audit lines, oldest first; of one request where one is named. */
export const auditQuery = (request: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['audit', request ?? 'all'],
    queryFn: ({ pageParam }) =>
      answer(client.GET('/audit', { params: { query: { request, cursor: pageParam, limit: 100 } } })),
    ...byCursor,
    select: flat,
  });
