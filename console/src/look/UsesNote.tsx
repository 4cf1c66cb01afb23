import { useTranslation } from 'react-i18next';
import type { UsesBefore } from '../api/shapes';
import { Moment } from './Moment';
import { Note } from './Note';

const PLACES = ['uses.first', 'uses.second', 'uses.third', 'uses.fourth', 'uses.fifth'] as const;

/** Which time it is that somebody uses an emergency, and when the last one was. */
export function UsesNote({ uses: { count, days, latest } }: { uses: UsesBefore }) {
  const { t } = useTranslation();
  const place = PLACES[count];
  const last = latest[0];
  return (
    <Note tone={count > 0 ? 'waiting' : 'ended'}>
      {place ? t(place, { days }) : t('uses.more', { count: count + 1, days, ordinal: true })}
      {last && (
        <>
          , {t('uses.last')} <Moment at={last} />
        </>
      )}
    </Note>
  );
}
