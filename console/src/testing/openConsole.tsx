import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryHistory } from '@tanstack/react-router';
import { App } from '../app/App';
import { createConsole } from '../app/createConsole';
import type { Person, Role } from '../api/shapes';
import { ada } from './fixtures';
import { serve, type Routes } from './server';

interface Options {
  /** Who is signed in. */
  as?: Person;
  roles?: Role[];
  routes?: Routes;
}

/** The whole console at an address, over a server that answers with `routes`. */
export function openConsole(path: string, { as = ada, roles = [], routes = {} }: Options = {}) {
  const none = { json: { items: [] } };
  const calls = serve({
    'GET /about': { json: { version: 'test', demo_sign_in: true, now: new Date().toISOString() } },
    'GET /session': { json: { person: as, roles } },
    'GET /demo/people': none,
    'GET /offers': none,
    'GET /requests': none,
    'GET /approvals': none,
    'GET /access': none,
    'GET /audit': none,
    'GET /messages': { json: { items: [], unread: 0 } },
    ...routes,
  });
  const made = createConsole(createMemoryHistory({ initialEntries: [path] }));
  render(<App console={made} />);
  return { calls, user: userEvent.setup(), router: made.router };
}
