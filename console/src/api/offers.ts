import { queryOptions } from '@tanstack/react-query';
import { answer, client } from './client';
import type { Offer } from './shapes';

export const offersQuery = queryOptions({
  queryKey: ['offers'],
  queryFn: async () => (await answer(client.GET('/offers'))).items,
});

/** What the form of an offer asks while the answers are as they are; nothing is recorded. */
export const checkForm = (offer: Offer, subject: string | undefined, answers: Record<string, unknown>) =>
  answer(
    client.POST('/offers/form', {
      body: { automation: offer.automation, entitlement: offer.entitlement.id, subject, answers },
    }),
  );
