import { vi } from 'vitest';
import type { Problem } from '../api/shapes';

/** A call that arrived at the network's edge. */
export interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

type Answer =
  | 'unreachable'
  | { status?: number; json: unknown }
  | { status: number; problem: Partial<Problem> }
  | { status: number; html: string };

/** What the server answers, by "METHOD /path"; a function sees the call. */
export type Routes = Record<string, Answer | ((call: Call) => Answer)>;

/** Stands in for the server; returns the calls that arrive, as they arrive. */
export function serve(routes: Routes): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.text();
    const call: Call = {
      method: request.method,
      path: url.pathname.replace('/api/v1', ''),
      query: Object.fromEntries(url.searchParams),
      body: text ? JSON.parse(text) : undefined,
    };
    calls.push(call);
    const route = routes[`${call.method} ${call.path}`];
    const answer = typeof route === 'function' ? route(call) : route;
    if (answer === undefined) return reply(404, { code: 'not_found', detail: `${call.method} ${call.path} is not mocked` });
    if (answer === 'unreachable') throw new TypeError('Failed to fetch');
    if ('html' in answer) return new Response(answer.html, { status: answer.status });
    if ('problem' in answer) return reply(answer.status, { status: answer.status, ...answer.problem });
    return reply(answer.status ?? 200, answer.json);
  });
  return calls;
}

function reply(status: number, body: unknown): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'content-type': type } });
}
