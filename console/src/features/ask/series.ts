import type { NewRequest, Recurring } from '../../api/shapes';
import { say } from '../../language/say';
import type { Problems } from '../../questions/answers';
import { sayDuration } from '../../time/duration';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours that come again, while they are typed: which days, from and to on the clock, first and last date. */
export interface SeriesDraft {
  days: string[];
  start: string;
  end: string;
  first: string;
  last: string;
}

/** A series as the contract wants it. What the automation says itself is left out. */
export function toSeries(rules: Recurring | undefined, draft: SeriesDraft): NewRequest['series'] {
  const { first, last, start, end } = draft;
  if (rules?.fixed) return { first, last };
  const days = WEEKDAYS.filter((day) => draft.days.includes(day));
  return { rule: `FREQ=WEEKLY;BYDAY=${days.join(',')}`, start, end, first, last };
}

/** What can be told to be wrong with a series without asking the server. */
export function seriesProblems(rules: Recurring | undefined, draft: SeriesDraft): Problems {
  const problems: Problems = {};
  if (!rules?.fixed) {
    if (draft.days.length === 0) problems['series.rule'] = say('form.daysMissing');
    if (!draft.start) problems['series.start'] = say('form.fromMissing');
    if (!draft.end) problems['series.end'] = say('form.untilMissing');
  }
  if (!draft.first) problems['series.first'] = say('form.fromMissing');
  if (!draft.last) problems['series.last'] = say('form.untilMissing');
  else if (draft.last < draft.first) problems['series.last'] = say('form.untilBeforeFrom');
  else if (rules && Date.parse(draft.last) - Date.parse(draft.first) > rules.max_span_seconds * 1000) {
    problems['series.last'] = say('form.tooLong', { length: sayDuration(rules.max_span_seconds) });
  }
  return problems;
}
