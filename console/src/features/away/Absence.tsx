import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delegation } from '../../api/shapes';
import { Face } from '../../look/Face';
import { Panel } from '../../look/Panel';
import { sayMoment } from '../../time/moment';
import { useNow } from '../../time/useNow';
import classes from './Away.module.css';
import { AwayForm } from './AwayForm';
import { ComeBack } from './ComeBack';
import { standingOf } from './standing';

interface Props {
  absence: Delegation;
  /** All of mine that are not over, this one among them. */
  mine: Delegation[];
}

/** One delegation that is not over: who, from when until when, and the ways to change it. */
export function Absence({ absence, mine }: Props) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const standing = standingOf(absence, useNow());
  const { delegate, reason } = absence;
  if (changing) {
    return (
      <li>
        <AwayForm mine={mine} changes={absence} onClose={() => setChanging(false)} />
      </li>
    );
  }
  return (
    <li>
      <Panel className={classes.card}>
        <Face name={delegate.name} size={40} />
        <div className={classes.words}>
          <span className={classes.who}>{t(`away.standing.${standing}`, { name: delegate.name })}</span>
          <span>{t('away.span', { from: sayMoment(absence.from), until: sayMoment(absence.until) })}</span>
          {reason && <span className="dim">{reason}</span>}
          <ComeBack absence={absence} standing={standing}>
            <Button size="xs" variant="default" onClick={() => setChanging(true)}>
              {t('away.change')}
            </Button>
          </ComeBack>
        </div>
      </Panel>
    </li>
  );
}
