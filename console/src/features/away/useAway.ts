import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetDelegation } from '../../api/delegations';
import { asRefusal } from '../../api/refusal';
import type { Delegation, NewDelegation } from '../../api/shapes';
import { announce } from '../../look/announcer';
import type { Problems } from '../../questions/answers';
import { now } from '../../time/clock';
import { firstDraft, problemsOf, toDelegation, type Draft } from './draft';

const FIELDS = ['delegate', 'from', 'until', 'reason'];

interface Form {
  mine: Delegation[];
  /** The one that is changed; without it, another one is set. */
  changes?: Delegation;
  onClose: () => void;
}

/** Everything the form does: its draft, what is wrong with it, and sending it. */
export function useAway({ mine, changes, onClose }: Form) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => firstDraft(now(), changes));
  const [problems, setProblems] = useState<Problems>({});
  const set = useSetDelegation();

  const change = (part: Partial<Draft>, ...fields: string[]) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field))));
  };

  const send = () => {
    const found = problemsOf(draft, mine, changes);
    setProblems(found);
    set.reset();
    if (Object.keys(found).length > 0) return;
    set.mutate(toDelegation(draft, changes) as NewDelegation, {
      onSuccess: ({ delegate }) => {
        announce(t('away.saved', { name: delegate.name }));
        onClose();
      },
      onError: (error) => setProblems(ofThisForm(asRefusal(error).fields)),
    });
  };

  const refusal = set.error ? asRefusal(set.error) : undefined;
  return {
    draft,
    change,
    problems,
    send,
    sending: set.isPending,
    /** A refusal that belongs to no field of this form. */
    refusal: refusal && Object.keys(ofThisForm(refusal.fields)).length === 0 ? refusal : undefined,
  };
}

function ofThisForm(fields: Problems): Problems {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => FIELDS.includes(field)));
}
