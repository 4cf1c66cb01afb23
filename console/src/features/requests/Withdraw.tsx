import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWithdraw } from '../../api/requests';
import type { Request } from '../../api/shapes';
import { Trouble } from '../../look/Trouble';

/** Takes a request back before access was given; asked once more in place. */
export function Withdraw({ request }: { request: Request }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdraw(request.id);
  if (!asking) {
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('withdraw.act')}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('withdraw.yes')}
      </Button>
      <Button variant="default" disabled={withdraw.isPending} onClick={() => setAsking(false)}>
        {t('withdraw.no')}
      </Button>
      {withdraw.isError && <Trouble thing={t('withdraw.trouble')} error={withdraw.error} />}
    </Group>
  );
}
