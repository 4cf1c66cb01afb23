import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '../../api/audit';
import { Empty } from '../../look/Empty';
import { More } from '../../look/More';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { AuditTable } from './AuditTable';
import { RequestFilter } from './RequestFilter';

/** What anybody or anything did, oldest first, refused attempts included. */
export function AuditPage() {
  const { t } = useTranslation();
  const { request } = useSearch({ from: '/inside/audit' });
  const query = useInfiniteQuery(auditQuery(request));
  return (
    <Page
      title={t('audit.title')}
      lead={request ? t('audit.leadRequest', { request }) : t('audit.lead')}
      width="full"
      aside={
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.5} />}
          onClick={() => window.print()}
        >
          {t('audit.print')}
        </Button>
      }
    >
      <RequestFilter key={request} request={request} />
      {query.isPending && <Rows count={8} height={36} />}
      {query.isError && <Trouble thing={t('audit.trouble')} error={query.error} onRetry={query.refetch} />}
      {query.data?.length === 0 && (
        <Empty title={t('audit.empty')}>{t(request ? 'audit.emptyRequest' : 'audit.emptyText')}</Empty>
      )}
      {query.data && query.data.length > 0 && <AuditTable lines={query.data} />}
      <More query={query} />
    </Page>
  );
}
