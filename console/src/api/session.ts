import { queryOptions, useMutation, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { setServerClock } from '../time/clock';
import { answer, client } from './client';
import type { Session } from './shapes';

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: async () => {
    const sentAt = Date.now();
    const about = await answer(client.GET('/about'));
    setServerClock(about.now, sentAt, Date.now());
    return about;
  },
  // Asked again now and then only to keep the clocks together.
  staleTime: 5 * 60_000,
  refetchInterval: 10 * 60_000,
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(client.GET('/session')),
  staleTime: Infinity,
});

export const demoPeopleQuery = queryOptions({
  queryKey: ['demo people'],
  queryFn: async () => (await answer(client.GET('/demo/people'))).items,
  staleTime: Infinity,
});

/** Who is signed in. Only for pages behind the sign-in, where the answer is there already. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** What outlives a change of person: what belongs to nobody, and who it is that is signed in. */
const KEPT = new Set(['about', 'demo people', 'session']);

function forgetTheirs(queries: QueryClient) {
  queries.removeQueries({ predicate: ({ queryKey }) => !KEPT.has(String(queryKey[0])) });
}

/** Forgets who was signed in and everything they saw. Only from where no page shows it any more. */
export function forgetSession(queries: QueryClient) {
  forgetTheirs(queries);
  queries.removeQueries({ queryKey: sessionQuery.queryKey });
}

/** Signs in as a demo person, over whoever was signed in before. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (login: string) => answer(client.POST('/session', { body: { login } })),
    onSuccess: ({ person, roles }) => {
      forgetTheirs(queries);
      queries.setQueryData(sessionQuery.queryKey, { person, roles });
    },
  });
}

export function useSignOut() {
  return useMutation({ mutationFn: () => answer(client.DELETE('/session')) });
}
