import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { asRefusal } from '../api/refusal';
import { aboutQuery, sessionQuery } from '../api/session';
import * as search from './searches';
import { Broken } from './Broken';
import { Shell } from './Shell';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search.signIn,
  component: lazyRouteComponent(() => import('../features/sign-in/SignInPage'), 'SignInPage'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context: { queries }, location }) => {
    void queries.prefetchQuery(aboutQuery);
    try {
      await queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (asRefusal(error).status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { back: location.href } });
    }
  },
  component: Shell,
  errorComponent: Broken as (props: ErrorComponentProps) => React.ReactNode,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/ask' });
  },
});

const ask = createRoute({
  getParentRoute: () => inside,
  path: '/ask',
  validateSearch: search.ask,
  component: lazyRouteComponent(() => import('../features/ask/OffersPage'), 'OffersPage'),
});

const askFor = createRoute({
  getParentRoute: () => inside,
  path: '/ask/for',
  validateSearch: search.askFor,
  component: lazyRouteComponent(() => import('../features/ask/AskPage'), 'AskPage'),
});

const requests = createRoute({
  getParentRoute: () => inside,
  path: '/requests',
  validateSearch: search.requests,
  component: lazyRouteComponent(() => import('../features/requests/RequestsPage'), 'RequestsPage'),
});

const request = createRoute({
  getParentRoute: () => inside,
  path: '/requests/$id',
  component: lazyRouteComponent(() => import('../features/requests/RequestPage'), 'RequestPage'),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: search.inbox,
  component: lazyRouteComponent(() => import('../features/inbox/InboxPage'), 'InboxPage'),
});

const holding = createRoute({
  getParentRoute: () => inside,
  path: '/holding',
  component: lazyRouteComponent(() => import('../features/holding/HoldingPage'), 'HoldingPage'),
});

const access = createRoute({
  getParentRoute: () => inside,
  path: '/access',
  validateSearch: search.access,
  component: lazyRouteComponent(() => import('../features/access/AccessPage'), 'AccessPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: search.audit,
  component: lazyRouteComponent(() => import('../features/audit/AuditPage'), 'AuditPage'),
});

const away = createRoute({
  getParentRoute: () => inside,
  path: '/away',
  component: lazyRouteComponent(() => import('../features/away/AwayPage'), 'AwayPage'),
});

export const routes = root.addChildren([
  signIn,
  inside.addChildren([home, ask, askFor, requests, request, inbox, holding, access, audit, away]),
]);
