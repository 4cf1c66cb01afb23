import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { homeZone, zoneName } from '../../time/moment';
import { now } from '../../time/clock';
import classes from './Length.module.css';
import type { LengthProps } from './Length';

/** Between two moments, in the zone of the person who types them. */
export function Window({ draft, problems, change }: Omit<LengthProps, 'offer' | 'durations'>) {
  const { t } = useTranslation();
  const zone = homeZone();
  const help = t('form.zone', { zone: `${zoneName(new Date(now()), zone)} (${zone})` });
  return (
    <>
      <div className={classes.window}>
        <TextInput
          type="datetime-local"
          label={t('form.from')}
          value={draft.from}
          error={problems.from}
          onChange={(event) => change({ from: event.currentTarget.value }, 'from', 'until')}
        />
        <TextInput
          type="datetime-local"
          label={t('form.until')}
          value={draft.until}
          error={problems.until}
          onChange={(event) => change({ until: event.currentTarget.value }, 'from', 'until')}
        />
      </div>
      <span className={classes.help}>{help}</span>
    </>
  );
}
