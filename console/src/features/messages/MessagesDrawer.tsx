import { Button, Drawer } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { messagesQuery, useReadMessages } from '../../api/messages';
import { Empty } from '../../look/Empty';
import { More } from '../../look/More';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { MessageItem } from './MessageItem';
import classes from './MessagesDrawer.module.css';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** My messages, newest first. */
export default function MessagesDrawer({ opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={420}
      title={t('messages.title')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <Messages onFollow={onClose} />
    </Drawer>
  );
}

function Messages({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(messagesQuery);
  const read = useReadMessages();
  if (query.isPending) return <Rows />;
  if (query.isError) return <Trouble thing={t('messages.trouble')} error={query.error} onRetry={query.refetch} />;
  const { items, unread } = query.data;
  if (items.length === 0) return <Empty title={t('messages.empty')}>{t('messages.emptyText')}</Empty>;
  return (
    <>
      {unread > 0 && (
        <Button variant="default" size="xs" loading={read.isPending} onClick={() => read.mutate()}>
          {t('messages.markRead')}
        </Button>
      )}
      {read.isError && <Trouble thing={t('messages.readTrouble')} error={read.error} />}
      <ul className={classes.list}>
        {items.map((message) => (
          <MessageItem key={message.id} message={message} onFollow={onFollow} />
        ))}
      </ul>
      <More query={query} />
    </>
  );
}
