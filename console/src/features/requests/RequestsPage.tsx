import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { requestsQuery, type RequestScope } from '../../api/requests';
import { useSession } from '../../api/session';
import type { Request } from '../../api/shapes';
import { Empty } from '../../look/Empty';
import { LinkButton } from '../../look/LinkButton';
import { More } from '../../look/More';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { RequestRow } from './RequestRow';
import classes from './RequestsPage.module.css';

/** What I asked for; for admins and auditors, what everybody did. */
export function RequestsPage() {
  const { t } = useTranslation();
  const { roles } = useSession();
  const navigate = useNavigate();
  const scope: RequestScope = useSearch({ from: '/inside/requests' }).scope ?? 'mine';
  const query = useInfiniteQuery(requestsQuery(scope));
  const seesAll = roles.includes('admin') || roles.includes('auditor');

  return (
    <Page
      title={t('requests.title')}
      lead={t(scope === 'all' ? 'requests.leadAll' : 'requests.lead')}
      aside={
        seesAll && (
          <SegmentedControl
            aria-label={t('requests.scope')}
            value={scope}
            data={[
              { value: 'mine', label: t('requests.mine') },
              { value: 'all', label: t('requests.all') },
            ]}
            onChange={(value) =>
              void navigate({ to: '/requests', search: { scope: value === 'all' ? 'all' : undefined } })
            }
          />
        )
      }
    >
      {query.isPending && <Rows />}
      {query.isError && <Trouble thing={t('requests.trouble')} error={query.error} onRetry={query.refetch} />}
      {query.data?.length === 0 && (
        <Empty title={t('requests.empty')} action={<LinkButton to="/ask">{t('requests.emptyAction')}</LinkButton>}>
          {t('requests.emptyText')}
        </Empty>
      )}
      {query.data && (
        <>
          <Part title={t('requests.underWay')} requests={query.data.filter((one) => !one.final)} everyone={scope === 'all'} />
          <Part title={t('requests.over')} requests={query.data.filter((one) => one.final)} everyone={scope === 'all'} />
          <More query={query} />
        </>
      )}
    </Page>
  );
}

function Part({ title, requests, everyone }: { title: string; requests: Request[]; everyone: boolean }) {
  if (requests.length === 0) return null;
  return (
    <section aria-label={title} className={classes.part}>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={classes.list}>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} everyone={everyone} />
        ))}
      </ul>
    </section>
  );
}
