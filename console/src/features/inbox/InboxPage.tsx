import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { approvalsQuery, type InboxTab } from '../../api/approvals';
import { Page } from '../../look/Page';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { Inbox } from './Inbox';
import { KeysHelp } from './KeysHelp';

/** What waits for my decision, and what no longer does. */
export function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tab: InboxTab = useSearch({ from: '/inside/inbox' }).tab ?? 'open';
  const query = useInfiniteQuery(approvalsQuery(tab));
  const [help, helpDialog] = useDisclosure();
  return (
    <Page
      title={t('inbox.title')}
      lead={t(tab === 'open' ? 'inbox.lead' : 'inbox.leadClosed')}
      aside={
        <>
          <Button
            variant="subtle"
            visibleFrom="sm"
            leftSection={<IconKeyboard size={18} stroke={1.5} />}
            onClick={helpDialog.open}
          >
            {t('inbox.keys')}
          </Button>
          <SegmentedControl
            aria-label={t('inbox.tabs')}
            value={tab}
            data={[
              { value: 'open', label: t('inbox.open') },
              { value: 'closed', label: t('inbox.closed') },
            ]}
            onChange={(value) =>
              void navigate({ to: '/inbox', search: { tab: value === 'closed' ? 'closed' : undefined } })
            }
          />
        </>
      }
    >
      {query.isPending && <Rows height={72} />}
      {query.isError && <Trouble thing={t('inbox.trouble')} error={query.error} onRetry={query.refetch} />}
      {query.data && <Inbox key={tab} tab={tab} approvals={query.data} query={query} onHelp={helpDialog.open} />}
      <KeysHelp opened={help} onClose={helpDialog.close} />
    </Page>
  );
}
