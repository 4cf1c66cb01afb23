import { Tooltip } from '@mantine/core';
import { sayMoment, sayRelative, sayWhen } from '../time/moment';
import { useNow } from '../time/useNow';

interface Props {
  at: string;
  /** relative: "8 m ago"; when: "Fri 17:00 CET"; full: with date, seconds and zone. */
  as?: 'relative' | 'when' | 'full';
  /** Somebody else's zone, shown on hover when it reads differently there. */
  alsoIn?: string;
}

/** A moment: short in the text, in full with its zone on hover. */
export function Moment({ at, as = 'relative', alsoIn }: Props) {
  const now = useNow();
  const full = sayMoment(at);
  const theirs = alsoIn ? sayMoment(at, alsoIn) : full;
  if (as === 'full') return <time dateTime={at}>{sayMoment(at, undefined, true)}</time>;
  return (
    <Tooltip label={theirs === full ? full : `${full} · ${theirs}`}>
      <time dateTime={at}>{as === 'when' ? sayWhen(at, now) : sayRelative(at, now)}</time>
    </Tooltip>
  );
}
