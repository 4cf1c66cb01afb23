import { Button, Textarea } from '@mantine/core';
import { useEffect, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../api/shapes';
import { LinkButton } from '../../look/LinkButton';
import { Note } from '../../look/Note';
import { Risk } from '../../look/Risk';
import { Trouble } from '../../look/Trouble';
import { PersonField } from '../../questions/PersonField';
import { Questions } from '../../questions/Questions';
import classes from './AskForm.module.css';
import { AskTrouble } from './AskTrouble';
import { Bundle } from './Bundle';
import { Length } from './Length';
import { NextSteps } from './NextSteps';
import { useAsk } from './useAsk';

/** Why, for how long, and what the automation wants to know; beside it, what happens then. */
export function AskForm({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { id, draft, change, problems, durations, shown, soFar, steps, send, sending, refusal, unseen } = useAsk(offer);
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
        {offer.hours && (
          <Note tone={offer.hours.open ? 'open' : 'waiting'}>
            {t(offer.hours.wait ? 'form.onlyHoursWait' : 'form.onlyHours', { hours: offer.hours.words })}
          </Note>
        )}
        {offer.bundle && <Bundle parts={offer.bundle} />}
        {offer.for_others && (
          <PersonField
            label={t('form.subject')}
            description={t('form.subjectHelp')}
            value={draft.subject ?? ''}
            error={problems.subject}
            onChange={(subject) => change({ subject }, 'subject')}
          />
        )}
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
        <Length offer={offer} durations={durations} draft={draft} problems={problems} change={change} />
        <Questions
          shown={shown}
          answers={draft.answers}
          problems={problems}
          soFar={soFar}
          onAnswers={(answers, field) => change({ answers }, field)}
        />
        {unseen && <Trouble thing={t('form.unseen')} error={unseen} />}
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
        <NextSteps steps={steps} draft={draft} />
        <div className={classes.about}>
          <Risk level={offer.entitlement.risk} />
          {offer.entitlement.owner && <span>{t('form.owner', { owner: offer.entitlement.owner })}</span>}
        </div>
      </aside>
    </div>
  );
}
