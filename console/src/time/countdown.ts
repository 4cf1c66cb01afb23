/**
 * The share of a span that is left, between 1 (just begun) and 0 (over). A span
 * without a length is over.
 */
export function shareLeft(from: number, until: number, now: number): number {
  if (!(until > from)) return 0;
  return Math.min(1, Math.max(0, (until - now) / (until - from)));
}

/**
 * How to dash a circle so that it empties like a watch: the gap opens at twelve
 * and grows clockwise. Something that is left is always seen, if only as a dot.
 */
export function ringDash(share: number, radius: number): { dasharray: string; dashoffset: number } {
  const round = 2 * Math.PI * radius;
  const left = share <= 0 ? 0 : Math.max(share, 0.015) * round;
  return { dasharray: `${left} ${round - left}`, dashoffset: left - round };
}
