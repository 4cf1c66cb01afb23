import { say } from '../language/say';
import type { Problem } from './shapes';

/** The server said no, or could not be reached; `message` is a sentence for people. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly field: string | undefined;
  /** Everything that is wrong, by field, where the server names it. */
  readonly fields: Record<string, string>;

  constructor(problem: Pick<Problem, 'code' | 'detail' | 'status' | 'field' | 'errors'>) {
    super(problem.detail);
    this.name = 'Refusal';
    this.code = problem.code;
    this.status = problem.status;
    this.field = problem.field;
    const errors = problem.errors ?? (problem.field ? [{ field: problem.field, message: problem.detail }] : []);
    this.fields = Object.fromEntries(errors.map(({ field, message }) => [field, message]));
  }

  /** Nobody knows whether it was recorded; sending the same thing with the same id again is safe. */
  get mayHaveArrived(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** What a fetch that got no answer at all amounts to. */
export function unreachable(): Refusal {
  return new Refusal({ code: 'unreachable', status: 0, detail: say('refusal.unreachable') });
}

/** Whatever was answered instead of a result, as a refusal; proxies answer HTML. */
export function refusalFrom(status: number, body: unknown): Refusal {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return new Refusal({
    status,
    code: problem.code ?? (status === 401 ? 'unauthorized' : 'internal'),
    detail: problem.detail ?? say('refusal.unexplained', { status }),
    field: problem.field,
    errors: problem.errors,
  });
}

/** Any thrown thing as a refusal. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new Refusal({ code: 'internal', status: 0, detail });
}
