import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndAccess } from '../api/access';
import type { Access } from '../api/shapes';
import { announce } from '../look/announcer';
import { Trouble } from '../look/Trouble';

/** Gives back what I hold: asked once more in place, because asking for it again takes people's time. */
export function GiveBack({ access, size = 'sm' }: { access: Access; size?: 'xs' | 'sm' }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const end = useEndAccess(access.id);
  const name = `${access.entitlement.app_title} / ${access.entitlement.title}`;
  if (access.may_end !== 'give_back') return null;

  const giveBack = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        announce(t('ending.givenBack', { name }));
      },
    });

  return (
    <Group gap="xs" role="group" aria-label={t('ending.group', { name })}>
      {asking ? (
        <>
          <Button size={size} loading={end.isPending} onClick={giveBack}>
            {t('ending.yes')}
          </Button>
          <Button size={size} variant="default" disabled={end.isPending} onClick={() => setAsking(false)}>
            {t('ending.no')}
          </Button>
        </>
      ) : (
        <Button size={size} variant="default" onClick={() => setAsking(true)}>
          {t('ending.giveBack')}
        </Button>
      )}
      {end.isError && <Trouble thing={t('ending.trouble', { name })} error={end.error} />}
    </Group>
  );
}
