import type { NewRequest, Offer } from '../../api/shapes';
import { say } from '../../language/say';
import { sayDuration } from '../../time/duration';
import { UNIT_SECONDS, type Unit } from '../../time/durationChoices';
import { fromLocalInput } from '../../time/localInput';

export type Answer = string | number | boolean | undefined;

/** What the form holds while it is being filled in. */
export interface Draft {
  reason: string;
  /** length: for so long, from the opening; window: between two moments. */
  mode: 'length' | 'window';
  /** A length that was offered, or undefined while another is typed. */
  seconds: number | undefined;
  amount: number | string;
  unit: Unit;
  from: string;
  until: string;
  answers: Record<string, Answer>;
}

/** What is wrong, by the name that the server uses for the field. */
export type Problems = Record<string, string>;

/** The length that is asked for; undefined where a window is, or nothing sensible is typed. */
export function askedSeconds(draft: Draft): number | undefined {
  if (draft.mode === 'window') return undefined;
  if (draft.seconds !== undefined) return draft.seconds;
  const amount = Number(draft.amount);
  return amount > 0 ? Math.round(amount * UNIT_SECONDS[draft.unit]) : undefined;
}

/** The request as the contract wants it. */
export function toRequest(id: string, offer: Offer, draft: Draft): NewRequest {
  const answers = Object.fromEntries(Object.entries(draft.answers).filter(([, answer]) => !blank(answer)));
  return {
    id,
    automation: offer.automation,
    entitlement: offer.entitlement.id,
    reason: draft.reason.trim() || undefined,
    ...(draft.mode === 'window'
      ? { from: fromLocalInput(draft.from), until: fromLocalInput(draft.until) }
      : { duration_seconds: askedSeconds(draft) }),
    ...(Object.keys(answers).length > 0 && { answers }),
  };
}

/** What can be told to be wrong without asking the server, who has the last word. */
export function problemsOf(offer: Offer, draft: Draft): Problems {
  const problems: Problems = {};
  if (offer.reason_required && !draft.reason.trim()) problems.reason = say('form.reasonMissing');
  Object.assign(problems, draft.mode === 'window' ? windowProblems(offer, draft) : lengthProblems(offer, draft));
  for (const question of offer.questions) {
    if (question.required && blank(draft.answers[question.id])) {
      problems[`answers.${question.id}`] = say('form.answerMissing');
    }
  }
  return problems;
}

function lengthProblems(offer: Offer, draft: Draft): Problems {
  const seconds = askedSeconds(draft);
  if (!seconds) return { duration_seconds: say('form.lengthMissing') };
  return seconds > offer.duration.max_seconds ? { duration_seconds: tooLong(offer) } : {};
}

function windowProblems(offer: Offer, draft: Draft): Problems {
  const from = fromLocalInput(draft.from);
  const until = fromLocalInput(draft.until);
  if (!from) return { from: say('form.fromMissing') };
  if (!until) return { until: say('form.untilMissing') };
  const seconds = (Date.parse(until) - Date.parse(from)) / 1000;
  if (seconds <= 0) return { until: say('form.untilBeforeFrom') };
  return seconds > offer.duration.max_seconds ? { until: tooLong(offer) } : {};
}

function tooLong(offer: Offer): string {
  return say('form.tooLong', { length: sayDuration(offer.duration.max_seconds) });
}

function blank(answer: Answer): boolean {
  return answer === undefined || (typeof answer === 'string' && !answer.trim());
}
