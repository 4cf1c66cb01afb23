import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import { sayDuration } from '../../time/duration';
import { durationChoices } from '../../time/durationChoices';

export interface Less {
  /** Seconds; undefined is as asked. */
  seconds?: number;
  /** As a `datetime-local` field holds it; empty is as asked. */
  start: string;
}

interface Props {
  approval: Approval;
  less: Less;
  onLess: (less: Less) => void;
}

/** Less time than was asked for, or a later start, where the automation lets an approver say so. */
export function GiveLess({ approval: { terms, request }, less, onLess }: Props) {
  const { t } = useTranslation();
  const asked = lengthOf(request);
  const lengths = asked > 0 ? durationChoices(asked / 2, asked).filter((seconds) => seconds < asked) : [];
  const postpone = terms.postpone_seconds ?? 0;
  return (
    <>
      {terms.shorten && lengths.length > 0 && (
        <NativeSelect
          size="sm"
          label={t('decide.length')}
          description={t('decide.lengthHelp', { length: sayDuration(asked) })}
          value={less.seconds ? String(less.seconds) : ''}
          data={[
            { value: '', label: t('decide.asAsked') },
            ...lengths.map((seconds) => ({ value: String(seconds), label: sayDuration(seconds) })),
          ]}
          onChange={(event) => onLess({ ...less, seconds: Number(event.currentTarget.value) || undefined })}
        />
      )}
      {postpone > 0 && !request.series && (
        <TextInput
          size="sm"
          type="datetime-local"
          label={t('decide.start')}
          description={t('decide.startHelp', { length: sayDuration(postpone) })}
          value={less.start}
          onChange={(event) => onLess({ ...less, start: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** How long is asked for at a stretch, in seconds; 0 of hours that come again. */
function lengthOf({ duration_seconds: seconds, from, until }: Approval['request']): number {
  if (seconds) return seconds;
  return from && until ? (Date.parse(until) - Date.parse(from)) / 1000 : 0;
}
