import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/people';
import type { Delegation } from '../../api/shapes';
import { sayMoment } from '../../time/moment';
import classes from './Away.module.css';
import { toDelegation, type Draft } from './draft';

/** What will happen, in words, as far as it is filled in. */
export function Preview({ draft, changes }: { draft: Draft; changes?: Delegation }) {
  const { t } = useTranslation();
  const { delegate, from, until } = toDelegation(draft, changes);
  const people = useQuery({ ...peopleQuery(draft.delegate), enabled: delegate !== undefined }).data ?? [];
  const name =
    [...people, ...(changes ? [changes.delegate] : [])].find((person) => person.login === delegate)?.name ??
    t('away.somebody');
  return (
    <div className={classes.preview}>
      <p className={classes.who}>
        {from && until
          ? t('away.preview', { name, from: sayMoment(from), until: sayMoment(until) })
          : t('away.previewOpen', { name })}
      </p>
      <ul>
        <li>{t('away.stays')}</li>
        <li>{t('away.still')}</li>
        <li>{t('away.never')}</li>
        <li>{t('away.notPassedOn')}</li>
      </ul>
    </div>
  );
}
