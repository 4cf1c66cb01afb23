import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/shapes';
import { Moment } from '../../look/Moment';
import classes from './MessagesDrawer.module.css';

interface Props {
  message: Message;
  /** Called when the reader goes to what the message is about. */
  onFollow: () => void;
}

/** One message: what it says, when, and the way to what it is about. */
export function MessageItem({ message, onFollow }: Props) {
  const { t } = useTranslation();
  return (
    <li className={classes.message} data-unread={message.read ? undefined : true}>
      {!message.read && <span className="only-heard">{t('messages.new')}</span>}
      <p className={classes.text}>{message.text}</p>
      <div className={classes.foot}>
        <Moment at={message.at} />
        {message.request_id && (
          <Link to="/requests/$id" params={{ id: message.request_id }} className="link" onClick={onFollow}>
            {t('messages.open')}
          </Link>
        )}
      </div>
    </li>
  );
}
