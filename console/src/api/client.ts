import createClient from 'openapi-fetch';
import { Refusal, refusalFrom, unreachable } from './refusal';
import type { paths } from './schema.gen';

/** The typed client of the contract; the cookie of this origin signs every call. */
export const client = createClient<paths>({
  baseUrl: `${window.location.origin}/api/v1`,
  credentials: 'same-origin',
  // Looked up at each call, so that a test can stand in at the network's edge.
  fetch: (request) => globalThis.fetch(request),
});

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The result of a call, or a Refusal thrown. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (error) {
    throw error instanceof Refusal ? error : unreachable();
  }
  if (!outcome.response.ok) throw refusalFrom(outcome.response.status, outcome.error);
  return outcome.data as T;
}
