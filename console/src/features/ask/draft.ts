import type { NewRequest, Offer, Question } from '../../api/shapes';
import { say } from '../../language/say';
import { given, missingAnswers, type Answers, type Problems } from '../../questions/answers';
import { sayDuration } from '../../time/duration';
import { UNIT_SECONDS, type Unit } from '../../time/durationChoices';
import { fromLocalInput } from '../../time/localInput';
import { seriesProblems, toSeries, type SeriesDraft } from './series';

/** What the form holds while it is being filled in. */
export interface Draft {
  reason: string;
  /** Somebody's login, or undefined while it is for me. */
  subject: string | undefined;
  /** length: for so long, from the opening; window: between two moments; series: hours that come again. */
  mode: 'length' | 'window' | 'series';
  /** A length that was offered, or undefined while another is typed. */
  seconds: number | undefined;
  amount: number | string;
  unit: Unit;
  from: string;
  until: string;
  series: SeriesDraft;
  answers: Answers;
}

/** How long one may ask for. */
export type Durations = Offer['duration'];

/** The length that is asked for; undefined where a window is, or nothing sensible is typed. */
export function askedSeconds(draft: Draft): number | undefined {
  if (draft.mode !== 'length') return undefined;
  if (draft.seconds !== undefined) return draft.seconds;
  const amount = Number(draft.amount);
  return amount > 0 ? Math.round(amount * UNIT_SECONDS[draft.unit]) : undefined;
}

/** The request as the contract wants it, with the answers to what is shown. */
export function toRequest(id: string, offer: Offer, draft: Draft, shown: Question[]): NewRequest {
  const answers = given(draft.answers, shown);
  return {
    id,
    automation: offer.automation,
    entitlement: offer.entitlement.id,
    subject: draft.subject,
    reason: draft.reason.trim() || undefined,
    ...time(offer, draft),
    ...(Object.keys(answers).length > 0 && { answers }),
  };
}

function time(offer: Offer, draft: Draft): Partial<NewRequest> {
  switch (draft.mode) {
    case 'window':
      return { from: fromLocalInput(draft.from), until: fromLocalInput(draft.until) };
    case 'series':
      return { series: toSeries(offer.windows.recurring, draft.series) };
    case 'length':
      return { duration_seconds: askedSeconds(draft) };
  }
}

/** What can be told to be wrong without asking the server, who has the last word. */
export function problemsOf(offer: Offer, draft: Draft, shown: Question[], durations: Durations): Problems {
  return { ...reasonProblems(offer, draft), ...timeProblems(offer, draft, durations), ...missingAnswers(draft.answers, shown) };
}

function reasonProblems(offer: Offer, draft: Draft): Problems {
  const length = [...draft.reason.trim()].length;
  if (length === 0) return offer.reason_required ? { reason: say('form.reasonMissing') } : {};
  const least = offer.reason_min ?? 0;
  return length < least ? { reason: say('form.reasonShort', { count: least }) } : {};
}

function timeProblems(offer: Offer, draft: Draft, durations: Durations): Problems {
  switch (draft.mode) {
    case 'window':
      return windowProblems(draft, durations);
    case 'series':
      return seriesProblems(offer.windows.recurring, draft.series);
    case 'length':
      return lengthProblems(draft, durations);
  }
}

function lengthProblems(draft: Draft, durations: Durations): Problems {
  const seconds = askedSeconds(draft);
  if (!seconds) return { duration_seconds: say('form.lengthMissing') };
  const wrong = unfit(seconds, durations);
  return wrong ? { duration_seconds: wrong } : {};
}

function windowProblems(draft: Draft, durations: Durations): Problems {
  const from = fromLocalInput(draft.from);
  const until = fromLocalInput(draft.until);
  if (!from) return { from: say('form.fromMissing') };
  if (!until) return { until: say('form.untilMissing') };
  const seconds = (Date.parse(until) - Date.parse(from)) / 1000;
  if (seconds <= 0) return { until: say('form.untilBeforeFrom') };
  const wrong = unfit(seconds, durations);
  return wrong ? { until: wrong } : {};
}

function unfit(seconds: number, { min_seconds: least, max_seconds: most }: Durations): string | undefined {
  if (seconds > most) return say('form.tooLong', { length: sayDuration(most) });
  return seconds < least ? say('form.tooShort', { length: sayDuration(least) }) : undefined;
}
