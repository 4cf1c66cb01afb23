import { say } from '../language/say';
import { sayPassed, sayLeft } from './duration';

const DAY = 86_400_000;

/** The zone of the person in front of this screen. */
export function homeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The short name of a zone at a moment: "CET". English names it differently by country. */
export function zoneName(at: Date, zone: string): string {
  const named = ['en-GB', 'en-US', 'en-AU'].map((locale) => shortName(at, zone, locale));
  return named.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? named[0] ?? zone;
}

function shortName(at: Date, zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** A moment in full, for hovering and for audit: "Fri 27 Nov 2026, 17:00:09 CET". */
export function sayMoment(iso: string, zone = homeZone(), seconds = false): string {
  const at = new Date(iso);
  return `${day(at, zone, true)}, ${clock(at, zone, seconds)} ${zoneName(at, zone)}`;
}

/** A moment as said in passing: "17:00 CET" today, "Fri 17:00 CET" this week, else with its date. */
export function sayWhen(iso: string, now: number, zone = homeZone()): string {
  const at = new Date(iso);
  const time = `${clock(at, zone, false)} ${zoneName(at, zone)}`;
  const distance = Math.abs(at.getTime() - now);
  if (dayKey(at, zone) === dayKey(new Date(now), zone)) return time;
  if (distance < 6 * DAY) return `${weekday(at, zone)} ${time}`;
  const sameYear = dayKey(at, zone).slice(0, 4) === dayKey(new Date(now), zone).slice(0, 4);
  return `${day(at, zone, !sameYear)}, ${time}`;
}

/** Relative to now: "in 2 h", "just now", "8 m ago", and the date when it is longer than a week. */
export function sayRelative(iso: string, now: number): string {
  const passed = now - Date.parse(iso);
  if (Math.abs(passed) > 7 * DAY) return day(new Date(iso), homeZone(), false);
  if (passed < -1000) return say('time.in', { length: sayLeft(-passed) });
  if (passed < 45_000) return say('time.justNow');
  return say('time.ago', { length: sayPassed(passed) });
}

function clock(at: Date, zone: string, seconds: boolean): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
  }).format(at);
}

function weekday(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }).format(at);
}

function day(at: Date, zone: string, year: boolean): string {
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: year ? 'numeric' : undefined,
  }).format(at);
  return `${weekday(at, zone)} ${date}`;
}

function dayKey(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
}
