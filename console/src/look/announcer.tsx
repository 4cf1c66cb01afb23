import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Says something to screen readers, politely, from anywhere. */
export function announce(sentence: string): void {
  said = sentence;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where announcements are heard; there is one of it. */
export function Announcer() {
  const sentence = useSyncExternalStore(subscribe, () => said);
  return (
    <div className="only-heard" role="status" aria-live="polite">
      {sentence}
    </div>
  );
}
