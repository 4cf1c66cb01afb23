import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStop } from '../api/requests';
import type { RequestDetail } from '../api/shapes';
import { announce } from '../look/announcer';
import { Trouble } from '../look/Trouble';

interface Props {
  requestId: string;
  may: RequestDetail['may_stop'];
}

/** Ends everything of a request that gives several things or windows; asked once more in place. */
export function StopAll({ requestId, may }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const stop = useStop(requestId);
  if (may === 'no') return null;
  const revokes = may === 'revoke';
  const name = t(revokes ? 'stop.revoke' : 'stop.giveBack');
  const end = () => {
    if (revokes && !reason.trim()) return setMissing(true);
    stop.mutate(reason.trim() || undefined, {
      onSuccess: () => {
        setAsking(false);
        announce(t('stop.done'));
      },
    });
  };
  if (!asking) {
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        {name}
      </Button>
    );
  }
  return (
    <div role="group" aria-label={name} style={{ display: 'grid', gap: 12, width: '100%' }}>
      <span>{t('stop.sure')}</span>
      {revokes && (
        <Textarea
          label={t('revoke.reason')}
          description={t('revoke.reasonHelp')}
          required
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          error={missing && !reason.trim() ? t('revoke.reasonMissing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Group gap="xs">
        <Button loading={stop.isPending} onClick={end}>
          {t('stop.yes')}
        </Button>
        <Button variant="default" disabled={stop.isPending} onClick={() => setAsking(false)}>
          {t('ending.no')}
        </Button>
      </Group>
      {stop.isError && <Trouble thing={t('stop.trouble')} error={stop.error} />}
    </div>
  );
}
