import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../api/shapes';
import { LinkButton } from '../../look/LinkButton';
import { Note } from '../../look/Note';
import { Risk } from '../../look/Risk';
import classes from './AskForm.module.css';
import { AskTrouble } from './AskTrouble';
import { Length } from './Length';
import { NextSteps } from './NextSteps';
import { QuestionField } from './QuestionField';
import { useAsk } from './useAsk';

/** Why, for how long, and what the automation wants to know; beside it, what happens then. */
export function AskForm({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { id, draft, change, problems, send, sending, refusal } = useAsk(offer);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <div className={classes.columns}>
      <form ref={form} className={classes.form} onSubmit={submit} noValidate aria-label={t('form.label')}>
        {offer.held_until && <Note tone="open">{t('form.held')}</Note>}
        <Textarea
          label={t('form.reason')}
          description={t('form.reasonHelp')}
          required={offer.reason_required}
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.reason}
          error={problems.reason}
          onChange={(event) => change({ reason: event.currentTarget.value }, 'reason')}
        />
        <Length offer={offer} draft={draft} problems={problems} change={change} />
        {offer.questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            value={draft.answers[question.id]}
            error={problems[`answers.${question.id}`]}
            onChange={(answer) =>
              change({ answers: { ...draft.answers, [question.id]: answer } }, `answers.${question.id}`)
            }
          />
        ))}
        {refusal && <AskTrouble refusal={refusal} id={id} />}
        <div className={classes.acts}>
          <Button type="submit" size="md" loading={sending}>
            {refusal?.mayHaveArrived ? t('form.sendAgain') : t('form.send')}
          </Button>
          <LinkButton to="/ask" size="md" variant="default">
            {t('act.cancel')}
          </LinkButton>
        </div>
      </form>
      <aside className={classes.aside} aria-labelledby="next-steps">
        <h2 id="next-steps">{t('form.next')}</h2>
        <NextSteps offer={offer} draft={draft} />
        <div className={classes.about}>
          <Risk level={offer.entitlement.risk} />
          {offer.entitlement.owner && <span>{t('form.owner', { owner: offer.entitlement.owner })}</span>}
        </div>
      </aside>
    </div>
  );
}
