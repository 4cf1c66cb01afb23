import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delegation } from '../../api/shapes';
import { Panel } from '../../look/Panel';
import { Trouble } from '../../look/Trouble';
import { PersonField } from '../../questions/PersonField';
import { now } from '../../time/clock';
import { homeZone, zoneName } from '../../time/moment';
import classes from './Away.module.css';
import { Preview } from './Preview';
import { useAway } from './useAway';

interface Props {
  /** All of mine that are not over. */
  mine: Delegation[];
  changes?: Delegation;
  onClose: () => void;
}

/** To whom, from when until when, and in words what will happen then. */
export function AwayForm({ mine, changes, onClose }: Props) {
  const { t } = useTranslation();
  const { draft, change, problems, send, sending, refusal } = useAway({ mine, changes, onClose });
  const form = useRef<HTMLFormElement>(null);
  // The button that opened it is gone, and the first field would open its list.
  useEffect(() => form.current?.focus(), []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problems]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const zone = homeZone();
  return (
    <Panel className={classes.panel}>
      <form ref={form} className={classes.form} tabIndex={-1} onSubmit={submit} noValidate aria-label={t('away.form')}>
        <PersonField
          label={t('away.delegate')}
          description={t('away.delegateHelp')}
          required
          known={changes?.delegate}
          value={draft.delegate}
          error={problems.delegate}
          onChange={(delegate) => change({ delegate: delegate ?? '' }, 'delegate')}
        />
        <div className={classes.window}>
          <TextInput
            type="datetime-local"
            label={t('form.from')}
            required
            readOnly={changes !== undefined}
            value={draft.from}
            error={problems.from}
            onChange={(event) => change({ from: event.currentTarget.value }, 'from', 'until')}
          />
          <TextInput
            type="datetime-local"
            label={t('form.until')}
            required
            value={draft.until}
            error={problems.until}
            onChange={(event) => change({ until: event.currentTarget.value }, 'from', 'until')}
          />
        </div>
        <span className={classes.help}>
          {t('form.zone', { zone: `${zoneName(new Date(now()), zone)} (${zone})` })} {changes && t('away.fromStays')}
        </span>
        <Textarea
          label={t('away.reason')}
          description={t('away.reasonHelp')}
          autosize
          minRows={1}
          maxLength={500}
          value={draft.reason}
          error={problems.reason}
          onChange={(event) => change({ reason: event.currentTarget.value }, 'reason')}
        />
        <Preview draft={draft} changes={changes} />
        {refusal && <Trouble thing={t('away.saveTrouble')} error={refusal} />}
        <div className={classes.acts}>
          <Button type="submit" loading={sending}>
            {t('away.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
