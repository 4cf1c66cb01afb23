/**
 * What addresses may carry after the question mark. Anybody can type an address,
 * so what makes no sense is left out instead of refused.
 */
type Raw = Record<string, unknown>;

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value);
}

export const signIn = (raw: Raw): { back?: string } => ({ back: ownPath(raw.back) });

export const ask = (raw: Raw): { find?: string } => ({ find: text(raw.find) });

export const askFor = (raw: Raw): { offer: string } => ({ offer: text(raw.offer) ?? '' });

export const requests = (raw: Raw): { scope?: 'all' } => ({ scope: oneOf(raw.scope, ['all']) });

export const inbox = (raw: Raw): { tab?: 'closed'; at?: string } => ({
  tab: oneOf(raw.tab, ['closed']),
  at: text(raw.at),
});

export const audit = (raw: Raw): { request?: string } => ({ request: text(raw.request) });

export const access = (raw: Raw): { person?: string; app?: string; state?: 'over' | 'any' } => ({
  person: text(raw.person),
  app: text(raw.app),
  state: oneOf(raw.state, ['over', 'any']),
});

/** A path of this console; anything that leads elsewhere is dropped. */
function ownPath(value: unknown): string | undefined {
  const path = text(value);
  return path && /^\/(?![/\\])/.test(path) ? path : undefined;
}
