import { Button, Group, NativeSelect, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../api/newId';
import { useExtend } from '../../api/requests';
import type { RequestDetail } from '../../api/shapes';
import { announce } from '../../look/announcer';
import { Trouble } from '../../look/Trouble';
import { now } from '../../time/clock';
import { sayDuration } from '../../time/duration';
import { durationChoices } from '../../time/durationChoices';
import { sayWhen } from '../../time/moment';
import classes from './Standing.module.css';

interface Props {
  requestId: string;
  extension: NonNullable<RequestDetail['extension']>;
}

/** Asks to keep access longer, while the automation lets one. */
export function Extend({ requestId, extension }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('extend.act')}
      </Button>
    );
  }
  return <ExtendForm requestId={requestId} extension={extension} onClose={() => setAsking(false)} />;
}

function ExtendForm({ requestId, extension, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const { max_seconds: most, reason_required: needsReason, asks } = extension;
  // One form is one ask: sent twice under the same id, it is still one.
  const [id] = useState(newId);
  const [seconds, setSeconds] = useState(most);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const extend = useExtend(requestId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (needsReason && !reason.trim()) return setMissing(true);
    extend.mutate(
      { id, by_seconds: seconds, reason: reason.trim() || undefined },
      {
        onSuccess: ({ until }) => {
          announce(until ? t('extend.until', { at: sayWhen(until, now()) }) : t('extend.asked'));
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t('extend.act')} className={classes.form}>
      <NativeSelect
        label={t('extend.length')}
        description={[t('extend.help', { length: sayDuration(most) }), asks && t('extend.asks')].filter(Boolean).join(' ')}
        value={String(seconds)}
        data={durationChoices(most, most).map((one) => ({ value: String(one), label: sayDuration(one) }))}
        onChange={(event) => setSeconds(Number(event.currentTarget.value))}
      />
      {(needsReason || asks) && (
        <Textarea
          label={t('extend.reason')}
          required={needsReason}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          error={missing && !reason.trim() ? t('extend.reasonMissing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {extend.isError && <Trouble thing={t('extend.trouble')} error={extend.error} />}
      <Group gap="xs">
        <Button type="submit" loading={extend.isPending}>
          {t('extend.send')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
      </Group>
    </form>
  );
}
