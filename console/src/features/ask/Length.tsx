import { Input, NativeSelect, NumberInput, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../api/shapes';
import { sayDuration } from '../../time/duration';
import { durationChoices, type Unit } from '../../time/durationChoices';
import { Choices } from './Choices';
import type { Draft, Problems } from './draft';
import classes from './Length.module.css';
import { Window } from './Window';

export interface LengthProps {
  offer: Offer;
  draft: Draft;
  problems: Problems;
  change: (part: Partial<Draft>, ...fields: string[]) => void;
}

const OTHER = 'other';

/** For how long: one of the usual lengths, another one, or between two moments. */
export function Length({ offer, draft, problems, change }: LengthProps) {
  const { t } = useTranslation();
  const label = useId();
  const { default_seconds, max_seconds } = offer.duration;
  const lengths = durationChoices(default_seconds, max_seconds);
  const choices = [
    ...lengths.map((seconds) => ({ value: String(seconds), label: sayDuration(seconds) })),
    { value: OTHER, label: t('form.otherLength') },
  ];
  return (
    <div role="group" aria-labelledby={label} className={classes.length}>
      <div>
        <span id={label} className={classes.label}>
          {t('form.length')}
        </span>
        <span className={classes.help}>{t('form.lengthHelp', { length: sayDuration(max_seconds) })}</span>
      </div>
      {offer.windows && (
        <SegmentedControl
          fullWidth
          aria-label={t('form.mode')}
          value={draft.mode}
          data={[
            { value: 'length', label: t('form.modeLength') },
            { value: 'window', label: t('form.modeWindow') },
          ]}
          onChange={(mode) => change({ mode: mode as Draft['mode'] }, 'duration_seconds', 'from', 'until')}
        />
      )}
      {draft.mode === 'window' ? (
        <Window draft={draft} problems={problems} change={change} />
      ) : (
        <>
          <Choices
            name={t('form.length')}
            choices={choices}
            value={draft.seconds === undefined ? OTHER : String(draft.seconds)}
            onChoose={(value) =>
              change({ seconds: value === OTHER ? undefined : Number(value) }, 'duration_seconds')
            }
          />
          {draft.seconds === undefined && <Other draft={draft} problems={problems} change={change} />}
          {problems.duration_seconds && draft.seconds !== undefined && (
            <Input.Error role="alert">{problems.duration_seconds}</Input.Error>
          )}
        </>
      )}
    </div>
  );
}

function Other({ draft, problems, change }: Omit<LengthProps, 'offer'>) {
  const { t } = useTranslation();
  const units: Unit[] = ['minutes', 'hours', 'days'];
  return (
    <div className={classes.other}>
      <NumberInput
        label={t('form.amount')}
        min={1}
        value={draft.amount}
        error={problems.duration_seconds}
        onChange={(amount) => change({ amount }, 'duration_seconds')}
      />
      <NativeSelect
        label={t('form.unit')}
        value={draft.unit}
        data={units.map((unit) => ({ value: unit, label: t(`form.${unit}`) }))}
        onChange={(event) => change({ unit: event.currentTarget.value as Unit }, 'duration_seconds')}
      />
    </div>
  );
}
