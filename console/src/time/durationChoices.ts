const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const USUAL = [
  5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR,
  DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 60 * DAY, 90 * DAY, 180 * DAY, 365 * DAY,
];

export type Unit = 'minutes' | 'hours' | 'days';

export const UNIT_SECONDS: Record<Unit, number> = { minutes: MINUTE, hours: HOUR, days: DAY };

/** At most five lengths to choose from, in order: the default, the most, and the usual ones closest to the default. */
export function durationChoices(defaultSeconds: number, maxSeconds: number): number[] {
  const most = Math.max(1, maxSeconds);
  const first = Math.min(defaultSeconds, most);
  const far = (s: number) => Math.abs(Math.log(s / first));
  const near = USUAL.filter((s) => s < most && s !== first)
    .sort((a, b) => far(a) - far(b))
    .slice(0, first === most ? 4 : 3);
  return [...new Set([...near, first, most])].sort((a, b) => a - b);
}

/** The largest unit that says a length in a whole number. */
export function splitDuration(seconds: number): { amount: number; unit: Unit } {
  if (seconds >= DAY && seconds % DAY === 0) return { amount: seconds / DAY, unit: 'days' };
  if (seconds >= HOUR && seconds % HOUR === 0) return { amount: seconds / HOUR, unit: 'hours' };
  return { amount: Math.max(1, Math.round(seconds / MINUTE)), unit: 'minutes' };
}
