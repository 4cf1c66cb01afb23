import { say } from '../language/say';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length as people say it: "30 minutes", "4 hours", "1 h 30 m", "30 days". A day is 24 hours. */
export function sayDuration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s >= DAY && s % DAY === 0) return say('time.days', { count: s / DAY });
  if (s >= HOUR && s % HOUR === 0 && s < 2 * DAY) return say('time.hours', { count: s / HOUR });
  if (s >= MINUTE && s < HOUR && s % MINUTE === 0) return say('time.minutes', { count: s / MINUTE });
  if (s < MINUTE) return say('time.seconds', { count: s });
  return compact(s);
}

/**
 * How much is left, at a glance: "12 d 4 h", "1 h 52 m", "8 m", "45 s". Rounded up,
 * so that four hours begin as "4 h" and nothing reads "0 m" while it still lasts.
 */
export function sayLeft(ms: number): string {
  const s = Math.ceil(Math.max(0, ms) / 1000);
  if (s < MINUTE) return say('time.s', { n: s });
  return compact(Math.ceil(s / MINUTE) * MINUTE);
}

/** How much has passed, at a glance, in one unit, rounded down: "8 m" after eight minutes and a half. */
export function sayPassed(ms: number): string {
  const s = Math.floor(Math.max(0, ms) / 1000);
  const unit = [DAY, HOUR, MINUTE].find((size) => s >= size) ?? 1;
  return compact(Math.floor(s / unit) * unit);
}

function compact(s: number): string {
  const days = Math.floor(s / DAY);
  const hours = Math.floor((s % DAY) / HOUR);
  const minutes = Math.floor((s % HOUR) / MINUTE);
  const seconds = s % MINUTE;
  const parts = [
    days && say('time.d', { n: days }),
    hours && say('time.h', { n: hours }),
    minutes && say('time.m', { n: minutes }),
    seconds && say('time.s', { n: seconds }),
  ];
  // The largest unit and the one right below it: nobody says "2 d 20 m".
  const first = parts.findIndex(Boolean);
  return first < 0 ? say('time.s', { n: 0 }) : parts.slice(first, first + 2).filter(Boolean).join(' ');
}
