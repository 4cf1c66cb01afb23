import { useHotkeys } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxTab } from '../../api/approvals';
import type { Approval } from '../../api/shapes';
import { Empty } from '../../look/Empty';
import { LinkButton } from '../../look/LinkButton';
import { More } from '../../look/More';
import { ApprovalPanel, type PanelKeys } from './ApprovalPanel';
import { ApprovalRow } from './ApprovalRow';
import classes from './Inbox.module.css';
import { neighbour } from './neighbour';

interface Props {
  tab: InboxTab;
  approvals: Approval[];
  query: Parameters<typeof More>[0]['query'];
  onHelp: () => void;
}

/** The list at the left and the one being decided at the right; on small screens one of the two. */
export function Inbox({ tab, approvals, query, onHelp }: Props) {
  const { t } = useTranslation();
  const { at } = useSearch({ from: '/inside/inbox' });
  const navigate = useNavigate();
  const panel = useRef<PanelKeys>(null);
  const chosen = approvals.find((approval) => approval.id === at);
  const shown = chosen ?? approvals[0];
  const search = { tab: tab === 'closed' ? ('closed' as const) : undefined };

  const go = (step: 1 | -1) => {
    const next = neighbour(approvals, shown?.id, step);
    if (next) void navigate({ to: '/inbox', search: { ...search, at: next.id }, replace: true });
  };
  useHotkeys(
    [
      ['j', () => go(1)],
      ['k', () => go(-1)],
      ['a', () => panel.current?.approve()],
      ['d', () => panel.current?.deny()],
      // Most keyboards need Shift for it, some do not.
      ['?', onHelp],
      ['shift+?', onHelp],
    ],
    // Not INPUT: the tabs are radio buttons, and keep the focus once clicked.
    ['TEXTAREA', 'SELECT'],
  );

  if (!shown) {
    return (
      <Empty title={t(tab === 'open' ? 'inbox.empty' : 'inbox.emptyClosed')}>
        {t(tab === 'open' ? 'inbox.emptyText' : 'inbox.emptyClosedText')}
      </Empty>
    );
  }
  return (
    <div className={classes.inbox} data-chosen={chosen ? true : undefined}>
      <div className={classes.list}>
        <ul aria-label={t('inbox.title')}>
          {approvals.map((approval) => (
            <ApprovalRow key={approval.id} approval={approval} here={approval.id === shown.id} search={search} />
          ))}
        </ul>
        <More query={query} />
      </div>
      <div className={classes.panel}>
        <LinkButton
          to="/inbox"
          search={search}
          variant="subtle"
          className={classes.back}
          leftSection={<IconArrowLeft size={18} stroke={1.5} />}
        >
          {t('inbox.back')}
        </LinkButton>
        <ApprovalPanel key={shown.id} ref={panel} approval={shown} />
      </div>
    </div>
  );
}
