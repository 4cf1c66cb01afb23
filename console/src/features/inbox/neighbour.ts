/** The one after or before in a list; stays at its ends, and begins at its first. */
export function neighbour<T extends { id: string }>(list: T[], id: string | undefined, step: 1 | -1): T | undefined {
  const here = list.findIndex((one) => one.id === id);
  if (here < 0) return list[0];
  return list[Math.min(list.length - 1, Math.max(0, here + step))];
}
