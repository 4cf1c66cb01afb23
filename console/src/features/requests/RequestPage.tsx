import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { requestQuery } from '../../api/requests';
import { Moment } from '../../look/Moment';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { RequestFacts } from './RequestFacts';
import classes from './RequestPage.module.css';
import { Standing } from './Standing';
import { Story } from './Story';

/** One request: where it stands, its thread, and what was asked. */
export function RequestPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/inside/requests/$id' });
  const query = useQuery(requestQuery(id));
  if (query.isPending) {
    return (
      <Page title={t('request.title')}>
        <Rows count={3} height={120} />
      </Page>
    );
  }
  if (query.isError) {
    return (
      <Page title={t('request.title')}>
        <Trouble thing={t('request.trouble')} error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const { request } = query.data;
  const { app_title: app, title } = request.entitlement;
  const lead = (
    <>
      {t('request.asked', { person: request.requester.name })} <Moment at={request.created_at} />
    </>
  );
  return (
    <Page title={request.bundle ? request.automation_title : `${app} / ${title}`} lead={lead}>
      <div className={classes.columns}>
        <div className={classes.main}>
          <Standing detail={query.data} />
          <section aria-labelledby="story" className={classes.story}>
            <h2 id="story">{t('request.story')}</h2>
            <Story detail={query.data} />
          </section>
        </div>
        <aside className={classes.aside} aria-label={t('request.facts')}>
          <RequestFacts request={request} temporalUrl={query.data.temporal_url} />
        </aside>
      </div>
    </Page>
  );
}
