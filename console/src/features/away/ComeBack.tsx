import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndDelegation } from '../../api/delegations';
import type { Delegation } from '../../api/shapes';
import { announce } from '../../look/announcer';
import { Trouble } from '../../look/Trouble';
import classes from './Away.module.css';
import type { Standing } from './standing';

interface Props {
  absence: Delegation;
  standing: Standing;
  /** What else can be done with it. */
  children: ReactNode;
}

/** Ends what is under way, or removes what has not begun; asked once more in place. */
export function ComeBack({ absence, standing, children }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const end = useEndDelegation(absence.from);
  const { name } = absence.delegate;
  const early = standing === 'coming';
  const now = () => end.mutate(undefined, { onSuccess: () => announce(t('away.ended', { name })) });
  return (
    <div className={classes.acts} role="group" aria-label={t('away.acts', { name })}>
      {asking ? (
        <>
          <p className={classes.sure}>{t(early ? 'away.sureRemove' : 'away.sureBack', { name })}</p>
          <Button size="xs" loading={end.isPending} onClick={now}>
            {t(early ? 'away.yesRemove' : 'away.yesBack')}
          </Button>
          <Button size="xs" variant="default" disabled={end.isPending} onClick={() => setAsking(false)}>
            {t('ending.no')}
          </Button>
        </>
      ) : (
        <>
          {children}
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {t(early ? 'away.remove' : 'away.back')}
          </Button>
        </>
      )}
      {end.isError && <Trouble thing={t('away.endTrouble')} error={end.error} />}
    </div>
  );
}
