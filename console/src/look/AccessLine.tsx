import { Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Access } from '../api/shapes';
import { sayMoment } from '../time/moment';
import { useNow } from '../time/useNow';
import { accessClock } from './accessClock';
import { announce } from './announcer';

/** The line beside a ring: "Ends in 1 h 52 m", the moment and its zone on hover. Heard once, when time is up. */
export function AccessLine({ access }: { access: Access }) {
  const { t } = useTranslation();
  const clock = accessClock(access, useNow());
  const over = access.state === 'open' && clock.share === 0;
  const was = useRef(over);
  useEffect(() => {
    if (over && !was.current) {
      announce(t('clock.announce', { app: access.entitlement.app_title, title: access.entitlement.title }));
    }
    was.current = over;
  }, [over, access, t]);
  const line = <span className="figures">{clock.words}</span>;
  return clock.at ? <Tooltip label={sayMoment(clock.at)}>{line}</Tooltip> : line;
}
