import type { QueryClient } from '@tanstack/react-query';
import { staleAfter, TOPICS, type Topic } from './eventTopics';

export type Line = 'connecting' | 'live' | 'lost';

/** A hiccup shorter than this is nobody's business. */
const GRACE = 4_000;
const LONGEST_WAIT = 30_000;

/**
 * Keeps the one event stream of this tab open and makes queries stale as things
 * change. A broken connection is resumed by the browser itself, by the id of the
 * last event; where the browser gives up, a new stream is opened and everything is
 * asked again, because nobody knows what was missed. Returns how to close it.
 */
export function followEvents(queries: QueryClient, onLine: (line: Line) => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let missed = false;

  const open = () => {
    source = new EventSource('/api/v1/events');
    source.onopen = () => {
      clearTimeout(grace);
      grace = undefined;
      attempts = 0;
      onLine('live');
      if (missed) void queries.invalidateQueries();
      missed = false;
    };
    source.onerror = () => {
      grace ??= setTimeout(() => onLine('lost'), GRACE);
      if (source.readyState !== EventSource.CLOSED) return;
      missed = true;
      attempts += 1;
      retry = setTimeout(open, Math.min(LONGEST_WAIT, 1000 * 2 ** (attempts - 1)));
    };
    for (const topic of TOPICS) {
      source.addEventListener(topic, (event) => freshen(queries, topic, event.data));
    }
  };

  open();
  return () => {
    clearTimeout(retry);
    clearTimeout(grace);
    source.close();
  };
}

function freshen(queries: QueryClient, topic: Topic, data: string) {
  for (const queryKey of staleAfter(topic, refOf(data))) void queries.invalidateQueries({ queryKey });
}

function refOf(data: string): string {
  try {
    return String((JSON.parse(data) as { ref?: unknown }).ref ?? '');
  } catch {
    return '';
  }
}
