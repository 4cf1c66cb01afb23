import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';

/** Active people whose name, login, department or title has every word; at most 20. */
export const peopleQuery = (query: string) =>
  queryOptions({
    queryKey: ['people', query],
    queryFn: async () => (await answer(client.GET('/people', { params: { query: { query } } }))).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
