import { Checkbox, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Recurring } from '../../api/shapes';
import { sayDuration } from '../../time/duration';
import classes from './Length.module.css';
import type { LengthProps } from './Length';
import { WEEKDAYS, type SeriesDraft } from './series';

interface Props extends Pick<LengthProps, 'draft' | 'problems' | 'change'> {
  rules: Recurring;
}

/** Hours that come again: which days and hours, where the automation leaves them open, and between which dates. */
export function Series({ rules, draft, problems, change }: Props) {
  const { t } = useTranslation();
  const { series } = draft;
  const set = (part: Partial<SeriesDraft>, ...fields: string[]) => change({ series: { ...series, ...part } }, ...fields);
  const input = (name: 'start' | 'end' | 'first' | 'last', type: 'time' | 'date') => (
    <TextInput
      type={type}
      label={t(`form.series.${name}`)}
      value={series[name]}
      error={problems[`series.${name}`]}
      onChange={(event) => set({ [name]: event.currentTarget.value }, `series.${name}`, 'series')}
    />
  );
  return (
    <>
      {rules.fixed ? (
        <span>{t('form.series.fixed', { words: rules.words })}</span>
      ) : (
        <>
          <Checkbox.Group
            label={t('form.series.days')}
            value={series.days}
            error={problems['series.rule'] ?? problems.series}
            onChange={(days) => set({ days }, 'series.rule', 'series')}
          >
            <Group mt={8} mb={4}>
              {WEEKDAYS.map((day) => (
                <Checkbox key={day} value={day} label={t(`weekday.${day}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <div className={classes.window}>
            {input('start', 'time')}
            {input('end', 'time')}
          </div>
        </>
      )}
      <div className={classes.window}>
        {input('first', 'date')}
        {input('last', 'date')}
      </div>
      <span className={classes.help}>
        {t('form.series.help', {
          zone: rules.zone,
          window: sayDuration(rules.max_window_seconds),
          span: sayDuration(rules.max_span_seconds),
        })}
      </span>
    </>
  );
}
