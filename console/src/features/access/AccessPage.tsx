import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accessQuery } from '../../api/access';
import { useSession } from '../../api/session';
import { Empty } from '../../look/Empty';
import { More } from '../../look/More';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { AccessFilters } from './AccessFilters';
import { AccessTable } from './AccessTable';
import { appsOf, matching, scopeFor, type Filter } from './filter';
import { useWholeList } from './useWholeList';

/** Who holds what until when: all of it for admins and auditors, what they own for owners. */
export function AccessPage() {
  const { t } = useTranslation();
  const { roles } = useSession();
  const filter: Filter = useSearch({ from: '/inside/access' });
  const navigate = useNavigate();
  const scope = scopeFor(roles);
  const query = useInfiniteQuery(accessQuery(scope, filter.state ?? 'live'));
  useWholeList(query, Boolean(filter.person || filter.app));
  const found = matching(query.data ?? [], filter);
  const change = (part: Partial<Filter>) =>
    void navigate({ to: '/access', search: { ...filter, ...part }, replace: true });

  return (
    <Page title={t('access.title')} lead={t(scope === 'all' ? 'access.lead' : 'access.leadOwned')} width="full">
      <AccessFilters filter={filter} apps={appsOf(query.data ?? [])} onChange={change} />
      {query.isPending && <Rows count={6} height={48} />}
      {query.isError && <Trouble thing={t('access.trouble')} error={query.error} onRetry={query.refetch} />}
      {query.data && found.length === 0 && !query.hasNextPage && (
        <Empty title={t(query.data.length > 0 ? 'access.nothing' : 'access.empty')}>
          {t(query.data.length > 0 ? 'access.nothingText' : 'access.emptyText')}
        </Empty>
      )}
      {found.length > 0 && <AccessTable rows={found} />}
      <More query={query} />
    </Page>
  );
}
