import { Button } from '@mantine/core';
import { useEffect, useImperativeHandle, useRef, useState, type FormEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { checkAnswers } from '../../api/approvals';
import { asRefusal } from '../../api/refusal';
import type { Approval } from '../../api/shapes';
import { firstAnswers, given, missingAnswers, type Problems } from '../../questions/answers';
import { Questions } from '../../questions/Questions';
import { useShown } from '../../questions/useShown';
import classes from './ApprovalPanel.module.css';
import type { PanelKeys } from './ApprovalPanel';
import { DecideTrouble } from './DecideTrouble';
import { useDecision } from './useDecision';

/** The questions that an automation asks later on. */
export function AnswersForm({ approval, ref }: { approval: Approval; ref: Ref<PanelKeys> }) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const questions = approval.questions ?? [];
  const [answers, setAnswers] = useState(() => firstAnswers(questions));
  const [problems, setProblems] = useState<Problems>({});
  const { shown, problems: soFar } = useShown(questions, answers, {
    about: ['approval', approval.id],
    ask: (now) => checkAnswers(approval.id, now),
  });
  const toFirst = () => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  const { decide, pending, trouble } = useDecision(approval, toFirst);
  useImperativeHandle(ref, () => ({ approve: toFirst, deny: toFirst }));
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const refused = trouble ? asRefusal(trouble).fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = missingAnswers(answers, shown);
    setProblems(found);
    if (Object.keys(found).length === 0) decide('answer', { answers: given(answers, shown) });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={t('decide.label')} className={classes.form}>
      <Questions
        shown={shown}
        answers={answers}
        problems={{ ...refused, ...problems }}
        soFar={soFar}
        onAnswers={(next, field) => {
          setAnswers(next);
          setProblems((before) => Object.fromEntries(Object.entries(before).filter(([one]) => one !== field)));
        }}
      />
      {trouble && <DecideTrouble error={trouble} />}
      <div className={classes.acts}>
        <Button type="submit" loading={pending !== undefined}>
          {t('decide.answer')}
        </Button>
      </div>
    </form>
  );
}
