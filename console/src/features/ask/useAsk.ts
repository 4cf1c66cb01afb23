import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '../../api/newId';
import { checkForm } from '../../api/offers';
import { asRefusal, type Refusal } from '../../api/refusal';
import { useSubmitRequest } from '../../api/requests';
import type { Offer, Question } from '../../api/shapes';
import { firstAnswers, type Problems } from '../../questions/answers';
import { useShown } from '../../questions/useShown';
import { now } from '../../time/clock';
import { splitDuration } from '../../time/durationChoices';
import { toLocalInput } from '../../time/localInput';
import { problemsOf, toRequest, type Draft } from './draft';

/** Everything the form does: its draft, what is wrong with it, and sending it. */
export function useAsk(offer: Offer) {
  // One form is one request: sent twice under the same id, it is still one.
  const [id] = useState(newId);
  const [draft, setDraft] = useState(() => firstDraft(offer));
  const [problems, setProblems] = useState<Problems>({});
  const submit = useSubmitRequest();
  const navigate = useNavigate();
  const { subject } = draft;
  const so = useShown(offer.questions, draft.answers, {
    about: ['offer', offer.id, subject],
    ask: (answers) => checkForm(offer, subject, answers),
    always: subject !== undefined,
  });
  const durations = so.form?.duration ?? offer.duration;

  const change = (part: Partial<Draft>, ...fields: string[]) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !fields.includes(field))));
  };

  const send = () => {
    const found = problemsOf(offer, draft, so.shown, durations);
    setProblems(found);
    submit.reset();
    if (Object.keys(found).length > 0) return;
    submit.mutate(toRequest(id, offer, draft, so.shown), {
      onSuccess: (request) => void navigate({ to: '/requests/$id', params: { id: request.id } }),
      onError: (error) => setProblems(ofThisForm(asRefusal(error), so.shown, draft)),
    });
  };

  const refusal = submit.error ? asRefusal(submit.error) : undefined;
  const elsewhere = refusal && Object.keys(ofThisForm(refusal, so.shown, draft)).length === 0;
  return {
    id,
    draft,
    change,
    problems,
    durations,
    shown: so.shown,
    soFar: so.problems,
    steps: so.form?.steps ?? offer.steps,
    send,
    sending: submit.isPending,
    /** A refusal that belongs to no field of this form, or that the form could not be looked at. */
    refusal: elsewhere ? refusal : undefined,
    unseen: so.trouble ? asRefusal(so.trouble) : undefined,
  };
}

const TIMES: Record<Draft['mode'], string[]> = {
  length: ['duration_seconds'],
  window: ['from', 'until'],
  series: ['series', 'series.rule', 'series.start', 'series.end', 'series.first', 'series.last'],
};

/** What a refusal says of fields that are shown. */
function ofThisForm(refusal: Refusal, shown: Question[], draft: Draft): Problems {
  const fields = ['reason', 'subject', ...TIMES[draft.mode], ...shown.map((question) => `answers.${question.id}`)];
  return Object.fromEntries(Object.entries(refusal.fields).filter(([field]) => fields.includes(field)));
}

function firstDraft(offer: Offer): Draft {
  const { default_seconds, max_seconds } = offer.duration;
  const { recurring } = offer.windows;
  const seconds = Math.min(default_seconds, max_seconds);
  const from = now();
  return {
    reason: '',
    subject: undefined,
    mode: 'length',
    seconds,
    ...splitDuration(seconds),
    from: toLocalInput(from),
    until: toLocalInput(from + seconds * 1000),
    series: {
      days: [],
      start: recurring?.start ?? '09:00',
      end: recurring?.end ?? '12:00',
      first: toLocalInput(from).slice(0, 10),
      last: '',
    },
    answers: firstAnswers(offer.questions),
  };
}
