import { afterEach, expect, test, vi } from 'vitest';
import { now, setServerClock } from './clock';

afterEach(() => {
  setServerClock(new Date(0).toISOString(), 0, 0);
  vi.useRealTimers();
});

test('a clock that is wrong here is put right by the server’s', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  setServerClock(new Date(1_090_000).toISOString(), 999_900, 1_000_100);
  expect(now()).toBe(1_090_000);
  vi.advanceTimersByTime(5_000);
  expect(now()).toBe(1_095_000);
});

test('half of the way there and back counts', () => {
  vi.useFakeTimers({ now: 10_000 });
  setServerClock(new Date(9_000).toISOString(), 8_000, 10_000);
  expect(now()).toBe(10_000);
});

test('nonsense from the server changes nothing', () => {
  vi.useFakeTimers({ now: 10_000 });
  setServerClock('soon', 0, 0);
  expect(now()).toBe(10_000);
});
