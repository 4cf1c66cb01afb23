import type { Delegation, NewDelegation } from '../../api/shapes';
import { say } from '../../language/say';
import type { Problems } from '../../questions/answers';
import { fromLocalInput, toLocalInput } from '../../time/localInput';
import { sayMoment } from '../../time/moment';

/** What the form holds; moments as `datetime-local` fields hold them. */
export interface Draft {
  delegate: string;
  from: string;
  until: string;
  reason: string;
}

/** What the form begins with: what is to be changed, or nothing but from now on. */
export function firstDraft(now: number, changes?: Delegation): Draft {
  return {
    delegate: changes?.delegate.login ?? '',
    from: toLocalInput(changes ? Date.parse(changes.from) : now),
    until: changes ? toLocalInput(Date.parse(changes.until)) : '',
    reason: changes?.reason ?? '',
  };
}

/** What is sent, as far as it is filled in. When it begins is its name, so that stays as it is where one is changed. */
export function toDelegation(draft: Draft, changes?: Delegation): Partial<NewDelegation> {
  return {
    delegate: draft.delegate || undefined,
    from: changes?.from ?? fromLocalInput(draft.from),
    until: fromLocalInput(draft.until),
    reason: draft.reason.trim() || undefined,
  };
}

/** What is missing, the wrong way round, or already taken by another of mine. */
export function problemsOf(draft: Draft, mine: Delegation[], changes?: Delegation): Problems {
  const { delegate, from, until } = toDelegation(draft, changes);
  const found: Problems = {};
  if (!delegate) found.delegate = say('away.delegateMissing');
  if (!from) found.from = say('form.fromMissing');
  if (!until) found.until = say('form.untilMissing');
  if (!from || !until) return found;
  if (Date.parse(until) <= Date.parse(from)) return { ...found, until: say('form.untilBeforeFrom') };
  const other = mine.find(
    (one) => one !== changes && Date.parse(one.from) < Date.parse(until) && Date.parse(from) < Date.parse(one.until),
  );
  if (other) {
    const words = { name: other.delegate.name, from: sayMoment(other.from), until: sayMoment(other.until) };
    found[changes ? 'until' : 'from'] = say('away.overlap', words);
  }
  return found;
}
