/**
 * The server's clock, as well as this tab knows it. A laptop whose clock is wrong
 * must still see access end when it really ends.
 */
let offset = 0;

/** Learn the server's time from an answer; the truth lies between sending and receiving. */
export function setServerClock(serverNow: string, sentAt: number, receivedAt: number): void {
  const server = Date.parse(serverNow);
  if (Number.isFinite(server)) offset = server - (sentAt + receivedAt) / 2;
}

/** Milliseconds since 1970 by the server's clock. */
export function now(): number {
  return Date.now() + offset;
}
