import { useTranslation } from 'react-i18next';
import { Ring } from '../../look/Ring';
import { Knot, Thread } from '../../look/Thread';
import { sayDuration } from '../../time/duration';
import { fromLocalInput } from '../../time/localInput';
import { sayWhen } from '../../time/moment';
import { useNow } from '../../time/useNow';
import { askedSeconds, type Draft } from './draft';

/** What happens once it is sent: who is asked, when access opens, when it ends. */
export function NextSteps({ steps, draft }: { steps: string[]; draft: Draft }) {
  const { t } = useTranslation();
  const now = useNow();
  const seconds = askedSeconds(draft);
  const from = draft.mode === 'window' ? fromLocalInput(draft.from) : undefined;
  const until = draft.mode === 'window' ? fromLocalInput(draft.until) : undefined;
  return (
    <Thread label={t('form.next')}>
      <Knot place="now" tone="waiting">
        {t('form.youAsk')}
      </Knot>
      {steps.map((step) => (
        <Knot key={step} place="ahead">
          {step}
        </Knot>
      ))}
      <Knot place="ahead">{from ? t('form.opensAt', { at: sayWhen(from, now) }) : t('form.opens')}</Knot>
      <Knot place="ahead" icon={<Ring tone="open" share={0.72} size={22} />}>
        {until && t('form.endsAt', { at: sayWhen(until, now) })}
        {seconds && t('form.endsAfter', { length: sayDuration(seconds) })}
        {!until && !seconds && t('form.ends')}
      </Knot>
    </Thread>
  );
}
