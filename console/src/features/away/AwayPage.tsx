import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { delegationsQuery } from '../../api/delegations';
import type { Delegation } from '../../api/shapes';
import { Empty } from '../../look/Empty';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { useNow } from '../../time/useNow';
import { Absence } from './Absence';
import { AwayForm } from './AwayForm';
import classes from './Away.module.css';
import { Past } from './Past';
import { standingOf } from './standing';

/** Who is asked in my place while I am away: now, later, and lately. */
export function AwayPage() {
  const { t } = useTranslation();
  const query = useQuery(delegationsQuery);
  return (
    <Page title={t('away.title')} lead={t('away.lead')}>
      {query.isPending && <Rows height={104} />}
      {query.isError && <Trouble thing={t('away.trouble')} error={query.error} onRetry={query.refetch} />}
      {query.data && <Absences mine={query.data} />}
    </Page>
  );
}

function Absences({ mine }: { mine: Delegation[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const [naming, setNaming] = useState(false);
  const ahead = mine.filter((one) => standingOf(one, now) !== 'over');
  const button = <Button onClick={() => setNaming(true)}>{t('away.set')}</Button>;
  return (
    <div className={classes.column}>
      {ahead.length > 0 && (
        <ul className={classes.list} aria-label={t('away.title')}>
          {ahead.map((one) => (
            <Absence key={one.from} absence={one} mine={ahead} />
          ))}
        </ul>
      )}
      {naming && <AwayForm mine={ahead} onClose={() => setNaming(false)} />}
      {!naming && ahead.length > 0 && <div>{button}</div>}
      {!naming && ahead.length === 0 && (
        <Empty title={t('away.empty')} action={button}>
          {t('away.emptyText')}
        </Empty>
      )}
      <Past mine={mine} />
    </div>
  );
}
