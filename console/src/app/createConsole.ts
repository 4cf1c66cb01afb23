import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asRefusal } from '../api/refusal';
import { sessionQuery } from '../api/session';
import { NotFound } from './NotFound';
import { routes } from './routes';

export type Console = ReturnType<typeof createConsole>;

/** The console's state: what was asked of the server, and where one is. */
export function createConsole(history?: RouterHistory) {
  const onError = (error: unknown) => {
    if (asRefusal(error).status === 401) signedOut();
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A no is an answer; only silence is worth asking again.
        retry: (count, error) => asRefusal(error).mayHaveArrived && count < 2,
      },
    },
  });
  const router = createRouter({
    routeTree: routes,
    history,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });

  /** The session is over: to the sign-in, and back to where one was. */
  function signedOut() {
    const here = router.state.location;
    if (here.pathname === '/sign-in') return;
    queries.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.navigate({ to: '/sign-in', search: { back: here.href } });
  }

  return { queries, router };
}

declare module '@tanstack/react-router' {
  interface Register {
    router: Console['router'];
  }
}
