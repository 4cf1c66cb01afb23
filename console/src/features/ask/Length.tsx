import { Input, NativeSelect, NumberInput, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '../../api/shapes';
import type { Problems } from '../../questions/answers';
import { sayDuration } from '../../time/duration';
import { durationChoices, type Unit } from '../../time/durationChoices';
import { Choices } from './Choices';
import type { Draft, Durations } from './draft';
import classes from './Length.module.css';
import { Series } from './Series';
import { Window } from './Window';

export interface LengthProps {
  offer: Offer;
  durations: Durations;
  draft: Draft;
  problems: Problems;
  change: (part: Partial<Draft>, ...fields: string[]) => void;
}

const OTHER = 'other';
const TIME_FIELDS = ['duration_seconds', 'from', 'until', 'series', 'series.rule', 'series.start', 'series.end', 'series.first', 'series.last'];

/** For how long: one of the usual lengths, another one, between two moments, or at hours that come again. */
export function Length({ offer, durations, draft, problems, change }: LengthProps) {
  const { t } = useTranslation();
  const label = useId();
  const { absolute, recurring } = offer.windows;
  const modes: Draft['mode'][] = ['length', ...(absolute ? ['window' as const] : []), ...(recurring ? ['series' as const] : [])];
  return (
    <div role="group" aria-labelledby={label} className={classes.length}>
      <div>
        <span id={label} className={classes.label}>
          {t('form.length')}
        </span>
        <span className={classes.help}>{help()}</span>
      </div>
      {modes.length > 1 && (
        <SegmentedControl
          fullWidth
          aria-label={t('form.mode')}
          value={draft.mode}
          data={modes.map((mode) => ({ value: mode, label: t(`form.modes.${mode}`) }))}
          onChange={(mode) => change({ mode: mode as Draft['mode'] }, ...TIME_FIELDS)}
        />
      )}
      {draft.mode === 'window' && <Window draft={draft} problems={problems} change={change} />}
      {draft.mode === 'series' && recurring && (
        <Series rules={recurring} draft={draft} problems={problems} change={change} />
      )}
      {draft.mode === 'length' && !durations.fixed && (
        <Lengths durations={durations} draft={draft} problems={problems} change={change} />
      )}
    </div>
  );

  function help() {
    const { min_seconds: least, max_seconds: most, fixed } = durations;
    if (fixed) return t('form.lengthFixed', { length: sayDuration(most) });
    if (least > 0) return t('form.lengthBetween', { least: sayDuration(least), length: sayDuration(most) });
    return t('form.lengthHelp', { length: sayDuration(most) });
  }
}

function Lengths({ durations, draft, problems, change }: Omit<LengthProps, 'offer'>) {
  const { t } = useTranslation();
  const { default_seconds: usual, min_seconds: least, max_seconds: most } = durations;
  const lengths = durationChoices(usual, most).filter((seconds) => seconds >= least);
  const choices = [
    ...lengths.map((seconds) => ({ value: String(seconds), label: sayDuration(seconds) })),
    { value: OTHER, label: t('form.otherLength') },
  ];
  return (
    <>
      <Choices
        name={t('form.length')}
        choices={choices}
        value={draft.seconds === undefined ? OTHER : String(draft.seconds)}
        onChoose={(value) => change({ seconds: value === OTHER ? undefined : Number(value) }, 'duration_seconds')}
      />
      {draft.seconds === undefined && <Other draft={draft} problems={problems} change={change} />}
      {problems.duration_seconds && draft.seconds !== undefined && (
        <Input.Error role="alert">{problems.duration_seconds}</Input.Error>
      )}
    </>
  );
}

function Other({ draft, problems, change }: Omit<LengthProps, 'offer' | 'durations'>) {
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
