import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accessQuery } from '../../api/access';
import { Empty } from '../../look/Empty';
import { LinkButton } from '../../look/LinkButton';
import { More } from '../../look/More';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { Held } from './Held';
import classes from './HoldingPage.module.css';
import { Over } from './Over';

/** What I hold and until when, and what ended lately. */
export function HoldingPage() {
  const { t } = useTranslation();
  const live = useInfiniteQuery(accessQuery('mine', 'live'));
  const over = useInfiniteQuery(accessQuery('mine', 'over'));
  return (
    <Page title={t('holding.title')} lead={t('holding.lead')}>
      {live.isPending && <Rows height={104} />}
      {live.isError && <Trouble thing={t('holding.trouble')} error={live.error} onRetry={live.refetch} />}
      {live.data?.length === 0 && (
        <Empty title={t('holding.empty')} action={<LinkButton to="/ask">{t('holding.emptyAction')}</LinkButton>}>
          {t('holding.emptyText')}
        </Empty>
      )}
      {live.data && live.data.length > 0 && (
        <ul className={classes.held} aria-label={t('holding.title')}>
          {live.data.map((access) => (
            <Held key={access.id} access={access} />
          ))}
        </ul>
      )}
      <More query={live} />
      {over.data && over.data.length > 0 && (
        <section aria-labelledby="over" className={classes.over}>
          <h2 id="over">{t('holding.over')}</h2>
          <ul>
            {over.data.map((access) => (
              <Over key={access.id} access={access} />
            ))}
          </ul>
          <More query={over} />
        </section>
      )}
      {over.isError && <Trouble thing={t('holding.overTrouble')} error={over.error} onRetry={over.refetch} />}
    </Page>
  );
}
