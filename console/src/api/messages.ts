import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { byCursor } from './paging';

export const messagesQuery = infiniteQueryOptions({
  queryKey: ['messages'],
  queryFn: ({ pageParam }) =>
    answer(client.GET('/messages', { params: { query: { cursor: pageParam } } })),
  ...byCursor,
  select: (data) => ({
    items: data.pages.flatMap((page) => page.items),
    unread: data.pages[0]?.unread ?? 0,
  }),
});

export function useReadMessages() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(client.POST('/messages/read')),
    onSettled: () => queries.invalidateQueries({ queryKey: ['messages'] }),
  });
}
