import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '../../api/newId';
import { asRefusal, type Refusal } from '../../api/refusal';
import { useSubmitRequest } from '../../api/requests';
import type { Offer } from '../../api/shapes';
import { now } from '../../time/clock';
import { splitDuration } from '../../time/durationChoices';
import { toLocalInput } from '../../time/localInput';
import { problemsOf, toRequest, type Draft, type Problems } from './draft';

/** Everything the form does: its draft, what is wrong with it, and sending it. */
export function useAsk(offer: Offer) {
  // One form is one request: sent twice under the same id, it is still one.
  const [id] = useState(newId);
  const [draft, setDraft] = useState(() => firstDraft(offer));
  const [problems, setProblems] = useState<Problems>({});
  const submit = useSubmitRequest();
  const navigate = useNavigate();

  const change = (part: Partial<Draft>, ...fields: string[]) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field))));
  };

  const send = () => {
    const found = problemsOf(offer, draft);
    setProblems(found);
    submit.reset();
    if (Object.keys(found).length > 0) return;
    submit.mutate(toRequest(id, offer, draft), {
      onSuccess: (request) => void navigate({ to: '/requests/$id', params: { id: request.id } }),
      onError: (error) => {
        const field = fieldOf(asRefusal(error), offer);
        if (field) setProblems({ [field]: error.message });
      },
    });
  };

  const refusal = submit.error ? asRefusal(submit.error) : undefined;
  return {
    id,
    draft,
    change,
    problems,
    send,
    sending: submit.isPending,
    /** A refusal that belongs to no field of this form. */
    refusal: refusal && !fieldOf(refusal, offer) ? refusal : undefined,
  };
}

function fieldOf(refusal: Refusal, offer: Offer): string | undefined {
  const fields = ['reason', 'duration_seconds', ...offer.questions.map((question) => `answers.${question.id}`)];
  if (offer.windows) fields.push('from', 'until');
  return fields.find((field) => field === refusal.field);
}

function firstDraft(offer: Offer): Draft {
  const { default_seconds, max_seconds } = offer.duration;
  const seconds = Math.min(default_seconds, max_seconds);
  const from = now();
  return {
    reason: '',
    mode: 'length',
    seconds,
    ...splitDuration(seconds),
    from: toLocalInput(from),
    until: toLocalInput(from + seconds * 1000),
    answers: {},
  };
}
