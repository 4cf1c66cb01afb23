import { useTranslation } from 'react-i18next';
import type { UsesBefore } from '../api/shapes';
import { Moment } from './Moment';
import { Note } from './Note';
import { usesInWords } from './usesInWords';

/** Which time it is that somebody uses an emergency, and when the last one was. */
export function UsesNote({ uses }: { uses: UsesBefore }) {
  const { t } = useTranslation();
  const [last] = uses.latest;
  return (
    <Note tone={uses.count > 0 ? 'waiting' : 'ended'}>
      {usesInWords(uses)}
      {last && (
        <>
          , {t('uses.last')} <Moment at={last} />
        </>
      )}
    </Note>
  );
}
