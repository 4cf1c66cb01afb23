import type { Access } from '../api/shapes';
import { say } from '../language/say';
import { shareLeft } from '../time/countdown';
import { sayLeft, sayPassed } from '../time/duration';
import { accessTone, type Tone } from './tone';

export interface AccessClock {
  tone: Tone;
  /** The share of the time that is left, or undefined where no time runs. */
  share?: number;
  /** What is left, short enough for the middle of a ring. */
  left?: string;
  /** One line: what happens, or happened, and when. */
  words: string;
  /** The moment that the line is about. */
  at?: string;
}

/** An end that outlives this is late, and is shown as late. */
export const LATE_AFTER_SECONDS = 60;

/** What a lease looks like at a moment, for its ring and the line beside it. */
export function accessClock(access: Access, now: number): AccessClock {
  const tone = accessTone[access.state];
  switch (access.state) {
    case 'scheduled':
      return { tone, at: access.from, words: access.from ? starts(access.from, now) : say('clock.scheduled') };
    case 'opening':
      return { tone, words: say('clock.opening', { app: access.entitlement.app_title }) };
    case 'open':
      return open(access, now);
    case 'ending':
      return ending(access, now);
    case 'ended':
      return ended(access, now);
    case 'refused':
      return { tone, words: say('clock.refused') };
  }
}

function starts(from: string, now: number): string {
  return say('clock.starts', { left: sayLeft(Date.parse(from) - now) });
}

function open(access: Access, now: number): AccessClock {
  if (!access.ends_at) return { tone: 'open', share: 1, words: say('clock.open') };
  const until = Date.parse(access.ends_at);
  const begun = Date.parse(access.opened_at ?? access.from ?? '');
  if (now >= until) return overdue(access.ends_at, now - until);
  const left = sayLeft(until - now);
  return {
    tone: 'open',
    share: shareLeft(begun, until, now),
    left,
    words: say('clock.ends', { left }),
    at: access.ends_at,
  };
}

/** Its time is up, but the record does not say so yet. */
function overdue(at: string, lateMs: number): AccessClock {
  const late = lateMs > LATE_AFTER_SECONDS * 1000;
  return {
    tone: late ? 'late' : 'waiting',
    share: 0,
    at,
    words: late ? say('clock.overdue', { passed: sayPassed(lateMs) }) : say('clock.closing'),
  };
}

function ending(access: Access, now: number): AccessClock {
  const app = access.entitlement.app_title;
  const lateMs = access.ended_at ? now - Date.parse(access.ended_at) : 0;
  const late = lateMs > LATE_AFTER_SECONDS * 1000;
  return {
    tone: late ? 'late' : 'waiting',
    share: 0,
    at: access.ended_at,
    words: late ? say('clock.endingLate', { app, passed: sayPassed(lateMs) }) : say('clock.ending', { app }),
  };
}

function ended(access: Access, now: number): AccessClock {
  const at = access.ended_at ?? access.confirmed_at;
  const late = (access.late_seconds ?? 0) > LATE_AFTER_SECONDS;
  return {
    tone: late ? 'late' : 'ended',
    share: 0,
    at,
    words: at ? say('clock.ended', { passed: sayPassed(now - Date.parse(at)) }) : say('clock.endedOnce'),
  };
}
