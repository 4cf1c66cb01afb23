import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';

export const offersQuery = queryOptions({
  queryKey: ['offers'],
  queryFn: async () => (await answer(client.GET('/offers'))).items,
});
