import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeEventSource } from '../testing/eventSource';
import { followEvents, type Line } from './events';

let queries: QueryClient;
let lines: Line[];
let close: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  queries = new QueryClient();
  vi.spyOn(queries, 'invalidateQueries').mockResolvedValue();
  lines = [];
  close = followEvents(queries, (line) => lines.push(line));
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

const asked = () => vi.mocked(queries.invalidateQueries).mock.calls.map(([filter]) => filter?.queryKey);

test('an event makes only the matching queries stale', () => {
  FakeEventSource.last().open();
  FakeEventSource.last().send('message', { ref: 'm1' });
  expect(asked()).toEqual([['messages']]);
});

test('what is published or retired makes stale what may be asked for, and a draft nothing', () => {
  FakeEventSource.last().send('automation', { ref: 'jira-admin' });
  expect(asked()).toEqual([]);
  FakeEventSource.last().send('catalogue', { ref: 'jira-admin' });
  expect(asked()).toEqual([['offers']]);
});

test('a request’s event names its own page and not those of others', () => {
  FakeEventSource.last().send('request', { ref: 'r1' });
  expect(asked()).toContainEqual(['requests', 'one', 'r1']);
  expect(asked()).not.toContainEqual(['requests', 'one']);
  expect(asked()).not.toContainEqual(['access']);
});

test('a hiccup is nobody’s business, a lost stream is said', () => {
  FakeEventSource.last().open();
  FakeEventSource.last().fail('connecting');
  vi.advanceTimersByTime(1_000);
  FakeEventSource.last().open();
  vi.advanceTimersByTime(10_000);
  expect(lines).toEqual(['live', 'live']);
  FakeEventSource.last().fail('connecting');
  vi.advanceTimersByTime(5_000);
  expect(lines.at(-1)).toBe('lost');
});

test('where the browser gives up, a new stream opens and everything is asked again', () => {
  FakeEventSource.last().open();
  FakeEventSource.last().fail('closed');
  expect(FakeEventSource.count()).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(FakeEventSource.count()).toBe(2);
  FakeEventSource.last().open();
  expect(asked()).toEqual([undefined]);
});

test('closed means closed', () => {
  FakeEventSource.last().fail('closed');
  close();
  vi.advanceTimersByTime(60_000);
  expect(FakeEventSource.count()).toBe(1);
});
