import { useSyncExternalStore } from 'react';
import { now } from './clock';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = now();

function tick() {
  current = now();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!timer) {
    timer = setInterval(tick, 1000);
    queueMicrotask(tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time, renewed each second by one timer for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => current);
}
