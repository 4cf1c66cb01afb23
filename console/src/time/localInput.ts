/** What a `datetime-local` input shows for a moment: wall-clock time of this browser, to the minute. */
export function toLocalInput(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant that a `datetime-local` input means, or undefined while it is empty or half typed. */
export function fromLocalInput(value: string): string | undefined {
  const at = new Date(value);
  return value && !Number.isNaN(at.getTime()) ? at.toISOString() : undefined;
}
