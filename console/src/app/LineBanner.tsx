import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { followEvents, type Line } from '../api/events';
import classes from './LineBanner.module.css';

/** Keeps the event stream while somebody is signed in, and says so when it is lost. */
export function LineBanner() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [line, setLine] = useState<Line>('connecting');
  useEffect(() => followEvents(queries, setLine), [queries]);
  return (
    <div role="status">
      {line === 'lost' && (
        <p className={`${classes.banner} not-printed`}>
          <IconPlugConnectedX size={18} stroke={1.5} aria-hidden="true" />
          <span>{t('shell.offline')}</span>
        </p>
      )}
    </div>
  );
}
