import { ActionIcon, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { messagesQuery } from '../../api/messages';
import classes from './Bell.module.css';

const MessagesDrawer = lazy(() => import('./MessagesDrawer'));

/** The bell: how many messages are unread, and the list of them. */
export function Bell() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const unread = useInfiniteQuery(messagesQuery).data?.unread ?? 0;
  const label = unread > 0 ? t('messages.unread', { count: unread }) : t('messages.title');
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          c="var(--cf-dim)"
          aria-label={label}
          aria-haspopup="dialog"
          onClick={open}
        >
          <IconBell size={20} stroke={1.5} />
          {unread > 0 && <span className={classes.count}>{unread > 99 ? '99+' : unread}</span>}
        </ActionIcon>
      </Tooltip>
      <Suspense>
        <MessagesDrawer opened={opened} onClose={close} />
      </Suspense>
    </>
  );
}
